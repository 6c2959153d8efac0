// The types that people see, and the mistakes that must not compile. Nothing here needs to run.
import { test } from "bun:test";
import { expectTypeOf } from "expect-type";
import type { AnyPointerValue, Bytes, Call, Client, Context, StreamCall, Text } from "../schema.ts";
import { Echo, type Echo_echo_Results } from "../teleop/echo.capnp.ts";
import type { Teleop } from "../teleop/teleop.capnp.ts";
import {
  type Algorithm,
  Box,
  ByteSink,
  type Everything,
  type Hash,
  type HashFactory,
  Person,
  type Shape,
  type Store,
} from "../testing/sample.capnp.ts";

/** Checks types of code that is never run. */
function typesOnly(_body: (stubs: Stubs) => unknown): void {}

interface Stubs {
  readonly echo: Echo;
  readonly hash: Hash;
  readonly factory: HashFactory;
  readonly teleop: Teleop;
  readonly people: Store<Text, typeof Person>;
  readonly open: Store;
  readonly sinks: Store<typeof ByteSink, typeof ByteSink>;
  readonly sink: ByteSink;
  readonly sample: Everything;
  readonly shape: Shape;
}

test("results have the types of the schema, and nothing is any", () => {
  typesOnly(async ({ echo, factory, sample }) => {
    const results = await echo.echo({ message: "x" });
    expectTypeOf(results).toEqualTypeOf<Echo_echo_Results & Disposable>();
    expectTypeOf(results.reply).toEqualTypeOf<string>();
    expectTypeOf(echo.echo).returns.toEqualTypeOf<Call<Echo_echo_Results>>();
    const { oldest } = await factory.people();
    expectTypeOf(oldest).toEqualTypeOf<Person | undefined>();
    expectTypeOf(sample.int64).toEqualTypeOf<bigint>();
    expectTypeOf(sample.data).toEqualTypeOf<Bytes>();
    expectTypeOf(sample.enum).toEqualTypeOf<Algorithm | number>();
    expectTypeOf(sample.lists).toEqualTypeOf<readonly (readonly number[])[]>();
    expectTypeOf(sample.struct).toEqualTypeOf<
      { readonly year: number; readonly month: number; readonly day: number } | undefined
    >();
    expectTypeOf(sample.box?.value).toEqualTypeOf<Person | undefined>();
    expectTypeOf(sample.any).toEqualTypeOf<AnyPointerValue>();
    expectTypeOf(sample.capability).toEqualTypeOf<Client>();
  });
});

test("a union narrows by its discriminant, and keeps room for members of newer schemas", () => {
  typesOnly(({ shape }) => {
    switch (shape.which) {
      case "circle":
        return expectTypeOf(shape.circle).toEqualTypeOf<number>();
      case "empty":
        // @ts-expect-error: only the member that is set is there
        return shape.circle;
      case "square":
      case "polygon":
        return expectTypeOf(shape.area).toEqualTypeOf<number>();
      default:
        return expectTypeOf(shape.which).toEqualTypeOf<number>();
    }
  });
});

test("params of a wrong type, an unknown field or a wrong enumerant do not compile", () => {
  typesOnly(({ echo, hash, factory }) => [
    // @ts-expect-error: a number is no text
    echo.echo({ message: 5 }),
    // @ts-expect-error: a typing mistake
    echo.echo({ mesage: "x" }),
    // @ts-expect-error: params are an object
    echo.echo("x"),
    // @ts-expect-error: no such enumerant
    factory.newHash({ algorithm: "md5" }),
    // @ts-expect-error: text is no bytes
    hash.write({ data: "text" }),
    // @ts-expect-error: params deep inside are checked too
    factory.people({ people: [{ phones: [{ number: 5 }] }] }),
    // @ts-expect-error: only one member of a union
    factory.people({ people: [{ employment: { which: "unemployed", employer: "x" } }] }),
    // @ts-expect-error: no such option
    echo.echo({}, { timeout: 5 }),
    // @ts-expect-error: a method without params takes none
    hash.sum({ digest: 1 }),
    // @ts-expect-error: no such method
    hash.finish(),
  ]);
});

test("builders set what fits, and build in place", () => {
  typesOnly(({ hash, factory }) => [
    hash.write((params) => params.initData(5).fill(1)),
    hash.write((params) => {
      // @ts-expect-error: text is no bytes
      params.data = "text";
    }),
    factory.people((params) => {
      const [first] = params.initPeople(2);
      expectTypeOf(first).toEqualTypeOf<Person.Builder | undefined>();
      params.initPeople(2).at(0).initHome().latitude = 5;
      // @ts-expect-error: a struct of the list is no text
      params.people = ["x"];
    }),
  ]);
});

test("what can be called before results arrive is reached through them, and nothing else", () => {
  typesOnly(({ factory, teleop, echo }) => {
    const call = factory.newHash();
    expectTypeOf(call.hash).toEqualTypeOf<Hash>();
    expectTypeOf(call.info.sink.write).returns.toEqualTypeOf<StreamCall>();
    expectTypeOf(teleop.service({ name: "echo" }).service.as(Echo)).toEqualTypeOf<Echo>();
    // @ts-expect-error: a text cannot be had before it arrives
    call.info.name;
    // @ts-expect-error: nor here
    echo.echo().reply;
  });
});

test("capabilities are set by a stub, an object that serves them, or a promise of either", () => {
  typesOnly(({ hash, echo }) => {
    expectTypeOf<Hash>().toExtend<Hash.Init>();
    expectTypeOf<Hash.Server>().toExtend<Hash.Init>();
    expectTypeOf<Promise<Hash>>().toExtend<Hash.Init>();
    expectTypeOf<Promise<Hash.Server>>().toExtend<Hash.Init>();
    expectTypeOf<Echo>().not.toExtend<Hash.Init>();
    return [hash, echo];
  });
});

test("generics are bound by types, and are open without", () => {
  typesOnly(async ({ people, open }) => {
    const { value } = await people.get({ key: "x" });
    expectTypeOf(value).toEqualTypeOf<Person | undefined>();
    // @ts-expect-error: keys are texts
    void people.get({ key: 5 });
    void people.put({ key: "x", value: { name: "Ada" } });
    // @ts-expect-error: values are people
    void people.put({ value: { nmae: "Ada" } });
    expectTypeOf((await open.get()).value).toEqualTypeOf<AnyPointerValue>();
    expectTypeOf((await people.identity()).value).toEqualTypeOf<AnyPointerValue>();
    const bound = await people.identity({ value: { name: "Ada" } }, { bind: { T: Person } });
    expectTypeOf(bound.value).toEqualTypeOf<Person | undefined>();
    expectTypeOf(people.nested().store).toEqualTypeOf<Store<typeof Person, Text>>();
    expectTypeOf(Box.of(Person)).toExtend<Parameters<typeof Box.of>[0]>();
  });
});

test("what was read can be written", () => {
  expectTypeOf<Person>().toExtend<Person.Init>();
  expectTypeOf<Shape>().toExtend<Shape.Init>();
  expectTypeOf<Everything>().toExtend<Everything.Init>();
});

test("servers are checked: methods, what they return, what they take", () => {
  typesOnly(() => {
    Echo.server({ echo: ({ message }) => ({ reply: message.toUpperCase() }) });
    Echo.server({ echo: async (_params, { signal }) => ({ reply: String(signal.aborted) }) });
    Echo.server({ echo: (_params, ctx) => ctx.results({ reply: "x" }) });
    // @ts-expect-error: a method is missing
    Echo.server({});
    // @ts-expect-error: a reply is a text
    Echo.server({ echo: () => ({ reply: 5 }) });
    // @ts-expect-error: a number is no result
    Echo.server({ echo: () => 5 });
    const tail = (ctx: Context<Echo_echo_Results.Init>, { echo, hash }: Stubs) => {
      ctx.tailCall(echo, "echo", { message: "x" });
      // @ts-expect-error: the params are checked
      ctx.tailCall(echo, "echo", { message: 5 });
      // @ts-expect-error: no such method
      ctx.tailCall(echo, "ecko", {});
      // @ts-expect-error: its results are others
      ctx.tailCall(hash, "sum", {});
    };
    return tail;
  });
});

test("stubs, calls and results are disposable", () => {
  expectTypeOf<Hash>().toExtend<Disposable>();
  expectTypeOf<ReturnType<Echo["echo"]>>().toExtend<Disposable>();
  expectTypeOf<Awaited<ReturnType<Echo["echo"]>>>().toExtend<Disposable>();
  expectTypeOf<ReturnType<Hash["dup"]>>().toEqualTypeOf<Hash>();
});

test("the methods of an object that is written in place have the types of its interface", () => {
  const count = ({ byteLength }: Bytes): void => void byteLength;
  typesOnly(async ({ factory, sink, hash, echo, sinks }) => {
    // In params: of its own, in a list, in a generic's value, in a generic method's, and promised.
    const init: Everything.Init = {
      sink: { write: ({ data }) => count(data), close() {} },
      sinks: [{ write: ({ data }, ctx) => void [ctx.signal.aborted, data.byteLength], close: () => {} }],
    };
    void sinks.put({
      key: { write: ({ data }) => count(data), close: () => {} },
      value: Promise.resolve(sink),
    });
    void sinks.identity(
      { value: { write: ({ data }) => count(data), close: () => {} } },
      { bind: { T: ByteSink } },
    );
    const box: Box.Init<typeof ByteSink> = {
      value: { write: ({ data }) => count(data), close: () => {} },
      rest: [{ value: { write: ({ data }) => count(data), close: () => {} } }],
    };
    // In results, returned, promised and filled in; in a group.
    const returned: HashFactory.Server = {
      newHash: ({ algorithm }) => ({
        hash: { write: ({ data }) => count(data), sum: (_params, ctx) => ctx.results({}), close: () => {} },
        info: { name: `${algorithm}`, sink: { write: ({ data }) => count(data), close: () => {} } },
      }),
      people: ({ people }) => ({ oldest: people[0] }),
    };
    const promised: HashFactory.Server = {
      newHash: async () => ({ hash: { write: ({ data }) => count(data), sum: () => ({}), close: () => {} } }),
      people: () => {},
    };
    const filled: HashFactory.Server = {
      newHash(_params, ctx) {
        ctx.results({ hash: { write: ({ data }) => count(data), sum: () => ({}), close: () => {} } });
        ctx.results((results) => {
          results.hash = { write: ({ data }) => count(data), sum: () => ({}), close: () => {} };
        });
      },
      people: () => {},
    };
    // Stubs go where they went: of the interface itself, or of one that extends it.
    void sinks.put({ key: sink, value: hash });
    void sinks.put({ key: Promise.resolve(hash), value: factory.newHash().info.sink });
    // @ts-expect-error: a stub of something else
    void sinks.put({ key: echo });
    // @ts-expect-error: a stub of an ancestor lacks methods
    const tooGeneral: Hash.Init = sink;
    // @ts-expect-error: not an object with the methods
    void sinks.put({ key: { wrong: () => {} } });
    // @ts-expect-error: the data are bytes
    void sinks.put({ key: { write: ({ data }) => count(data.length), close: () => {} } });
    return [init, box, returned, promised, filled, tooGeneral];
  });
});
