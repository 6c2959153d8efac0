import { describe, expect } from "bun:test";
import { Hash, HashFactory } from "../testing/sample.capnp.ts";
import { Counter, factory } from "../testing/sample-servers.ts";
import { testBoth } from "../testing/vats.ts";

describe("pipelining", () => {
  testBoth(
    "a capability in results that have not arrived can be called",
    HashFactory,
    factory,
    async (stub) => {
      using sha = stub.newHash({ algorithm: "sha1" }).hash;
      await sha.write({ data: new Uint8Array(5) });
      await sha.write((params) => params.initData(3).fill(1));
      expect((await sha.sum()).digest).toEqual(new Uint8Array([8]));
    },
  );

  testBoth("the path may lead through groups", HashFactory, factory, async (stub) => {
    using sink = stub.newHash().info.sink;
    await sink.close();
  });

  testBoth("a call can be pipelined on and awaited", HashFactory, factory, async (stub) => {
    const call = stub.newHash({ algorithm: "blake3" });
    using early = call.hash;
    await early.write({ data: new Uint8Array(1) });
    using results = await call;
    expect(results.info.name).toBe("blake3");
    await results.hash.write({ data: new Uint8Array(1) });
    expect((await results.hash.sum()).digest).toEqual(new Uint8Array([2]));
  });

  testBoth("a call that has returned can still be pipelined on", HashFactory, factory, async (stub) => {
    using call = stub.newHash();
    await call;
    await call.info.sink.close();
    expect((await call.hash.sum()).digest).toEqual(new Uint8Array([0]));
    expect(call.hash).toBe(call.hash);
  });

  testBoth(
    "what is pipelined on a call that fails, fails with its error",
    HashFactory,
    () =>
      HashFactory.server({
        newHash: () => Promise.reject(new Error("no hashes today")),
        people: () => ({}),
      }),
    async (stub) => {
      using sha = stub.newHash().hash;
      await expect(sha.sum()).rejects.toMatchObject({ type: "failed", message: "no hashes today" });
    },
  );

  testBoth(
    "what is pipelined on a call with wrong params, fails with their error",
    HashFactory,
    factory,
    async (stub) => {
      using sha = stub.newHash({ algorithm: "md5" as never }).hash;
      await expect(sha.sum()).rejects.toThrow("params.algorithm");
    },
  );

  testBoth(
    "a null capability fails when it is called",
    HashFactory,
    () => HashFactory.server({ newHash: () => ({}), people: () => ({}) }),
    async (stub) => {
      using results = await stub.newHash();
      await expect(results.hash.sum()).rejects.toThrow("null capability");
      using sha = stub.newHash().hash;
      await expect(sha.sum()).rejects.toMatchObject({ type: "failed" });
    },
  );

  testBoth(
    "a server publishes its pipeline while the call goes on",
    HashFactory,
    () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      return HashFactory.server({
        async newHash(_params, ctx) {
          const hash = new Counter();
          using stub = Hash.server(hash);
          ctx.setPipeline({ hash: stub });
          await promise;
          return { hash };
        },
        people() {
          resolve();
          return {};
        },
      });
    },
    async (stub) => {
      const call = stub.newHash();
      using sha = call.hash;
      expect((await sha.sum()).digest).toEqual(new Uint8Array([0]));
      await stub.people();
      using results = await call;
      await results.hash.sum();
    },
  );
});
