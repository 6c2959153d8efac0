// attachers.ts: the attachers that the tests of safety are run with, by name.
import { inotify } from "@teleop/attacher-inotify";
import { unix } from "@teleop/attacher-unix";
import type { Attacher } from "@teleop/core";

export type AttacherName = "inotify" | "unix";

/** Those of this platform. */
export const attacherNames: readonly AttacherName[] =
  process.platform === "linux" ? ["inotify", "unix"] : process.platform === "win32" ? [] : ["unix"];

export function attacherNamed(name: AttacherName): Attacher {
  return name === "inotify" ? inotify() : unix();
}
