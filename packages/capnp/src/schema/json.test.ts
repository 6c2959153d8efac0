import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { ValueError } from "../index.ts";
import { Person as CornersPerson, Member, Newer, Older } from "../testing/corners.capnp.ts";
import { roundTrip } from "../testing/round-trip.ts";
import { Everything, Hash, HashFactory, Person, Shape } from "../testing/sample.capnp.ts";

describe("JSON", () => {
  /** What comes out of JSON → message → JSON. */
  function through(type: $.Struct, json: unknown): $.Json {
    return $.toJson(type, $.decode(type, $.encode(type, $.fromJson(type, json))));
  }

  test("every kind of field goes both ways, as capnp convert writes it", () => {
    const json = {
      bool: false,
      int64: "-9223372036854775808",
      uint64: "18446744073709551615",
      float32: "NaN",
      float64: "-Infinity",
      text: "text",
      data: [1, 255],
      enum: "blake3",
      struct: { year: 1, month: 2, day: 3 },
      voids: [null, null],
      bools: [true, false],
      uint64s: ["1"],
      float64s: [1.5, "Infinity"],
      datas: [[1], []],
      enums: ["sha1", 900],
      lists: [[1], []],
      void: null,
    };
    expect(through(Everything, json)).toMatchObject(json);
  });

  test("64-bit integers may be numbers where those are exact", () => {
    expect($.fromJson(Everything, { int64: 5 })).toEqual({ int64: 5n });
    expect(() => $.fromJson(Everything, { int64: 2 ** 53 })).toThrow(
      "expected an integer in a string (Int64)",
    );
    expect(() => $.fromJson(Everything, { int64: "1e3" })).toThrow(ValueError);
  });

  test("of a union the member that is set appears, under its own name", () => {
    expect(through(Shape, { circle: 2 })).toEqual({ area: 0, circle: 2 });
    expect(through(Shape, { empty: null })).toEqual({ area: 0, empty: null });
    expect(through(Person, { employment: { selfEmployed: { trade: "potter" } } })).toMatchObject({
      employment: { selfEmployed: { trade: "potter", since: 1999 } },
    });
  });

  test("JSON that nests deeper than a message may is refused, however deep it is", () => {
    const spouses = (depth: number) => {
      let json: object = { name: "Ada" };
      for (let i = 1; i < depth; i++) json = { spouse: json };
      return json;
    };
    // A person and the texts in it are a pointer each.
    expect(through(Person, spouses(63))).toMatchObject(spouses(63));
    expect($.fromJson(Person, spouses(64))).toEqual(spouses(64));
    for (const depth of [65, 1000, 100_000]) {
      const refusal = expect.objectContaining({
        name: "ValueError",
        code: "OUT_OF_RANGE",
        message: expect.stringContaining("nests deeper than the limit of 64 structs"),
      });
      expect(() => $.fromJson(Person, spouses(depth))).toThrow(refusal);
    }
  });

  test("null pointers to structs, capabilities and open types are left out; of what they lead to the kind is shown", () => {
    const json = $.toJson(Everything, $.decode(Everything, $.encode(Everything, { any: "text" })));
    for (const name of ["struct", "sink", "capability", "anyList", "anyStruct", "box"]) {
      expect(json).not.toHaveProperty(name);
    }
    expect(json).toMatchObject({ any: { $anyPointer: "list" } });
  });

  test("the member of a union that is set is null where its pointer is, and reads back as the one that is set", () => {
    for (const which of ["person", "any", "growing"] as const) {
      const value = roundTrip(Member, { which, union: { which: "first" } });
      const json = $.toJson(Member, value);
      expect(json).toEqual({ [which]: null, union: { first: null } });
      expect(roundTrip(Member, $.fromJson(Member, json))).toMatchObject({ which, union: { which: "first" } });
    }
    for (const json of [{ text: "" }, { data: [] }, { list: [] }, { none: null }]) {
      expect(through(Member, json)).toEqual({ ...json, union: { first: null } });
    }
  });

  test("a null pointer to a struct may be null, but not what is none", () => {
    expect($.fromJson(CornersPerson, { age: 1, friend: null })).toEqual({ age: 1, friend: undefined });
    for (const json of [{ structs: [null] }, { text: null }, { texts: null }, { int8: null }]) {
      expect(() => $.encode(Everything, $.fromJson(Everything, json))).toThrow("null");
    }
    expect(() => $.fromJson(Member, { union: null })).toThrow("expected an object");
  });

  test("a member that is newer than the schema is shown, and does not read back as another", () => {
    const newer = $.encode(Newer, { which: "person", group: { which: "people", people: [] } });
    const older = $.decode(Older, newer);
    const json = $.toJson(Older, older);
    expect(json).toEqual({ name: "", $which: 3, group: { $which: 2 } });
    expect(() => $.fromJson(Older, json)).toThrow('has no field "$which"');
  });

  test.each([
    [{ text: 5 }, "message.text: expected a string, got the number 5"],
    [{ nmae: "x" }, 'Everything has no field "nmae"; its fields are void, bool'],
    [{ data: [256] }, "data: expected an array of bytes, got an array"],
    [
      { structs: [{}, { year: "now" }] },
      'message.structs[1].year: expected a number (Int16), got the string "now"',
    ],
    [{ structs: { year: 1 } }, "structs: expected an array, got an object"],
    [{ float32: "many" }, 'float32: expected a number, "NaN", "Infinity" or "-Infinity"'],
    [{ void: 0 }, "void: expected null (Void), got the number 0"],
    [{ sink: {} }, "sink: JSON cannot hold what ByteSink leads to, only null"],
    ["text", 'expected an object (Everything), got the string "text"'],
    [{ enum: "md5" }, 'message.enum: expected one of "sha1"'],
  ])("%j does not fit: %s", (json, problem) => {
    expect(() => $.encode(Everything, $.fromJson(Everything, json))).toThrow(problem);
  });

  const prefixed = { id: 0x82d3e852af0336bfn, name: "json.capnp:flatten", value: { prefix: "p_" } };
  const Group: $.Struct<object, object> = $.groupType({
    id: 2n,
    name: "test.capnp:Annotated.group",
    dataWords: 2,
    pointers: 4,
    fields: () => [["inner", $.Int8, 8]],
  });
  const Kinds: $.Struct<object, object> = $.groupType({
    id: 3n,
    name: "test.capnp:Annotated.kinds",
    dataWords: 2,
    pointers: 4,
    union: 0,
    fields: () => [
      ["word", $.Text, 3, { tag: 0 }],
      ["number", $.Int8, 3, { tag: 1 }],
      ["nothing", $.Void, 0, { tag: 2 }],
    ],
  });
  const Annotated: $.Struct<object, object> = $.structType({
    id: 1n,
    name: "test.capnp:Annotated",
    dataWords: 2,
    pointers: 4,
    fields: () => [
      [
        "renamed",
        $.Text,
        0,
        { annotations: [{ id: 0xfa5b1fd61c2e7c3dn, name: "json.capnp:name", value: "other-name" }] },
      ],
      ["hex", $.Data, 1, { annotations: [{ id: 0xf061e22f0ae5c7b5n, name: "json.capnp:hex" }] }],
      ["base64", $.Data, 2, { annotations: [{ id: 0xd7d879450a253e4bn, name: "json.capnp:base64" }] }],
      ["group", Group, 0, { annotations: [prefixed] }],
      [
        "kinds",
        Kinds,
        0,
        {
          annotations: [
            { id: 0xcfa794e8d19a0162n, name: "json.capnp:discriminator", value: { name: "kind" } },
          ],
        },
      ],
    ],
  });

  test("a struct whose fields are among those around it says itself how its union is told", () => {
    const flatten = { id: 0x82d3e852af0336bfn, name: "json.capnp:flatten", value: { prefix: "part_" } };
    const discriminator = {
      id: 0xcfa794e8d19a0162n,
      name: "json.capnp:discriminator",
      value: { name: "kind" },
    };
    const Part: $.Struct = $.structType({
      id: 1n,
      name: "test:Part",
      dataWords: 2,
      pointers: 0,
      union: 0,
      annotations: [discriminator],
      fields: () => [
        ["small", $.UInt8, 2, { tag: 0 }],
        ["large", $.UInt64, 1, { tag: 1 }],
      ],
    });
    const Whole: $.Struct = $.structType({
      id: 2n,
      name: "test:Whole",
      dataWords: 0,
      pointers: 1,
      fields: () => [["part", Part, 0, { annotations: [flatten] }]],
    });
    // As capnp convert writes it.
    const json = { part_kind: "large", part_large: "7" };
    expect(through(Whole, json)).toEqual(json);
    expect(through(Part, { kind: "small", small: 3 })).toEqual({ kind: "small", small: 3 });
  });

  test("annotations of json.capnp rename, encode, flatten and discriminate", () => {
    const json = {
      "other-name": "x",
      hex: "01ff",
      base64: "Af8=",
      p_inner: 3,
      kinds: { kind: "number", number: 4 },
    };
    expect(through(Annotated, json)).toEqual(json);
    const nothing = { ...json, kinds: { kind: "nothing" } };
    expect(through(Annotated, nothing)).toEqual(nothing);
    expect(() => $.fromJson(Annotated, { hex: "0" })).toThrow("hex: expected bytes in hex");
    expect(() => $.fromJson(Annotated, { kinds: { kind: "none" } })).toThrow(
      'kinds.kind: expected one of "word", "number", "nothing", got the string "none"',
    );
  });
});

describe("unions with annotations", () => {
  const discriminator = (value: object) => ({
    id: 0xcfa794e8d19a0162n,
    name: "json.capnp:discriminator",
    value,
  });
  const flatten = { id: 0x82d3e852af0336bfn, name: "json.capnp:flatten" };

  /** A struct with a group that is a union, with such annotations on it and on its first member. */
  function holder(
    onUnion: readonly $.Annotation[],
    onMember: readonly $.Annotation[],
  ): $.Struct<object, object> {
    const Group: $.Struct<object, object> = $.groupType({
      id: 2n,
      name: "test.capnp:Holder.group",
      dataWords: 1,
      pointers: 1,
      union: 0,
      fields: () => [
        ["nothing", $.Void, 0, { tag: 0 }],
        ["person", CornersPerson, 0, { tag: 1, annotations: onMember }],
        ["text", $.Text, 0, { tag: 2 }],
      ],
    });
    return $.structType({
      id: 1n,
      name: "test.capnp:Holder",
      dataWords: 1,
      pointers: 1,
      fields: () => [["group", Group, 0, { annotations: onUnion }]],
    });
  }

  test.each([
    [[], [], { group: { person: null } }],
    [[], [flatten], { group: { person: null } }],
    [[discriminator({ name: "kind" })], [], { group: { kind: "person", person: null } }],
    [[discriminator({ name: "kind" })], [flatten], { group: { kind: "person", person: null } }],
    [[discriminator({ name: "kind", valueName: "is" })], [], { group: { kind: "person", is: null } }],
    [[discriminator({ name: "__proto__", valueName: "constructor" })], [], undefined],
    [[flatten, discriminator({ name: "kind", valueName: "is" })], [flatten], { kind: "person", is: null }],
    [[flatten, discriminator({})], [], { group: "person", person: null }],
  ])("a null struct is kept (%#)", (onUnion, onMember, expected) => {
    const type = holder(onUnion, onMember);
    const value = roundTrip(type, { group: { which: "person" } });
    const json = JSON.parse(JSON.stringify($.toJson(type, value)));
    if (expected !== undefined) expect(json).toEqual(expected);
    expect(roundTrip(type, $.fromJson(type, json) as object)).toEqual(value);
  });
});

describe("a struct whose fields are those of the object around it", () => {
  const flatten = { id: 0x82d3e852af0336bfn, name: "json.capnp:flatten" };
  /** A struct with another of its type. */
  const nodeOf = (value: object): $.Struct<object, object> => {
    const Node: $.Struct<object, object> = $.structType({
      id: 1n,
      name: "test.capnp:Node",
      dataWords: 1,
      pointers: 1,
      fields: () => [
        ["number", $.Int32, 0],
        ["next", Node, 0, { annotations: [{ ...flatten, value }] }],
      ],
    });
    return Node;
  };

  test("stays null where its pointer is null, and ends where what is written ends", () => {
    const Node = nodeOf({ prefix: "next_" });
    for (const value of [{ number: 1 }, { number: 1, next: { number: 2, next: { number: 3 } } }]) {
      const read = roundTrip(Node, value);
      const json = $.toJson(Node, read);
      expect(roundTrip(Node, $.fromJson(Node, json) as object)).toEqual(read);
    }
    expect($.toJson(Node, roundTrip(Node, { next: {} }))).toEqual({ number: 0, next_number: 0 });
    expect(() => $.fromJson(Node, { next_: 1 })).toThrow('Node has no field "next_"');
  });

  test("is refused where it is in itself without a prefix", () => {
    const Node = nodeOf({ prefix: "" });
    expect($.fromJson(Node, { number: 1 })).toEqual({ number: 1 });
    expect(() => $.fromJson(Node, { more: 1 })).toThrow("nests deeper than the limit of 64 structs");
  });
});

describe("describe", () => {
  const textAs = (id: bigint, name: string, field: string): $.Struct =>
    $.structType({ id, name, dataWords: 0, pointers: 1, fields: () => [[field, $.Text, 0]] });
  const Params = textAs(2n, "echo.capnp:Echo.echo$Params", "message");
  const Results = textAs(3n, "echo.capnp:Echo.echo$Results", "reply");
  const Echo = $.interfaceType({
    id: 0xd36a86369fa1a198n,
    name: "echo.capnp:Echo",
    doc: "Replies with what it is told: to see that a connection works.",
    methods: () => [["echo", Params, Results, { doc: "Replies with the same text." }]],
  });

  test("tells methods, their params and results, and docs", () => {
    expect($.describe(Echo)).toEqual({
      name: "Echo",
      fullName: "echo.capnp:Echo",
      id: "0xd36a86369fa1a198",
      doc: "Replies with what it is told: to see that a connection works.",
      superclasses: [],
      methods: [
        {
          name: "echo",
          doc: "Replies with the same text.",
          owner: "Echo",
          ordinal: 0,
          params: [{ name: "message", type: "Text" }],
          results: [{ name: "reply", type: "Text" }],
        },
      ],
      types: {},
    });
  });

  test("tells inherited methods with their owners, and which of them stream", () => {
    const { superclasses, methods } = $.describe(Hash);
    expect(superclasses).toEqual(["ByteSink", "Closable"]);
    expect(methods.map(({ name, owner, results }) => [owner, name, results === undefined])).toEqual([
      ["Hash", "sum", false],
      ["ByteSink", "write", true],
      ["Closable", "close", false],
    ]);
  });

  test("tells every type that is used, once, also those that contain themselves", () => {
    const { types } = $.describe(HashFactory);
    expect(Object.keys(types).toSorted()).toEqual([
      "Algorithm",
      "Date",
      "Person",
      "Person.PhoneNumber",
      "Person.PhoneNumber.Kind",
    ]);
    expect(types.Algorithm).toMatchObject({
      kind: "enum",
      values: [{ name: "sha1", deprecated: "use sha256" }, { name: "sha256" }, { name: "blake3" }],
    });
    expect(types.Person).toMatchObject({
      fields: expect.arrayContaining([
        { name: "name", type: "Text", doc: "The full name.", default: "nobody" },
        { name: "birthday", type: "Date", default: { year: 1970, month: 1, day: 1 } },
      ]),
    });
  });

  test("is plain data", () => {
    const description = $.describe(HashFactory);
    expect(JSON.parse(JSON.stringify(description))).toEqual(description);
  });

  test("describes a struct by itself", () => {
    const { fields } = $.describeStruct(Shape);
    expect(fields.filter((field) => field.isUnionMember).map((field) => field.name)).toEqual([
      "circle",
      "square",
      "empty",
      "polygon",
    ]);
  });
});
