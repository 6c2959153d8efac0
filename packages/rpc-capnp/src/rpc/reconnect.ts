// reconnect.ts: a capability that comes back after a connection was lost.
import { requireFunction, requireOptions } from "@teleop/core/basics";
import { BrokenClient } from "./broken-client.ts";
import { promisedCapability } from "./capability.ts";
import { ClientHook, type Pending, type ReceivedCall } from "./client-hook.ts";
import { toRpcError } from "./exception.ts";
import { Reference } from "./reference.ts";
import type { Capability, OutgoingCall } from "./seam.ts";

export interface ReconnectOptions {
  /** Connects only when a call needs it. Default false: at once, and again as soon as a call has failed. */
  readonly lazy?: boolean | undefined;
}

/**
 * A capability that is made by `connect`, and made anew after a call on it has failed with type `disconnected`. That
 * call, and others that were under way, fail all the same: whether they were served cannot be known. Later calls go to
 * the new one. If connecting fails, so do the calls that waited for it, and the next one tries again.
 *
 * A stream that is lost with its connection fails as a whole, see {@link Capability.streamed}; once its sender has been
 * told, by a call that fails or by `streamed()`, its next call begins a new one.
 *
 * What `connect` returns belongs to the reconnecting capability, which disposes it.
 */
export function reconnecting(
  connect: () => Capability | Promise<Capability>,
  options: ReconnectOptions = {},
): Capability {
  requireFunction("connect", connect ?? null);
  requireOptions(options);
  return new Reference(new ReconnectingClient(connect, options.lazy === true));
}

class ReconnectingClient extends ClientHook {
  readonly #connect: () => Capability | Promise<Capability>;
  readonly #isLazy: boolean;
  /** Owned. Undefined until it is needed, and when it could not be made. */
  #current: ClientHook | undefined;
  #isDestroyed = false;

  constructor(connect: () => Capability | Promise<Capability>, isLazy: boolean) {
    super();
    this.#connect = connect;
    this.#isLazy = isLazy;
    if (!isLazy) this.#connected();
  }

  override call(call: OutgoingCall): Pending {
    return this.#send(call, (payload) => call.params(payload));
  }

  override forward(call: ReceivedCall): Pending {
    let isPassedOn = false;
    const pending = this.#send(call, (payload) => {
      call.params(payload);
      isPassedOn = true;
    });
    // What was not passed on is over once its failure has been told, also if its caller does not want to hear of it.
    if (!isPassedOn) queueMicrotask(() => call.over());
    return pending;
  }

  #send(call: OutgoingCall, params: OutgoingCall["params"]): Pending {
    const client = this.#connected();
    let isWellFormed = true;
    return client.call({
      interfaceId: call.interfaceId,
      methodId: call.methodId,
      streaming: call.streaming,
      pipelining: call.pipelining,
      params: (payload) => {
        try {
          params(payload);
        } catch (error) {
          isWellFormed = false;
          throw error;
        }
      },
      returned: (results) => call.returned(results),
      failed: (error) => {
        // What the params fail with tells nothing of the connection.
        if (error.type === "disconnected" && isWellFormed) this.#lost(client);
        call.failed(error);
      },
    });
  }

  protected override destroy(): ClientHook | undefined {
    this.#isDestroyed = true;
    return this.#current;
  }

  /** Where calls go now. Borrowed. */
  #connected(): ClientHook {
    this.#current ??= this.#begin();
    return this.#current;
  }

  #begin(): ClientHook {
    try {
      const made = this.#connect();
      if (!(made instanceof Promise)) return Reference.take(made);
      const client = Reference.take(promisedCapability(made));
      made.catch(() => this.#forget(client));
      return client;
    } catch (error) {
      const client = new BrokenClient(toRpcError(error));
      queueMicrotask(() => this.#forget(client));
      return client;
    }
  }

  /** A call has failed because the connection is gone. Of many that fail at once, the first to tell counts. */
  #lost(client: ClientHook): void {
    this.#forget(client);
    if (!this.#isLazy && !this.#isDestroyed) this.#connected();
  }

  /** The next call connects anew. */
  #forget(client: ClientHook): void {
    if (this.#current !== client || this.#isDestroyed) return;
    this.#current = undefined;
    client.release();
  }
}
