// watch.test.ts: who comes and goes, as the kernel tells it, and as time does where nobody tells.
import { afterAll, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import { errnoOf } from "@teleop/core/plugin";
import type { Ending } from "./ending.ts";
import { Announcer } from "./testing/announcer.ts";
import { Crowd } from "./testing/crowd.ts";
import { type Change, type WatchOptions, watch } from "./watch.ts";

const onLinux = test.if(process.platform === "linux");

const runtime = mkdtempSync(join(tmpdir(), "teleop-watch-"));
process.env.XDG_RUNTIME_DIR = runtime;
afterAll(() => {
  delete process.env.XDG_RUNTIME_DIR;
  rmSync(runtime, { recursive: true });
});

const shared = { env: { XDG_RUNTIME_DIR: runtime } } as const;

/** Watches until it is disposed; other processes of this machine come and go, too. */
class Watching implements AsyncDisposable {
  readonly #stop = new AbortController();
  readonly #changes: AsyncGenerator<Change, never, undefined>;

  constructor(options: WatchOptions) {
    this.#changes = watch({ ...options, signal: this.#stop.signal });
  }

  async next(): Promise<Change> {
    return (await this.#changes.next()).value;
  }

  /** The next change of this kind of a process with this PID. */
  async until(
    kind: "appeared" | "changed" | "disappeared",
    pid: number,
  ): Promise<Change[typeof kind][number]> {
    for (;;) {
      const change = await this.next();
      const found = change[kind].find((process) => process.pid === pid);
      if (found !== undefined) return found;
    }
  }

  /** How the process with this PID has ended. It may have disappeared before. */
  async untilEnded(pid: number): Promise<Ending> {
    for (;;) {
      const found = (await this.next()).ended.find(({ process }) => process.pid === pid);
      if (found !== undefined) return found.ending;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const reason = new Error("the test is over");
    this.#stop.abort(reason);
    await expect(this.#changes.next()).rejects.toBe(reason);
  }
}

/** The kernel tells, or it never ends. */
const told: WatchOptions = { lookEvery: Number.POSITIVE_INFINITY, unannounced: "none" };

onLinux(
  "the first change has all there are, and each after that is told without being looked for",
  async () => {
    await using there = await Announcer.start({}, shared);
    await using watching = new Watching(told);
    expect((await watching.next()).appeared.map(({ pid }) => pid)).toContain(there.pid);
    await using comes = await Announcer.start({ name: "comes" }, shared);
    expect(await watching.until("appeared", comes.pid)).toMatchObject({ name: "comes", armed: "certainly" });
    await comes.command({ do: "dispose" });
    await watching.until("disappeared", comes.pid);
    there.kill("SIGKILL");
    await watching.until("disappeared", there.pid);
  },
);

onLinux("who is armed no more has disappeared, and ends when it does; how, the kernel tells", async () => {
  await using watching = new Watching(told);
  await watching.next();
  await using disposes = await Announcer.start({}, shared);
  await watching.until("appeared", disposes.pid);
  await disposes.command({ do: "dispose" });
  await watching.until("disappeared", disposes.pid);
  disposes.kill("SIGTERM");
  // Had it been told before, as one that had ended, this would wait for ever.
  expect(await watching.untilEnded(disposes.pid)).toMatchObject(
    kernelTells({ how: "killed", signal: "SIGTERM", dumpedCore: false }),
  );
  await using fails = await Announcer.start({}, { ...shared, stderr: "ignore" });
  await watching.until("appeared", fails.pid);
  fails.send({ do: "throw" });
  expect(await watching.untilEnded(fails.pid)).toMatchObject(kernelTells({ how: "exited", code: 1 }));
});

/** Before Linux 6.15 only of a zombie, and these are waited for at once. */
function kernelTells(ending: Ending): Partial<Ending> {
  const [major = 0, minor = 0] = release().split(".").map(Number);
  return major > 6 || (major === 6 && minor >= 15) ? ending : {};
}

onLinux(
  "of a process that its parent has not waited for the end is told once, and it is waited for no more",
  async () => {
    await using watching = new Watching(told);
    await watching.next();
    // A shell that becomes another program never waits for what it has started.
    const script = 'exec 3<&0; "$@" <&3 >/dev/null & echo $!; exec sleep 1000';
    const program = new URL("./testing/announcer-program.ts", import.meta.url).pathname;
    await using shell = Bun.spawn(["sh", "-c", script, "sh", process.execPath, program], {
      env: { ...process.env, ...shared.env },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "ignore",
    });
    const { value } = await shell.stdout.getReader().read();
    const pid = Number.parseInt(new TextDecoder().decode(value), 10);
    await watching.until("appeared", pid);
    expect(awaited()).toContain(pid);
    while (!readFileSync(`/proc/${shell.pid}/cmdline`, "utf8").startsWith("sleep")) await Bun.sleep(1);
    shell.stdin.write('{ "do": "throw" }\n');
    shell.stdin.end();
    expect(await watching.untilEnded(pid)).toEqual({ how: "exited", code: 1 });
    expect(readFileSync(`/proc/${pid}/stat`, "utf8")).toContain(") Z ");
    // Of what is waited for, a process that has ended would wake it at once, again and again.
    expect(awaited()).not.toContain(pid);
    await using next = await Announcer.start({}, shared);
    for (let appeared = false; !appeared; ) {
      const change = await watching.next();
      expect(change.ended.map(({ process }) => process.pid)).not.toContain(pid);
      expect(awaited()).not.toContain(pid);
      appeared = change.appeared.some((process) => process.pid === next.pid);
    }
  },
);

/** The PIDs of all processes for whose end this process waits. */
function awaited(): readonly number[] {
  return readdirSync("/proc/self/fdinfo").flatMap((descriptor) => {
    try {
      const pid = /^Pid:\t(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8"))?.[1];
      return pid === undefined ? [] : [Number(pid)];
    } catch (error) {
      // The one by which the directory was read.
      if (errnoOf(error) !== "ENOENT") throw error;
      return [];
    }
  });
}

onLinux(
  "of more than a hundred that disappear at once because they have ended, every end is told",
  async () => {
    await using many = await Crowd.start(101, runtime);
    await using watching = new Watching(told);
    const { appeared } = await watching.next();
    expect(appeared.map(({ pid }) => pid)).toEqual(expect.arrayContaining([...many.pids]));
    await many.end();
    const living = new Set(many.pids);
    while (living.size > 0)
      for (const { process } of (await watching.next()).ended) living.delete(process.pid);
  },
);

onLinux(
  "of more than a hundred that live on when they have disappeared, a hundred are waited for",
  async () => {
    await using many = await Crowd.start(101, runtime);
    await using watching = new Watching(told);
    await watching.next();
    many.disarm();
    const { disappeared } = await watching.next();
    expect(disappeared.map(({ pid }) => pid)).toEqual(expect.arrayContaining([...many.pids]));
    // Once it has looked again.
    await using next = await Announcer.start({}, shared);
    await watching.until("appeared", next.pid);
    expect(awaited().filter((pid) => many.pids.includes(pid))).toHaveLength(100);
  },
);

onLinux("a folder that went with its last record is watched when it is there again", async () => {
  await using watching = new Watching(told);
  await watching.next();
  expect(readdirSync(runtime)).toEqual([]);
  for (let round = 0; round < 2; round++) {
    await using announcer = await Announcer.start({}, shared);
    await watching.until("appeared", announcer.pid);
    await announcer.end();
    await watching.until("disappeared", announcer.pid);
    expect(readdirSync(runtime)).toEqual([]);
  }
});

onLinux(
  "what nobody tells of is found when it is looked for again: another directory, another state",
  async () => {
    await using watching = new Watching({ lookEvery: 10, unannounced: "none" });
    await watching.next();
    await using elsewhere = await Announcer.start();
    await watching.until("appeared", elsewhere.pid);
    elsewhere.kill("SIGSTOP");
    expect(await watching.until("changed", elsewhere.pid)).toMatchObject({ state: "stopped" });
  },
);

onLinux(
  "after a look comes four times as long without one, also where something is new, and however long it took",
  async () => {
    const folder = join(runtime, "teleop");
    mkdirSync(folder);
    chmodSync(folder, 0o755);
    const reason = new Error("the test is over");
    const stop = new AbortController();
    const looks: { readonly began: number; readonly ended: number }[] = [];
    // Told once in each look, and part of it.
    const onIgnored = (path: string): void => {
      if (path !== folder) return;
      const began = performance.now();
      while (performance.now() < began + 260);
      looks.push({ began, ended: performance.now() });
      if (looks.length === 2) stop.abort(reason);
    };
    const changes = watch({ ...told, onIgnored, signal: stop.signal });
    await changes.next();
    await expect(changes.next()).rejects.toBe(reason);
    rmdirSync(folder);
    const [first, second] = looks;
    if (first === undefined || second === undefined) throw new Error("there were not two looks");
    expect(second.began - first.ended).toBeGreaterThanOrEqual(1_040);
  },
);

onLinux("a watch whose thread has ended while nobody waited for it fails, and says why", async () => {
  const { promise: ended, resolve } = Promise.withResolvers<unknown>();
  const system = globalThis.Worker;
  /** Without the library that it needs. */
  globalThis.Worker = class extends system {
    override postMessage(data: object): void {
      this.addEventListener("close", resolve);
      super.postMessage({ ...data, library: "/nowhere/libc.so" });
    }
  };
  try {
    const watching = async (): Promise<void> => {
      for await (const _change of watch(told)) await ended;
    };
    await expect(watching()).rejects.toMatchObject({
      code: "WATCH_FAILED",
      message: expect.stringContaining("/nowhere/libc.so"),
    });
  } finally {
    globalThis.Worker = system;
  }
});

onLinux("a watch that is over has given back all descriptors, and its thread", async () => {
  const program = new URL("./testing/watch-cycles-program.ts", import.meta.url).pathname;
  const child = Bun.spawn([process.execPath, program], { stdin: "ignore", stderr: "inherit" });
  expect(await child.stdout.text()).toEndWith("all given back\n");
  expect(await child.exited).toBe(0);
});

test("a time that is none is refused", async () => {
  await expect(watch({ lookEvery: -1 }).next()).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});
