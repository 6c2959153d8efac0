// target.ts: a target for the tests of commands, in a process and directories of its own.
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";

export interface TestTargetOptions {
  /** Instead of one with an echo. It prints `{"report":"ready"}` when it is armed, and ends with its input. */
  readonly script?: URL | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** A command that runs the one that follows it. */
  readonly wrapper?: readonly string[] | undefined;
  /** What is done with its directories before it starts. */
  readonly prepare?: ((directories: Directories) => void) | undefined;
}

/** Disposing kills it, waits for its end, and removes its directories. */
export class TestTarget extends TargetProcess<never, { readonly report: "ready" }> {
  readonly directories: Directories;

  private constructor(directories: Directories, options: TestTargetOptions) {
    const { script = new URL("./target-program.ts", import.meta.url), args = [], env, wrapper } = options;
    super(script, { ...directories, args, env, wrapper });
    this.directories = directories;
  }

  /** Resolves when it is armed. */
  static async start(options: TestTargetOptions = {}): Promise<TestTarget> {
    const directories = makeDirectories();
    options.prepare?.(directories);
    const target = new TestTarget(directories, options);
    await target.next("ready");
    return target;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.directories[Symbol.dispose]();
  }
}
