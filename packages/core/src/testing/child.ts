// child.ts: runs a few lines of TypeScript as a process of their own, in directories of their own.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A command that does nothing for as long as tests take. Windows has no sleep(1). */
export const idleCommand: readonly [string, ...string[]] =
  process.platform === "win32"
    ? [process.execPath, "-e", "setInterval(() => {}, 1_000_000)"]
    : ["sleep", "1000"];

/** The PID of a process that has ended, and was waited for. */
export function endedPid(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}

/** A new directory, removed with all that is in it. */
export interface ScratchDirectory extends Disposable {
  readonly path: string;
  /** Names of all that is in it, and below. */
  list(): string[];
}

export function scratchDirectory(): ScratchDirectory {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "teleop-core-")));
  return {
    path,
    list: () => readdirSync(path, { recursive: true }).map(String).sort(),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A child process that prints lines and ends when its standard input does, or earlier. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** The next line that it prints. */
  line(): Promise<string>;
  /** Tells it to go on: its `await next()` resolves. */
  proceed(): void;
  kill(signal: NodeJS.Signals): void;
  /** How it ended: an exit code, or the name of a signal. */
  ended(): Promise<number | string>;
}

export interface ChildOptions {
  readonly cwd: string;
  /** Added to our environment; undefined removes. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A command that runs the one that follows it. */
  readonly wrapper?: readonly string[];
  /** Where its complaints go: to ours, unless it is expected to complain. */
  readonly stderr?: "inherit" | "ignore";
}

/**
 * Runs a program that has everything of core in scope as `core`, which is at `corePath`, and `next()`, which waits for {@link Child.proceed}.
 */
export function runChild(
  program: string,
  { cwd, env, wrapper = [], stderr = "inherit" }: ChildOptions,
): Child {
  const child = Bun.spawn([...wrapper, process.execPath, "-e", `${PRELUDE}\n${program}`], {
    cwd,
    env: { ...process.env, ...env },
    stdin: "pipe",
    stdout: "pipe",
    stderr,
  });
  const lines = readLines(child.stdout);
  return {
    pid: child.pid,
    line: async () => {
      const { value } = await lines.next();
      if (value === undefined) throw new Error(`the child has ended: ${await child.exited}`);
      return value;
    },
    proceed: () => {
      child.stdin.write("\n");
      child.stdin.flush();
    },
    kill: (signal) => child.kill(signal),
    ended: async () => {
      const exitCode = await child.exited;
      return child.signalCode ?? exitCode;
    },
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

const PRELUDE = `
const corePath = ${JSON.stringify(join(import.meta.dir, "everything.ts"))};
import * as core from ${JSON.stringify(join(import.meta.dir, "everything.ts"))};
import { createInterface } from "node:readline";
const next = async () => {
  const lines = createInterface({ input: process.stdin });
  await new Promise((resolve) => lines.once("line", resolve).once("close", resolve));
  lines.close();
};
`;

async function* readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, undefined> {
  let text = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (text + chunk).split("\n");
    text = lines.pop() ?? "";
    yield* lines;
  }
  return undefined;
}
