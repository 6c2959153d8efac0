// target.ts: a target for the end-to-end tests, in a process of its own. What it leaves in directories is its own, too; it is
// found all the same, as any other.
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";

/** Disposing it kills it, waits for its end, and removes its directories. `Command` is what it is told on its input. */
export class ConsoleTarget<Command = never> extends TargetProcess<Command, { readonly report: "ready" }> {
  readonly name: string;
  readonly #directories: Directories;

  private constructor(name: string, directories: Directories, script: URL) {
    super(script, { ...directories, args: [name] });
    this.name = name;
    this.#directories = directories;
  }

  /**
   * Resolves when it is armed.
   *
   * @param script instead of one with an echo and diagnostics: it is given its name, prints `{"report":"ready"}` when it is
   *   armed, and ends with its input.
   */
  static async start<Command = never>(
    name: string,
    script: URL = new URL("./target-program.ts", import.meta.url),
  ): Promise<ConsoleTarget<Command>> {
    const target = new ConsoleTarget<Command>(name, makeDirectories(), script);
    await target.next("ready");
    return target;
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.#directories[Symbol.dispose]();
  }
}
