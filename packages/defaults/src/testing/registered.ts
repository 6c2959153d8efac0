// registered.ts: programs that know nothing of teleop, run with the preload, in folders of their own.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The entry that is preloaded. */
export const registerPath: string = fileURLToPath(new URL("../register.ts", import.meta.url));

export interface RegisteredOptions {
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** What stands between Bun and the program: `["--hot"]`, `["test"]`. */
  readonly flags?: readonly string[] | undefined;
  /** What is preloaded, in this order. */
  readonly preloads?: readonly string[] | undefined;
  /** Others of the program's files, by name. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  readonly name?: string | undefined;
}

/** Disposing kills it, waits for its end, and removes its folder. */
export class Registered implements AsyncDisposable {
  readonly folder: string;
  readonly #program: string;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "pipe">;
  readonly #lines: AsyncGenerator<string, undefined>;
  readonly #stderr: Promise<string>;

  constructor(source: string, options: RegisteredOptions = {}) {
    const { env = {}, flags = [], preloads = [registerPath], files = {}, name = "program.ts" } = options;
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "teleop registered ")));
    mkdirSync(join(this.folder, "tmp"));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(this.folder, file), text);
    this.#program = join(this.folder, name);
    this.write(source);
    this.#child = Bun.spawn([process.execPath, ...flags, this.#program], {
      cwd: this.folder,
      env: {
        ...process.env,
        TELEOP: undefined,
        TELEOP_DISABLE: undefined,
        TMPDIR: join(this.folder, "tmp"),
        BUN_OPTIONS: preloads.map((path) => JSON.stringify(`--preload=${path}`)).join(" "),
        ...env,
      },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
    });
    this.#lines = readLines(this.#child.stdout);
    this.#stderr = this.#child.stderr.text();
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** The program anew, for who watches it. */
  write(source: string): void {
    writeFileSync(this.#program, source);
  }

  input(text: string): void {
    this.#child.stdin.write(text);
    this.#child.stdin.flush();
  }

  /** The next line of its standard output. */
  async line(): Promise<string> {
    const { value } = await this.#lines.next();
    if (value === undefined) throw new Error(`it has ended, having said: ${await this.#stderr}`);
    return value;
  }

  /** Its input ends, by which the programs of these tests do, too. */
  async ended(): Promise<{
    readonly exitCode: number;
    readonly stdout: readonly string[];
    readonly stderr: string;
  }> {
    await this.#child.stdin.end();
    const stdout = await Array.fromAsync(this.#lines);
    const [exitCode, stderr] = await Promise.all([this.#child.exited, this.#stderr]);
    return { exitCode, stdout, stderr };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, undefined> {
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
