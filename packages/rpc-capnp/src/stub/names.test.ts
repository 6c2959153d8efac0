import { expect, test } from "bun:test";
import {
  type AnyPointerValue,
  type Call,
  type Client,
  type Interface,
  interfaceType,
  type Struct,
  structType,
  Text,
  UInt8,
} from "../schema.ts";
import { Namesake } from "../testing/corners.capnp.ts";
import { connectVats } from "../testing/vats.ts";

// A schema whose names collide with what stubs, calls and objects have already.
interface Awkward extends Client {
  then_(): PromiseLike<{ readonly constructor: number }>;
  dup_(): PromiseLike<object>;
}

const Empty: Struct<object, object> = structType({
  id: 2n,
  name: "test.capnp:Empty",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

const Results: Struct<object, object> = structType({
  id: 3n,
  name: "test.capnp:Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["constructor", UInt8, 0],
    ["toString", UInt8, 1],
  ],
});

const Awkward: Interface<Awkward, object> = interfaceType({
  id: 1n,
  name: "test.capnp:Awkward",
  methods: () => [
    ["then", Empty, Results],
    ["dup", Empty, Empty],
  ],
});

test("a method called `then` does not make a promise of its stub", async () => {
  await using vats = connectVats(
    Awkward,
    Awkward.server({ then_: () => ({ constructor: 7 }), dup_: () => ({}) }),
  );
  const stub = await Promise.resolve(vats.stub);
  const results = await stub.then_();
  expect(results.constructor).toBe(7);
  await stub.dup_();
  using second = stub.dup();
  await second.dup_();
});

test("fields with the names of what every object has are left out like any other", async () => {
  using stub = Awkward.server({ then_: () => ({ toString: 5 }), dup_: () => ({}) });
  expect(await stub.then_()).toMatchObject({ constructor: 0, toString: 5 } as object);
});

test("an object that throws when it is let go of harms nobody", async () => {
  const errors: unknown[] = [];
  const original = console.error;
  console.error = (...args: unknown[]) => errors.push(args);
  try {
    const stub = Awkward.server({
      dup_: () => ({}),
      [Symbol.dispose]: () => {
        throw new Error("not so fast");
      },
    });
    await stub.dup_();
    expect(() => stub[Symbol.dispose]()).not.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
    expect(errors).toHaveLength(1);
  } finally {
    console.error = original;
  }
});

test("a method that is called as what every object has is unimplemented by an object that does not define it", async () => {
  using none = Namesake.server({ valueOf: ({ value }) => ({ value }) } as Namesake.Server);
  const unimplemented = expect.objectContaining({ type: "unimplemented" });
  expect(none.toString()).rejects.toThrow(unimplemented);
  expect(() => Namesake.server({} as Namesake.Server)).toThrow(
    "expected an object with the methods of Namesake",
  );
  using one = Namesake.server({
    toString: () => ({ text: "mine" }),
    valueOf: ({ value }) => ({ value }),
  });
  expect((await one.toString()).text).toBe("mine");
});

test("a type parameter that is called so is what it was bound to, or open", async () => {
  using stub = Namesake.server({
    toString: () => ({}),
    valueOf: ({ value }) => ({ value }),
  });
  using open = await stub.valueOf({ value: "text" }, { bind: {} });
  expect((open.value as AnyPointerValue).as(Text)).toBe("text");
  using bound = await stub.valueOf({ value: "text" }, { bind: { toString: Text } });
  expect(bound.value).toBe("text");
});

test("fields that are called as the inner workings of a call can be pipelined", async () => {
  const Holder: Struct = structType({
    id: 5n,
    name: "test.capnp:Holder",
    dataWords: 0,
    pointers: 2,
    fields: () => [
      ["stub", Namesake, 0],
      ["capability", Namesake, 1],
    ],
  });
  interface Finder extends Client {
    find(): Call<object, { readonly stub: Namesake; readonly capability: Namesake }>;
  }
  const Finder: Interface<Finder, object> = interfaceType({
    id: 6n,
    name: "test.capnp:Finder",
    methods: () => [["find", Empty, Holder]],
  });
  const named = (text: string) => ({ toString: () => ({ text }) });
  using finder = Finder.server({ find: () => ({ stub: named("stub"), capability: named("capability") }) });
  using found = finder.find();
  expect(await found.stub.toString()).toMatchObject({ text: "stub" });
  expect(await found.capability.toString()).toMatchObject({ text: "capability" });
});

test("a call whose results have a field of such a name fails as any other", async () => {
  for (const field of ["ignoreRejection", "stub"]) {
    const Holder: Struct = structType({
      id: 5n,
      name: "test.capnp:Holder",
      dataWords: 0,
      pointers: 1,
      fields: () => [[field, Namesake, 0]],
    });
    interface Finder extends Client {
      find(): Call<object, { readonly [name: string]: Namesake }>;
    }
    const Finder: Interface<Finder, object> = interfaceType({
      id: 6n,
      name: "test.capnp:Finder",
      methods: () => [["find", Empty, Holder]],
    });
    using finder = Finder.server({
      find() {
        throw new Error("nowhere");
      },
    });
    await expect(finder.find()).rejects.toMatchObject({ message: "nowhere" });
    await expect(finder.find()[field]?.toString()).rejects.toMatchObject({ message: "nowhere" });
  }
});
