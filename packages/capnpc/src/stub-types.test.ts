// stub-types.test.ts: the types of generated stubs, right and wrong uses. The type checker is the test; nothing is called.
import { describe, expect, test } from "bun:test";
import type { AnyPointerValue, Bytes, Client, Context, StreamCall, Text } from "@teleop/rpc-capnp/schema";
import { expectTypeOf } from "expect-type";
import type {
  Bound,
  Cell,
  Color,
  Counter,
  Defaults,
  Diamond,
  Everything,
  Everything_Nested,
  Everything_pair,
  Everything_place,
  Map as GenericMap,
  Left,
  Named,
  Nothing,
  Object as ObjectStruct,
  OnlyUnion,
  Right,
  String as StringInterface,
  TextCell,
} from "../testdata/constructs.capnp.ts";
import type { Point } from "../testdata/shapes/notes.capnp.ts";

/** Checks the types in a function that is never called. */
function typed(what: string, use: (...args: never) => unknown): void {
  test(what, () => expect(use).toBeFunction());
}

describe("a struct that was read", () => {
  typed("has a property for each field, of the field's type", (read: Everything) => {
    expectTypeOf(read.boolField).toEqualTypeOf<boolean>();
    expectTypeOf(read.int8Field).toEqualTypeOf<number>();
    expectTypeOf(read.int64Field).toEqualTypeOf<bigint>();
    expectTypeOf(read.uint64Field).toEqualTypeOf<bigint>();
    expectTypeOf(read.float32Field).toEqualTypeOf<number>();
    expectTypeOf(read.textField).toEqualTypeOf<string>();
    expectTypeOf(read.dataField).toEqualTypeOf<Bytes>();
    expectTypeOf(read.interfaceField).toEqualTypeOf<Counter>();
    expectTypeOf(read.anyField).toEqualTypeOf<AnyPointerValue>();
    expectTypeOf(read.anyCapabilityField).toEqualTypeOf<Client>();
    expectTypeOf(read.listOfTexts).toEqualTypeOf<readonly string[]>();
    expectTypeOf(read.nested).toEqualTypeOf<readonly (readonly string[])[]>();
    expectTypeOf(read.listOfStructs).toEqualTypeOf<readonly Point[]>();
    expectTypeOf(read.place).toEqualTypeOf<Everything_place>();
    expectTypeOf(read.place.inner.zip).toEqualTypeOf<number>();
  });

  typed("has an enumerant that is not known yet as a number", (read: Everything) => {
    expectTypeOf(read.enumField).toEqualTypeOf<Color | number>();
    expectTypeOf<Color>().toEqualTypeOf<"red" | "blue" | "green">();
  });

  typed(
    "has undefined for a null struct, unless the schema has a default",
    (read: Everything, defaults: Defaults) => {
      expectTypeOf(read.structField).toEqualTypeOf<Point | undefined>();
      expectTypeOf(defaults.point).toEqualTypeOf<Point>();
      expectTypeOf(defaults.emptyStruct).toEqualTypeOf<Point>();
    },
  );

  typed(
    "tells by which, and only by it, what member of a union there is",
    (read: Everything, only: OnlyUnion) => {
      if (read.which === "word") expectTypeOf(read.word).toEqualTypeOf<string>();
      if (read.which === "pair") expectTypeOf(read.pair).toEqualTypeOf<Everything_pair>();
      if (read.which === "inner") expectTypeOf(read.inner).toEqualTypeOf<Everything_Nested | undefined>();
      if (read.choice.which === "second") expectTypeOf(read.choice.second).toEqualTypeOf<readonly number[]>();
      if (only.which === "a") expectTypeOf(only.a).toEqualTypeOf<string>();
      // @ts-expect-error before which is known, there is no member
      expectTypeOf(read.word).toBeString();
      // @ts-expect-error no member has that name
      expectTypeOf(read.which === "wrod").toBeBoolean();
    },
  );

  typed("cannot be changed", (read: Everything) => {
    // @ts-expect-error it is read-only
    read.textField = "other";
    // @ts-expect-error so are lists
    read.listOfTexts.push("other");
  });

  typed("can be written as it is", (read: Everything) => {
    expectTypeOf(read).toExtend<Everything.Init>();
    expectTypeOf<GenericMap<Text, typeof Point>>().toExtend<GenericMap.Init<Text, typeof Point>>();
  });
});

describe("a struct to write", () => {
  typed("needs no field, and takes what fits", (stub: Counter, server: Counter.Server) => {
    expectTypeOf({}).toExtend<Everything.Init>();
    expectTypeOf({ enumField: "red" as const, int64Field: 1n }).toExtend<Everything.Init>();
    expectTypeOf({ interfaceField: stub }).toExtend<Everything.Init>();
    expectTypeOf({ interfaceField: server }).toExtend<Everything.Init>();
    expectTypeOf({ interfaceField: Promise.resolve(stub) }).toExtend<Everything.Init>();
    expectTypeOf({ which: "word" as const, word: "yes" }).toExtend<Everything.Init>();
    expectTypeOf({}).toExtend<Nothing.Init>();
  });

  typed("refuses what does not fit", () => {
    // @ts-expect-error a text is not a number
    ({ int8Field: "1" }) satisfies Everything.Init;
    // @ts-expect-error 64-bit integers are bigints
    ({ int64Field: 1 }) satisfies Everything.Init;
    // @ts-expect-error there is no such field
    ({ int9Field: 1 }) satisfies Everything.Init;
    // @ts-expect-error there is no such enumerant
    ({ enumField: "mauve" }) satisfies Everything.Init;
    // @ts-expect-error an object without the methods does not serve
    ({ interfaceField: { incremnt: () => ({}) } }) satisfies Everything.Init;
    // @ts-expect-error a list wants its elements' type
    ({ listOfTexts: [1] }) satisfies Everything.Init;
    // @ts-expect-error a nested struct is checked, too
    ({ place: { inner: { zip: "12345" } } }) satisfies Everything.Init;
    // @ts-expect-error a struct without fields takes none
    ({ any: 1 }) satisfies Nothing.Init;
  });

  typed("is built in place by a builder", (builder: Everything.Builder) => {
    expectTypeOf(builder.initDataField(3)).toEqualTypeOf<Bytes>();
    expectTypeOf(builder.initStructField()).toEqualTypeOf<Point.Builder>();
    expectTypeOf(builder.initListOfStructs(2).at(0)).toEqualTypeOf<Point.Builder>();
    builder.initListOfTexts(1).set(0, "one");
    builder.word = "chosen";
    builder.initPair().left = 1;
    // @ts-expect-error texts are set, not built
    builder.initTextField(3);
    // @ts-expect-error a list of texts takes texts
    builder.initListOfTexts(1).set(0, 1);
  });
});

describe("a stub", () => {
  typed("has a method for each of the schema's, with optional params", async (counter: Counter) => {
    expectTypeOf(counter.increment).toBeCallableWith();
    expectTypeOf(counter.increment).toBeCallableWith({ by: 2 }, { signal: AbortSignal.abort() });
    expectTypeOf(counter.increment).toBeCallableWith((params) => {
      params.by = 2;
    });
    using results = await counter.increment({ by: 2 });
    expectTypeOf(results.value).toEqualTypeOf<number>();
    // @ts-expect-error no such param
    void counter.increment({ times: 2 });
    // @ts-expect-error no such method
    counter.decrement();
    // @ts-expect-error a signal is no param
    void counter.increment({ signal: AbortSignal.abort() });
  });

  typed(
    "pipelines through structs, groups and AnyPointer, and not through lists or texts",
    (diamond: Diamond) => {
      const call = diamond.both({ x: 1 });
      expectTypeOf(call.interfaceField).toEqualTypeOf<Counter>();
      expectTypeOf(call.self.place.inner.owner).toEqualTypeOf<Counter>();
      expectTypeOf(call.anyField.as<Counter>).toBeFunction();
      // @ts-expect-error lists are no path
      expectTypeOf(call.listOfInterfaces).toBeArray();
      // @ts-expect-error a text can only be awaited
      expectTypeOf(call.textField).toBeString();
      // @ts-expect-error nobody knows which member of a union there will be
      expectTypeOf(call.capability).toBeObject();
    },
  );

  typed("of a streaming method tells only when the next call is welcome", (diamond: Diamond) => {
    expectTypeOf(diamond.write({ chunk: new Uint8Array(1) })).toEqualTypeOf<StreamCall>();
    expectTypeOf(diamond.writePoint({ x: 1 })).toEqualTypeOf<StreamCall>();
  });

  typed("has what it inherits, through every path", (diamond: Diamond) => {
    expectTypeOf(diamond).toExtend<Left>();
    expectTypeOf(diamond).toExtend<Right>();
    expectTypeOf(diamond).toExtend<Named>();
    expectTypeOf(diamond.name).toEqualTypeOf<Named["name"]>();
    expectTypeOf(diamond.draw).toBeFunction();
    expectTypeOf<Named>().not.toExtend<Diamond>();
  });

  typed("renames methods that a stub cannot have", (stub: StringInterface) => {
    expectTypeOf(stub.then_).toBeFunction();
    expectTypeOf(stub.dup_).toBeFunction();
    expectTypeOf(stub.delete).toBeFunction();
    expectTypeOf(stub.new).toBeFunction();
    expectTypeOf<Awaited<StringInterface>>().toEqualTypeOf<StringInterface>();
  });

  typed("refuses servers and stubs of another interface", (diamond: Diamond, named: Named) => {
    void diamond.configure({ verbose: true });
    // @ts-expect-error a Named is not a Counter
    ({ interfaceField: named }) satisfies Everything.Init;
  });
});

describe("generics", () => {
  typed("read as what their parameters are bound to", (bound: Bound, map: GenericMap<Text, typeof Point>) => {
    expectTypeOf(map.entries[0]?.key).toEqualTypeOf<string | undefined>();
    expectTypeOf(map.entries[0]?.value).toEqualTypeOf<Point | undefined>();
    expectTypeOf(bound.texts?.entries[0]?.key).toEqualTypeOf<string | undefined>();
    expectTypeOf(bound.nestedMap?.entries[0]?.value?.entries[0]?.value).toEqualTypeOf<Bytes | undefined>();
    expectTypeOf(bound.lists?.choice.best).toEqualTypeOf<readonly string[] | undefined>();
    expectTypeOf(bound.inner?.t).toEqualTypeOf<Point | undefined>();
    expectTypeOf(bound.inner?.u).toEqualTypeOf<Bytes | undefined>();
  });

  typed("are AnyPointer where they are not bound", (bound: Bound, cell: Cell) => {
    expectTypeOf(bound.unbound?.entries[0]?.value).toEqualTypeOf<AnyPointerValue | undefined>();
    expectTypeOf<Awaited<ReturnType<typeof cell.get>>["value"]>().toEqualTypeOf<AnyPointerValue>();
  });

  typed(
    "bind the methods of interfaces, and what they inherit",
    async (cell: Cell<typeof Point>, text: TextCell) => {
      expectTypeOf<Awaited<ReturnType<typeof cell.get>>["value"]>().toEqualTypeOf<Point | undefined>();
      expectTypeOf<Awaited<ReturnType<typeof text.get>>["value"]>().toEqualTypeOf<string>();
      cell.set({ value: { x: 1 } });
      text.set({ value: "text" });
      // @ts-expect-error a cell of points takes no text
      cell.set({ value: "text" });
      // @ts-expect-error a cell of texts takes no point
      text.set({ value: { x: 1 } });
    },
  );

  typed(
    "of a method are bound by a call",
    async (cell: Cell<Text>, textType: Text, pointType: typeof Point) => {
      using results = await cell.identity(
        { a: "text", b: { x: 1 } },
        { bind: { A: textType, B: pointType } },
      );
      expectTypeOf(results.a).toEqualTypeOf<string>();
      expectTypeOf(results.b).toEqualTypeOf<Point | undefined>();
    },
  );
});

describe("a server", () => {
  typed("implements the schema's methods and those it inherits, sync or async", () => {
    class Impl implements Counter.Server {
      #value = 0;
      increment({ by }: { by: number }) {
        this.#value += by;
        return { value: this.#value };
      }
      async reset() {
        this.#value = 0;
      }
      value(_params: object, ctx: Context<{ value?: number | undefined }>) {
        ctx.results({ value: this.#value });
      }
      watch() {
        return {};
      }
    }
    expectTypeOf<Impl>().toExtend<Counter.Server>();
    expectTypeOf<Diamond.Server>().toExtend<Left.Server & Right.Server & Named.Server>();
  });

  typed("is refused where it lacks a method, or returns what does not fit", () => {
    // @ts-expect-error a method is missing
    ({ increment: () => ({ value: 1 }) }) satisfies Counter.Server;
    // @ts-expect-error the result is a number
    ({ increment: () => ({ value: "1" }), reset() {}, value() {}, watch() {} }) satisfies Counter.Server;
    const increment = async () => ({ value: "1" });
    // @ts-expect-error a promise of the wrong thing is the wrong thing
    ({ increment, reset() {}, value() {}, watch() {} }) satisfies Counter.Server;
  });
});

describe("names that mean something elsewhere", () => {
  typed("are the schema's in the generated file, and the globals elsewhere", (object: ObjectStruct) => {
    expectTypeOf(object.string).toEqualTypeOf<string>();
    expectTypeOf(object.number?.await).toEqualTypeOf<boolean | undefined>();
    expectTypeOf(object.number?.function?.new).toEqualTypeOf<number | undefined>();
  });
});

describe("a server that is written in place", () => {
  typed("has the types of its interface's methods, also as a member of a union or a group", () => {
    const member: Everything.Init = {
      which: "capability",
      capability: { increment: ({ by }) => ({ value: by }), reset() {}, value() {}, watch() {} },
    };
    const inGroup: Everything.Init = {
      place: {
        inner: {
          owner: {
            increment: ({ by }, ctx) => ({ value: ctx.signal.aborted ? 0 : by }),
            reset() {},
            value() {},
            watch: ({ watcher }) => void watcher.changed({ level: 1 }),
          },
        },
      },
    };
    return [member, inGroup];
  });
});
