// scene.ts: a target, and clients in this process or in others, in directories of their own.
import { readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Directories,
  makeDirectories,
  TargetProcess,
  type TargetProcessOptions,
} from "@teleop/conformance";
import { type Connection, type ConnectOptions, connect } from "@teleop/core";
import { socketName } from "@teleop/core/plugin";
import { type AttacherName, attacherNamed, attachTransport } from "./attachers.ts";
import type { ClientProgram, ClientReport } from "./client-program.ts";
import type { TargetCommand, TargetProgram, TargetReport } from "./target-program.ts";

const targetProgram = new URL("./target-program.ts", import.meta.url);
const clientProgram = new URL("./client-program.ts", import.meta.url);

/** Makes what can be seen from outside a step, see stepper.ts. */
const stepped = process.platform === "win32" ? "./stepped-libraries.ts" : "./stepped-modules.ts";
const COUNTING_STEPS = {
  // With slashes on Windows, too: a backslash is not one to who reads this.
  BUN_OPTIONS: `--preload ${fileURLToPath(new URL(stepped, import.meta.url)).replaceAll("\\", "/")}`,
};

export type SceneOptions = Omit<TargetProgram, "attacher"> &
  Pick<TargetProcessOptions, "env" | "wrapper" | "stderr">;

/** Directories in which targets are started, one after the other or side by side. Disposing kills them all. */
export class Scene implements AsyncDisposable {
  readonly attacher: AttacherName;
  readonly directories: Directories;
  readonly #owned = new AsyncDisposableStack();

  constructor(attacher: AttacherName) {
    this.attacher = attacher;
    this.directories = this.#owned.use(makeDirectories());
  }

  /** Starts a target; resolves when it is armed. */
  async startTarget(options: SceneOptions = {}): Promise<Target> {
    const target = this.spawnTarget(options);
    await target.next("ready");
    return target;
  }

  spawnTarget({ env, wrapper, stderr, ...program }: SceneOptions = {}): Target {
    const args = [JSON.stringify({ attacher: this.attacher, ...program } satisfies TargetProgram)];
    const counting = program.dieAtStep === undefined ? {} : COUNTING_STEPS;
    return this.#owned.use(
      new TargetProcess<TargetCommand, TargetReport>(targetProgram, {
        ...this.directories,
        args,
        wrapper,
        stderr,
        env: { ...env, ...counting },
      }),
    );
  }

  startClient(program: Omit<ClientProgram, "attacher">, wrapper?: readonly string[]): Client {
    const args = [JSON.stringify({ attacher: this.attacher, ...program } satisfies ClientProgram)];
    const env = program.dieAtStep === undefined ? {} : COUNTING_STEPS;
    return this.#owned.use(
      new TargetProcess<never, ClientReport>(clientProgram, { ...this.directories, args, wrapper, env }),
    );
  }

  connect(pid: number, options: Partial<ConnectOptions> = {}): Promise<Connection> {
    return connect(pid, { attacher: attacherNamed(this.attacher), transport: attachTransport(), ...options });
  }

  socketOf(pid: number): string {
    return join(this.directories.tmp, socketName({ pid }));
  }

  /** Makes the sockets that are there look as if they had been for a minute. */
  ageSockets(): void {
    const minuteAgo = Date.now() / 1000 - 60;
    for (const name of readdirSync(this.directories.tmp)) {
      utimesSync(join(this.directories.tmp, name), minuteAgo, minuteAgo);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned[Symbol.asyncDispose]();
  }
}

export type Target = TargetProcess<TargetCommand, TargetReport>;
export type Client = TargetProcess<never, ClientReport>;
