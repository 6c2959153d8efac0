import { describe, expect, test } from "bun:test";
import * as described from "../../../capnp/src/testing/sample.capnp.ts";
import { interfaceStub, isNull, referenceTo } from "../index.ts";
import type { Client, ValueOf } from "../schema.ts";
import { decode, encode, nullOf, pointer, Text } from "../schema.ts";
import {
  Box,
  ByteSink,
  Closable,
  Everything,
  Hash,
  HashFactory,
  Person,
  Store,
} from "../testing/sample.capnp.ts";
import { Counter, Factory, factory } from "../testing/sample-servers.ts";
import { connectVats, testBoth } from "../testing/vats.ts";

describe("capabilities in params and results", () => {
  const Sinks = Store.of(Text, ByteSink);
  const sinks = () => {
    const kept = new Map<string, ByteSink>();
    return Sinks.server({
      get: ({ key }) => ({ value: kept.get(key) }),
      put({ key, value }) {
        kept.get(key)?.[Symbol.dispose]();
        kept.set(key, value.dup());
      },
      identity: ({ value }) => ({ value }),
      nested: () => ({}),
      [Symbol.dispose]: () => {
        for (const sink of kept.values()) sink[Symbol.dispose]();
      },
    } as Store.Server<Text, typeof ByteSink>);
  };

  testBoth("an object, a stub and a promise of either can be passed", Sinks, sinks, async (stub) => {
    const counters = [new Counter(), new Counter(), new Counter(), new Counter()] as const;
    using second = ByteSink.server(counters[1]);
    using fourth = ByteSink.server(counters[3]);
    await stub.put({ key: "1", value: counters[0] });
    await stub.put({ key: "2", value: second });
    await stub.put({ key: "3", value: Promise.resolve(counters[2]) });
    await stub.put({ key: "4", value: Promise.resolve(fourth) });
    for (const [index, counter] of counters.entries()) {
      using kept = stub.get({ key: String(index + 1) }).value;
      await kept.write({ data: new Uint8Array(index + 1) });
      await kept.streamed();
      expect(counter.bytes).toBe(index + 1);
    }
  });

  testBoth(
    "a promise that rejects gives a capability that fails with its error",
    Sinks,
    sinks,
    async (stub) => {
      await stub.put({ key: "x", value: Promise.reject(new Error("never mind")) });
      using kept = stub.get({ key: "x" }).value;
      await expect(kept.close()).rejects.toThrow("never mind");
    },
  );

  testBoth(
    "a type parameter of a method is bound by the call, and an AnyPointer without",
    Sinks,
    sinks,
    async (stub) => {
      const bound = await stub.identity({ value: { name: "Ada" } }, { bind: { T: Person } });
      expect(bound.value?.name).toBe("Ada");
      using counter = Hash.server(new Counter());
      using open = await stub.identity({ value: counter });
      expect((await open.value.as(Hash).sum()).digest).toEqual(new Uint8Array([0]));
      using pipelined = stub.identity({ value: counter }).value.as(Hash);
      expect((await pipelined.sum()).digest).toEqual(new Uint8Array([0]));
    },
  );

  testBoth(
    "an AnyPointer that holds a struct with capabilities can be passed on",
    Sinks,
    sinks,
    async (stub) => {
      const counter = new Counter();
      const value = pointer(Everything, { text: "with a sink", sink: counter });
      using first = await stub.identity({ value });
      using second = await stub.identity({ value: first.value });
      const everything = second.value.as(Everything);
      expect(everything?.text).toBe("with a sink");
      await everything?.sink.write({ data: new Uint8Array(9) });
      await everything?.sink.streamed();
      expect(counter.bytes).toBe(9);
    },
  );

  testBoth("a null capability in results reads as a stub that isNull() tells", Sinks, sinks, async (stub) => {
    await stub.put({ key: "set", value: new Counter() });
    using set = await stub.get({ key: "set" });
    using unset = await stub.get({ key: "unset" });
    expect([isNull(set.value), isNull(unset.value)]).toEqual([false, true]);
    await expect(unset.value.close()).rejects.toThrow("null capability");
  });

  testBoth("a pipelined stub is null once it is known to be, not before", Sinks, sinks, async (stub) => {
    using unset = stub.get({ key: "unset" }).value;
    expect(isNull(unset)).toBe(false);
    await unset.whenResolved();
    expect(isNull(unset)).toBe(true);
    using copy = unset.dup();
    expect(isNull(copy)).toBe(true);
  });

  testBoth("params that nobody set are null for the method", Sinks, sinks, async (stub) => {
    await stub.put({ key: "null" });
    await stub.put({ key: "null too", value: nullOf<ByteSink>(ByteSink) });
    for (const key of ["null", "null too"]) {
      using kept = await stub.get({ key });
      expect(isNull(kept.value)).toBe(true);
    }
  });

  test("a broken capability is not null; a disposed stub, and what is no stub, are refused", async () => {
    using stub = sinks();
    await stub.put({ key: "broken", value: Promise.reject(new Error("never mind")) });
    const broken = stub.get({ key: "broken" }).value;
    await expect(broken.whenResolved()).rejects.toThrow("never mind");
    expect(isNull(broken)).toBe(false);
    broken[Symbol.dispose]();
    expect(() => isNull(broken)).toThrow("after it was disposed");
    expect(() => isNull(undefined as unknown as Client)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  });

  testBoth("an object is served until nobody holds it, and then told, once", Sinks, sinks, async (stub) => {
    const counter = new Counter();
    await stub.put({ key: "k", value: counter });
    {
      using kept = stub.get({ key: "k" }).value;
      await kept.close();
    }
    await stub.put({ key: "k", value: new Counter() });
    await counter.gone;
  });

  test("the same object passed twice is one capability", async () => {
    const counter = new Counter();
    const first = ByteSink.server(counter);
    const second = ByteSink.server(counter);
    let isGone = false;
    void counter.gone.then(() => {
      isGone = true;
    });
    first[Symbol.dispose]();
    await second.write({ data: new Uint8Array(1) });
    await second.streamed();
    expect(isGone).toBe(false);
    second[Symbol.dispose]();
    await counter.gone;
  });

  test("a capability of our own that comes back is called without a message", async () => {
    await using vats = connectVats(Sinks, sinks());
    const counter = new Counter();
    using own = ByteSink.server(counter);
    using results = await vats.stub.identity({ value: own });
    using back = results.value.as(ByteSink);
    await back.whenResolved();
    const sent = vats.client.stats().messagesSent;
    await back.close();
    expect(vats.client.stats().messagesSent).toBe(sent);
  });
});

describe("lifetimes", () => {
  test("stubs from a call that is only pipelined on leave nothing behind", async () => {
    const hashes = new Factory();
    await using vats = connectVats(HashFactory, HashFactory.server(hashes));
    await vats.stub.people();
    const before = vats.client.stats();
    {
      using sha = vats.stub.newHash().hash;
      await sha.sum();
    }
    await hashes.made[0]?.gone;
    expect(vats.client.stats()).toMatchObject({ imports: before.imports, questions: before.questions });
  });

  test("disposing results releases every capability in them", async () => {
    const hashes = new Factory();
    await using vats = connectVats(HashFactory, HashFactory.server(hashes));
    {
      using results = await vats.stub.newHash();
      await results.hash.sum();
    }
    await hashes.made[0]?.gone;
  });

  test("disposing a call releases its results and what was reached through it", async () => {
    const hashes = new Factory();
    await using vats = connectVats(HashFactory, HashFactory.server(hashes));
    {
      using pending = vats.stub.newHash();
      await pending.hash.sum();
      await pending;
    }
    await hashes.made[0]?.gone;
  });

  test("a capability from params is the method's until it ends, and longer by dup()", async () => {
    let kept: Client | undefined;
    let borrowed: Client | undefined;
    const Stores = Store.of(Text, Closable);
    using stub = Stores.server({
      put({ value }: { readonly value: ValueOf<typeof Closable> }) {
        borrowed = value;
        kept = value.dup();
        return {};
      },
    } as unknown as Store.Server<Text, typeof Closable>);
    const counter = new Counter();
    await stub.put({ value: counter });
    expect(() => borrowed?.dup()).toThrow("after it was disposed");
    const closable = kept?.as(Closable);
    await closable?.close();
    closable?.[Symbol.dispose]();
    kept?.[Symbol.dispose]();
    await counter.gone;
  });

  test("results with capabilities in a list are disposed together", async () => {
    const counters = [new Counter(), new Counter()];
    const Boxes = Store.of(Text, Box.of(Everything));
    using stub = Boxes.server({
      get: () => ({ value: { value: { sinks: counters } } }),
    } as unknown as Store.Server<Text, ReturnType<typeof Box.of<typeof Everything>>>);
    {
      using results = await stub.get();
      await results.value?.value?.sinks[1]?.close();
    }
    await Promise.all(counters.map((counter) => counter.gone));
  });

  test("when the connection goes, calls fail as disconnected", async () => {
    const vats = connectVats(HashFactory, factory());
    using sha = vats.stub.newHash().hash;
    await sha.sum();
    await vats.server[Symbol.asyncDispose]();
    await expect(sha.sum()).rejects.toMatchObject({ type: "disconnected" });
    await vats[Symbol.asyncDispose]();
  });
});

describe("outside of calls", () => {
  test("a message can hold no capability but a null one", () => {
    using null_ = nullOf<ByteSink>(ByteSink);
    using sink = ByteSink.server(new Counter());
    for (const field of ["sink", "capability", "any"]) {
      expect(isNull(decode(Everything, encode(Everything, { sink: null_ })).sink)).toBe(true);
      expect(() => encode(Everything, { [field]: sink })).toThrow(
        expect.objectContaining({ name: "ValueError", code: "NO_CAPABILITIES", path: `message.${field}` }),
      );
    }
  });

  test.each([
    ["any", 5, "expected pointer(Type, value), a string, bytes, a stub or a promise of one"],
    ["capability", "x", "expected Capability: a stub"],
    ["sink", {}, "expected ByteSink: a stub, an object that serves it, or a promise of one, got an object"],
  ])("what stands for none is refused: %s", (field, value, problem) => {
    expect(() => encode(Everything, { [field]: value })).toThrow(`message.${field}: ${problem}`);
  });
});

test("an interface that is only described makes no stubs, and the capability is given back", async () => {
  const counter = new Counter();
  using sink = ByteSink.server(counter);
  expect(() => interfaceStub(described.ByteSink as never, referenceTo(sink))).toThrow(
    expect.objectContaining({ name: "TeleopError", code: "INVALID_ARGUMENT" }),
  );
  sink[Symbol.dispose]();
  await counter.gone;
});
