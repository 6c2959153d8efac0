// start-command.ts: starts a command so that Ctrl-C on the terminal stops what waits for it, and not what leads there: a
// program that means something by Ctrl-C would lose the way to its target with it.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { join } from "node:path";

/**
 * An ignored signal stays ignored over execve(2). The command stays in the terminal's foreground, unlike one in a process
 * group of its own, and so can ask there for a password.
 */
const DEAF_TO_INTERRUPTS = 'trap "" INT; exec "$@"';

/** Starts it, by a shell where there is one that can do that, and where the program can be found. */
export function startCommand(words: readonly [string, ...string[]]): ChildProcessWithoutNullStreams {
  const [program, ...args] = words;
  const byShell = process.platform !== "win32" && isExecutable(program);
  const [file, all] = byShell ? ["/bin/sh", ["-c", DEAF_TO_INTERRUPTS, "sh", ...words]] : [program, args];
  return spawn(file, all, { stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
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
