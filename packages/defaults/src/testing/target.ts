// target.ts: the target of these tests, in a process and directories of its own.
import { join } from "node:path";
import {
  type Directories,
  makeDirectories,
  TargetProcess,
  type TargetProcessOptions,
} from "@teleop/conformance";
import { socketName } from "@teleop/core/plugin";
import { type AttachOptions, attach, Echo, type Target } from "../index.ts";
import type { TargetCommand, TargetProgram, TargetReport } from "./target-program.ts";

/** What an attach to a process that is not armed fails with: only Windows tells for certain. */
export const NOT_ARMED: string = process.platform === "win32" ? "NOT_ARMED" : "ATTACH_TIMEOUT";

/** Disposing kills it, waits for its end, and removes its directories. */
export class TestTarget extends TargetProcess<TargetCommand, TargetReport> {
  readonly directories: Directories;

  private constructor(
    program: TargetProgram,
    directories: Directories,
    options: Pick<TargetProcessOptions, "env" | "wrapper">,
  ) {
    super(new URL("./target-program.ts", import.meta.url), {
      ...directories,
      ...options,
      args: [JSON.stringify(program)],
    });
    this.directories = directories;
  }

  /** Resolves when it is armed. */
  static async start(
    program: TargetProgram = {},
    options: Pick<TargetProcessOptions, "env" | "wrapper"> = {},
  ): Promise<TestTarget> {
    const target = new TestTarget(program, makeDirectories(), options);
    await target.next("ready");
    return target;
  }

  /** Where it listens once it does, without a name. */
  get socket(): string {
    if (process.platform === "win32") return `\\\\.\\pipe\\teleop_pid_${this.pid}`;
    return join(this.directories.tmp, socketName({ pid: this.pid }));
  }

  attach(options: AttachOptions = {}): Promise<Target> {
    return attach(this.pid, options);
  }

  /** Attaches, has a message echoed, and leaves. */
  async echo(message: string, options: AttachOptions = {}): Promise<string> {
    await using attached = await this.attach(options);
    using echo = attached.service("echo", Echo);
    return (await echo.echo({ message })).reply;
  }

  /** Resolves when it has carried the command out. */
  async command(command: TargetCommand): Promise<void> {
    this.send(command);
    await this.next("done");
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.directories[Symbol.dispose]();
  }
}
