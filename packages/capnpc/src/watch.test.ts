// watch.test.ts: `capnpc-teleop --watch`, a process, while files change under it.
import { afterEach, beforeEach, expect, test } from "bun:test";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, utimes, writeFile } from "node:fs/promises";
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

test("a folder that another one takes the place of is the one that is watched", async () => {
  await watching.stop();
  watching = new Watching("--watch", "shared/kinds.capnp");
  await watching.until("watching 1 file");
  const shared = join(folder, "shared");
  for (const added of ["weekly", "yearly"]) {
    const other = join(folder, added);
    await cp(shared, other, { recursive: true });
    await write(`${added}/kinds.capnp`, KINDS.replace("}", ` ${added} @2; }`));
    await rename(shared, join(folder, `before-${added}`));
    await rename(other, shared);
    await untilGenerated("shared/kinds.capnp.ts", added);
    await write("shared/kinds.capnp", KINDS.replace("}", ` no${added} @2; }`));
    await untilGenerated("shared/kinds.capnp.ts", `no${added}`);
  }
  // A folder that is made may get the number of one that was removed.
  await rm(shared, { recursive: true });
  await mkdir(shared);
  await write("shared/kinds.capnp", KINDS);
  await write("shared/kinds.capnp.ts", "");
  await write("shared/kinds.capnp", KINDS.replace("}", " hourly @2; }"));
  await untilGenerated("shared/kinds.capnp.ts", "hourly");
});

test("a file that is a link is looked for where it leads to, and so is one that is not there yet", async () => {
  await mkdir(join(folder, "far"));
  await symlink("../far/linked.capnp", join(folder, "shared/linked.capnp"));
  await write("jobs.capnp", JOBS.replace("shared/kinds", "shared/linked"));
  await watching.until("nothing was written");
  const linked = KINDS.replace("d6e2", "d6e3");
  await write("far/linked.capnp", linked);
  await write("far/linked.capnp", linked.replace("}", " weekly @2; }"));
  await watching.until("teleop: watching 3 files");
  await write("far/linked.capnp", "broken");
  await watching.until("nothing was written");
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

/** A look in between may have found a file missing. */
async function untilGenerated(path: string, word: string): Promise<void> {
  do await watching.until("watching ");
  while (!(await generated(path)).includes(word));
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
