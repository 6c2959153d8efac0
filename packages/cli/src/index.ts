// index.ts: the entry `@teleop/cli`: the command for programs, and for those that are the command, as `teleop` is.
export { type ExitCode, exitCodes } from "./exit-codes.ts";
export type { Io } from "./invocation.ts";
export { main } from "./main.ts";
export type { OutputStream } from "./output/output.ts";
export { runTeleop } from "./program.ts";
