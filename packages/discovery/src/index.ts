// index.ts: the entry `@teleop/discovery`, for who looks for processes that can be attached to.
export type { Ending } from "./ending.ts";
export { type ArmedProcess, type ListOptions, list } from "./list.ts";
export type { Announcement, Json, Metadata } from "./record.ts";
export { type Change, type EndedProcess, type WatchOptions, watch } from "./watch.ts";
