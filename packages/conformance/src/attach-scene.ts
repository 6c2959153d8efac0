// attach-scene.ts: a target of the attach suites as a child process, and clients for it.
import { expect } from "bun:test";
import { chmodSync, chownSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Connection, type ConnectOptions, chunks, connect } from "@teleop/core";
import { attachFileName, errnoOf, socketName } from "@teleop/core/plugin";
import type { AttachPlugins, AttachTargetCommand, AttachTargetReport } from "./attach-target.ts";
import { type Directories, makeDirectories } from "./attacher-process.ts";
import { isSignalPending } from "./pending-signal.ts";
import { TargetProcess } from "./target-process.ts";

/** What a package says about what it puts together. */
export interface AttachConformance extends AttachPlugins {
  /** Begins the name of every test. */
  readonly name: string;
  /** A script that calls `runAttachTarget({ attacher, transport })`. */
  readonly target: URL;
  /** What a client is told of a process that never listened: "NOT_ARMED" where `armedSign()` can tell. */
  readonly unarmed: "NOT_ARMED" | "ATTACH_TIMEOUT";
}

export class AttachProcess extends TargetProcess<AttachTargetCommand, AttachTargetReport> {
  async command(command: AttachTargetCommand): Promise<void> {
    this.send(command);
    await this.next("done");
  }
}

export interface SceneOptions {
  /** Whether the target is told to listen; it is by default. */
  readonly listening?: boolean;
  /** Added to the target's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Runs the target: as another user, in other namespaces. */
  readonly wrapper?: readonly string[];
  /** Who owns the target's directories, if not we. */
  readonly owner?: number;
  /** Whether everybody may enter the target's directories, and write to its temporary one, as to /tmp. */
  readonly shared?: boolean;
}

/** A target in directories of its own. */
export class Scene implements AsyncDisposable {
  readonly directories: Directories;
  readonly target: AttachProcess;
  readonly #conformance: AttachConformance;
  readonly #owned: AsyncDisposableStack;
  #pid: number;

  private constructor(conformance: AttachConformance, owned: AsyncDisposableStack, options: SceneOptions) {
    this.#conformance = conformance;
    this.#owned = owned;
    this.directories = owned.use(makeDirectories());
    if (options.owner !== undefined) giveTo(options.owner, this.directories);
    if (options.shared === true) share(this.directories);
    this.target = owned.use(new AttachProcess(conformance.target, { ...this.directories, ...options }));
    this.#pid = this.target.pid;
  }

  static async start(conformance: AttachConformance, options: SceneOptions = {}): Promise<Scene> {
    const scene = new Scene(conformance, new AsyncDisposableStack(), options);
    await scene.target.next("ready");
    scene.#pid = options.wrapper === undefined ? scene.target.pid : lastDescendant(scene.target.pid);
    if (options.listening ?? true) await scene.target.command({ do: "listen" });
    return scene;
  }

  /** The target's, as we see it. */
  get pid(): number {
    return this.#pid;
  }

  get attachFile(): string {
    return join(this.directories.cwd, attachFileName(this));
  }

  get socket(): string {
    return join(this.directories.tmp, socketName(this));
  }

  /** Where it listens. */
  get address(): string {
    return process.platform === "win32" ? `\\\\.\\pipe\\teleop_pid_${this.pid}` : this.socket;
  }

  /** Whether a client has signaled and the target has not noticed yet. */
  isSignalPending(): Promise<boolean> {
    return isSignalPending(this, this.attachFile);
  }

  connect(options: Partial<ConnectOptions> = {}): Promise<Connection> {
    const { attacher, transport } = this.#conformance;
    return connect(this.pid, { attacher, transport, ...options });
  }

  /** Starts a client as a process of its own, which reports "connected" or "rejected". */
  startClient(wrapper: readonly string[] = [], env: Readonly<Record<string, string>> = {}): AttachProcess {
    const args = ["client", String(this.pid)];
    const options = { ...this.directories, args, wrapper, env };
    return this.#owned.use(new AttachProcess(this.#conformance.target, options));
  }

  /** How many events of this type were reported. */
  count(type: AttachTargetReport["report"]): number {
    return this.target.log.filter(({ report }) => report === type).length;
  }

  /** What was reported as "failed", so that a test that expects nothing says what it was. */
  failures(): readonly AttachTargetReport[] {
    return this.target.log.filter(({ report }) => report === "failed");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned[Symbol.asyncDispose]();
  }
}

/** Sends some bytes and reads them back. */
export async function expectEcho(connection: Connection): Promise<void> {
  const sent = crypto.getRandomValues(new Uint8Array(64));
  await connection.write(sent);
  const received: number[] = [];
  for await (const chunk of chunks(connection)) {
    received.push(...chunk);
    if (received.length >= sent.length) break;
  }
  expect(received).toEqual([...sent]);
}

export async function failureOf(attempt: Promise<Connection>): Promise<unknown> {
  try {
    await using connection = await attempt;
    return new Error(`connected to ${connection.address}`);
  } catch (error) {
    return error;
  }
}

function giveTo(owner: number, { cwd, tmp }: Directories): void {
  chmodSync(dirname(cwd), 0o755);
  for (const directory of [cwd, tmp]) chownSync(directory, owner, owner);
}

function share({ cwd, tmp }: Directories): void {
  for (const directory of [dirname(cwd), cwd]) chmodSync(directory, 0o755);
  chmodSync(tmp, 0o1777);
}

/** Of a wrapper that forks, the process that it runs in the end. */
function lastDescendant(pid: number): number {
  const child = readdirSync("/proc")
    .map(Number)
    .find((candidate) => Number.isInteger(candidate) && parentOf(candidate) === pid);
  return child === undefined ? pid : lastDescendant(child);
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
  } catch (error) {
    // It has ended since the directory was read.
    if (errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}
