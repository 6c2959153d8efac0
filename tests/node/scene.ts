// scene.ts: directories of their own for the processes of one test, and the processes. Nothing may be left in either.
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A runtime, and the project whose programs it runs. */
export interface Run {
  readonly name: string;
  readonly command: readonly string[];
  readonly project: string;
}

type Said = Readonly<Record<string, unknown>>;

/** Disposing ends all processes in order, and checks that no file is left. */
export class Scene implements AsyncDisposable {
  readonly tmp: string = mkdtempSync(join(tmpdir(), "teleop-scene-"));
  readonly cwd: string = mkdtempSync(join(tmpdir(), "teleop-scene-"));
  readonly #programs: Program[] = [];
  readonly #others: Bun.Subprocess[] = [];

  /** Resolves when it is armed, or has said why not. */
  async target(run: Run, options: object): Promise<Program> {
    return this.#start([...run.command, join(run.project, "target.mjs"), JSON.stringify(options)]);
  }

  /** A program that knows nothing of teleop, with the preload; TELEOP is as given. */
  async registered(run: Run, words: string): Promise<Program> {
    const preload = join(run.project, "node_modules", "teleop", "dist", "register.js");
    const program = join(run.project, "registered.mjs");
    return this.#start(["env", `TELEOP=${words}`, ...run.command, "--import", preload, program]);
  }

  /** What a client said that evaluates an expression in a process and debugs it, and has ended. */
  async debug(run: Run, pid: number): Promise<Said> {
    return this.#ask(run, ["debug.mjs", String(pid)]);
  }

  /** What a client said that looks at what a process is and does, and has ended. */
  async live(run: Run, pid: number): Promise<Said> {
    return this.#ask(run, ["live.mjs", String(pid)]);
  }

  /** Somebody who listens in the place of process `pid`. */
  async impostor(run: Run, pid: number): Promise<Program> {
    return this.#start([...run.command, join(run.project, "impostor.mjs"), String(pid)]);
  }

  /** What a client said, who has ended. */
  async client(run: Run, pid: number, options: object): Promise<Said> {
    return this.#ask(run, ["client.mjs", String(pid), JSON.stringify(options)]);
  }

  /** What somebody said who has connected by an address alone, and has ended. */
  async connectSocket(run: Run, path: string): Promise<Said> {
    return this.#ask(run, ["connect-socket.mjs", path]);
  }

  /** Lets every user work here, as in the directories of a system. */
  share(): void {
    for (const directory of [this.tmp, this.cwd]) chmodSync(directory, 0o1777);
  }

  async #ask(run: Run, [script = "", ...args]: readonly string[]): Promise<Said> {
    const child = Bun.spawn([...run.command, join(run.project, script), ...args], {
      ...this.#environment,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "inherit",
    });
    const said = await child.stdout.text();
    const code = await child.exited;
    if (code !== 0) throw new Error(`the client ended with ${code}, having said: ${said}`);
    return JSON.parse(said);
  }

  spawn(command: readonly string[]): Bun.Subprocess {
    const child = Bun.spawn([...command], { ...this.#environment, stdio: ["ignore", "ignore", "ignore"] });
    this.#others.push(child);
    return child;
  }

  /** The path of a target's socket, once there is one. */
  async socketOf(pid: number): Promise<string> {
    const name = `.teleop_pid_${pid}`;
    while (!readdirSync(this.tmp).includes(name)) await Bun.sleep(1);
    return join(this.tmp, name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#others) child.kill("SIGKILL");
    for (const program of this.#programs) await program.end();
    const left = [this.tmp, this.cwd].flatMap((directory) =>
      readdirSync(directory, { recursive: true, encoding: "utf8" }),
    );
    for (const directory of [this.tmp, this.cwd]) rmSync(directory, { recursive: true });
    const killed = this.#programs.filter((program) => program.wasSignalled).map(({ pid }) => pid);
    const files = left.filter((name) => !isAllowed(name, killed));
    if (files.length > 0) throw new Error(`left behind: ${files.join(", ")}`);
  }

  get #environment() {
    // Without a directory of the user's own, so that records are in what is looked through, too.
    return { cwd: this.cwd, env: { ...process.env, TMPDIR: this.tmp, XDG_RUNTIME_DIR: "" } };
  }

  async #start(command: readonly string[]): Promise<Program> {
    const child = Bun.spawn([...command], {
      ...this.#environment,
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
    const program = new Program(child);
    this.#programs.push(program);
    await program.begin();
    return program;
  }
}

/**
 * The directory of a user stays, empty; and in it that of a target that a signal ended, for the next one to sweep, as its
 * record in another one.
 */
function isAllowed(name: string, killed: readonly number[]): boolean {
  const [, pid] = /^\.teleop_(?:records_)?\d+(?:\/(\d+)_\w*(?:\.json)?)?$/.exec(name) ?? ["", "0"];
  return pid === undefined || killed.includes(Number(pid));
}

/** A program that ends with its input, and says something, line by line. */
export class Program {
  /** The first thing that it said, if that was not "armed". */
  first: Said = {};
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;
  readonly #lines: AsyncIterator<string>;
  wasSignalled = false;

  constructor(child: Bun.Subprocess<"pipe", "pipe", "inherit">) {
    this.#child = child;
    this.#lines = lines(child.stdout);
  }

  get pid(): number {
    return this.#child.pid;
  }

  async begin(): Promise<void> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error(`it ended at once, with ${await this.#child.exited}`);
    if (line.value !== "armed") this.first = JSON.parse(line.value);
  }

  input(text: string): void {
    this.#child.stdin.write(text);
    this.#child.stdin.flush();
  }

  async next(): Promise<Said> {
    const line = await this.#lines.next();
    if (line.done === true) throw new Error("it ended");
    return JSON.parse(line.value);
  }

  /** Ends it. What it has said since, as it is. */
  async rest(): Promise<string> {
    await this.end();
    const said: string[] = [];
    for (let line = await this.#lines.next(); line.done !== true; line = await this.#lines.next())
      said.push(line.value);
    return said.join("\n");
  }

  /** Sends a signal, and tells which one ended it. */
  async signal(signal: NodeJS.Signals): Promise<Bun.Subprocess["signalCode"]> {
    this.wasSignalled = true;
    this.#child.kill(signal);
    await this.#child.exited;
    return this.#child.signalCode;
  }

  async end(): Promise<void> {
    this.#child.stdin.end();
    const code = await this.#child.exited;
    if (code !== 0 && !this.wasSignalled) throw new Error(`process ${this.pid} ended with ${code}`);
  }
}

async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}
