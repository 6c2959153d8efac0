// sigquit-watch.ts: the target's side: a SIGQUIT handler that looks for the attach file.
import { isMainThread } from "node:worker_threads";
import {
  type Armed,
  type ArmOptions,
  type AttachPlaces,
  checkRendezvous,
  observeIdentity,
  openAttachPlaces,
  type Rendezvous,
  TeleopError,
  Wakeups,
} from "@teleop/core";

/**
 * @throws TeleopError `UNSUPPORTED_PLATFORM` on Windows, and in a Worker, where signals cannot be caught;
 *   `INVALID_ARGUMENT`.
 */
export function armSigquit(rendezvous: Rendezvous, { onEvent }: ArmOptions = {}): Armed {
  checkRendezvous(rendezvous);
  if (process.platform === "win32") {
    throw new TeleopError(
      "UNSUPPORTED_PLATFORM",
      "the unix attacher needs SIGQUIT, which Windows does not have",
    );
  }
  if (!isMainThread) {
    throw new TeleopError(
      "UNSUPPORTED_PLATFORM",
      "the unix attacher must be armed in the main thread: a Worker cannot catch SIGQUIT",
    );
  }
  const wakeups = new Wakeups("unix");
  const open = (): AttachPlaces => openAttachPlaces(rendezvous, { attacher: "unix", onEvent });
  const reopen = (): void => {
    places[Symbol.dispose]();
    places = open();
  };
  const look = (): void => {
    // A signal's handler that throws ends the process.
    try {
      if (places.look()) wakeups.notify();
      if (!places.areCurrent()) reopen();
    } catch (error) {
      onEvent?.({ type: "failed", by: "unix", error });
    }
  };
  // Before the places can be found: whoever finds them may send SIGQUIT.
  surviveSigquit();
  process.on("SIGQUIT", look);
  let places = open();
  const identity = observeIdentity({
    before: () => places[Symbol.dispose](),
    after: reopen,
  });
  return {
    signaled: (options) => wakeups.next(options),
    [Symbol.dispose]: () => {
      process.off("SIGQUIT", look);
      identity[Symbol.dispose]();
      places[Symbol.dispose]();
      wakeups[Symbol.dispose]();
    },
  };
}

/**
 * Sees to it that SIGQUIT has a handler from now on, for as long as the process lives: without any, its default action
 * would end the process (signal(7)).
 */
function surviveSigquit(): void {
  if (!process.listeners("SIGQUIT").includes(ignoreLateSigquit)) process.on("SIGQUIT", ignoreLateSigquit);
}

function ignoreLateSigquit(): void {}
