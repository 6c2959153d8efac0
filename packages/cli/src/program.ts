// program.ts: one run of `teleop`, from the words of its command line to what it exits with.
import { commandList } from "./command-list.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { Io } from "./invocation.ts";
import { outputTo, wantsColours } from "./output/output.ts";
import { ownVersion } from "./own-version.ts";

/**
 * Runs a command line, given without the name of the program. It ends soon after `io.signal` is aborted, and leaves
 * nothing behind. It never rejects: what goes wrong is told on standard error, and by what it resolves with.
 *
 * @param io what is not given is that of the process.
 */
export async function runTeleop(words: readonly string[], io: Partial<Io> = {}): Promise<ExitCode> {
  return await runIn(words, {
    stdout: io.stdout ?? process.stdout,
    stderr: io.stderr ?? process.stderr,
    stdin: io.stdin ?? process.stdin,
    environment: io.environment ?? process.env,
    signal: io.signal ?? new AbortController().signal,
    ownsProcess: io.ownsProcess ?? false,
  });
}

async function runIn(words: readonly string[], io: Io): Promise<ExitCode> {
  const [first] = words;
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    const { writeOverview } = await import("./overview.ts");
    const to = first === undefined ? io.stderr : io.stdout;
    writeOverview(outputTo(to, wantsColours(to, io.environment, undefined)));
    return first === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (first === "--version" || first === "-V") {
    io.stdout.write(`${ownVersion}\n`);
    return exitCodes.ok;
  }
  const { hoist, commandAt } = await import("./hoist.ts");
  const ordered = hoist(words, (command) => commandList[command]?.passesArguments === true);
  const { invoke } = await import("./invoke.ts");
  return await invoke(ordered[commandAt(ordered)] ?? "", ordered, io);
}
