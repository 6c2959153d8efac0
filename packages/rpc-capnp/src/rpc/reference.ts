// reference.ts: one counted reference to a client: the capability that stubs and applications hold.
import { callHook, TeleopError } from "@teleop/core/basics";
import type { ClientHook } from "./client-hook.ts";
import { reportToConsole } from "./exception.ts";
import { describeMethod } from "./method-name.ts";
import type { Capability, OutgoingCall, PendingCall } from "./seam.ts";
import { StreamFlow } from "./streaming.ts";

/** Where references come from, and what they need of it. */
export interface ReferenceOwner {
  readonly streamWindowBytes: number;
  readonly net: ReferenceNet;
}

export class Reference implements Capability {
  readonly #held: Held;
  readonly #owner: ReferenceOwner | undefined;
  #flow: StreamFlow | undefined;

  /** Takes over one reference to the client. */
  constructor(client: ClientHook, owner?: ReferenceOwner, flow?: StreamFlow) {
    this.#held = { client };
    this.#owner = owner;
    this.#flow = flow;
    owner?.net.watch(this, this.#held);
  }

  /**
   * The client behind a capability. Borrowed.
   *
   * @throws TeleopError `DISPOSED` when the capability was disposed, `INVALID_ARGUMENT` when it is none of the engine's.
   */
  static clientOf(capability: Capability): ClientHook {
    if (typeof capability !== "object" || capability === null || !(#held in capability)) {
      throw new TeleopError(
        "INVALID_ARGUMENT",
        "not a capability: capabilities are made by the engine, not by implementing the interface",
      );
    }
    return capability.#client();
  }

  /** The client behind a capability, whose one reference is the taker's now; the capability is disposed. */
  static take(capability: Capability): ClientHook {
    const client = Reference.clientOf(capability).addReference();
    capability[Symbol.dispose]();
    return client;
  }

  call(call: OutgoingCall): PendingCall {
    const client = this.#client(call);
    if (call.streaming !== true) return client.call(call);
    this.#flow ??= new StreamFlow(this.#owner?.streamWindowBytes);
    return this.#flow.call(client, call);
  }

  get isNull(): boolean {
    return this.#client().innermost().brokenBy?.isNull === true;
  }

  dup(): Capability {
    const client = this.#client().addReference();
    // One window for all references that may write to the same stream.
    this.#flow ??= new StreamFlow(this.#owner?.streamWindowBytes);
    return new Reference(client, this.#owner, this.#flow);
  }

  whenResolved(): Promise<void> {
    const client = this.#client();
    return new Promise((resolve, reject) => {
      client.whenSettled(({ brokenBy }) => {
        if (brokenBy !== undefined && !brokenBy.isNull) reject(brokenBy.error);
        else resolve();
      });
    });
  }

  async streamed(): Promise<void> {
    this.#client();
    await this.#flow?.streamed();
  }

  [Symbol.dispose](): void {
    const { client } = this.#held;
    if (client === undefined) return;
    this.#held.client = undefined;
    this.#owner?.net.unwatch(this);
    client.release();
  }

  #client(call?: OutgoingCall): ClientHook {
    const { client } = this.#held;
    if (client === undefined) {
      const by = call === undefined ? "" : `, by calling ${describeMethod(call)}`;
      throw new TeleopError("DISPOSED", `a capability was used after it was disposed${by}`);
    }
    if (client.resolved === undefined) return client;
    // Promises that have resolved need not be asked again for every call.
    const innermost = client.innermost().addReference();
    this.#held.client = innermost;
    client.release();
    return innermost;
  }
}

/** What a reference holds, apart from it: the net must not keep alive what it waits for. */
interface Held {
  client: ClientHook | undefined;
}

/**
 * A safety net: releases the clients of references that were dropped without being disposed, and tells. It depends on
 * the garbage collector, which may come late or never.
 */
export class ReferenceNet {
  readonly #registry: FinalizationRegistry<Held>;

  /**
   * @param onLeak told after the net has released a reference.
   * @param report told what `onLeak` throws: nobody else is on the stack.
   */
  constructor(onLeak?: () => unknown, report: (error: unknown) => void = reportToConsole) {
    this.#registry = new FinalizationRegistry((held) => {
      const { client } = held;
      if (client === undefined) return;
      held.client = undefined;
      callHook(() => {
        client.release();
        return onLeak?.();
      }, report);
    });
  }

  watch(reference: Reference, held: Held): void {
    this.#registry.register(reference, held, reference);
  }

  unwatch(reference: Reference): void {
    this.#registry.unregister(reference);
  }
}
