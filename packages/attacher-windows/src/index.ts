// index.ts: the attacher for Windows: a named event of the target's wakes it.
export { windowsEvent } from "./windows-event.ts";
