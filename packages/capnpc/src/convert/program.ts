// program.ts: what the programs that convert have in common: where they read and write, and what they exit with.
import { CapnpcError } from "../errors.ts";
import { inputOf, Output, OutputClosed } from "./streams.ts";

export interface ProgramStreams {
  /** Begins to read standard input. */
  input(): AsyncIterable<Uint8Array>;
  readonly output: Output;
}

/** What the shell says of a program that was ended since nobody reads its output: 128, and the number of SIGPIPE. */
const closedOutput = 141;

/** Runs a program on the process's streams; `process.exitCode` says how it ended. */
export async function runProgram(
  name: string,
  run: (args: readonly string[], streams: ProgramStreams) => Promise<void>,
): Promise<void> {
  const output = new Output(process.stdout);
  try {
    await run(process.argv.slice(2), { input: () => inputOf(process.stdin), output });
    await output.finish();
  } catch (error) {
    if (error instanceof OutputClosed) {
      process.exitCode = closedOutput;
      return;
    }
    if (!(error instanceof CapnpcError)) throw error;
    // What a compiler says of a schema needs no more words.
    console.error(error.output?.trimEnd() ?? `${name}: ${error.message}`);
    process.exitCode = error.exitCode;
  }
}
