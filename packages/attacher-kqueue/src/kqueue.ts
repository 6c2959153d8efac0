// kqueue.ts: puts the attacher together: the kqueue of the system it runs on, and the attach file for the client.
import {
  type Armed,
  type ArmOptions,
  type AttachSignal,
  armByWatching,
  attachFileSign,
  attachFileSignal,
  type Rendezvous,
  TeleopError,
  type WatchingAttacher,
  type WatchPlaces,
} from "@teleop/core/plugin";
import { type KqueueLibrary, openKqueueLibrary } from "./kevent.ts";
import { watchByKqueue } from "./kqueue-watch.ts";
import { type KqueuePlatform, kqueuePlatform } from "./platform.ts";

/**
 * Wakes a target by an attach file, `.teleop_attach_<pid>`, that the client creates in the target's working directory
 * and the target learns of by kqueue(2). For macOS and FreeBSD.
 *
 * A target that is armed has one more thread, which waits in kevent(2) and never wakes while no file comes or goes. It
 * keeps no process alive. Where the system gives no kqueue, or there is no bun:ffi, the target looks once a second,
 * which is reported as "degraded"; the way back as "healed".
 *
 * `arm()` and `signal()` throw TeleopError `UNSUPPORTED_PLATFORM` elsewhere.
 */
export function kqueue(): WatchingAttacher {
  return kqueueOf(kqueuePlatform(process.platform));
}

/** The same for a platform that is described: the tests run it over a library that brings kqueue to Linux. */
export function kqueueOf(platform: KqueuePlatform | undefined): WatchingAttacher {
  let library: KqueueLibrary | undefined;
  const watchPlaces = (): WatchPlaces => {
    const known = requirePlatform(platform);
    return (places, listener) => {
      library ??= openKqueueLibrary(known);
      return watchByKqueue(known, library, places, listener);
    };
  };
  return {
    name: NAME,
    arm(rendezvous: Rendezvous, options: ArmOptions = {}): Armed {
      return armByWatching(rendezvous, { ...options, attacher: NAME, watch: watchPlaces() });
    },
    watchPlaces,
    armedSign: attachFileSign,
    signal(rendezvous: Rendezvous): AttachSignal {
      requirePlatform(platform);
      return attachFileSignal(rendezvous);
    },
  };
}

const NAME = "kqueue";

function requirePlatform(platform: KqueuePlatform | undefined): KqueuePlatform {
  if (platform !== undefined) return platform;
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    `the kqueue attacher needs macOS or FreeBSD, this is ${process.platform}; use the inotify, unix or dummy attacher`,
  );
}
