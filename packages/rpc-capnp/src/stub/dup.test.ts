// dup.test.ts: what was received, kept for longer than the call that it came with.
import { describe, expect, test } from "bun:test";
import { dup, isNull, pointer } from "../schema.ts";
import {
  Box,
  ByteSink,
  Everything,
  HashFactory_NewHashResults,
  Person,
  Store,
} from "../testing/sample.capnp.ts";
import { Counter } from "../testing/sample-servers.ts";
import { testBoth } from "../testing/vats.ts";

const oneByte = { data: new Uint8Array(1) };

describe("dup", () => {
  const kept: (Everything & Disposable)[] = [];
  testBoth(
    "keeps every capability of params until it is disposed, wherever it is in them",
    Store,
    () =>
      Store.server({
        get: () => {},
        put: ({ value }) => {
          const received = value.as(Everything);
          if (received !== undefined) kept.push(dup(Everything, received));
        },
        identity: () => {},
        nested: () => {},
      }),
    async (store) => {
      const [one, two, three, four] = [new Counter(), new Counter(), new Counter(), new Counter()];
      await store.put({
        value: pointer(Everything, {
          text: "kept",
          int64: 7n,
          sink: one,
          sinks: [two, three],
          any: pointer(HashFactory_NewHashResults, { info: { sink: four } }),
        }),
      });
      const value = kept.pop();
      if (value === undefined) throw new Error("nothing was kept");
      expect(value).toMatchObject({ text: "kept", int64: 7n });
      using inner = value.any.as(HashFactory_NewHashResults)?.info.sink;
      for (const sink of [value.sink, ...value.sinks, inner]) {
        await sink?.write(oneByte);
        await sink?.streamed();
      }
      expect([one, two, three, four].map(({ bytes }) => bytes)).toEqual([1, 1, 1, 1]);
      inner?.[Symbol.dispose]();
      value[Symbol.dispose]();
      await Promise.all([one, two, three, four].map(({ gone }) => gone));
    },
  );

  test("a null capability stays one, and a struct without capabilities is copied", () => {
    using copy = dup(Everything, { texts: ["a", "b"] });
    expect(isNull(copy.sink)).toBe(true);
    expect(copy.texts).toEqual(["a", "b"]);
    const person = { name: "Ada", home: { latitude: 1, longitude: 2 } };
    using twice = dup(Person, dup(Person, person));
    expect(twice).toMatchObject(person);
  });

  test("what an AnyPointer of a generic holds is kept, too", async () => {
    const counter = new Counter();
    const kept = dup(Box, { rest: [{ value: pointer(ByteSink, counter) }] });
    using sink = kept.rest[0]?.value.as(ByteSink);
    await sink?.write(oneByte);
    await sink?.streamed();
    expect(counter.bytes).toBe(1);
    kept[Symbol.dispose]();
  });

  test("a copy is independent: disposing either leaves the other", async () => {
    const counter = new Counter();
    using stub = ByteSink.server(counter);
    const first = dup(Everything, { sink: stub });
    using second = dup(Everything, first);
    first[Symbol.dispose]();
    await second.sink.write(oneByte);
    await second.sink.streamed();
    expect(counter.bytes).toBe(1);
  });

  test("what does not fit, or was disposed, is refused, and nothing is kept", async () => {
    expect(() => dup(Person, { name: 5 } as never)).toThrow("Person.name: expected a string");
    const counter = new Counter();
    const disposed = ByteSink.server(new Counter());
    disposed[Symbol.dispose]();
    expect(() => dup(Everything, { sink: counter, sinks: [disposed] })).toThrow(
      expect.objectContaining({ code: "DISPOSED" }),
    );
    await counter.gone;
    expect(() => dup(ByteSink as never, {})).toThrow("is not a struct");
  });
});
