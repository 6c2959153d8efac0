// attachers.ts: the attachers that the tests of safety are run with, by name, and the transport.
import { unix } from "@teleop/attacher-unix";
import type { Attacher, Transport } from "@teleop/core";
import { defaultAttacher, defaultTransport } from "teleop";

export type AttacherName = "default" | "unix";

/** Those of this platform. */
export const attacherNames: readonly AttacherName[] =
  process.platform === "linux" ? ["default", "unix"] : process.platform === "win32" ? ["default"] : ["unix"];

export function attacherNamed(name: AttacherName): Attacher {
  return name === "default" ? defaultAttacher() : unix();
}

/** How bytes travel on this platform. */
export function attachTransport(): Transport {
  return defaultTransport();
}
