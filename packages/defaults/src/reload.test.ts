// The two ways in which Bun runs a program anew when its source changes.

import { expect, setDefaultTimeout, test } from "bun:test";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isMissing } from "@teleop/core/plugin";
import { attach, Echo } from "./index.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

/** A program that is run by `bun --hot` or `bun --watch`, in directories of its own. */
class Reloaded implements AsyncDisposable {
  readonly #root = realpathSync(mkdtempSync(join(tmpdir(), "teleop-reload-")));
  readonly #child: Bun.Subprocess<"ignore", "pipe", "inherit">;
  readonly #lines: AsyncGenerator<string, undefined>;
  version = 0;

  constructor(flag: "--hot" | "--watch") {
    mkdirSync(join(this.#root, "tmp"));
    this.#write();
    this.#child = Bun.spawn([process.execPath, flag, this.#source], {
      cwd: this.#root,
      env: { ...process.env, TMPDIR: join(this.#root, "tmp"), XDG_RUNTIME_DIR: "" },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "inherit",
    });
    this.#lines = readLines(this.#child.stdout);
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Resolves when the version runs that was written last. */
  async runs(): Promise<void> {
    for (;;) {
      const { value } = await this.#lines.next();
      if (value === undefined) throw new Error(`it has ended: ${await this.#child.exited}`);
      if (value === `version ${this.version}`) return;
    }
  }

  async reload(): Promise<void> {
    this.version += 1;
    this.#write();
    await this.runs();
  }

  /** Its private directories. */
  get entries(): string[] {
    return readdirSync(join(this.#root, "tmp", `.teleop_${process.geteuid?.()}`));
  }

  get records(): string[] {
    return readdirSync(join(this.#root, "tmp", `.teleop_records_${process.geteuid?.()}`));
  }

  get inotifyInstances(): number {
    return readdirSync(`/proc/${this.pid}/fd`).filter((fd) => this.#descriptor(fd).includes("inotify"))
      .length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
    rmSync(this.#root, { recursive: true, force: true });
  }

  #descriptor(fd: string): string {
    try {
      return readlinkSync(`/proc/${this.pid}/fd/${fd}`);
    } catch (error) {
      // It was closed meanwhile.
      if (isMissing(error)) return "";
      throw error;
    }
  }

  get #source(): string {
    return join(this.#root, "program.ts");
  }

  #write(): void {
    const teleop = JSON.stringify(fileURLToPath(new URL("./index.ts", import.meta.url)));
    const reply = JSON.stringify(`version ${this.version}`);
    // At one stroke, so that it is run once.
    const draft = `${this.#source}.draft`;
    writeFileSync(
      draft,
      `import { Echo, teleoperate } from ${teleop};
      teleoperate({ services: { echo: () => Echo.server({ echo: () => ({ reply: ${reply} }) }) } });
      globalThis.alive ??= setInterval(() => {}, 1e9);
      console.log(${reply});`,
    );
    renameSync(draft, this.#source);
  }
}

async function* readLines(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<string, undefined> {
  let text = "";
  for await (const chunk of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (text + chunk).split("\n");
    text = lines.pop() ?? "";
    yield* lines;
  }
  return undefined;
}

async function ask(pid: number): Promise<string | undefined> {
  await using target = await attach(pid);
  using echo = target.service("echo", Echo);
  return (await echo.echo({ message: "who are you?" })).reply;
}

test.if(process.platform === "linux").each(["--hot", "--watch"] as const)(
  "after a reload by bun %p the last version answers, and nothing is left of those before",
  async (flag) => {
    await using program = new Reloaded(flag);
    await program.runs();
    const { inotifyInstances } = program;
    expect(await ask(program.pid)).toBe("version 0");
    await using client = await attach(program.pid);
    for (let round = 0; round < 3; round++) {
      await program.reload();
      expect(program.entries).toHaveLength(1);
      expect(program.records).toHaveLength(1);
      expect(await ask(program.pid)).toBe(`version ${program.version}`);
      expect(program.inotifyInstances).toBe(inotifyInstances);
    }
    await client.closed;
  },
);
