// hostile-target.test.ts: what clients make of targets that lie, or say nothing.
import { expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { Cpu, type CpuProfile, followSamples, Heap, mapProfile, Samples } from "../client.ts";
import { receiveProfile, receiveSnapshot } from "../files.ts";
import { withClient } from "../testing/with-client.ts";
import type { Receiver } from "../transfer/transfer.capnp.ts";

const callFrame = { functionName: "f", scriptId: "1", url: "file:///a.js", lineNumber: 0, columnNumber: 0 };
const node = (id: number, ...children: readonly number[]) => ({ id, callFrame, hitCount: 1, children });
const profileOf = (nodes: readonly unknown[]) => ({
  nodes,
  startTime: 0,
  endTime: 1,
  samples: [1],
  timeDeltas: [1],
});

function receiptOf(bytes: Uint8Array) {
  return { length: BigInt(bytes.byteLength), sha256: createHash("sha256").update(bytes).digest() };
}

/** A target whose profile is this text, sent in order. */
function profileTarget(text: string) {
  const bytes = Buffer.from(text);
  const profile = {
    async send({ receiver }: { readonly receiver: Receiver }) {
      await receiver.begin({ length: BigInt(bytes.byteLength), compression: "none" });
      await receiver.write({ piece: bytes, length: bytes.byteLength });
      await receiver.streamed();
      return { receipt: receiptOf(bytes) };
    },
    sourceMap: () => ({ map: new Uint8Array() }),
  };
  const none = () => {
    throw new Error("not of this test");
  };
  return { cpu: () => Cpu.server({ start: none, status: none, recent: () => ({ profile }) }) };
}

test.each([
  ["what is below itself", profileOf([node(1, 2), node(2, 1)])],
  ["what is below itself at once", profileOf([node(1, 1)])],
  ["what is below two", profileOf([node(1, 2, 3), node(2, 3), node(3)])],
  ["two of one id", profileOf([node(1), node(1)])],
  ["a node that is none", profileOf([null])],
  ["a function without a name", profileOf([{ id: 1, callFrame: {}, hitCount: 1 }])],
  ["nothing", {}],
])("a profile with %s is not believed", (_what, profile) =>
  withClient(profileTarget(JSON.stringify(profile)), async (session) => {
    using cpu = session.service("cpu", Cpu);
    using recent = await cpu.recent({});
    await expect(receiveProfile(recent.profile)).rejects.toMatchObject({ code: "CORRUPT_TRANSFER" });
  }),
);

test("a profile that is no JSON is not believed, and one that is right is", async () => {
  await withClient(profileTarget("{"), async (session) => {
    using cpu = session.service("cpu", Cpu);
    using recent = await cpu.recent({});
    await expect(receiveProfile(recent.profile)).rejects.toMatchObject({ code: "CORRUPT_TRANSFER" });
  });
  await withClient(profileTarget(JSON.stringify(profileOf([node(1, 2), node(2)]))), async (session) => {
    using cpu = session.service("cpu", Cpu);
    using recent = await cpu.recent({});
    expect((await receiveProfile(recent.profile)).nodes).toHaveLength(2);
  });
});

test("a place that cannot be in a script stays as it ran", async () => {
  const profile: CpuProfile = {
    ...profileOf([]),
    nodes: [{ id: 1, hitCount: 1, callFrame: { ...callFrame, columnNumber: -1 } }],
  };
  const map = JSON.stringify({ version: 3, sources: ["a.ts"], names: [], mappings: "AAAA" });
  expect((await mapProfile(profile, async () => map)).nodes).toEqual(profile.nodes);
});

/** A target that sends its snapshot as it likes. */
function snapshotTarget(send: (receiver: Receiver) => Promise<Uint8Array>) {
  const none = () => {
    throw new Error("not of this test");
  };
  return {
    heap: () =>
      Heap.server({
        statistics: none,
        collectGarbage: none,
        estimate: none,
        snapshot: async ({ receiver }) => ({ receipt: receiptOf(await send(receiver)), pause: 0 }),
      }),
  };
}

test("that a piece is not what the target says of it is our own error, which tells so by its code", () =>
  withClient(
    snapshotTarget(async (receiver) => {
      await receiver.begin({ length: 100n, compression: "none" });
      await receiver.write({ piece: Buffer.from("ab"), length: 3 });
      await receiver.streamed();
      return Buffer.from("ab");
    }),
    async (session) => {
      using heap = session.service("heap", Heap);
      const received = receiveSnapshot(heap, () => {});
      await expect(received).rejects.toMatchObject({ code: "CORRUPT_TRANSFER" });
    },
  ));

test("what could not be written here is not forgotten, whatever the target says of it", () =>
  withClient(
    snapshotTarget(async (receiver) => {
      await receiver.begin({ length: 4n, compression: "none" });
      await receiver.write({ piece: Buffer.from("abcd"), length: 4 }).then(undefined, () => {});
      await receiver.streamed().then(undefined, () => {});
      return Buffer.from("abcd");
    }),
    async (session) => {
      using heap = session.service("heap", Heap);
      const full = new Error("the disk is full");
      const received = receiveSnapshot(heap, () => {
        throw full;
      });
      await expect(received).rejects.toBe(full);
    },
  ));

test("who leaves a target that does not answer any more need not wait for it", () => {
  const asked = Promise.withResolvers<void>();
  const subscription = {
    end() {
      asked.resolve();
      return new Promise<never>(() => {});
    },
  };
  const samples = () => Samples.server({ subscribe: () => ({ subscription }) });
  return withClient({ samples }, async (session) => {
    const following = await followSamples(session, { onSample: () => {} });
    await following[Symbol.asyncDispose]();
    await asked.promise;
  });
});
