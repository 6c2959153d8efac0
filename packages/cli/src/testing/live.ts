// live.ts: a target that says and does what it is told, in a process and directories of its own.
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";
import type { LiveCommand } from "./live-program.ts";

/** Disposing kills it, waits for its end, and removes its directories. */
export class LiveTarget extends TargetProcess<LiveCommand, { readonly report: "ready" }> {
  readonly #directories: Directories;

  private constructor(directories: Directories, options: object) {
    super(new URL("./live-program.ts", import.meta.url), {
      ...directories,
      args: [JSON.stringify(options)],
      env: { TELEOP_TEST_SHOWN: "shown", TELEOP_TEST_SECRET: "secret" },
      // What it says to its console.
      stderr: "ignore",
    });
    this.#directories = directories;
  }

  /**
   * Resolves when it is armed.
   *
   * @param options of `diagnostics()`, those that are JSON.
   */
  static async start(options: object = {}): Promise<LiveTarget> {
    const target = new LiveTarget(makeDirectories(), options);
    await target.next("ready");
    return target;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.#directories[Symbol.dispose]();
  }
}
