import { describe, expect, test } from "bun:test";
import { readdir, stat } from "node:fs/promises";
import { Heap, type SnapshotReceiver, snapshotContents } from "../client.ts";
import { receiveSnapshot, saveSnapshot } from "../files.ts";
import { diagnostics } from "../index.ts";
import { withClient } from "../testing/with-client.ts";
import { withFolder } from "../testing/with-folder.ts";
import { availableMemory } from "./available-memory.ts";
import { estimateIn, whyRefused } from "./refusal.ts";

const anyPause = { maxPause: Number.POSITIVE_INFINITY };

class Unmistakable {
  readonly number = 7;
}

test("statistics count objects by type, the most first, and tell what they take", () =>
  withClient(diagnostics(), async (session) => {
    using heap = session.service("heap", Heap);
    const { usage, objects, types } = await heap.statistics();
    const counts = types.map(({ count }) => count);
    expect(counts).toEqual(counts.toSorted((one, other) => Number(other - one)));
    expect(objects).toBe(counts.reduce((sum, count) => sum + count, 0n));
    expect(types.find(({ name }) => name === "Object")?.count).toBeGreaterThan(0n);
    expect(usage?.resident).toBeGreaterThan(1_000_000n);
  }));

test("collectGarbage frees what nobody uses", () =>
  withClient(diagnostics(), async (session) => {
    using heap = session.service("heap", Heap);
    const references = weakReferences(1000);
    const { before, after, pause } = await heap.collectGarbage();
    expect(references.filter((each) => each.deref() === undefined).length).toBeGreaterThan(900);
    expect(before?.resident).toBeGreaterThan(0n);
    expect(after?.used).toBeGreaterThan(0n);
    expect(pause).toBeGreaterThan(0);
  }));

function weakReferences(count: number): WeakRef<object>[] {
  return Array.from({ length: count }, () => new WeakRef({}));
}

test("a snapshot is saved whole, under its name only, for its owner only, and has what is in the heap", () =>
  withFolder(async (folder) => {
    const kept = Array.from({ length: 123 }, () => new Unmistakable());
    await withClient(diagnostics(), async (session) => {
      using heap = session.service("heap", Heap);
      const progress: number[] = [];
      const path = `${folder}/a.heapsnapshot`;
      const { length, sha256, pause } = await saveSnapshot(heap, path, {
        ...anyPause,
        onProgress: ({ received }) => progress.push(received),
      });
      expect(await readdir(folder)).toEqual(["a.heapsnapshot"]);
      if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
      const bytes = await Bun.file(path).bytes();
      expect(bytes.byteLength).toBe(length);
      expect(new Bun.CryptoHasher("sha256").update(bytes).digest("hex")).toBe(sha256);
      expect(pause).toBeGreaterThan(0);
      expect(progress.at(0)).toBe(0);
      expect(progress.at(-1)).toBe(length);
      expect(progress).toEqual(progress.toSorted((one, other) => one - other));
      const { classes } = await snapshotContents(Bun.file(path).stream());
      expect(classes.get("Unmistakable")?.count).toBe(kept.length);
    });
  }));

test("a file that is there already stays, and the target is not asked", () =>
  withFolder(async (folder) => {
    const path = `${folder}/a.heapsnapshot`;
    await Bun.write(path, "mine");
    await withClient(diagnostics({ heap: false }), async (session) => {
      using heap = session.service("heap", Heap);
      await expect(saveSnapshot(heap, path)).rejects.toMatchObject({ code: "FILE_EXISTS" });
    });
    expect(await Bun.file(path).text()).toBe("mine");
  }));

describe("a snapshot is refused, with the estimate,", () => {
  test("where it may pause the process for longer than the client accepts", () =>
    withFolder(async (folder) => {
      await withClient(diagnostics(), async (session) => {
        using heap = session.service("heap", Heap);
        const refused = saveSnapshot(heap, `${folder}/a.heapsnapshot`, { maxPause: 0 });
        await expect(refused).rejects.toMatchObject({
          code: "SNAPSHOT_REFUSED",
          message: expect.stringMatching(/may pause the process for [\d.]+ s, and 0 s were allowed/),
          estimate: { objects: expect.any(BigInt), limit: expect.any(String) },
        });
        const { objects } = await heap.estimate();
        expect(objects).toBeGreaterThan(1000n);
      });
      expect(await readdir(folder)).toEqual([]);
    }));

  test("where memory may not suffice, by whose limit", () => {
    const estimate = { memory: 2_000_000_000n, available: 5_000_000n, limit: "the limit of x", pause: 1 };
    const error = whyRefused(estimate, 10);
    expect(error?.message).toContain("may need 2000 MB of memory more");
    expect(error?.message).toContain("only 5 MB can be had (the limit of x)");
    expect(estimateIn(error)).toMatchObject(estimate);
    expect(whyRefused({ ...estimate, available: 2_000_000_000n }, 10)).toBeUndefined();
    const unclear = whyRefused({ ...estimate, available: 2_000_000_000n }, Number.NaN);
    expect(unclear?.message).toContain("NaN s were allowed");
  });
});

test("an estimate counts objects, references and texts; what buffers hold takes no time", () =>
  withClient(diagnostics(), async (session) => {
    using heap = session.service("heap", Heap);
    const costOf = async (make: () => unknown): Promise<{ memory: number; pause: number }> => {
      const before = await heap.estimate();
      const kept = make();
      const after = await heap.estimate();
      expect(kept).toBeDefined();
      return { memory: Number(after.memory - before.memory), pause: after.pause - before.pause };
    };
    const one = {};
    const objects = await costOf(() => Array.from({ length: 50_000 }, (_, number) => ({ number })));
    expect(objects.memory).toBeGreaterThan(1e7);
    expect(objects.pause).toBeGreaterThan(0.1);
    const references = await costOf(() => new Array(1_000_000).fill(one));
    expect(references.memory).toBeGreaterThan(3e7);
    expect(references.pause).toBeGreaterThan(0.2);
    const texts = await costOf(() =>
      Array.from({ length: 10_000 }, (_, number) => Buffer.alloc(1000, `${number},`).toString()),
    );
    expect(texts.memory).toBeGreaterThan(2e7);
    const buffers = await costOf(() => new Uint8Array(50_000_000).fill(1));
    expect(buffers.pause).toBeLessThan(0.1);
  }));

/** Where paths have those of Linux. */
const withSlashes = test.skipIf(process.platform === "win32");

describe("available memory", () => {
  const files = (more: Record<string, string>) => (path: string) =>
    ({ "/proc/meminfo": "MemTotal: 9000 kB\nMemAvailable:    4000 kB\n", ...more })[path];

  test("is what the machine has, where no limit is lower", () => {
    expect(availableMemory(files({}))).toEqual({ bytes: 4_096_000, limit: "the machine's free memory" });
  });

  withSlashes("is what the tightest control group above the process leaves, less what can be dropped", () => {
    const given = {
      "/proc/self/cgroup": "0::/a/b\n",
      "/proc/self/mountinfo": "30 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n",
      "/sys/fs/cgroup/a/b/memory.max": "max\n",
      "/sys/fs/cgroup/a/b/memory.current": "1000000\n",
      "/sys/fs/cgroup/a/memory.max": "3000000\n",
      "/sys/fs/cgroup/a/memory.current": "2900000\n",
      "/sys/fs/cgroup/a/memory.stat": "anon 5\ninactive_file 200000\nactive_file 7\n",
    };
    expect(availableMemory(files(given))).toEqual({
      bytes: 300_000,
      limit: "the limit of 3000000 bytes in /sys/fs/cgroup/a/memory.max",
    });
  });

  withSlashes("is asked of version 1 of control groups, too", () => {
    const given = {
      "/proc/self/cgroup": "4:memory:/a\n",
      "/proc/self/mountinfo": "30 23 0:26 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n",
      "/sys/fs/cgroup/memory/a/memory.limit_in_bytes": "3000000\n",
      "/sys/fs/cgroup/memory/a/memory.usage_in_bytes": "2900000\n",
      "/sys/fs/cgroup/memory/a/memory.stat": "total_inactive_file 50000\n",
    };
    expect(availableMemory(files(given)).bytes).toBe(150_000);
  });
});

test("a client that fails when it is told of the pause calls the snapshot off, and hears its own error", () =>
  withClient(diagnostics(), async (session) => {
    using heap = session.service("heap", Heap);
    let written = 0;
    const taking = receiveSnapshot(heap, () => void written++, {
      ...anyPause,
      onPause: ({ pause }) => {
        expect(pause).toBeGreaterThan(0);
        throw new Error("not now");
      },
    });
    await expect(taking).rejects.toThrow("not now");
    expect(written).toBe(0);
  }));

test("a client whose disk is full hears that, and the target takes the next snapshot", () =>
  withClient(diagnostics(), async (session) => {
    using heap = session.service("heap", Heap);
    const full = new Error("no space left on device");
    await expect(receiveSnapshot(heap, () => Promise.reject(full), anyPause)).rejects.toBe(full);
    await receiveSnapshot(heap, () => {}, anyPause);
  }));

/** Takes a snapshot, and stops where it is told to. */
class Stopping implements SnapshotReceiver.Server {
  readonly reached = Promise.withResolvers<void>();
  readonly #where: "pausing" | "write";
  readonly #never = new Promise<void>(() => {});

  constructor(where: "pausing" | "write") {
    this.#where = where;
  }

  async pausing(): Promise<void> {
    if (this.#where === "pausing") await this.#stop();
  }

  begin(): void {}

  async write(): Promise<void> {
    await this.#stop();
  }

  #stop(): Promise<void> {
    this.reached.resolve();
    return this.#never;
  }
}

test("the second of two clients is told who is first; when that one has gone, it is served", () =>
  withClient(diagnostics(), async (_, open) => {
    for (const where of ["pausing", "write"] as const) {
      const first = open();
      const receiver = new Stopping(where);
      const taking = first.service("heap", Heap).snapshot({ receiver, ...anyPause });
      await receiver.reached.promise;

      using second = open().service("heap", Heap);
      await expect(receiveSnapshot(second, () => {}, anyPause)).rejects.toMatchObject({
        type: "overloaded",
        message: expect.stringMatching(
          new RegExp(`^process ${process.pid} \\(.+\\) has been taking a snapshot of this heap for \\d+ s`),
        ),
      });
      await first[Symbol.asyncDispose]();
      await expect(taking).rejects.toMatchObject({ type: "disconnected" });
      const { length } = await receiveSnapshot(second, () => {}, anyPause);
      expect(length).toBeGreaterThan(100_000);
    }
  }));

test("a snapshot that is cancelled while it comes ends with the reason, and the next one is taken", () =>
  withClient(diagnostics(), async (session) => {
    using heap = session.service("heap", Heap);
    const controller = new AbortController();
    const cancelled = receiveSnapshot(heap, () => controller.abort(new Error("enough")), {
      ...anyPause,
      signal: controller.signal,
    });
    await expect(cancelled).rejects.toThrow("enough");
    await receiveSnapshot(heap, () => {}, anyPause);
  }));
