// attacher-process.ts: runs a target as a child process in directories of its own, and talks to it.
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TargetCommand, TargetReport } from "./attacher-target.ts";

/** Two empty directories, removed with all that is in them. */
export interface Directories extends Disposable {
  /** What the target works in. */
  readonly cwd: string;
  /** What the target's TMPDIR names. */
  readonly tmp: string;
  /** Names of all that is in them, and below. */
  leftovers(): string[];
}

export function makeDirectories(): Directories {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "teleop-test-")));
  const cwd = mkdtempSync(join(root, "cwd-"));
  const tmp = mkdtempSync(join(root, "tmp-"));
  return {
    cwd,
    tmp,
    leftovers: () => [
      ...readdirSync(cwd, { recursive: true }).map((name) => join("cwd", String(name))),
      ...readdirSync(tmp, { recursive: true }).map((name) => join("tmp", String(name))),
    ],
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A target that runs. Disposing kills it, waits for its end, and removes its directories. */
export class AttacherProcess implements AsyncDisposable {
  readonly directories: Directories;
  readonly events: Extract<TargetReport, { report: "event" }>["event"][] = [];
  readonly #child: ReturnType<typeof spawnTarget>;
  /** What came and nobody has asked for yet. */
  #unread: TargetReport[] = [];
  #wanted: { readonly kind: TargetReport["report"]; readonly waiter: PromiseWithResolvers<TargetReport> }[] =
    [];

  private constructor(target: URL, directories: Directories) {
    this.directories = directories;
    this.#child = spawnTarget(target, directories, []);
    void this.#read();
  }

  /** Resolves when the target is ready for commands. */
  static async start(target: URL): Promise<AttacherProcess> {
    const started = new AttacherProcess(target, makeDirectories());
    await started.next("ready");
    return started;
  }

  /** Runs a target that gets no commands to its end. */
  static async runToEnd(
    target: URL,
    mode: "idle" | "waiting",
  ): Promise<{ readonly exitCode: number; readonly leftovers: string[] }> {
    using directories = makeDirectories();
    const exitCode = await spawnTarget(target, directories, [mode]).exited;
    return { exitCode, leftovers: directories.leftovers() };
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Sends a command, and resolves when it is carried out. */
  async command(command: TargetCommand): Promise<void> {
    this.#write(command);
    await this.next(command.do === "ping" ? "pong" : "done");
  }

  /** The next report of this kind, be it here already or still to come. */
  next(kind: TargetReport["report"]): Promise<TargetReport> {
    const index = this.#unread.findIndex((report) => report.report === kind);
    const [found] = index === -1 ? [] : this.#unread.splice(index, 1);
    if (found !== undefined) return Promise.resolve(found);
    const waiter = Promise.withResolvers<TargetReport>();
    this.#wanted.push({ kind, waiter });
    return waiter.promise;
  }

  /** Forgets and counts the reports of this kind that nobody has asked for. */
  drain(kind: TargetReport["report"]): number {
    const before = this.#unread.length;
    this.#unread = this.#unread.filter((report) => report.report !== kind);
    return before - this.#unread.length;
  }

  /**
   * Lets the target's event loop turn so often that whatever was sent before has been noticed. It can only make a test
   * see too little on a slow machine, never fail it.
   */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 30; turn++) await this.command({ do: "ping" });
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Lets the target end in order, and resolves with its exit code. */
  async end(): Promise<number> {
    await this.#child.stdin.end();
    return await this.#child.exited;
  }

  async exited(): Promise<void> {
    await this.#child.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
    this.directories[Symbol.dispose]();
  }

  #write(command: TargetCommand): void {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    this.#child.stdin.flush();
  }

  async #read(): Promise<void> {
    let text = "";
    for await (const chunk of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) this.#take(JSON.parse(line) as TargetReport);
    }
    const error = new Error(`the target ${this.pid} has ended: nothing more will be reported`);
    for (const { waiter } of this.#wanted) waiter.reject(error);
  }

  #take(report: TargetReport): void {
    if (report.report === "event") this.events.push(report.event);
    const index = this.#wanted.findIndex(({ kind }) => kind === report.report);
    const [wanted] = index === -1 ? [] : this.#wanted.splice(index, 1);
    if (wanted === undefined) this.#unread.push(report);
    else wanted.waiter.resolve(report);
  }
}

function spawnTarget(target: URL, { cwd, tmp }: Directories, args: readonly string[]) {
  return Bun.spawn([process.execPath, target.pathname, ...args], {
    cwd,
    env: { ...process.env, TMPDIR: tmp },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
}
