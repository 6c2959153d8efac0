// hostile.test.ts: what others put in the way of a process that announces itself, and of who looks: nothing is written
// where it should not be, nobody is waited for, and nothing is believed of a process but what its own user says.
import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Announced, announce } from "./announce.ts";
import { list } from "./list.ts";
import { Announcer } from "./testing/announcer.ts";

const onLinux = test.if(process.platform === "linux");

const runtime = mkdtempSync(join(tmpdir(), "teleop-hostile-"));
const folder = join(runtime, "teleop");
let announced: Announced | undefined;
let record = "";

beforeAll(() => {
  if (process.platform !== "linux") return;
  process.env.XDG_RUNTIME_DIR = runtime;
  announced = announce({ attacher: "none", transport: "none", name: "tests" });
  record = readdirSync(folder)[0] ?? "";
});
afterAll(() => {
  announced?.[Symbol.dispose]();
  delete process.env.XDG_RUNTIME_DIR;
  rmSync(runtime, { recursive: true, force: true });
});

/** Looks at everything while something is in the place of our record; what is said of us, and why nothing else. */
async function look(put: (path: string) => void): Promise<{ names: string[]; why: string[] }> {
  const path = join(folder, record);
  const aside = join(runtime, "aside");
  renameSync(path, aside);
  try {
    put(path);
    const why: string[] = [];
    const onIgnored = (ignored: string, reason: string): void => void (ignored === path && why.push(reason));
    const us = (await list({ onIgnored, unannounced: "none" })).find(({ pid }) => pid === process.pid);
    return { names: us?.announcements.map(({ name }) => name) ?? [], why };
  } finally {
    rmSync(path, { recursive: true, force: true });
    renameSync(aside, path);
  }
}

const said = (changes: object): string => {
  const text = readFileSync(join(runtime, "aside"), "utf8");
  return JSON.stringify({ ...JSON.parse(text), ...changes });
};

const badRecords: readonly (readonly [string, (path: string) => void, string])[] = [
  [
    "is a pipe, at which nobody ever writes",
    (path) => void Bun.spawnSync(["mkfifo", path]),
    "it is a device or a pipe",
  ],
  ["is a directory", (path: string) => void mkdirSync(path), "it is a directory"],
  ["is a link to one that is good", (path) => symlinkSync(join(runtime, "aside"), path), "ELOOP"],
  [
    "may be written to by others",
    (path) => {
      copyFileSync(join(runtime, "aside"), path);
      chmodSync(path, 0o666);
    },
    "others may write to it",
  ],
  ["is empty", (path) => writeFileSync(path, ""), "it is no JSON"],
  ["is half a record", (path) => writeFileSync(path, said({}).slice(0, -20)), "it is no JSON"],
  ["is a list", (path) => writeFileSync(path, "[]"), "it is no object"],
  [
    "is longer than 64 KiB",
    (path) => writeFileSync(path, said({ more: "x".repeat(65_536) })),
    "more than 65536 bytes",
  ],
  [
    "nests without an end",
    (path) => writeFileSync(path, `${"[".repeat(30_000)}${"]".repeat(30_000)}`),
    "it is no",
  ],
  [
    "nests deeper than who shows it likes",
    (path) => writeFileSync(path, said({ metadata: nested(100) })),
    "deeper than 32",
  ],
  ["is of a later form", (path) => writeFileSync(path, said({ teleop: 2 })), "its form is not 1"],
  [
    "is of another process than its name says",
    (path) => writeFileSync(path, said({ pid: 1 })),
    "of another process",
  ],
  [
    "has a name that a terminal would obey",
    (path) => writeFileSync(path, said({ name: "a\u001b[2J" })),
    "its name",
  ],
  ["has no text for a service", (path) => writeFileSync(path, said({ services: [{}] })), "its services"],
];
onLinux.each(badRecords)(
  "a record that %s is not believed, and nobody waits for it",
  async (_what, put, why) => {
    expect(await look(put)).toEqual({ names: [], why: [expect.stringContaining(why)] });
    // As it was, it is.
    expect(await look((path): void => linkSync(join(runtime, "aside"), path))).toEqual({
      names: ["tests"],
      why: [],
    });
  },
);

function nested(levels: number): object {
  let inner = {};
  for (let level = 0; level < levels; level++) inner = { inner };
  return inner;
}

onLinux("names that a record brings along set no prototype", async () => {
  const { names } = await look((path): void =>
    writeFileSync(path, said({}).replace('"metadata":{}', '"metadata":{"__proto__":{"polluted":1}}')),
  );
  expect(names).toEqual(["tests"]);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

/** A file system in memory, where so many entries take no time. */
const MEMORY = "/dev/shm";

function inMemory(name: string, body: () => Promise<void>): void {
  if (process.platform === "linux" && existsSync(MEMORY)) test(name, body);
  else test.skip(`${name} (skipped: there is no ${MEMORY})`, body);
}

inMemory("of a folder with tens of thousands of records nothing is read, and that is told", async () => {
  const many = mkdtempSync(join(MEMORY, "teleop-many-"));
  const before = process.env.XDG_RUNTIME_DIR;
  try {
    process.env.XDG_RUNTIME_DIR = many;
    using _us = announce({ attacher: "none", transport: "none", name: "many" });
    const [own = ""] = readdirSync(join(many, "teleop"));
    // In this file system the size of a directory is 20 bytes for each entry.
    for (let index = 0; index < 52_500; index++)
      linkSync(join(many, "teleop", own), join(many, "teleop", `${index}`));
    const ignored: string[] = [];
    await list({ unannounced: "none", onIgnored: (path, why) => void ignored.push(`${path}: ${why}`) });
    expect(ignored).toContain(`${join(many, "teleop")}: there is too much in it to be looked through`);
  } finally {
    process.env.XDG_RUNTIME_DIR = before;
    rmSync(many, { recursive: true });
  }
});

const badDirectories: readonly (readonly [string, (path: string) => void])[] = [
  [
    "a link to a directory of our own",
    (path) => {
      rmSync(path, { recursive: true });
      mkdirSync(`${path}.elsewhere`, { mode: 0o700 });
      symlinkSync(`${path}.elsewhere`, path);
    },
  ],
  [
    "a pipe",
    (path) => {
      rmSync(path, { recursive: true });
      Bun.spawnSync(["mkfifo", path]);
    },
  ],
  ["a directory into which others may write", (path) => chmodSync(path, 0o777)],
  ["a directory into which others may look", (path) => chmodSync(path, 0o755)],
  [
    "one whose folder is a link to a directory of our own",
    (path) => {
      mkdirSync(`${path}.elsewhere`, { mode: 0o700 });
      symlinkSync(`${path}.elsewhere`, join(path, "teleop"));
    },
  ],
  ["one whose folder is a pipe", (path: string) => void Bun.spawnSync(["mkfifo", join(path, "teleop")])],
  [
    "one whose folder others may write into",
    (path) => {
      mkdirSync(join(path, "teleop"));
      chmodSync(join(path, "teleop"), 0o777);
    },
  ],
];
onLinux.each(badDirectories)(
  "%s as the runtime directory is not written to: the temporary directory serves",
  async (_what, prepare) => {
    await using announcer = await Announcer.start({}, { runtime: prepare });
    const { tmp } = announcer.directories;
    const elsewhere = join(tmp, "runtime.elsewhere");
    expect(existsSync(elsewhere) ? readdirSync(elsewhere) : []).toEqual([]);
    expect(announcer.records()).toHaveLength(1);
    expect(await announcer.listed()).toMatchObject({ armed: "certainly" });
  },
);

onLinux(
  "a folder in its own temporary directory that is not to be trusted is left alone: /tmp serves",
  async () => {
    let elsewhere = "";
    await using announcer = await Announcer.start(
      {},
      {
        runtime: (path) => {
          chmodSync(path, 0o755);
          elsewhere = join(path, "..", "elsewhere");
          mkdirSync(elsewhere, { mode: 0o700 });
          symlinkSync(elsewhere, join(path, "..", `.teleop_records_${process.geteuid?.()}`));
        },
      },
    );
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(await announcer.listed()).toMatchObject({
      sign: expect.stringContaining("/tmp/.teleop_records_"),
    });
  },
);

onLinux(
  "a runtime directory that cannot be keeps neither its process from being announced nor others from being seen",
  async () => {
    for (const name of [`/${"x".repeat(5000)}`, "relative", "/dev/null", "/proc/self/mem"]) {
      await using announcer = await Announcer.start({}, { env: { XDG_RUNTIME_DIR: name } });
      expect(announcer.records()).toHaveLength(1);
      expect(await announcer.listed()).toMatchObject({ armed: "certainly" });
    }
  },
);
