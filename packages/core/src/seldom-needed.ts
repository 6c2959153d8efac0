// seldom-needed.ts: modules of the runtime that few processes need, loaded by those that do: each of them would take a
// process that is only armed a millisecond or two. They are part of the runtime, so that loading them needs no file.

/** `node:child_process`. */
export function childProcess(): typeof import("node:child_process") {
  return process.getBuiltinModule("node:child_process");
}

/** The name of an errno of errno(3), such as `"ENOSPC"`. */
export function errnoName(errno: number): string {
  return process.getBuiltinModule("node:util").getSystemErrorName(-errno);
}

/** Whether this is the main thread, which alone gets Unix signals. */
export function isMainThread(): boolean {
  return typeof Bun === "undefined"
    ? process.getBuiltinModule("node:worker_threads").isMainThread
    : Bun.isMainThread;
}
