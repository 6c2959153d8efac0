import { describe, expect, test } from "bun:test";
import {
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { AttacherProcess, makeDirectories } from "@teleop/conformance";
import type { TeleopError } from "@teleop/core/plugin";
import { inotify } from "./index.ts";

const target = new URL("./testing/target.ts", import.meta.url);

/** The kernel takes up to a few hundredths of a second to close an inotify instance. */
const SLOW_MS = 30_000;

describe.if(process.platform === "linux")("inotify", () => {
  test("the kernel tells of no write to a log, and of one file that appears, not of the next thousand", async () => {
    expect(JSON.parse(await run("busy-program.ts"))).toEqual({ appends: 0, reads: 0, creations: 1 });
  });

  test(
    "arming and disposing leaves no descriptor, no watch, no handler of ours, and the application's own",
    async () => {
      const { before, after, manyHeld, afterMany } = JSON.parse(await run("cycles-program.ts"));
      expect(before).toMatchObject({ instances: 0, watches: 0, handlers: 0 });
      expect(after).toEqual(before);
      expect(manyHeld).toMatchObject({ instances: 1, watches: 21, handlers: 1 });
      expect(afterMany).toEqual(before);
    },
    SLOW_MS,
  );

  test("several rendezvous share one instance, and each is woken, whoever of them has gone", async () => {
    await using shared = await AttacherProcess.start(target);
    const names = ["one", "two", "three"];
    for (const name of names) await shared.command({ do: "arm", name });
    expect(instancesOf(shared.pid)).toBe(1);
    for (const gone of ["three", "one"]) {
      for (const name of names) {
        await using signal = inotify().signal({ pid: shared.pid, name });
        await signal.send();
        expect(await shared.next("signaled")).toMatchObject({ name });
        await shared.settle();
        shared.drain("signaled");
      }
      await shared.command({ do: "dispose", name: gone, times: 2 });
      names.splice(names.indexOf(gone), 1);
      expect(instancesOf(shared.pid)).toBe(1);
    }
    await shared.command({ do: "dispose", name: "two", times: 1 });
    expect(instancesOf(shared.pid)).toBe(0);
  });

  test("several factories, and several copies of the module, share one instance", async () => {
    expect(JSON.parse(await run("copies-program.ts"))).toEqual({
      instances: 1,
      told: ["first", "second"],
      left: 0,
    });
  });

  test("a target is woken while somebody keeps filling its directory", async () => {
    await using filled = await AttacherProcess.start(target);
    await filled.command({ do: "arm" });
    await using signal = inotify().signal(filled);
    let signaled = false;
    void filled.next("signaled").then(() => {
      signaled = true;
    });
    for (let file = 0; !signaled; file++) {
      const path = join(filled.directories.cwd, `file-${file}`);
      writeFileSync(path, "");
      rmSync(path);
      if (file === 200) await signal.send();
      if (file % 10 === 0) await filled.command({ do: "ping" });
    }
  });

  test("a target that was frozen while more files came than its queue could hold is woken", async () => {
    const queue = Number(readFileSync("/proc/sys/fs/inotify/max_queued_events", "utf8"));
    await using frozen = await AttacherProcess.start(target);
    await frozen.command({ do: "arm" });
    frozen.kill("SIGSTOP");
    const one = join(frozen.directories.cwd, "one");
    const two = join(frozen.directories.cwd, "two");
    writeFileSync(one, "");
    for (let events = 0; events <= queue; events += 2) {
      renameSync(one, two);
      renameSync(two, one);
    }
    await using signal = inotify().signal(frozen);
    await signal.send();
    frozen.kill("SIGCONT");
    await frozen.next("signaled");
  });

  test("a private directory that somebody removed is made again and watched, and this is reported", async () => {
    await using healing = await AttacherProcess.start(target);
    await healing.command({ do: "arm" });
    const { tmp, cwd } = healing.directories;
    for (const entry of readdirSync(tmp)) {
      // Moved first: the target makes it anew while it is being emptied.
      renameSync(join(tmp, entry), join(tmp, "gone"));
      rmSync(join(tmp, "gone"), { recursive: true });
    }
    await nextEvent(healing, "healed");
    // Only the private directory is left to attach by.
    rmdirSync(cwd);
    await using signal = inotify().signal(healing);
    await signal.send();
    await healing.next("signaled");
  });

  testInNamespace(
    "with no instances or watches left the target polls, and watches again when it can",
    async () => {
      const refused = async (limit: "instances" | "watches"): Promise<string[]> =>
        JSON.parse(await run("limits-program.ts", [limit], ["unshare", "-Ur"]));
      const [instances, watches] = await Promise.all([refused("instances"), refused("watches")]);
      const healed = expect.stringMatching(/^healed: /);
      expect(instances).toEqual([expect.stringMatching(/^degraded: .*once a second: EMFILE/), healed]);
      expect(watches).toEqual([expect.stringMatching(/^degraded: .*once a second: ENOSPC/), healed]);
    },
  );

  test("in a Worker fs.watch serves, which is reported, and the process ends by itself", async () => {
    expect((await run("worker-program.ts")).trim().split("\n")).toEqual([
      "degraded: fs.watch is used instead of inotify: a Worker gets no Unix signals",
      "armed",
      "signaled",
    ]);
  });

  test("on another platform arm() and signal() throw, while importing and making the attacher do not", () => {
    const actual = process.platform;
    Object.defineProperty(process, "platform", { value: "darwin" });
    try {
      const attacher = inotify();
      for (const use of [() => attacher.arm({ pid: 1 }), () => attacher.signal({ pid: 1 })]) {
        expect(use).toThrow(
          expect.objectContaining({ code: "UNSUPPORTED_PLATFORM" } satisfies Partial<TeleopError>),
        );
      }
    } finally {
      Object.defineProperty(process, "platform", { value: actual });
    }
  });
});

function instancesOf(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).filter((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`) === "anon_inode:inotify";
    } catch {
      // Closed since the list was read.
      return false;
    }
  }).length;
}

const namespaces = Bun.spawnSync(["unshare", "-Ur", "true"]);

function testInNamespace(name: string, body: () => Promise<void>): void {
  if (namespaces.success) test(name, body);
  else test.skip(`${name} (skipped: no user namespaces here: ${namespaces.stderr.toString().trim()})`, body);
}

/** Runs a program of ./testing to its end in directories of its own, and returns what it printed. */
async function run(program: string, args: string[] = [], launcher: string[] = []): Promise<string> {
  using directories = makeDirectories();
  const path = new URL(`./testing/${program}`, import.meta.url).pathname;
  const child = Bun.spawn([...launcher, process.execPath, path, ...args], {
    cwd: directories.cwd,
    env: { ...process.env, TMPDIR: directories.tmp },
    stderr: "inherit",
  });
  const output = await child.stdout.text();
  expect(await child.exited).toBe(0);
  expect(directories.leftovers().filter((name) => name.includes("teleop"))).toEqual([]);
  return output;
}

async function nextEvent(process: AttacherProcess, type: string): Promise<void> {
  for (;;) {
    const report = await process.next("event");
    if (report.report === "event" && report.event.type === type) return;
  }
}
