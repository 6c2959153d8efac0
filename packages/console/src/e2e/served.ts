// served.ts: `teleop console` as its users start it, for the end-to-end tests.
import { fileURLToPath } from "node:url";

/** Disposing it ends it, as Ctrl-C does, and waits for its end. */
export class ServedConsole implements AsyncDisposable {
  readonly url: string;
  readonly #child: ReturnType<typeof spawnConsole>;

  private constructor(child: ReturnType<typeof spawnConsole>, url: string) {
    this.#child = child;
    this.url = url;
  }

  /** Resolves when it has printed its address. */
  static async start(args: readonly string[] = []): Promise<ServedConsole> {
    const child = spawnConsole(args);
    const reader = child.stdout.getReader();
    const decoder = new TextDecoder();
    let text = "";
    while (!text.includes("\n")) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`teleop console has ended with ${await child.exited}, and has shown ${text}`);
      text += decoder.decode(value, { stream: true });
    }
    reader.releaseLock();
    return new ServedConsole(child, text.slice(0, text.indexOf("\n")));
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Ends it, and resolves with its exit code. */
  async stop(): Promise<number> {
    this.#child.kill("SIGINT");
    return await this.#child.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** The command that is tested: the source, or what TELEOP_TEST_COMMAND names, such as the compiled binary. */
function teleopCommand(): readonly string[] {
  const binary = process.env.TELEOP_TEST_COMMAND ?? "";
  if (binary !== "") return [binary];
  return [process.execPath, fileURLToPath(new URL("../../../cli/src/bin.ts", import.meta.url))];
}

/** Flags that lead by way of these commands, such as "env", which leads nowhere else than here. */
export function through(...commands: readonly string[]): readonly string[] {
  const bridge = [...teleopCommand(), "bridge"].map((word) => `'${word}'`).join(" ");
  return [...commands.flatMap((command) => ["--via", command]), "--via-command", bridge];
}

function spawnConsole(args: readonly string[]) {
  return Bun.spawn([...teleopCommand(), "console", ...args], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
}
