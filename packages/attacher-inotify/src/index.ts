// index.ts: the attacher for Linux: a file that appears in the target's working directory wakes it, by inotify.
export { inotify } from "./inotify.ts";
