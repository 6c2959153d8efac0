// main.ts: `teleop` as a process: its streams, the signals that stop it, and its end.
import { TeleopError } from "@teleop/core/basics";
import { exitCodes } from "./exit-codes.ts";
import { runTeleop } from "./program.ts";

/**
 * Runs the command line of this process, and ends the process. Ctrl-C and SIGTERM stop what is under way in order; a
 * second Ctrl-C ends the process at once. Where nobody reads any more what it prints, it ends without a word.
 */
export async function main(): Promise<never> {
  const stop = new AbortController();
  process.on("SIGINT", () => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort(new TeleopError("INTERRUPTED", "stopped by Ctrl-C"));
  });
  process.on("SIGTERM", () => stop.abort(new TeleopError("TERMINATED", "stopped by SIGTERM")));
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      stop.abort(new TeleopError("BROKEN_PIPE", "nobody reads what is printed", { cause: error }));
    });
  }
  const exitCode = await runTeleop(process.argv.slice(2), { signal: stop.signal, ownsProcess: true });
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(exitCode);
}

/** Resolves when what was written has left, or cannot. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}
