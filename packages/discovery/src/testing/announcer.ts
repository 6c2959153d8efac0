// announcer.ts: a process that announces itself, in directories of its own, as the tests see it.
import { chmodSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import {
  type Directories,
  makeDirectories,
  TargetProcess,
  type TargetProcessOptions,
} from "@teleop/conformance";
import { type ArmedProcess, type ListOptions, list } from "../list.ts";
import type { AnnouncerCommand, AnnouncerProgram, AnnouncerReport } from "./announcer-program.ts";

type Options = Pick<TargetProcessOptions, "wrapper" | "env" | "stderr"> & {
  /** Has a runtime directory, too; what is to be done with it before the process starts. */
  readonly runtime?: (directory: string) => void;
};

/** Disposing kills it, waits for its end, and removes its directories. */
export class Announcer extends TargetProcess<AnnouncerCommand, AnnouncerReport> {
  readonly directories: Directories;
  /** What its XDG_RUNTIME_DIR names. */
  readonly runtime: string;

  private constructor(
    program: AnnouncerProgram,
    directories: Directories,
    { runtime, env, ...options }: Options,
  ) {
    const path = join(directories.tmp, "runtime");
    if (runtime !== undefined) {
      mkdirSync(path, { mode: 0o700 });
      runtime(path);
    }
    super(new URL("./announcer-program.ts", import.meta.url), {
      ...directories,
      ...options,
      env: {
        LOCALAPPDATA: directories.tmp,
        ...env,
        XDG_RUNTIME_DIR: runtime === undefined ? (env?.XDG_RUNTIME_DIR ?? "") : path,
      },
      args: [JSON.stringify(program)],
    });
    this.directories = directories;
    this.runtime = path;
  }

  /** Resolves when it has announced itself. */
  static async start(program: AnnouncerProgram = {}, options: Options = {}): Promise<Announcer> {
    const directories = makeDirectories();
    if (options.wrapper !== undefined) for (const path of [directories.cwd, directories.tmp]) open(path);
    const announcer = new Announcer(program, directories, options);
    await announcer.next("ready");
    return announcer;
  }

  /** The names in its folder of records, in its temporary directory. */
  records(euid: number = process.geteuid?.() ?? 0): string[] {
    return readdirSync(join(this.directories.tmp, `.teleop_records_${euid}`));
  }

  async command(command: AnnouncerCommand): Promise<void> {
    this.send(command);
    await this.next("done");
  }

  /** What a look at everything shows of it. */
  async listed(options?: ListOptions): Promise<ArmedProcess | undefined> {
    return (await list(options)).find(({ pid }) => pid === this.pid);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.directories[Symbol.dispose]();
  }
}

/** To every user, with what leads there: they are made for their owner alone. */
function open(path: string): void {
  chmodSync(join(path, ".."), 0o755);
  chmodSync(path, 0o777 | 0o1000);
}
