// invocation.ts: one run of the program, before any command is known: what a process has, and what tests put in its place.
import type { CommandContext } from "@stricli/core";
import type { CommonFlags } from "./common-flags.ts";
import type { Context } from "./context.ts";
import type { OutputStream } from "./output/output.ts";

/** What the program has of its process. */
export interface Io {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly stdin: NodeJS.ReadStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted, with what is to be made of it as the reason, when the program is to stop. */
  readonly signal: AbortSignal;
  /** Whether the process is ours alone, so that it may become another program. */
  readonly ownsProcess: boolean;
}

/** `this` of what the library that reads arguments calls. */
export interface Invocation extends CommandContext {
  /** What a command is given, once the flags have been read. */
  contextOf(flags: CommonFlags): Promise<Context>;
  /** Tells of the error that has ended a command. */
  failed(error: unknown, flags: CommonFlags): void;
}
