// attachers.ts: the attachers that the tests of safety are run with, by name.
import { unix } from "@teleop/attacher-unix";
import type { Attacher } from "@teleop/core";
import { defaultAttacher } from "teleop";

export type AttacherName = "default" | "unix";

/** Those of this platform. */
export const attacherNames: readonly AttacherName[] =
  process.platform === "linux" ? ["default", "unix"] : process.platform === "win32" ? [] : ["unix"];

export function attacherNamed(name: AttacherName): Attacher {
  return name === "default" ? defaultAttacher() : unix();
}
