// capability.ts: makes capabilities: of an object of ours, of a promise, of nothing, of an error.
import { requireCount, requireFunction, requireOptions } from "@teleop/core/basics";
import { BrokenClient, nullClient } from "./broken-client.ts";
import { type RpcError, toRpcError } from "./exception.ts";
import { defaultRpcLimits } from "./limits.ts";
import { LocalClient } from "./local-client.ts";
import { QueuedClient } from "./queued-client.ts";
import { Reference, ReferenceNet } from "./reference.ts";
import type { Capability, Dispatcher } from "./seam.ts";

export interface LocalCapabilityOptions {
  /** Told of each reference to the object that was dropped without being disposed. */
  readonly onLeak?: (() => void) | undefined;
  /** Told what `dispatcher.released` and `onLeak` throw. Default: `console.error`. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Bytes of streaming calls in flight on one reference. Default 64 KiB. */
  readonly streamWindowBytes?: number | undefined;
}

/**
 * A capability for an object of this vat. `dispatcher.released` is called when the last reference has gone.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad option.
 */
export function localCapability(dispatcher: Dispatcher, options: LocalCapabilityOptions = {}): Capability {
  requireOptions(options);
  requireFunction("onLeak", options.onLeak);
  requireFunction("onError", options.onError);
  const client = new LocalClient(dispatcher, options.onError);
  return new Reference(client, {
    streamWindowBytes: requireCount(
      "streamWindowBytes",
      options.streamWindowBytes,
      defaultRpcLimits.streamWindowBytes,
    ),
    net: new ReferenceNet(options.onLeak, (error) => client.report(error)),
  });
}

/** A capability that leads nowhere: in a message it is a null pointer, and its calls fail. */
export function nullCapability(): Capability {
  return new Reference(nullClient());
}

/**
 * Whether a capability is null, as far as is known: a promise is not before it has resolved to nothing, for which
 * `whenResolved()` waits.
 *
 * @throws TeleopError `DISPOSED` when the capability was disposed.
 */
export function isNullCapability(capability: Capability): boolean {
  return Reference.clientOf(capability).innermost().brokenBy?.isNull === true;
}

/** A capability whose calls all fail with the error. */
export function brokenCapability(error: RpcError): Capability {
  return new Reference(new BrokenClient(error));
}

/**
 * A capability that is not known yet. Calls are held, in order, until it is; if the promise rejects, they fail with the
 * error. Takes over the capability that the promise resolves to.
 */
export function promisedCapability(promise: Promise<Capability>): Capability {
  const client = new QueuedClient();
  promise.then(
    (capability) => {
      try {
        client.resolve(Reference.take(capability));
      } catch (error) {
        client.reject(toRpcError(error));
      }
    },
    (error: unknown) => client.reject(toRpcError(error)),
  );
  return new Reference(client);
}
