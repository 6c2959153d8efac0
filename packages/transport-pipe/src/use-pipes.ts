// use-pipes.ts: what is loaded when a pipe is used first, and not when a target is armed.
export { dial } from "./dial.ts";
export { isThere, openPipeCalls } from "./pipe-calls.ts";
export { listenAt } from "./pipe-listener.ts";
