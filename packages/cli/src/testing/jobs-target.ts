// jobs-target.ts: a target with the services of jobs.capnp.
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";

/** Disposing kills it, waits for its end, and removes its directories. */
export class JobsTarget extends TargetProcess<never, { readonly report: "ready" | "hanging" | "cancelled" }> {
  readonly directories: Directories;

  private constructor(directories: Directories, args: readonly string[]) {
    super(new URL("./jobs-program.ts", import.meta.url), { ...directories, args });
    this.directories = directories;
  }

  /** Resolves when it is armed. @param mode "silent": it does not tell what it offers. */
  static async start(mode?: "silent"): Promise<JobsTarget> {
    const directories = makeDirectories();
    const target = new JobsTarget(directories, mode === undefined ? [] : [mode]);
    await target.next("ready");
    return target;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.directories[Symbol.dispose]();
  }
}
