// command.ts: runs the real command, in a pipe and in a pseudo-terminal, as its users do.
import { appendFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Where a command runs: its output is read by a program, or looked at by somebody. */
export type Place = "pipe" | "terminal";

export const places: readonly Place[] = ["pipe", "terminal"];

export interface CommandOptions {
  readonly in: Place;
  /** Added to the environment of the tests, which has no say in colours. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
  /** Of the terminal; default 100 by 30. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  /** Instead of the command that is tested: `["ssh", "host", "teleop"]`. */
  readonly program?: readonly string[] | undefined;
}

/** What a command has come to. */
export interface CommandResult {
  /** In a terminal, all that was shown, what is sent to standard error included. */
  readonly stdout: string;
  /** Empty in a terminal. */
  readonly stderr: string;
  /** The standard output as it is read: without colours and whatever else a terminal obeys, and with line feeds only. */
  readonly text: string;
  readonly exitCode: number;
}

/**
 * The command that is tested: the source, or what TELEOP_TEST_COMMAND names, such as the compiled binary.
 */
export function teleopCommand(): readonly string[] {
  const binary = process.env.TELEOP_TEST_COMMAND;
  if (binary !== undefined && binary !== "") return [binary];
  return [process.execPath, fileURLToPath(new URL("../bin.ts", import.meta.url))];
}

/** Runs a command to its end. */
export async function teleop(args: readonly string[], options: CommandOptions): Promise<CommandResult> {
  await using running = new RunningCommand(args, options);
  return await running.result();
}

/** The lines of JSON that a command has printed. */
export function jsonLines(text: string): unknown[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** A command that runs. Disposing kills it, and waits for its end. */
export class RunningCommand implements AsyncDisposable {
  readonly #place: Place;
  readonly #child: ReturnType<typeof spawnIn>;
  readonly #out = new Heard();
  readonly #err = new Heard();

  constructor(args: readonly string[], options: CommandOptions) {
    const { program = teleopCommand() } = options;
    this.#place = options.in;
    note(args, options.in);
    this.#child = spawnIn([...program, ...args], options, this.#out);
    if (this.#child.stdout instanceof ReadableStream) void this.#out.readAll(this.#child.stdout);
    if (this.#child.stderr instanceof ReadableStream) void this.#err.readAll(this.#child.stderr);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** What it has printed so far. */
  get output(): string {
    return this.#out.text;
  }

  /**
   * Resolves when what it has printed since the last call matches, with the match; in a terminal on standard error, too.
   *
   * @throws Error when it ends without.
   */
  async shows(pattern: RegExp | string): Promise<RegExpExecArray> {
    return await this.#out.next(pattern);
  }

  /** The same for standard error. */
  async complains(pattern: RegExp | string): Promise<RegExpExecArray> {
    return await (this.#place === "terminal" ? this.#out : this.#err).next(pattern);
  }

  /** Writes to its standard input: in a terminal, what keys send, such as "q" or "\r". */
  type(keys: string): void {
    const { terminal, stdin } = this.#child;
    if (terminal !== undefined) terminal.write(keys);
    else if (stdin !== undefined && typeof stdin !== "number") {
      stdin.write(keys);
      void stdin.flush();
    }
  }

  /** Ends its standard input; in a terminal as Ctrl-D does. */
  endInput(): void {
    const { terminal, stdin } = this.#child;
    if (terminal !== undefined) terminal.write("\x04");
    else if (stdin !== undefined && typeof stdin !== "number") void stdin.end();
  }

  /** Ctrl-C: typed in the terminal, where the system makes SIGINT of it; SIGINT in a pipe. */
  interrupt(): void {
    if (this.#child.terminal !== undefined) this.#child.terminal.write("\x03");
    else this.#child.kill("SIGINT");
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Nobody reads its output any more. Only in a pipe. */
  async closeOutput(): Promise<void> {
    await this.#out.cancel();
  }

  resize(columns: number, rows: number): void {
    this.#child.terminal?.resize(columns, rows);
  }

  /** Resolves with its exit code, or the name of the signal that has ended it. */
  async ended(): Promise<number | string> {
    const exitCode = await this.#child.exited;
    return this.#child.signalCode ?? exitCode;
  }

  /** Resolves with its exit code when it has ended by itself, its standard input still being open. */
  async exited(): Promise<number> {
    return await this.#child.exited;
  }

  /** Resolves when it has ended and all that it printed has been read. */
  async result(): Promise<CommandResult> {
    if (this.#place === "pipe") this.endInput();
    const exitCode = await this.#child.exited;
    await Promise.all([this.#out.ended, this.#place === "pipe" ? this.#err.ended : undefined]);
    const stdout = this.#out.text;
    return { stdout, stderr: this.#err.text, text: Bun.stripANSI(stdout).replaceAll("\r\n", "\n"), exitCode };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
    this.#child.terminal?.close();
  }
}

/** What a stream has said, and who waits for it to say something. */
class Heard {
  text = "";
  /** Resolves at its end. */
  readonly ended: Promise<void>;
  readonly #decoder = new TextDecoder();
  readonly #end: () => void;
  #isOver = false;
  #told = 0;
  #waiting: (() => void) | undefined;
  #cancel: (() => Promise<void>) | undefined;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
  }

  take(bytes: Uint8Array): void {
    this.text += this.#decoder.decode(bytes, { stream: true });
    this.#waiting?.();
  }

  end(): void {
    this.#isOver = true;
    this.#end();
    this.#waiting?.();
  }

  async readAll(stream: ReadableStream<Uint8Array>): Promise<void> {
    const reader = stream.getReader();
    this.#cancel = () => reader.cancel();
    for (let part = await reader.read(); !part.done; part = await reader.read()) this.take(part.value);
    this.end();
  }

  async cancel(): Promise<void> {
    await this.#cancel?.();
  }

  async next(pattern: RegExp | string): Promise<RegExpExecArray> {
    const expression = typeof pattern === "string" ? new RegExp(RegExp.escape(pattern)) : pattern;
    for (;;) {
      const found = expression.exec(this.text.slice(this.#told));
      if (found !== null) {
        this.#told += found.index + found[0].length;
        return found;
      }
      if (this.#isOver) throw new Error(`the command ended, and has not shown ${pattern} but ${this.text}`);
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting = resolve;
      await promise;
    }
  }
}

function spawnIn(command: readonly string[], options: CommandOptions, shown: Heard) {
  const { cwd = process.cwd(), columns = 100, rows = 30 } = options;
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  const env = { ...inherited, TERM: "xterm-256color", ...options.env };
  if (options.in === "pipe") {
    return Bun.spawn([...command], { cwd, env, stdin: "pipe", stdout: "pipe", stderr: "pipe" });
  }
  return Bun.spawn([...command], {
    cwd,
    env,
    terminal: {
      cols: columns,
      rows,
      data: (_terminal, bytes) => shown.take(bytes),
      exit: () => shown.end(),
    },
  });
}

/** For the run of all end-to-end tests, which checks that every command has been run in both places. */
function note(args: readonly string[], place: Place): void {
  const file = process.env.TELEOP_TEST_RUNS;
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ args, place })}\n`);
}
