// index.ts: the attacher for any Unix: SIGQUIT says "look", the attach file says "it is for you", as HotSpot does it.
import { type Attacher, attachFileSign } from "@teleop/core/plugin";
import { sigquitSignal } from "./sigquit-signal.ts";
import { armBySigquit } from "./sigquit-watch.ts";

export { withSigquit } from "./with-sigquit.ts";

/**
 * Wakes by SIGQUIT and an attach file.
 *
 * SIGQUIT that comes without a trusted attach file does what it would do without this: handlers of the application's
 * own are called, and where there is none it ends the process, unless it was ignored when the process was armed. As
 * long as a client may have been about whose file is gone by now, up to ten seconds, the process goes on. That holds
 * after the watch is disposed, too: a client's signal may come late.
 *
 * A client sends SIGQUIT only to a process that catches it, which Linux and macOS tell; elsewhere it refuses.
 */
export function unix(): Attacher {
  return {
    name: NAME,
    arm: (rendezvous, options) => armBySigquit(rendezvous, { ...options, attacher: NAME }),
    signal: sigquitSignal,
    // It sends SIGQUIT itself.
    armedSign: (rendezvous, options) => ({ ...attachFileSign(rendezvous, options), advice: undefined }),
  };
}

const NAME = "unix";
