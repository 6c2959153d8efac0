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
    // Few commands read, and to look at it opens it.
    get stdin() {
      return io.stdin ?? process.stdin;
    },
    environment: io.environment ?? process.env,
    signal: io.signal ?? new AbortController().signal,
    ownsProcess: io.ownsProcess ?? false,
  });
}

async function runIn(words: readonly string[], io: Io): Promise<ExitCode> {
  // As the scripts of `teleop completion` ask; nobody types it.
  if (words[0] === "complete" && words[1] === "--") {
    const { complete } = await import("./complete.ts");
    await complete(words.slice(2), io);
    return exitCodes.ok;
  }
  const { hoist, commandAt } = await import("./hoist.ts");
  const command = words[commandAt(words)];
  if (command === undefined || command === "help") return await withoutCommand(words, io);
  const ordered = hoist(words, (name) => commandList[name]);
  const { invoke } = await import("./invoke.ts");
  if (commandList[command]?.group !== undefined && !namesOneOf(ordered.slice(1), commandAt)) {
    // Not copied: to look at its standard input opens that.
    const complaining: Io = Object.create(io, { stdout: { value: io.stderr } });
    await invoke(command, [command, "--help"], complaining);
    return exitCodes.usage;
  }
  return await invoke(command, ordered, io);
}

/** Whether the words after the name of a group say which of its commands is meant, or ask which there are. */
function namesOneOf(words: readonly string[], commandAt: (words: readonly string[]) => number): boolean {
  return commandAt(words) < words.length || words.includes("--help") || words.includes("-h");
}

/** There are flags at most. */
async function withoutCommand(words: readonly string[], io: Io): Promise<ExitCode> {
  if (words.includes("--version") || words.includes("-V")) {
    io.stdout.write(`${ownVersion}\n`);
    return exitCodes.ok;
  }
  const isAsked = words.some((word) => ["help", "--help", "-h"].includes(word));
  if (!isAsked && words.includes("--json")) {
    const { toJson } = await import("./output/json.ts");
    const message = "no command is named: `teleop --help` lists the commands";
    io.stderr.write(`${toJson({ error: { code: "USAGE", message } })}\n`);
    return exitCodes.usage;
  }
  const { writeOverview } = await import("./overview.ts");
  const to = isAsked ? io.stdout : io.stderr;
  writeOverview(outputTo(to, wantsColours(to, io.environment, undefined)));
  return isAsked ? exitCodes.ok : exitCodes.usage;
}
