// capability-system.test.ts: what an author of a capability system is promised, by a system whose capabilities are names.
import { describe, expect, test } from "bun:test";
import {
  AnyPointerType,
  type CapabilityReference,
  type CapabilitySystem,
  type CapabilityValues,
  InterfaceType,
  NoCapabilities,
  type ReadContext,
  RuntimeType,
  readRoot,
  structOf,
  type WriteContext,
  writeRoot,
} from "../capability.ts";
import * as $ from "../index.ts";
import { Everything, Hash, HashFactory } from "../testing/sample.capnp.ts";
import { defaultMessageLimits, MessageBuilder, MessageReader } from "../wire/index.ts";

/** A reference to an object with a name. `held` has the names that somebody holds a reference to. */
class Name implements CapabilityReference {
  readonly name: string;
  readonly held: string[];

  constructor(name: string, held: string[] = []) {
    this.name = name;
    this.held = held;
    held.push(name);
  }

  get isNull(): boolean {
    return this.name === "";
  }

  dup(): Name {
    return new Name(this.name, this.held);
  }

  [Symbol.dispose](): void {
    this.held.splice(this.held.indexOf(this.name), 1);
  }
}

/** What stands for a name in a program. */
class Handle implements Disposable {
  readonly reference: Name;
  readonly title: string;

  constructor(reference: Name, title: string) {
    this.reference = reference;
    this.title = title;
  }

  [Symbol.dispose](): void {
    this.reference[Symbol.dispose]();
  }
}

const asked: string[] = [];

const names: CapabilitySystem = {
  ofInterface: (type) => handlesOf(type.title),
  ofAny: (type) => handlesOf(type.title),
};

function handlesOf(title: string): CapabilityValues {
  asked.push(title);
  return {
    codec: {
      read(message, segment, at, _depth, context) {
        const index = message.capabilityAt(segment, at);
        const reference = index < 0 ? new Name("") : (context.capability(index) as Name);
        const handle = new Handle(reference, title);
        context.own(handle);
        return handle;
      },
      absent: () => new Handle(new Name(""), title),
      write(value, message, segment, at, context) {
        if (value instanceof Handle)
          message.setCapability(segment, at, context.addCapability(value.reference));
        else throw new $.ValueError("WRONG_TYPE", `${title}: expected a handle`);
      },
    },
    of: (reference) => new Handle(reference as Name, title),
    isNull: (value) => value instanceof Handle && value.reference.isNull,
  };
}

/** A message, with the table that travels beside it. */
class Table implements ReadContext, WriteContext, Disposable {
  depth = 0;
  readonly isLazy = false;
  readonly message = new MessageBuilder(defaultMessageLimits);
  readonly names: Name[] = [];
  readonly #owned: Disposable[] = [];

  addCapability(reference: CapabilityReference): number {
    return reference.isNull ? -1 : this.names.push(reference.dup() as Name) - 1;
  }

  capability(index: number): Name {
    const name = this.names[index];
    if (name === undefined) throw new RangeError(`no capability ${index}`);
    return name.dup();
  }

  own(resource: Disposable): void {
    this.#owned.push(resource);
  }

  keep(): void {}

  [Symbol.dispose](): void {
    for (const resource of [...this.#owned, ...this.names]) resource[Symbol.dispose]();
  }
}

const Sink = new InterfaceType({ id: 1n, name: "test:Sink", methods: () => [] }, names);
const open = new AnyPointerType("anyPointer", names);
const Holder: $.Struct<{ sink: Handle; sinks: Handle[]; any: $.AnyPointerValue }, object> = $.structType({
  id: 2n,
  name: "test:Holder",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["sink", Sink.typed(), 0],
    ["sinks", $.List(Sink.typed()), 1],
    ["any", open.typed(), 2],
  ],
});

function write(value: object): Table {
  const table = new Table();
  writeRoot(structOf(Holder), value, table.message, table.message.root, table, "message");
  return table;
}

function read(table: Table): { sink: Handle; sinks: Handle[]; any: $.AnyPointerValue } {
  const { segments } = table.message;
  const root = new MessageReader(segments, defaultMessageLimits).root();
  return readRoot(structOf(Holder), root, table) as ReturnType<typeof read>;
}

describe("a capability system", () => {
  test("is asked when its types are first used, not when they are made", () => {
    const made = new InterfaceType({ id: 3n, name: "test:Late", methods: () => [] }, names);
    expect(made.title).toBe("Late");
    expect(asked).not.toContain("Late");
    made.pointer();
    expect(made.values).toBe(made.values);
    expect(asked.filter((title) => title === "Late")).toHaveLength(1);
  });

  test("has its values written and read, and every reference comes back", () => {
    const held: string[] = [];
    {
      using sink = new Handle(new Name("a", held), "");
      using other = new Handle(new Name("b", held), "");
      using table = write({ sink, sinks: [other, sink], any: other });
      expect(table.names.map(({ name }) => name)).toEqual(["a", "b", "a", "b"]);
      const value = read(table);
      expect(value.sink.reference.name).toBe("a");
      expect(value.sink.title).toBe("Sink");
      expect(value.sinks.map(({ reference }) => reference.name)).toEqual(["b", "a"]);
      expect(value.any.content).toBe("capability");
      expect((value.any.as<$.Type<unknown>>(Sink.typed()) as Handle).reference.name).toBe("b");
    }
    expect(held).toEqual([]);
  });

  test("passes on what was read of an open pointer, with the capabilities in it", () => {
    const held: string[] = [];
    {
      using sink = new Handle(new Name("a", held), "");
      using first = write({ any: $.pointer(Holder, { sinks: [sink] }) });
      using second = write({ any: read(first).any });
      const inner = read(second).any.as(Holder);
      expect(inner?.sinks[0]?.reference.name).toBe("a");
    }
    expect(held).toEqual([]);
  });

  test("says what null is, which is left out of JSON and of the table", () => {
    using table = write({ sink: new Handle(new Name(""), "") });
    expect(table.names).toEqual([]);
    const value = read(table);
    expect(value.sink.reference.isNull).toBe(true);
    expect($.toJson(Holder, value)).toEqual({ sinks: [] });
  });

  test("refuses what stands for no capability", () => {
    expect(() => write({ sink: "x" })).toThrow("message.sink: Sink: expected a handle");
    expect(() => write({ any: 7 })).toThrow("message.any: AnyPointer: expected a handle");
  });

  test("gives what stands for a capability that is not known yet", () => {
    const type = RuntimeType.of(Holder).resolve([]);
    const reached: string[] = [];
    const pipeline = type.pipeline(
      {
        capability(path, values) {
          reached.push(path.join());
          return values.of(new Name("later"));
        },
      },
      [4],
    ) as { readonly sink: Handle };
    expect(pipeline.sink.reference.name).toBe("later");
    expect(reached).toEqual(["4,0"]);
  });
});

describe("without a capability system", () => {
  test("null capabilities read as undefined, and are written as they read", () => {
    const value = $.decode(Everything, $.encode(Everything, { sinks: [null, undefined], capability: null }));
    expect(value).toMatchObject({ sink: undefined, sinks: [undefined, undefined], capability: undefined });
    expect($.decode(Everything, $.encode(Everything, value)).sinks).toEqual([undefined, undefined]);
  });

  test("a message outside of calls can hold no other", () => {
    const refused = expect.objectContaining({ code: "NO_CAPABILITIES" });
    for (const value of [{ sink: new Name("a") }, { capability: new Name("a") }, { sinks: [{} as never] }]) {
      expect(() => $.encode(Everything, value)).toThrow(refused);
    }
    expect($.decode(Everything, $.encode(Everything, { sink: new Name("") })).sink).toBeUndefined();
    const message = new MessageBuilder(defaultMessageLimits);
    writeRoot(structOf(Everything), {}, message, message.root, new NoCapabilities(), "message");
    const { segment, at } = message.root;
    const sinkAt = at + 8 + structOf(Everything).definition.dataWords * 8 + 17 * 8;
    message.setCapability(segment, sinkAt, 0);
    expect(() => $.decode(Everything, Buffer.concat(message.finish()))).toThrow(refused);
  });

  test("references stand for themselves where a context has them", () => {
    const held: string[] = [];
    {
      using table = new Table();
      using name = new Name("a", held);
      writeRoot(structOf(Everything), { sink: name }, table.message, table.message.root, table, "message");
      const root = new MessageReader(table.message.segments, defaultMessageLimits).root();
      const value = readRoot(structOf(Everything), root, table) as Everything;
      expect(value.sink).toBeInstanceOf(Name);
      expect((value.sink as Name).name).toBe("a");
      expect($.toJson(Everything, value)).toMatchObject({ sink: { $capability: "ByteSink" } });
    }
    expect(held).toEqual([]);
  });

  test("interfaces are described, and their params and results are structs as any other", () => {
    expect($.describe(Hash).methods.map(({ name, owner }) => [owner, name])).toEqual([
      ["Hash", "sum"],
      ["ByteSink", "write"],
      ["Closable", "close"],
    ]);
    const method = (RuntimeType.of(HashFactory) as InterfaceType).methodOf("newHash");
    expect(method?.params.fields.map(({ name }) => name)).toEqual(["algorithm"]);
    expect(method?.results?.title).toBe("HashFactory.NewHashResults");
  });
});
