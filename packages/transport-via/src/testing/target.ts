// target.ts: a target for the tests of bridges, in a process and directories of its own.
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";
import type { TargetReport } from "./target-program.ts";

/** Disposing kills it, waits for its end, and removes its directories. */
export class EchoTarget extends TargetProcess<never, TargetReport> {
  readonly #directories: Directories;

  private constructor(directories: Directories) {
    super(new URL("./target-program.ts", import.meta.url), directories);
    this.#directories = directories;
  }

  /** Resolves when it is armed. */
  static async start(): Promise<EchoTarget> {
    const target = new EchoTarget(makeDirectories());
    await target.next("ready");
    return target;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.#directories[Symbol.dispose]();
  }
}
