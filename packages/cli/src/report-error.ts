// report-error.ts: an error as people read it: one sentence. Its code and its causes are for who asks for them.
import { messageOf, TeleopError } from "@teleop/core/basics";
import { type ExitCode, exitCodeOf, exitCodes } from "./exit-codes.ts";
import { toJson } from "./output/json.ts";
import type { Output } from "./output/output.ts";
import { printable, printableLines } from "./output/printable.ts";
import { inCommandWords } from "./output/wording.ts";

export interface ReportOptions {
  /** As one line of JSON: `{"error":{"code":…,"message":…}}`. */
  readonly json: boolean;
  /** With its code, and the chain of its causes. */
  readonly verbose: boolean;
  /** Whether the error is our own wish to stop. Another may have the code of one, since others choose theirs; it is told. */
  readonly isStop?: boolean | undefined;
}

/** Tells of the error that has ended the command, and what to exit with. Of a wish to stop nothing is told. */
export function reportError(error: unknown, err: Output, options: ReportOptions): ExitCode {
  const { json, verbose, isStop = false } = options;
  const meant = exitCodeOf(error);
  const hasStopped = meant >= exitCodes.interrupted;
  if (hasStopped && isStop) return meant;
  const exitCode = hasStopped ? exitCodes.failed : meant;
  if (json) {
    err.line(toJson({ error: describeError(error) }));
    return exitCode;
  }
  err.line(`${err.colours.red("teleop:")} ${printableLines(sentence(error))}`);
  if (verbose) for (const line of causes(error)) err.line(err.colours.dim(line));
  return exitCode;
}

interface ErrorDescription {
  readonly code: string;
  readonly message: string;
  readonly pid?: number | undefined;
  readonly address?: string | undefined;
  readonly path?: string | undefined;
}

/** An error as JSON has it. */
function describeError(error: unknown): ErrorDescription {
  if (!(error instanceof TeleopError)) return { code: "UNKNOWN", message: messageOf(error) };
  const { code, rawMessage, pid, address, path } = error;
  return { code, message: inCommandWords(rawMessage), pid, address, path };
}

function sentence(error: unknown): string {
  if (error instanceof TeleopError) return inCommandWords(error.rawMessage);
  return `${messageOf(error)} (this is unexpected; --verbose tells where it comes from)`;
}

function causes(error: unknown): string[] {
  const lines: string[] = [];
  const seen = new Set<unknown>();
  for (let at = error; at !== undefined && !seen.has(at); at = at instanceof Error ? at.cause : undefined) {
    seen.add(at);
    const code = at instanceof TeleopError ? `code ${at.code}` : undefined;
    const label = lines.length === 0 ? code : `cause: ${printable(messageOf(at))}`;
    if (label !== undefined) lines.push(`  ${label}`);
    if (at instanceof Error && !(at instanceof TeleopError) && at.stack !== undefined) {
      lines.push(...printableLines(at.stack).split("\n").slice(1));
    }
  }
  return lines;
}
