// hostile.test.ts: a schema that somebody sent may say anything; what cannot be is told, and nothing is made of it.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { CodeGeneratorRequest, type Node, NodeTypes, type TypeNode } from "../nodes.ts";

type StructInit = NonNullable<Extract<Node.Init, { readonly which: "struct" }>["struct"]>;
type FieldInit = NonNullable<StructInit["fields"]>[number];

function typesOf(...nodes: readonly Node.Init[]): NodeTypes {
  return new NodeTypes($.decode(CodeGeneratorRequest, $.encode(CodeGeneratorRequest, { nodes })));
}

const struct = (id: bigint, content: StructInit, more: Partial<Node.Fields> = {}): Node.Init => ({
  id,
  displayName: `evil.capnp:S${id}`,
  ...more,
  which: "struct",
  struct: content,
});

const slot = (
  name: string,
  type: TypeNode.Init,
  offset = 0,
  more: { readonly discriminantValue?: number } = {},
): FieldInit => ({
  name,
  ...more,
  which: "slot",
  slot: { type, offset, defaultValue: { which: type.which } as never },
});

const int32: TypeNode.Init = { which: "int32" };
const text: TypeNode.Init = { which: "text" };

/** Looks at all of a struct that there is to look at. */
function use(types: NodeTypes, id: bigint): unknown {
  const type = types.struct(id);
  return [$.describeStruct(type), $.decode(type, $.encode(type, {}))];
}

const broken: readonly (readonly [string, readonly Node.Init[], string])[] = [
  [
    "a field behind the end of the data",
    [struct(1n, { dataWordCount: 1, fields: [slot("a", int32, 2)] })],
    "S1.a is outside of its struct",
  ],
  [
    "a pointer that the struct has not",
    [struct(1n, { pointerCount: 1, fields: [slot("a", text, 1)] })],
    "S1.a is outside of its struct",
  ],
  [
    "a discriminant behind the end of the data",
    [struct(1n, { dataWordCount: 1, discriminantCount: 2, discriminantOffset: 4 })],
    "tells which member is set outside of its data",
  ],
  [
    "two members with one discriminant",
    [
      struct(1n, {
        dataWordCount: 1,
        discriminantCount: 2,
        fields: [
          slot("a", { which: "void" }, 0, { discriminantValue: 1 }),
          slot("b", { which: "void" }, 0, { discriminantValue: 1 }),
        ],
      }),
    ],
    "S1.b is member 1 of a union of 2, or another is, too",
  ],
  [
    "a name that is none",
    [struct(1n, { dataWordCount: 1, fields: [slot("__proto__", int32)] })],
    '"__proto__" in evil.capnp:S1 is not a name',
  ],
  [
    "one name twice",
    [struct(1n, { dataWordCount: 1, fields: [slot("a", int32), slot("a", int32, 1)] })],
    "evil.capnp:S1 has a twice",
  ],
  [
    "a type that is not there",
    [struct(1n, { pointerCount: 1, fields: [slot("a", { which: "struct", struct: { typeId: 2n } })] })],
    "it refers to @0x0000000000000002, which is not in it",
  ],
  [
    "an enum that is a struct",
    [struct(1n, { dataWordCount: 1, fields: [slot("a", { which: "enum", enum: { typeId: 1n } })] })],
    "evil.capnp:S1 is used as enum, but is struct",
  ],
  [
    "a default of another type",
    [
      struct(1n, {
        dataWordCount: 1,
        fields: [
          { name: "a", which: "slot", slot: { type: int32, defaultValue: { which: "text", text: "1" } } },
        ],
      }),
    ],
    "the default of evil.capnp:S1.a is not of its type",
  ],
  [
    "a group that is in itself",
    [
      struct(1n, { fields: [{ name: "a", which: "group", group: { typeId: 2n } }] }),
      struct(
        2n,
        { isGroup: true, fields: [{ name: "b", which: "group", group: { typeId: 2n } }] },
        { scopeId: 2n },
      ),
    ],
    "S2 is no group of evil.capnp:S1",
  ],
  [
    "groups that are in each other",
    [
      struct(
        1n,
        { isGroup: true, fields: [{ name: "a", which: "group", group: { typeId: 2n } }] },
        { scopeId: 2n },
      ),
      struct(
        2n,
        { isGroup: true, fields: [{ name: "b", which: "group", group: { typeId: 1n } }] },
        { scopeId: 1n },
      ),
    ],
    "is inside of itself",
  ],
  [
    "a group that is larger than its struct",
    [
      struct(1n, { fields: [{ name: "a", which: "group", group: { typeId: 2n } }] }),
      struct(2n, { isGroup: true, dataWordCount: 1 }, { scopeId: 1n }),
    ],
    "the group evil.capnp:S2 is larger than its struct",
  ],
  [
    "a scope that is in itself",
    [struct(1n, { dataWordCount: 1 }, { scopeId: 1n })],
    "evil.capnp:S1 is inside of itself",
  ],
];

describe("a struct with", () => {
  test.each(broken)("%s is refused", (_what, nodes, problem) => {
    expect(() => use(typesOf(...nodes), 1n)).toThrow(
      expect.objectContaining({ code: "BAD_SCHEMA", message: expect.stringContaining(problem) }),
    );
  });

  test("a kind of type that there is not yet is refused", () => {
    const encoded = (which: "int8" | "uint8") =>
      $.encode(CodeGeneratorRequest, {
        nodes: [
          struct(1n, { pointerCount: 1, fields: [{ name: "a", which: "slot", slot: { type: { which } } }] }),
        ],
      });
    const bytes = encoded("int8");
    const other = encoded("uint8");
    bytes[bytes.findIndex((byte, i) => byte !== other[i])] = 99;
    expect(() => use(new NodeTypes($.decode(CodeGeneratorRequest, bytes)), 1n)).toThrow(
      "a type is of kind 99, which this version does not know; a newer one may",
    );
  });

  test("itself as a field, or as a superclass, comes to an end", () => {
    const own = { which: "struct", struct: { typeId: 1n } } as const;
    expect(use(typesOf(struct(1n, { pointerCount: 1, fields: [slot("a", own)] })), 1n)).toMatchObject([
      { fields: [{ name: "a", type: "S1" }] },
      { a: undefined },
    ]);
    const types = typesOf({
      id: 1n,
      displayName: "evil.capnp:I",
      which: "interface",
      interface: { superclasses: [{ id: 1n }] },
    });
    expect($.describe(types.interface(1n)).superclasses).toEqual([]);
  });

  test("names that obey a terminal, or hide what is there, has them shown as what they are", () => {
    const node = struct(1n, {}, { displayName: "evil.capnp:\u001b[2J\u202eS" });
    expect($.describeStruct(typesOf(node).struct(1n)).fullName).toBe("evil.capnp:\ufffd[2J\ufffdS");
  });

  test("a default that says more than a message may is refused when it is read", () => {
    const list: TypeNode.Init = { which: "list", list: { elementType: { which: "void" } } };
    const many = $.encode(
      $.structType({
        id: 9n,
        name: "test:Many",
        dataWords: 0,
        pointers: 1,
        fields: () => [["all", $.List($.Void), 0]],
      }),
      {
        all: [undefined],
      } as never,
    );
    // The list is said to have as many elements as a list can, which take no room.
    new DataView(many.buffer, many.byteOffset).setUint32(20, ((2 ** 29 - 1) << 3) >>> 0, true);
    const holder = $.structType<$.Struct<{ readonly all: $.AnyPointerValue }>>({
      id: 9n,
      name: "test:Many",
      dataWords: 0,
      pointers: 1,
      fields: () => [["all", $.AnyPointer, 0]],
    });
    const { all } = $.decode(holder, many);
    const node = struct(1n, {
      pointerCount: 1,
      fields: [
        { name: "a", which: "slot", slot: { type: list, defaultValue: { which: "list", list: all } } },
      ],
    });
    expect(() => use(typesOf(node), 1n)).toThrow(expect.objectContaining({ code: "LIMIT" }));
  });
});
