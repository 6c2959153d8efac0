// watch.test.ts: who comes and goes, as the kernel tells it, and as time does where nobody tells.
import { afterAll, expect, test } from "bun:test";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { release, tmpdir } from "node:os";
import { join } from "node:path";
import type { Ending } from "./ending.ts";
import { Announcer } from "./testing/announcer.ts";
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
