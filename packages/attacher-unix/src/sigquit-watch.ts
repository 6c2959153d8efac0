// sigquit-watch.ts: the target's side: SIGQUIT makes it look for the attach file, beside another way to watch or alone.
import { join } from "node:path";
import {
  type Armed,
  type ArmOptions,
  armByWatching,
  attachFileName,
  checkRendezvous,
  isMainThread,
  type PlacesWatch,
  type Rendezvous,
  TeleopError,
  type WatchPlaces,
} from "@teleop/core/plugin";
import { guardSigquit } from "./sigquit-guard.ts";

/** Whether this thread of this system can catch SIGQUIT. */
export function catchesSigquitHere(): boolean {
  return process.platform !== "win32" && isMainThread();
}

export interface ArmBySigquitOptions extends ArmOptions {
  /** The attacher's name, for the events. */
  readonly attacher: string;
  /** How the attach places are watched besides, if at all. */
  readonly watch?: WatchPlaces | undefined;
}

/**
 * @throws TeleopError `UNSUPPORTED_PLATFORM` on Windows, and in a Worker, where signals cannot be caught;
 *   `INVALID_ARGUMENT`.
 */
export function armBySigquit(rendezvous: Rendezvous, options: ArmBySigquitOptions): Armed {
  checkRendezvous(rendezvous);
  requireSigquit();
  const { attacher, watch = watchNothing, onEvent } = options;
  return armByWatching(rendezvous, {
    attacher,
    watch,
    onEvent,
    prompt: (lookout) =>
      guardSigquit({
        look: () => lookout.look(),
        spared: () =>
          onEvent?.({
            type: "ignored",
            attacher,
            path: join(".", attachFileName(rendezvous)),
            reason: SPARED,
          }),
      }),
  });
}

const SPARED =
  "SIGQUIT came without it, and is not obeyed: a client may have been here a moment ago; send SIGQUIT again later to end the process";

function requireSigquit(): void {
  if (catchesSigquitHere()) return;
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    process.platform === "win32"
      ? "the unix attacher needs SIGQUIT, which Windows does not have"
      : "the unix attacher must be armed in the main thread: a Worker cannot catch SIGQUIT",
  );
}

/** Only SIGQUIT tells when to look. */
function watchNothing(): PlacesWatch {
  return { unwatched: [], rearm: () => {}, [Symbol.dispose]: () => {} };
}
