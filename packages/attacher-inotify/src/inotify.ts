// inotify.ts: puts the attacher together: which way to watch, and the attach file for the client.
import {
  type Armed,
  type ArmOptions,
  type AttachSignal,
  armByWatching,
  attachFileSign,
  attachFileSignal,
  isMainThread,
  messageOf,
  type Rendezvous,
  TeleopError,
  type WatchingAttacher,
  type WatchPlaces,
} from "@teleop/core/plugin";
import { watchByFsWatch } from "./fs-watch.ts";
import { type InotifyCalls, openInotifyCalls } from "./inotify-calls.ts";
import { watchByInotify } from "./inotify-watch.ts";

/**
 * Wakes a target by an attach file, `.teleop_attach_<pid>`, that the client creates in the target's working directory
 * and the target learns of by inotify(7).
 *
 * Being armed costs a target no thread, no timer and no wake-up. The kernel announces events by SIGURG, which the
 * target handles from `arm()` to the dispose; a process that does not handle it ignores it.
 *
 * In a Worker, and where bun:ffi is missing, `fs.watch` is used instead; where the system's limit of inotify instances
 * or watches is reached, the target looks once a second. Both are reported as "degraded", the way back as "healed".
 *
 * `arm()` and `signal()` throw TeleopError `UNSUPPORTED_PLATFORM` elsewhere than on Linux.
 */
export function inotify(): WatchingAttacher {
  let calls: InotifyCalls | undefined;
  const watchPlaces = (options: ArmOptions = {}): WatchPlaces => {
    requireLinux();
    try {
      requireMainThread();
      calls ??= openInotifyCalls();
      const opened = calls;
      return (places, listener) => watchByInotify(opened, places, listener);
    } catch (error) {
      const reason = `fs.watch is used instead of inotify: ${messageOf(error)}`;
      options.onEvent?.({ type: "degraded", by: NAME, reason });
      return watchByFsWatch;
    }
  };
  return {
    name: NAME,
    arm(rendezvous: Rendezvous, options: ArmOptions = {}): Armed {
      return armByWatching(rendezvous, { ...options, attacher: NAME, watch: watchPlaces(options) });
    },
    watchPlaces,
    armedSign: attachFileSign,
    signal(rendezvous: Rendezvous): AttachSignal {
      requireLinux();
      return attachFileSignal(rendezvous);
    },
  };
}

const NAME = "inotify";

function requireLinux(): void {
  if (process.platform === "linux") return;
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    `the inotify attacher needs Linux, this is ${process.platform}; use the kqueue, unix or dummy attacher`,
  );
}

function requireMainThread(): void {
  if (isMainThread()) return;
  throw new TeleopError("UNSUPPORTED_PLATFORM", "a Worker gets no Unix signals");
}
