// exit-codes.ts: what the command exits with, all in one place, and which error comes to which.
import { TeleopError } from "@teleop/core/basics";

/** The exit codes of `teleop`. They are part of its interface: one that is given never changes its meaning. */
export const exitCodes = {
  /** It did what was asked. */
  ok: 0,
  /** It could not, for a reason that has no code of its own. */
  failed: 1,
  /** The command line is not understood: `teleop COMMAND --help`. */
  usage: 2,
  /** There is no such process, or what was given names several. */
  noSuchProcess: 3,
  /** The process is not armed: nobody could attach to it. */
  notArmed: 4,
  /** This user may not, or the target turned us away. */
  notPermitted: 5,
  /** It took longer than `--timeout`. */
  timedOut: 6,
  /** The target answered that it failed, has no such service or method, or ended meanwhile. */
  targetFailed: 7,
  /** It would have cost more than the machine or the one who asked allows, and nothing was done. */
  declined: 8,
  /** Some of several hosts or processes failed; what the others gave was printed. */
  partly: 9,
  /** Stopped by Ctrl-C; the remote work was cancelled. */
  interrupted: 130,
  /** Whoever read what it prints went away. */
  brokenPipe: 141,
  /** Stopped by SIGTERM, or SIGHUP. */
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What an error that ends the command makes it exit with. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof TeleopError) return byErrorCode[error.code] ?? exitCodes.failed;
  if (error instanceof DOMException && error.name === "TimeoutError") return exitCodes.timedOut;
  return exitCodes.failed;
}

const byErrorCode: Readonly<Record<string, ExitCode>> = {
  INVALID_ARGUMENT: exitCodes.usage,
  USAGE: exitCodes.usage,
  NO_SUCH_PROCESS: exitCodes.noSuchProcess,
  AMBIGUOUS_PROCESS: exitCodes.noSuchProcess,
  PID_REUSED: exitCodes.noSuchProcess,
  NOT_ARMED: exitCodes.notArmed,
  PERMISSION_DENIED: exitCodes.notPermitted,
  REFUSED: exitCodes.notPermitted,
  UNTRUSTED_PATH: exitCodes.notPermitted,
  ATTACH_TIMEOUT: exitCodes.timedOut,
  TIMEOUT: exitCodes.timedOut,
  // What is called is not there, or not as it is called.
  NO_REFLECTION: exitCodes.targetFailed,
  NO_SCHEMA: exitCodes.targetFailed,
  BAD_SCHEMA: exitCodes.failed,
  UNKNOWN_NAME: exitCodes.usage,
  UNKNOWN_FIELD: exitCodes.usage,
  WRONG_TYPE: exitCodes.usage,
  OUT_OF_RANGE: exitCodes.usage,
  AMBIGUOUS_UNION: exitCodes.usage,
  SYNTAX: exitCodes.usage,
  NO_CAPABILITIES: exitCodes.usage,
  // The types of RpcError.
  FAILED: exitCodes.targetFailed,
  OVERLOADED: exitCodes.targetFailed,
  DISCONNECTED: exitCodes.targetFailed,
  CONNECTION_CLOSED: exitCodes.targetFailed,
  UNIMPLEMENTED: exitCodes.targetFailed,
  DEBUGGER_IN_USE: exitCodes.targetFailed,
  THROWN: exitCodes.targetFailed,
  DECLINED: exitCodes.declined,
  SNAPSHOT_REFUSED: exitCodes.declined,
  PARTLY: exitCodes.partly,
  INTERRUPTED: exitCodes.interrupted,
  BROKEN_PIPE: exitCodes.brokenPipe,
  TERMINATED: exitCodes.terminated,
};
