import { afterEach, expect, test } from "bun:test";
import { readdirSync, readlinkSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { makeDirectories, TargetProcess } from "@teleop/conformance";
import { attach } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";
import { Cpu, Heap } from "@teleop/diagnostics/client";
import { RpcConnection } from "@teleop/rpc-capnp";
import { type CapnpSession, capnp, type Services } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import { Captures, type Progress_Phase, type Progress_report_Params } from "../../captures.capnp.ts";
import { sentProfile } from "../../testing/sent-profile.ts";
import { CapturesServer } from "./captures.ts";

const subject = { place: "", pid: 1234, name: "shop" };
const silent = { report: () => {} };

interface Page {
  /** Of the console, through a connection of the page's own. */
  readonly captures: Captures;
  /** The page's connection to the target, by way of the console in a browser. */
  readonly heap: Heap;
  readonly cpu: Cpu;
  readonly server: CapturesServer;
}

/** A page and a console, each at the other end of a connection, and this process as a target. */
async function withPage(
  body: (page: Page) => Promise<void>,
  { services = diagnostics(), mostCalls }: { readonly services?: Services; readonly mostCalls?: number } = {},
): Promise<void> {
  using target = capnp({ services });
  await using stack = new AsyncDisposableStack();
  const [near, far] = memoryPair();
  stack.use(target.open(far));
  await withPageOf(stack.use(capnp().open(near)), body, mostCalls);
}

type Parcels = TargetProcess<{ readonly more: number }, { readonly report: "ready" | "grown" }>;

/** The same with a small process as a target, since how long a snapshot takes goes by all that is in memory. */
async function withParcels(body: (page: Page, target: Parcels) => Promise<void>): Promise<void> {
  using directories = makeDirectories();
  await using target: Parcels = new TargetProcess(
    new URL("../../testing/parcels-program.ts", import.meta.url),
    directories,
  );
  await target.next("ready");
  await using session = await attach(target.pid);
  await withPageOf(session, (page) => body(page, target));
}

async function withPageOf(
  session: Pick<CapnpSession, "service">,
  body: (page: Page) => Promise<void>,
  mostCalls?: number,
): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const server = new CapturesServer(mostCalls);
  stack.defer(() => server[Symbol.dispose]());
  const served = stack.use(Captures.server(server));
  const [page, console] = memoryPair();
  stack.use(new RpcConnection(console, { bootstrap: () => served.dup() }));
  const connection = stack.use(new RpcConnection(page));
  await body({
    captures: stack.use(connection.bootstrap(Captures)),
    heap: stack.use(session.service("heap", Heap)),
    cpu: stack.use(session.service("cpu", Cpu)),
    server,
  });
}

/** What this process has open of what captures are kept in; only Linux tells. */
function openFiles(): readonly string[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc/self/fd").flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`);
      return path.includes(".teleop-console-") ? [path] : [];
    } catch {
      // The one by which the list was read.
      return [];
    }
  });
}

afterEach(() => expect(openFiles()).toEqual([]));

async function bytesOf(server: CapturesServer, path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of server.download(path)?.read() ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test("snapshots are taken, told of, downloaded, compared and discarded; their files have no names meanwhile", () =>
  withParcels(async ({ captures, heap, server }, target) => {
    const phases = new Set<Progress_Phase | number>();
    const progress = {
      report: ({ phase }: Progress_report_Params) => {
        phases.add(phase);
      },
    };
    const { capture } = await captures.snapshot({ heap, subject, maxPause: 60, progress });
    expect(capture?.subject).toEqual(subject);
    expect(capture?.path).toMatch(/^captures\/1\/heap-1234-\d{8}-\d{6}\.heapsnapshot$/);
    expect(capture?.kind.which).toBe("snapshot");
    expect([...phases][0]).toBe("preparing");
    expect((await captures.list()).captures).toEqual(capture === undefined ? [] : [capture]);
    if (process.platform === "linux") {
      expect(openFiles()).toEqual([expect.stringMatching(/ \(deleted\)$/)]);
    }
    const json = JSON.parse(await bytesOf(server, capture?.path ?? ""));

    const { totals, classes, unretained } = await captures.classes({ id: capture?.id, progress });
    expect(unretained).toBe("");
    expect(totals?.objects).toBe(BigInt(json.snapshot.node_count));
    const ours = classes.find(({ name }) => name === "Parcel");
    expect(ours?.count).toBe(500n);
    expect(ours?.retained).toBeGreaterThan((ours?.bytes ?? 0n) + 500n * 10n);
    expect(phases).toContain("retaining");

    target.send({ more: 300 });
    await target.next("grown");
    const later = await captures.snapshot({ heap, subject, maxPause: 60, progress });
    const ids = { before: capture?.id, after: later.capture?.id, progress };
    const { before, after, changes } = await captures.compare(ids);
    expect(before).toEqual(totals);
    expect(after?.bytes).toBeGreaterThan(before?.bytes ?? 0n);
    const grown = changes.find(({ name }) => name === "Parcel");
    expect((grown?.countAfter ?? 0n) - (grown?.countBefore ?? 0n)).toBe(300n);
    expect(grown?.bytesBefore).toBe(ours?.bytes);
    expect((await captures.list()).captures.map(({ id }) => id)).toEqual(["2", "1"]);

    const both = (capture?.bytes ?? 0n) + (later.capture?.bytes ?? 0n);
    const { bavail, bsize } = statfsSync(tmpdir(), { bigint: true });
    const room = await captures.room();
    expect(room).toMatchObject({ directory: tmpdir(), kept: both });
    // Others may write there meanwhile.
    expect(room.free > (bavail * bsize) / 2n && room.free < bavail * bsize * 2n).toBe(true);

    await captures.discard({ id: capture?.id });
    expect((await captures.room()).kept).toBe(later.capture?.bytes ?? 0n);
    expect((await captures.list()).captures.map(({ id }) => id)).toEqual(["2"]);
    expect(server.download(capture?.path ?? "")).toBeUndefined();
    await expect(captures.classes({ id: capture?.id, progress })).rejects.toThrow(
      "there is no capture 1 any more: it was discarded",
    );
  }));

test("of several snapshots that pages ask for at once one is read at a time, and each only once", () =>
  withParcels(async ({ captures, heap }) => {
    const params = { heap, subject, maxPause: 60, progress: silent };
    const { capture: one } = await captures.snapshot(params);
    const { capture: other } = await captures.snapshot(params);
    const told: string[] = [];
    const ask = (page: string, id: string | undefined) =>
      captures.classes({ id, progress: { report: ({ phase }) => void told.push(`${page} ${phase}`) } });
    const [first, , again] = await Promise.all([ask("a", one?.id), ask("b", other?.id), ask("c", one?.id)]);
    expect(again).toEqual(first);
    const runs = told.filter((now, index) => now !== told[index - 1]);
    expect(runs.sort()).toEqual(["a reading", "a retaining", "b reading", "b retaining"]);
  }));

test("of a snapshot that is refused or called off nothing is kept", () =>
  withParcels(async ({ captures, heap }) => {
    const refused = captures.snapshot({ heap, subject, maxPause: 1e-9, progress: silent });
    await expect(refused).rejects.toThrow(/may pause the process for .* were allowed \(maxPause\)/);
    const controller = new AbortController();
    const enough = new Error("enough");
    const progress = {
      report({ phase }: Progress_report_Params) {
        if (phase === "pausing") controller.abort(enough);
      },
    };
    const { signal } = controller;
    const called = captures.snapshot({ heap, subject, maxPause: 60, progress }, { signal });
    await expect(called).rejects.toBe(enough);
    expect((await captures.list()).captures).toEqual([]);
  }));

test("a profile that a process has taken is kept, and shown by its stacks", () =>
  withPage(async ({ captures, cpu, server }) => {
    using started = await cpu.start({ interval: 1000, maxDuration: 60 });
    burn(150);
    using stopped = await started.profiling.stop({});
    const params = { profile: stopped.profile, subject, interval: 1000, progress: silent };
    const { capture } = await captures.profile(params);
    if (capture?.kind.which !== "profile") throw new Error("it is no profile");
    expect(capture.kind.profile.duration).toBeGreaterThan(0.1);
    expect(capture.path).toEndWith(".cpuprofile");
    const json = JSON.parse(await bytesOf(server, capture.path));
    expect(capture.kind.profile.samples).toBe(BigInt(json.samples.length));

    const { functions, calls, busy, leftOut } = await captures.stacks({ id: capture.id });
    const ours = functions.findIndex(({ name }) => name === "burn");
    expect(functions[ours]?.total).toBeGreaterThan(20_000);
    expect(functions[ours]?.url).toEndWith("captures.test.ts");
    expect(calls[0]?.total).toBe(busy);
    expect(leftOut).toBe(0);
    const call = calls.find((one, index) => index > 0 && one.function === ours);
    expect(call?.total).toBeGreaterThan(20_000);
    await expect(captures.classes({ id: capture.id, progress: silent })).rejects.toThrow("is no snapshot");
  }));

test("of a profile with too many calls the smallest are left out, and what is left is a tree", () => {
  const frame = { scriptId: "1", url: "file:///deep.ts", lineNumber: 0, columnNumber: 0 };
  const depth = 30;
  const nodes = Array.from({ length: depth }, (_, index) => ({
    id: index + 1,
    hitCount: 1,
    callFrame: { ...frame, functionName: index === 0 ? "(root)" : `f${index}` },
    children: index + 1 < depth ? [index + 2] : [],
  }));
  const samples = nodes.slice(1).map(({ id }) => id);
  const profile = {
    nodes,
    samples,
    timeDeltas: samples.map((_, index) => (index === 0 ? 0 : 1)),
    startTime: 0,
    endTime: samples.length,
  };
  return withPage(
    async ({ captures, cpu }) => {
      using recent = await cpu.recent({});
      const params = { profile: recent.profile, subject, interval: 1, progress: silent };
      const { capture } = await captures.profile(params);
      const { calls, leftOut } = await captures.stacks({ id: capture?.id });
      expect(calls).toHaveLength(20);
      expect(leftOut).toBe(10);
      for (const [index, { caller, total }] of calls.entries()) {
        expect(caller).toBe(Math.max(0, index - 1));
        expect(total).toBe(depth - Math.max(1, index));
      }
    },
    { services: profileTarget(JSON.stringify(profile)), mostCalls: 20 },
  );
});

test("functions with names that are no Unicode, and lines that are none, are shown as far as they are", async () => {
  const frame = { functionName: "\ud800", scriptId: "1", url: "\udfff", lineNumber: -7.5, columnNumber: 0 };
  const nodes = [
    { id: 1, hitCount: 0, callFrame: { ...frame, functionName: "(root)" }, children: [2] },
    { id: 2, hitCount: 1, callFrame: frame },
  ];
  const profile = { nodes, samples: [2, 2], timeDeltas: [0, 1], startTime: 0, endTime: 2 };
  await withPage(
    async ({ captures, cpu }) => {
      using recent = await cpu.recent({});
      const params = { profile: recent.profile, subject, interval: 1, progress: silent };
      const { capture } = await captures.profile(params);
      const { functions } = await captures.stacks({ id: capture?.id });
      expect(functions).toMatchObject([{ name: "\ufffd", url: "\ufffd", line: 0 }]);
    },
    { services: profileTarget(JSON.stringify(profile)) },
  );
});

/** A target whose flight recorder has this. */
function profileTarget(text: string): Services {
  const none = () => {
    throw new Error("not of this test");
  };
  return {
    cpu: () => Cpu.server({ start: none, status: none, recent: () => ({ profile: sentProfile(text) }) }),
  };
}

/** Takes so much of a processor, however busy the machine is. */
function burn(milliseconds: number): number {
  const before = process.cpuUsage();
  let sum = 0;
  const taken = (): number => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  while (taken() < milliseconds) sum += Math.sqrt(sum + 1);
  return sum;
}
