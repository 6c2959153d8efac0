// errors.ts: every error of the schema compiler: a code for programs, a sentence for people.
import { brand, CodedError } from "@teleop/capnp/wire";

/** Why compiling failed, for programs. */
export type CapnpcErrorCode =
  /** The command line makes no sense. */
  | "USAGE"
  /** A schema has errors. `output` shows them. */
  | "BAD_SCHEMA"
  /** There is no `capnp` program, or it cannot be run. */
  | "NO_CAPNP"
  /** `capnp` found errors in a schema, or failed. `exitCode` and `output` are its own. */
  | "CAPNP_FAILED"
  /** What was read is not a CodeGeneratorRequest. */
  | "BAD_REQUEST"
  /** What is to be converted is not of the format or the type that was named; the message says where. */
  | "BAD_INPUT"
  /** A schema uses something that cannot be expressed; the message names file, line and construct. */
  | "UNSUPPORTED"
  /** A generated file cannot be read or written; `cause` is the system's error. */
  | "FILE_FAILED"
  /** A generated file differs from the one on disk (`--check`). */
  | "OUT_OF_DATE";

export interface CapnpcErrorOptions {
  readonly cause?: unknown;
  readonly exitCode?: number | undefined;
  readonly output?: string | undefined;
}

/** An error of the schema compiler. `instanceof TeleopError` of `@teleop/core` holds for it. */
export class CapnpcError extends CodedError {
  override readonly name = "CapnpcError";
  readonly code: CapnpcErrorCode;
  /** What the command exits with. */
  readonly exitCode: number;
  /** What a compiler has to say of a schema: ours, or what `capnp` wrote to standard error. */
  readonly output: string | undefined;

  constructor(code: CapnpcErrorCode, message: string, options: CapnpcErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode ?? 1;
    this.output = options.output;
  }

  static {
    brand(CapnpcError, "CapnpcError");
  }
}
