// index.ts: the attacher for any Unix: SIGQUIT says "look", the attach file says "it is for you", as HotSpot does it.
import type { Attacher } from "@teleop/core";
import { sigquitSignal } from "./sigquit-signal.ts";
import { armSigquit } from "./sigquit-watch.ts";

/**
 * Wakes by SIGQUIT and an attach file.
 *
 * Once a process was armed, SIGQUIT no longer ends it, not even after the watch is disposed: a second client's signal
 * may come late, and would kill it. Handlers of the application's own for SIGQUIT work as before, beside this one.
 *
 * A client sends SIGQUIT only to a process that catches it, which Linux and macOS tell; elsewhere it refuses.
 */
export function unix(): Attacher {
  return { name: "unix", arm: armSigquit, signal: sigquitSignal };
}
