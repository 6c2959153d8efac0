// streaming.test.ts: senders run ahead of the answers by a window of bytes, and no further.
import { describe, expect, test } from "bun:test";
import { type Capability, promisedCapability } from "@teleop/rpc-capnp";
import { places, Root, type TestVat } from "./test-vat.ts";
import { type Call, call, capabilityPath, done } from "./vat.ts";

// Four of these fill the window of 64 KiB.
const chunk = 16 * 1024;

function send(sink: Capability, text = ""): Call {
  return call(sink, 0, { bytes: chunk, text }, { streaming: true });
}

function sinkOf(vat: TestVat): Capability {
  using pending = call(vat.root, Root.sink).pending;
  return pending.pipeline(capabilityPath);
}

/** Lets streaming calls return, and waits until that is known here. */
async function drain(vat: TestVat, number: number): Promise<void> {
  await done(vat.root, Root.drain, { number });
  await vat.settle();
}

function isPending(promise: Promise<void> | undefined): boolean {
  return promise !== undefined && Bun.peek.status(promise) === "pending";
}

for (const place of places) {
  describe(place.name, () => {
    test("the window: sends are welcome until 64 KiB are in flight, and each answer makes room, over 50 rounds", async () => {
      await using vat = await place.open();
      using sink = sinkOf(vat);
      const first = [send(sink), send(sink), send(sink)];
      expect(first.map(({ pending }) => pending.ready)).toEqual([undefined, undefined, undefined]);
      let last = send(sink);
      expect(isPending(last.pending.ready)).toBe(true);
      for (let round = 0; round < 50; round++) {
        await drain(vat, 1);
        expect(isPending(last.pending.ready)).toBe(false);
        last = send(sink);
        expect(isPending(last.pending.ready)).toBe(true);
      }
      await drain(vat, 4);
      await sink.streamed();
      expect((await done(sink, 1)).number).toBe(54);
    });

    test("finish waits for all: streamed() here, and in the vat every call that comes after", async () => {
      await using vat = await place.open();
      using sink = sinkOf(vat);
      void send(sink);
      void send(sink);
      const streamed = sink.streamed();
      const finish = done(sink, 1);
      await vat.settle();
      expect((await done(vat.root, Root.streamed)).number).toBe(1);
      expect(isPending(streamed)).toBe(true);
      await drain(vat, 2);
      expect((await finish).number).toBe(2);
      await streamed;
    });

    test("an error cascades: to the window, to following calls, to streamed(), and to what comes after in the vat", async () => {
      await using vat = await place.open();
      using sink = sinkOf(vat);
      const failing = send(sink, "disk full");
      const following = send(sink);
      const waiting = [send(sink), send(sink)].at(-1)?.pending.ready;
      const finish = done(sink, 1);
      const streamed = sink.streamed();
      streamed.catch(() => {});
      await drain(vat, 1);
      await expect(failing.results).rejects.toThrow("disk full");
      await expect(following.results).rejects.toThrow("disk full");
      await expect(waiting).rejects.toThrow("disk full");
      await expect(finish).rejects.toThrow("disk full");
      await expect(streamed).rejects.toThrow("disk full");
      await expect(sink.streamed()).rejects.toThrow("disk full");
      const begun = (await done(vat.root, Root.streamed)).number;
      await expect(send(sink).results).rejects.toThrow("disk full");
      expect((await done(vat.root, Root.streamed)).number).toBe(begun);
    });

    test("a streaming call can be cancelled and the next proceeds", async () => {
      await using vat = await place.open();
      using sink = sinkOf(vat);
      void send(sink);
      const canceled = send(sink);
      void send(sink);
      const last = send(sink);
      expect(isPending(last.pending.ready)).toBe(true);
      canceled.cancel();
      await vat.settle();
      expect(isPending(last.pending.ready)).toBe(false);
      await drain(vat, 4);
      await sink.streamed();
    });

    test("through a local promise to a remote: the window holds before and after it resolves", async () => {
      await using vat = await place.open();
      const { promise, resolve } = Promise.withResolvers<Capability>();
      using sink = promisedCapability(promise);
      const sent = [send(sink), send(sink), send(sink), send(sink)];
      expect(isPending(sent.at(-1)?.pending.ready)).toBe(true);
      resolve(sinkOf(vat));
      await sink.whenResolved();
      const late = send(sink);
      expect(isPending(late.pending.ready)).toBe(true);
      await drain(vat, 2);
      expect(isPending(late.pending.ready)).toBe(false);
      await drain(vat, 3);
      await sink.streamed();
    });

    test("duplicates of a reference share its window", async () => {
      await using vat = await place.open();
      using sink = sinkOf(vat);
      using other = sink.dup();
      void send(sink);
      void send(other);
      void send(sink);
      expect(isPending(send(other).pending.ready)).toBe(true);
      await drain(vat, 4);
      await other.streamed();
    });
  });
}
