// index.ts: the attacher for macOS and FreeBSD: a file that appears in the target's working directory wakes it.
export { kqueue } from "./kqueue.ts";
