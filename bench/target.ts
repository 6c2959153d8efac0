// target.ts: a process to be attached to, and a client that lives: it attaches to one process after another, as it is told.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TargetOptions {
  /** Its TMPDIR; its working directory, which is its own, unless it is given. */
  readonly temporaryDirectory?: string | undefined;
}

/** A process that says a line once it can be attached to, and ends with its standard input. */
export class Target implements AsyncDisposable {
  /** Its working directory. */
  readonly folder: string;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;

  private constructor(command: readonly string[], { temporaryDirectory }: TargetOptions) {
    this.folder = mkdtempSync(join(tmpdir(), "teleop-bench-"));
    const directory = temporaryDirectory ?? this.folder;
    this.#child = Bun.spawn([...command], {
      cwd: this.folder,
      env: { ...process.env, TMPDIR: directory, XDG_RUNTIME_DIR: directory },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
  }

  static async start(command: readonly string[], options: TargetOptions = {}): Promise<Target> {
    const target = new Target(command, options);
    for await (const _ready of target.#child.stdout) return target;
    await target[Symbol.asyncDispose]();
    throw new Error(`${command.join(" ")} ended before it could be attached to`);
  }

  get pid(): number {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stdin.end();
    await this.#child.exited;
    rmSync(this.folder, { recursive: true });
  }
}

/** A process that is told by a line where to attach to, and answers with the milliseconds until the first reply. */
export class AttachingClient implements AsyncDisposable {
  readonly #command: readonly string[];
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #said = "";

  constructor(command: readonly string[], { temporaryDirectory }: TargetOptions = {}) {
    this.#command = command;
    this.#child = Bun.spawn([...command], {
      env: temporaryDirectory === undefined ? process.env : { ...process.env, TMPDIR: temporaryDirectory },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
    this.#chunks = this.#child.stdout[Symbol.asyncIterator]();
  }

  /** One at a time. */
  async attach(where: number | string): Promise<number> {
    this.#child.stdin.write(`${where}\n`);
    await this.#child.stdin.flush();
    const milliseconds = Number(await this.#line());
    if (!(milliseconds > 0)) throw new Error(`${this.#command.join(" ")} did not attach to ${where}`);
    return milliseconds;
  }

  async #line(): Promise<string> {
    for (;;) {
      const end = this.#said.indexOf("\n");
      if (end >= 0) {
        const line = this.#said.slice(0, end);
        this.#said = this.#said.slice(end + 1);
        return line;
      }
      const { value, done } = await this.#chunks.next();
      if (done) throw new Error(`${this.#command.join(" ")} ended with ${await this.#child.exited}`);
      this.#said += this.#decoder.decode(value, { stream: true });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stdin.end();
    await this.#child.exited;
  }
}
