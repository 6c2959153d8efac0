// watch.test.ts: `capnpc-teleop --watch`, a process, while files change under it.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const JOBS =
  '@0xb8ffe2cf5a27d6e1;\nusing Kinds = import "shared/kinds.capnp";\nstruct Job { kind @0 :Kinds.Kind; }\n';
const KINDS = "@0xb8ffe2cf5a27d6e2;\nenum Kind { once @0; daily @1; }\n";

let folder: string;
let watching: Watching;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "capnpc-watch-"));
  await mkdir(join(folder, "shared"));
  await write("jobs.capnp", JOBS);
  await write("shared/kinds.capnp", KINDS);
  watching = new Watching("--watch", "jobs.capnp", "shared/kinds.capnp");
  await watching.until("watching 2 files");
});

afterEach(async () => {
  await watching.stop();
  await rm(folder, { recursive: true });
});

test("what there is is generated first, and again when a schema changes", async () => {
  expect(await generated("jobs.capnp.ts")).toContain("kind");
  await write("jobs.capnp", JOBS.replace("}", " label @1 :Text; }"));
  await watching.until("watching 2 files");
  expect(await generated("jobs.capnp.ts")).toContain("label");
  expect(watching.printed.split("\n")).toEqual([
    "jobs.capnp.ts",
    "shared/kinds.capnp.ts",
    "jobs.capnp.ts",
    "",
  ]);
});

test("a change of what is imported is one, and a file that takes the place of another", async () => {
  await write("shared/new", KINDS.replace("}", " weekly @2; }"));
  await rename(join(folder, "shared/new"), join(folder, "shared/kinds.capnp"));
  await watching.until("watching 2 files");
  expect(await generated("shared/kinds.capnp.ts")).toContain("weekly");
});

test("mistakes are shown, nothing is written, and it goes on", async () => {
  const before = await generated("jobs.capnp.ts");
  await write("jobs.capnp", JOBS.replace("Kinds.Kind", "Kinds.Knd"));
  await watching.until("nothing was written; watching 2 files");
  expect(watching.told).toContain("jobs.capnp:3:");
  expect(await generated("jobs.capnp.ts")).toBe(before);
  await write("jobs.capnp", JOBS.replace("kind @0", "sort @0"));
  await watching.until("teleop: watching 2 files");
  expect(await generated("jobs.capnp.ts")).toContain("sort");
});

test("an import that was missing, folder and all, is seen when it comes", async () => {
  await write("jobs.capnp", JOBS.replace("shared/kinds", "later/more/kinds"));
  await watching.until("nothing was written");
  await mkdir(join(folder, "later/more"), { recursive: true });
  await write("later/more/kinds.capnp", KINDS.replace("d6e2", "d6e3").replace("daily", "yearly"));
  await watching.until("teleop: watching 3 files");
  expect(await generated("jobs.capnp.ts")).toContain("later/more/kinds.capnp.ts");
});

test("a file that is touched, or written as it was, is no change", async () => {
  await utimes(join(folder, "jobs.capnp"), new Date(), new Date());
  await write("shared/kinds.capnp", KINDS);
  await write("jobs.capnp", JOBS.replace("kind @0", "last @0"));
  await watching.until("watching 2 files");
  expect(watching.told.match(/watching/g)).toHaveLength(2);
});

test("Ctrl-C ends it at once, with exit code 0 and without a word", async () => {
  const before = watching.told;
  expect(await watching.stop("SIGINT")).toBe(0);
  expect(watching.told).toBe(before);
});

test("it says what it cannot watch", async () => {
  for (const [args, reason] of [
    [["--watch"], "--watch needs the path of a schema"],
    [["--watch", "--check", "jobs.capnp"], "--watch writes, and --check does not"],
    [["--watch", "--capnp=capnp", "jobs.capnp"], "which --capnp does not tell"],
  ] as const) {
    const other = new Watching(...args);
    expect(await other.ended).toBe(2);
    expect(other.told).toContain(reason);
  }
});

async function write(path: string, text: string): Promise<void> {
  await writeFile(join(folder, path), text);
}

async function generated(path: string): Promise<string> {
  return await readFile(join(folder, path), "utf8");
}

/** The process, and what it has said. */
class Watching {
  printed = "";
  told = "";
  readonly ended: Promise<number>;
  readonly #child: Bun.Subprocess<"ignore", "pipe", "pipe">;
  #seen = 0;
  #heard: () => void = () => {};

  constructor(...args: string[]) {
    this.#child = Bun.spawn([process.execPath, join(import.meta.dir, "bin.ts"), ...args], {
      cwd: folder,
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    const printed = this.#collect(this.#child.stdout, (text) => {
      this.printed += text;
    });
    const told = this.#collect(this.#child.stderr, (text) => {
      this.told += text;
      this.#heard();
    });
    this.ended = Promise.all([this.#child.exited, printed, told]).then(([code]) => code);
  }

  /** Waits until it says this, after what was waited for before. */
  async until(words: string): Promise<void> {
    for (;;) {
      const at = this.told.indexOf(words, this.#seen);
      if (at >= 0) {
        this.#seen = at + words.length;
        return;
      }
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  async stop(signal: "SIGINT" | "SIGTERM" = "SIGTERM"): Promise<number> {
    this.#child.kill(signal);
    return await this.ended;
  }

  async #collect(stream: ReadableStream<Uint8Array>, add: (text: string) => void): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) add(decoder.decode(chunk, { stream: true }));
  }
}
