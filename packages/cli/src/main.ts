// main.ts: `teleop` as a process: its streams, the signals that stop it, and its end.
import { messageOf, TeleopError } from "@teleop/core/basics";
import { exitCodes } from "./exit-codes.ts";
import { mayBeIgnored } from "./ignored-signals.ts";
import { outputTo } from "./output/output.ts";
import { ProcessStream } from "./output/process-stream.ts";
import { runTeleop } from "./program.ts";
import { reportError } from "./report-error.ts";

/**
 * Runs the command line of this process, and ends the process. Ctrl-C and SIGTERM stop what is under way in order; a
 * second of them ends the process at once; so does Ctrl-Break on Windows. SIGHUP stops it in order, too, unless nohup(1) has it ignored. Where nobody reads any
 * more what it prints, it ends without a word.
 */
export async function main(): Promise<never> {
  if (!(await isNewEnough())) process.exit(exitCodes.failed);
  const stop = new AbortController();
  process.on("SIGINT", () => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort(new TeleopError("INTERRUPTED", "stopped by Ctrl-C"));
  });
  // Of Windows alone.
  process.on("SIGBREAK", () => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort(new TeleopError("INTERRUPTED", "stopped by Ctrl-Break"));
  });
  process.on("SIGTERM", () => {
    if (stop.signal.aborted) process.exit(exitCodes.terminated);
    stop.abort(new TeleopError("TERMINATED", "stopped by SIGTERM"));
  });
  if (!mayBeIgnored("SIGHUP")) {
    // A terminal that closes may send several: only the first one counts.
    process.on("SIGHUP", () => stop.abort(new TeleopError("TERMINATED", "stopped by SIGHUP")));
  }
  const { signal } = stop;
  const onFailed = (error: NodeJS.ErrnoException): void => stop.abort(unwritten(error));
  const stdout = new ProcessStream(process.stdout, { signal, onFailed });
  const stderr = new ProcessStream(process.stderr, {
    signal,
    // Where errors cannot be told there is nobody to be told of that.
    onFailed: (error) => error.code === "EPIPE" && onFailed(error),
  });
  const io = { stdout, stderr, signal, ownsProcess: true };
  let exitCode = await runTeleop(process.argv.slice(2), io);
  await Promise.race([Promise.all([stdout.flushed(), stderr.flushed()]), stoppedFor(signal, FLUSH_MS)]);
  // What was written last may have failed after the command had done all else.
  if (exitCode === exitCodes.ok && signal.aborted && isUnwritten(signal.reason)) {
    exitCode = reportError(signal.reason, outputTo(stderr, false), {
      json: process.argv.includes("--json"),
      verbose: false,
      isStop: true,
    });
    await stderr.flushed();
  }
  process.exit(exitCode);
}

/** Says what to do where it is not, as where `bunx` runs this by a Node.js that came with the system. */
async function isNewEnough(): Promise<boolean> {
  // Of a Bun it is told by what needs it.
  if (process.versions.bun !== undefined) return true;
  const { requireRuntime } = await import("@teleop/core/plugin");
  try {
    requireRuntime();
    return true;
  } catch (error) {
    if (!(error instanceof TeleopError)) throw error;
    process.stderr.write(`teleop: ${error.rawMessage}, or have Bun run it: \`bunx --bun teleop …\`\n`);
    return false;
  }
}

/** How long what was printed may take to leave when the command was told to stop: its reader may have been stopped, too. */
const FLUSH_MS = 500;

function unwritten(cause: NodeJS.ErrnoException): TeleopError {
  if (cause.code === "EPIPE") {
    return new TeleopError("BROKEN_PIPE", "nobody reads what is printed", { cause });
  }
  const why = messageOf(cause);
  return new TeleopError("OUTPUT_FAILED", `what is printed cannot be written, and is not complete: ${why}`, {
    cause,
  });
}

function isUnwritten(reason: unknown): boolean {
  return reason instanceof TeleopError && ["BROKEN_PIPE", "OUTPUT_FAILED"].includes(reason.code);
}

/** Resolves so many milliseconds after the signal was aborted. */
function stoppedFor(signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const wait = () => void setTimeout(resolve, milliseconds).unref();
    if (signal.aborted) wait();
    else signal.addEventListener("abort", wait, { once: true });
  });
}
