// served-objects.ts: gives the same object the same capability, for as long as anybody holds it.
import { defaultRpcLimits } from "../rpc/limits.ts";
import { LocalClient } from "../rpc/local-client.ts";
import { Reference, ReferenceNet, type ReferenceOwner } from "../rpc/reference.ts";
import type { Capability, Dispatcher } from "../rpc/seam.ts";

export class ServedObjects {
  readonly #clients = new WeakMap<object, LocalClient>();
  readonly #owner: ReferenceOwner = {
    streamWindowBytes: defaultRpcLimits.streamWindowBytes,
    net: new ReferenceNet(),
  };

  /** A new reference to the capability of `object`. If nobody holds one, `serve` makes its dispatcher. */
  reference(object: object, serve: () => Dispatcher): Capability {
    const known = this.#clients.get(object);
    if (known !== undefined && !known.isReleased) return new Reference(known.addReference(), this.#owner);
    const client = new LocalClient(serve());
    this.#clients.set(object, client);
    return new Reference(client, this.#owner);
  }
}
