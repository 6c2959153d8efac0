// target-process.ts: runs a target as a child process, and talks to it in lines of JSON.
import { fileURLToPath } from "node:url";
import { resumeProcess, suspendProcess } from "./suspend.ts";

export interface TargetProcessOptions {
  readonly cwd: string;
  /** The target's TMPDIR. */
  readonly tmp: string;
  readonly args?: readonly string[];
  /** A command that runs the one that follows it, such as `["setpriv", "--reuid=1"]`. */
  readonly wrapper?: readonly string[] | undefined;
  /** Added to our environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Where its complaints go: to ours, unless it is expected to complain. */
  readonly stderr?: "inherit" | "ignore" | undefined;
}

/** A target that runs. It obeys commands on its standard input, and reports on its standard output. */
export class TargetProcess<Command, Report extends { readonly report: string }> implements AsyncDisposable {
  /** All that it has reported so far. */
  readonly log: Report[] = [];
  readonly #child: ReturnType<typeof spawnTarget>;
  /** What came and nobody has asked for yet. */
  #unread: Report[] = [];
  readonly #wanted: { readonly kind: string; readonly waiter: PromiseWithResolvers<Report> }[] = [];

  constructor(script: URL, options: TargetProcessOptions) {
    this.#child = spawnTarget(script, options);
    void this.#read();
  }

  /** Of what was spawned: the wrapper's, if that does not replace itself. */
  get pid(): number {
    return this.#child.pid;
  }

  send(command: Command): void {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    this.#child.stdin.flush();
  }

  /** The next report of this kind, be it here already or still to come. */
  next<K extends Report["report"]>(kind: K): Promise<Extract<Report, { readonly report: K }>> {
    const waiter = Promise.withResolvers<Report>();
    const index = this.#unread.findIndex((report) => report.report === kind);
    const [found] = index === -1 ? [] : this.#unread.splice(index, 1);
    if (found === undefined) this.#wanted.push({ kind, waiter });
    else waiter.resolve(found);
    return waiter.promise as Promise<Extract<Report, { readonly report: K }>>;
  }

  /** Forgets and counts the reports of this kind that nobody has asked for. */
  drain(kind: Report["report"]): number {
    const before = this.#unread.length;
    this.#unread = this.#unread.filter((report) => report.report !== kind);
    return before - this.#unread.length;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Stops it, until `resume()`. */
  async suspend(): Promise<void> {
    await suspendProcess(this.pid);
  }

  async resume(): Promise<void> {
    await resumeProcess(this.pid);
  }

  /** Lets the target end in order, and resolves with its exit code. */
  async end(): Promise<number> {
    await this.#child.stdin.end();
    return await this.#child.exited;
  }

  /** Resolves with the exit code once it has ended by itself, or by `kill()`. */
  async exited(): Promise<number> {
    return await this.#child.exited;
  }

  /** Resolves with the exit code, or the name of the signal that ended it. */
  async ended(): Promise<number | string> {
    const exitCode = await this.#child.exited;
    return this.#child.signalCode ?? exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }

  async #read(): Promise<void> {
    let text = "";
    for await (const chunk of this.#child.stdout.pipeThrough(new TextDecoderStream())) {
      const lines = (text + chunk).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) this.#take(JSON.parse(line) as Report);
    }
    const error = new Error(`the target ${this.pid} has ended: nothing more will be reported`);
    for (const { waiter } of this.#wanted) waiter.reject(error);
  }

  #take(report: Report): void {
    this.log.push(report);
    const index = this.#wanted.findIndex(({ kind }) => kind === report.report);
    const [wanted] = index === -1 ? [] : this.#wanted.splice(index, 1);
    if (wanted === undefined) this.#unread.push(report);
    else wanted.waiter.resolve(report);
  }
}

function spawnTarget(script: URL, options: TargetProcessOptions) {
  const { cwd, tmp, args = [], wrapper = [], env = {}, stderr = "inherit" } = options;
  return Bun.spawn([...wrapper, process.execPath, fileURLToPath(script), ...args], {
    cwd,
    env: { ...process.env, TMPDIR: tmp, ...env },
    stdin: "pipe",
    stdout: "pipe",
    stderr,
  });
}
