// invoke.ts: runs the command that a command line asks for.
import { run, type StricliProcess } from "@stricli/core";
import { buildTeleop } from "./application.ts";
import type { CommonFlags } from "./common-flags.ts";
import type { Context } from "./context.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { Host } from "./host.ts";
import { hostsOf } from "./hosts.ts";
import type { Invocation, Io } from "./invocation.ts";
import { toJson } from "./output/json.ts";
import { type Output, type OutputStream, outputTo, wantsColours } from "./output/output.ts";
import { reportError } from "./report-error.ts";

/** @param command the word of them that names it. */
export async function invoke(command: string, words: readonly string[], io: Io): Promise<ExitCode> {
  let failure: ExitCode | undefined;
  // The library has switches of its own in environment variables: it is given none.
  const process: StricliProcess = {
    stdout: libraryStream(io.stdout, io),
    stderr: words.includes("--json") ? jsonErrors(io.stderr) : libraryStream(io.stderr, io),
    env: {},
  };
  const invocation: Omit<Invocation, "process"> = {
    contextOf: (flags) => contextOf(flags, io),
    failed(error, flags) {
      // Whatever a wait comes to that was told to stop, it is the wish to stop that counts.
      const isStop = io.signal.aborted;
      const cause: unknown = isStop ? io.signal.reason : error;
      failure = reportError(cause, output(io.stderr, io, flags.color), { ...flags, isStop });
    },
  };
  try {
    await run(await buildTeleop(command), words, { ...invocation, process });
  } catch (error) {
    // The module of the command could not be loaded.
    return reportError(error, output(io.stderr, io, undefined), {
      json: words.includes("--json"),
      verbose: true,
    });
  }
  if (failure !== undefined) return failure;
  // What the library could not make anything of it has told.
  return process.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
}

/** @param hosts those of the flags if absent. */
export async function contextOf(flags: CommonFlags, io: Io, hosts?: readonly Host[]): Promise<Context> {
  return {
    out: output(io.stdout, io, flags.color),
    err: output(io.stderr, io, flags.color),
    get input() {
      return io.stdin;
    },
    environment: io.environment,
    json: flags.json,
    verbose: flags.verbose,
    timeoutMs: flags.timeout,
    signal: io.signal,
    hosts: hosts ?? (await hostsOf(flags)),
    ownsProcess: io.ownsProcess,
  };
}

function output(stream: OutputStream, io: Io, colours: boolean | undefined): Output {
  return outputTo(stream, wantsColours(stream, io.environment, colours));
}

/** The library asks how many bits of colour there are, and paints its help and its errors where it is more than one. */
function libraryStream(stream: OutputStream, io: Io) {
  const colours = wantsColours(stream, io.environment, undefined);
  return { write: (text: string) => void stream.write(text), getColorDepth: () => (colours ? 4 : 1) };
}

/** What the library says there is one error, of a command line that is not understood. */
function jsonErrors(stream: OutputStream) {
  const write = (text: string): void => {
    const message = text.trimEnd().replace(/^teleop: /, "");
    stream.write(`${toJson({ error: { code: "USAGE", message } })}\n`);
  };
  return { write };
}
