// target.ts: a process to be attached to, and a client that lives: it attaches to one process after another, as it is told.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PeerProcess } from "./peer-process.ts";

export interface TargetOptions {
  /** Its TMPDIR; one of its own, unless it is given. */
  readonly temporaryDirectory?: string | undefined;
}

const SETTLE_MS = 50;

/** A process that says a line once it can be attached to, and ends with its standard input. */
export class Target implements AsyncDisposable {
  /** Its working directory. */
  readonly folder: string;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;

  private constructor(command: readonly string[], { temporaryDirectory }: TargetOptions) {
    this.folder = mkdtempSync(join(tmpdir(), "teleop-bench-"));
    const directory = temporaryDirectory ?? join(this.folder, "tmp");
    mkdirSync(directory, { recursive: true });
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
    for await (const _ready of target.#child.stdout) {
      // What starting leaves to do is done: who is attached to has been armed for a while.
      await Bun.sleep(SETTLE_MS);
      return target;
    }
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
  readonly #process: PeerProcess;

  constructor(command: readonly string[], { temporaryDirectory }: TargetOptions = {}) {
    const env: Record<string, string> =
      temporaryDirectory === undefined ? {} : { TMPDIR: temporaryDirectory };
    this.#process = new PeerProcess(command, { env });
  }

  /** One at a time. */
  attach(where: number | string): Promise<number> {
    return this.#process.ask(`${where}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#process[Symbol.asyncDispose]();
  }
}
