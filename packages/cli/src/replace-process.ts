// replace-process.ts: makes this process the one of another program, as execve(2) does: with its PID, its terminal, and
// whoever waits for it, so that nothing has to be passed on between the two.
import { TeleopError } from "@teleop/core/basics";
import { hasFfi, openLibc } from "@teleop/core/plugin";

/**
 * Returns never: if it cannot be done, it throws.
 *
 * @param file the path of an executable file.
 * @param words what the program is told, its own name first.
 * @throws TeleopError `UNSUPPORTED_PLATFORM` in a Node.js that cannot; Error as the system says it. In Node.js the process is aborted then.
 */
export function replaceProcess(
  file: string,
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): never {
  if (process.execve === undefined) {
    throw new TeleopError(
      "UNSUPPORTED_PLATFORM",
      `\`teleop run\` needs Node.js 22.15 or later, this is ${process.versions.node}; with Bun it is \`bunx --bun teleop run …\``,
    );
  }
  if (hasFfi()) {
    // What the runtime ignores for itself the program would ignore, too.
    const { functions } = openLibc("starting a program", {
      signal: { args: ["i32", "ptr"], returns: "ptr" },
    });
    for (const signal of [SIGPIPE, SIGXFSZ]) functions.signal(signal, SIG_DFL);
  }
  // That it is an experimental feature is nothing that concerns the program.
  process.emitWarning = () => {};
  process.execve(file, words, environment);
  throw new Error(`execve(2) of ${file} has returned`);
}

const SIG_DFL = null;
/** The same number on every system that there is an FFI for. */
const SIGPIPE = 13;
const SIGXFSZ = 25;
