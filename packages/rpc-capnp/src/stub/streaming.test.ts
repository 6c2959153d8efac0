import { describe, expect, test } from "bun:test";
import type { StreamContext } from "../schema.ts";
import { ByteSink } from "../testing/sample.capnp.ts";
import { Counter } from "../testing/sample-servers.ts";
import { testBoth } from "../testing/vats.ts";

/** Bytes around those from which on data is large. */
const sizes = [
  70_001, 1_500_000, 65_536, 65_535, 300_008, 300_001, 1, 90_000, 1_000_000, 999_937, 70_001, 400_000, 65_529,
];

describe("streaming", () => {
  testBoth(
    "all writes arrive in order, and the window holds a fast sender back",
    ByteSink,
    () => {
      let expected = 0;
      return ByteSink.server({
        async write({ data }: { readonly data: Uint8Array }) {
          if (data[0] !== expected++ % 256) throw new Error("out of order");
          await Promise.resolve();
        },
        close: () => {
          if (expected !== 300) throw new Error(`only ${expected} came`);
        },
      });
    },
    async (sink) => {
      for (let i = 0; i < 300; i++) await sink.write((params) => params.initData(1000).fill(i));
      await sink.streamed();
      await sink.close();
    },
  );

  testBoth(
    "an error ends the stream: later calls and streamed() fail with it",
    ByteSink,
    () =>
      ByteSink.server({
        write() {
          throw new Error("disk full");
        },
        close: () => {},
      }),
    async (sink) => {
      await sink.write({ data: new Uint8Array(1) });
      await expect(sink.streamed()).rejects.toThrow("disk full");
      await expect(sink.write({ data: new Uint8Array(1) })).rejects.toThrow("disk full");
    },
  );

  testBoth(
    "wrong params reject, and the stream goes on",
    ByteSink,
    () => ByteSink.server(new Counter()),
    async (sink) => {
      await expect(sink.write({ data: "text" as never })).rejects.toThrow("params.data");
      await sink.write({ data: new Uint8Array(1) });
      await sink.streamed();
    },
  );

  testBoth(
    "large data arrives as it was when it was given, and stays so, whatever becomes of the memory that it was given in",
    ByteSink,
    () => {
      const received: Uint8Array[] = [];
      return ByteSink.server({
        write: ({ data }: { readonly data: Uint8Array }) => void received.push(data),
        close: () => {
          expect(received.map((data) => data.byteLength)).toEqual(sizes);
          for (const [i, data] of received.entries()) expect(data.every((byte) => byte === i + 1)).toBe(true);
        },
      });
    },
    async (sink) => {
      const given = new Uint8Array(Math.max(...sizes));
      // All at once, then one after the other, when memory of the first ones is used again.
      for (const [i, size] of sizes.entries()) {
        const call = sink.write({ data: given.fill(i + 1).subarray(0, size) });
        given.fill(0);
        if (i >= 8) await call;
      }
      await sink.close();
    },
  );

  test("what a streaming method returns is ignored", async () => {
    const chunks: Uint8Array[] = [];
    const write = ({ data }: { readonly data: Uint8Array }, _ctx: StreamContext) => chunks.push(data);
    using sink = ByteSink.server({ write: write as unknown as ByteSink.Server["write"], close: () => {} });
    await sink.write({ data: new Uint8Array(2) });
    await sink.streamed();
    expect(chunks).toHaveLength(1);
  });
});
