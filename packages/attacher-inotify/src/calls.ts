// calls.ts: the entry `@teleop/attacher-inotify/calls`: inotify(7) itself, for other packages of ours that watch.
export { type InotifyCalls, openInotifyCalls } from "./inotify-calls.ts";
export { type InotifyEvent, parseInotifyEvents } from "./inotify-events.ts";
