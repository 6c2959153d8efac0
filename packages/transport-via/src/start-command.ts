// start-command.ts: starts a command so that Ctrl-C on the terminal stops what waits for it, and not what leads there: a
// program that means something by Ctrl-C would lose the way to its target with it.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";

/**
 * An ignored signal stays ignored over execve(2). The command stays in the terminal's foreground, unlike one in a process
 * group of its own, and so can ask there for a password.
 */
const DEAF_TO_INTERRUPTS = 'trap "" INT; exec "$@" >&3 3>&-';

/** A command that runs. */
export interface StartedCommand {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it writes to its standard output. */
  readonly output: Readable;
}

/**
 * Starts it, by a shell where there is one that can do that, and where the program can be found.
 *
 * The shell gives it a socket of its own for its standard output: Bun 1.4.5 now and then stops to read `child.stdout` when the
 * machine is busy, and what comes stays in the system's buffer.
 */
export function startCommand(words: readonly [string, ...string[]]): StartedCommand {
  const [program, ...args] = words;
  const byShell = process.platform !== "win32" && isExecutable(program);
  if (!byShell) {
    const child = spawn(program, args, { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
    return { child, output: child.stdout };
  }
  const child = spawn("/bin/sh", ["-c", DEAF_TO_INTERRUPTS, "sh", ...words], {
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  const output = child.stdio[3];
  // Where no shell can be started there is nothing to read.
  if (!(output instanceof Readable)) return { child, output: child.stdout };
  child.stdout.destroy();
  return { child, output };
}

/** Whether a shell would find it: of what it would not, the system says better why. */
function isExecutable(program: string): boolean {
  const path = process.env.PATH ?? "";
  const files = program.includes("/")
    ? [program]
    : path.split(":").map((folder) => join(folder || ".", program));
  return files.some((file) => {
    try {
      accessSync(file, constants.X_OK);
      return statSync(file).isFile();
    } catch {
      return false;
    }
  });
}
