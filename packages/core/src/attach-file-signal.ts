// attach-file-signal.ts: the client's side of every attacher whose target watches for the attach file.
import { attachFile } from "./attach-file.ts";
import type { AttachSignal } from "./attacher.ts";
import type { Rendezvous } from "./rendezvous.ts";

/**
 * Creating the attach file is the signal; disposing removes it.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad rendezvous.
 */
export function attachFileSignal(rendezvous: Rendezvous): AttachSignal {
  const file = attachFile(rendezvous);
  return {
    get paths() {
      return file.paths;
    },
    send: (options) => file.create(options),
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  };
}
