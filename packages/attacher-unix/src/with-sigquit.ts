// with-sigquit.ts: puts SIGQUIT beside the watch of another attacher, so that its targets answer both.
import type { Attacher, WatchingAttacher } from "@teleop/core/plugin";
import { armBySigquit, catchesSigquitHere } from "./sigquit-watch.ts";

/**
 * The same attacher, whose targets also answer clients that send SIGQUIT, such as those of `unix()` and of the Rust
 * crate's default build, for whom a target that only watches would end by that signal. There is one set of attach
 * places and one listener; what SIGQUIT does without a client is as for `unix()`. The client's side is unchanged: it
 * never sends SIGQUIT.
 *
 * In a Worker, and on Windows, where SIGQUIT cannot be caught, it is the attacher as it was.
 */
export function withSigquit(attacher: WatchingAttacher): Attacher {
  return {
    ...attacher,
    arm: (rendezvous, options) =>
      catchesSigquitHere()
        ? armBySigquit(rendezvous, {
            ...options,
            attacher: attacher.name,
            watch: attacher.watchPlaces(options),
          })
        : attacher.arm(rendezvous, options),
  };
}
