// pipeline-target.ts: a target with a pipeline, in a process and directories of its own.
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";
import type { PipelineCommand } from "./pipeline-program.ts";

interface Report {
  readonly report: "ready" | "drained" | "obeyed" | "waiting";
}

/** Disposing kills it, waits for its end, and removes its directories. */
export class PipelineTarget extends TargetProcess<PipelineCommand, Report> {
  readonly #directories: Directories;

  private constructor(directories: Directories, offered: string) {
    super(new URL("./pipeline-program.ts", import.meta.url), { ...directories, args: [offered] });
    this.#directories = directories;
  }

  /** Resolves when it is armed. @param offered which of its services, `pipeline` and `state`. */
  static async start(offered = "pipeline,state"): Promise<PipelineTarget> {
    const target = new PipelineTarget(makeDirectories(), offered);
    await target.next("ready");
    return target;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.#directories[Symbol.dispose]();
  }
}
