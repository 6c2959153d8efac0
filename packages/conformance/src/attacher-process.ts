// attacher-process.ts: the target of the attacher suite, as the suite sees it, in directories of its own.
import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TeleopEvent } from "@teleop/core";
import type { TargetCommand, TargetReport } from "./attacher-target.ts";
import { TargetProcess, type TargetProcessOptions } from "./target-process.ts";

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

export type AttacherProcessOptions = Pick<TargetProcessOptions, "wrapper" | "env">;

/** A target that runs. Disposing kills it, waits for its end, and removes its directories. */
export class AttacherProcess extends TargetProcess<TargetCommand, TargetReport> {
  readonly directories: Directories;

  private constructor(script: URL, directories: Directories, options: AttacherProcessOptions) {
    super(script, { ...directories, ...options });
    this.directories = directories;
  }

  /** Resolves when the target is ready for commands. */
  static async start(script: URL, options: AttacherProcessOptions = {}): Promise<AttacherProcess> {
    const started = new AttacherProcess(script, makeDirectories(), options);
    await started.next("ready");
    return started;
  }

  /** Runs a target that gets no commands to its end. */
  static async runToEnd(
    script: URL,
    mode: "idle" | "waiting",
  ): Promise<{ readonly exitCode: number; readonly leftovers: string[] }> {
    using directories = makeDirectories();
    await using target = new TargetProcess<never, never>(script, { ...directories, args: [mode] });
    return { exitCode: await target.exited(), leftovers: directories.leftovers() };
  }

  get events(): TeleopEvent[] {
    return this.log.flatMap((report) => (report.report === "event" ? [report.event] : []));
  }

  /** Sends a command, and resolves when it is carried out. */
  async command(command: TargetCommand): Promise<void> {
    this.send(command);
    await this.next(command.do === "ping" ? "pong" : "done");
  }

  /**
   * Lets the target's event loop turn so often that whatever was sent before has been noticed. It can only make a test
   * see too little on a slow machine, never fail it.
   */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 30; turn++) await this.command({ do: "ping" });
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.directories[Symbol.dispose]();
  }
}
