// peer-process.ts: a process that takes part in the benchmark, and is told what to do by lines on its standard input.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Nothing that a peer is asked takes that long. */
const LONGEST_MS = 120_000;

export interface PeerOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** It ends with its standard input, so that none outlives the benchmark; disposing closes that, and waits for its end. */
export class PeerProcess implements AsyncDisposable {
  readonly #command: readonly string[];
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;
  readonly #output: AsyncIterator<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #said = "";

  constructor(command: readonly string[], options: PeerOptions = {}) {
    this.#command = command;
    this.#child = Bun.spawn([...command], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
    this.#output = this.#child.stdout[Symbol.asyncIterator]();
  }

  /** A peer that says "ready" first, as servers do. */
  static async ready(command: readonly string[], options: PeerOptions = {}): Promise<PeerProcess> {
    const peer = new PeerProcess(command, options);
    try {
      const line = await peer.line();
      if (line !== "ready") throw new Error(`${command.join(" ")} said ${line} before it was ready`);
      return peer;
    } catch (error) {
      await peer[Symbol.asyncDispose]();
      throw error;
    }
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** The next line of its output. */
  async line(): Promise<string> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), LONGEST_MS);
    try {
      for (;;) {
        const end = this.#said.indexOf("\n");
        if (end >= 0) {
          const line = this.#said.slice(0, end);
          this.#said = this.#said.slice(end + 1);
          return line;
        }
        const { done, value } = await this.#output.next();
        if (done === true) throw await this.#ended();
        this.#said += this.#decoder.decode(value, { stream: true });
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Says a line, and reads the JSON that it answers. */
  async ask<Answer>(line: string): Promise<Answer> {
    this.#child.stdin.write(`${line}\n`);
    await this.#child.stdin.flush();
    return JSON.parse(await this.line()) as Answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 5_000);
    await this.#child.stdin.end();
    await this.#child.exited;
    clearTimeout(timer);
  }

  async #ended(): Promise<Error> {
    await this.#child.exited;
    const { signalCode, exitCode } = this.#child;
    const unread = this.#said === "" ? "" : `, and had said: ${this.#said}`;
    return new Error(`${this.#command.join(" ")} ended with ${signalCode ?? exitCode}${unread}`);
  }
}

/** A server, and a client of it that is told what to do, with a socket between them. */
export class PeerPair implements AsyncDisposable {
  readonly server: PeerProcess;
  readonly client: PeerProcess;
  readonly #folder: Folder;

  private constructor(server: PeerProcess, client: PeerProcess, folder: Folder) {
    this.server = server;
    this.client = client;
    this.#folder = folder;
  }

  /** Both commands are given the path of the socket as one argument more. */
  static async start(server: readonly string[], client: readonly string[]): Promise<PeerPair> {
    const folder = new Folder();
    const socket = folder.file("socket");
    try {
      const serving = await PeerProcess.ready([...server, socket]);
      return new PeerPair(serving, clientOf(serving, client, socket), folder);
    } catch (error) {
      folder[Symbol.dispose]();
      throw error;
    }
  }

  /** Starts another client. It is the caller's. */
  join(client: readonly string[]): PeerProcess {
    return clientOf(this.server, client, this.#folder.file("socket"));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client[Symbol.asyncDispose]();
    await this.server[Symbol.asyncDispose]();
    this.#folder[Symbol.dispose]();
  }
}

function clientOf(server: PeerProcess, command: readonly string[], socket: string): PeerProcess {
  // Our transport insists on knowing whose socket it connects to.
  return new PeerProcess([...command, socket], { env: { SERVER_PID: `${server.pid}` } });
}

/** A directory for sockets, which goes with what is in it. */
export class Folder implements Disposable {
  readonly path: string = mkdtempSync(join(tmpdir(), "teleop-bench-"));

  file(name: string): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Of a process, in KiB, as proc_pid_status(5) has them. */
export interface Memory {
  readonly resident: number;
  /** The most that was resident since {@link forgetPeak}. */
  readonly peak: number;
}

export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kib = (key: string): number => Number(new RegExp(`^${key}:\\s*(\\d+) kB$`, "m").exec(status)?.[1]);
  return { resident: kib("VmRSS"), peak: kib("VmHWM") };
}

/** Lets the peak begin anew, with what is resident now: proc_pid_clear_refs(5). */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5");
}
