// nodes.test.ts: types at run time as a compiled schema, and back: nothing of what they are is lost on the way.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { brandOf, CodeGeneratorRequest, NodeTypes, nodesOf } from "../nodes.ts";
import * as corners from "../testing/corners.capnp.ts";
import * as sample from "../testing/sample.capnp.ts";

const declared = Object.entries({ ...sample, ...corners }).filter(
  ([, value]) => value !== null && typeof value === "object" && "kind" in value && value.kind !== "group",
) as readonly (readonly [string, $.Struct | $.Interface | $.Enum])[];
const structs = declared.filter(([, type]) => type.kind === "struct") as readonly (readonly [
  string,
  $.Struct,
])[];
const interfaces = declared.filter(([, type]) => type.kind === "interface") as readonly (readonly [
  string,
  $.Interface,
])[];

/** A schema as a peer would get it: sent and read. */
function sent(types: readonly $.Type[]): CodeGeneratorRequest {
  return $.decode(CodeGeneratorRequest, $.encode(CodeGeneratorRequest, nodesOf(types)));
}

describe("types that are made of the nodes of others", () => {
  const types = new NodeTypes(sent(declared.map(([, type]) => type)));

  test.each(interfaces)("of the interface %s are described alike", (_name, type) => {
    expect($.describe(types.interface(type.id))).toEqual($.describe(type));
  });

  // A generic makes so many types of itself and no more, of which other tests of this process may have had theirs.
  const ending = structs.filter(([name]) => name !== "Branching");

  test.each(ending)("of the struct %s are described alike", (_name, type) => {
    expect($.describeStruct(types.struct(type.id))).toEqual($.describeStruct(type));
  });

  test.each(structs)("of the struct %s write and read what the others do", (_name, type) => {
    const made = types.struct(type.id);
    const empty = $.encode(type, {});
    expect($.encode(made, {})).toEqual(empty);
    expect(
      Bun.deepEquals(
        $.toJson(made, $.decode(made, empty) as never),
        $.toJson(type, $.decode(type, empty) as never),
      ),
    ).toBe(true);
  });

  test("have the same nodes again", () => {
    const again = [...types.nodes.values()].flatMap((node): $.Type[] =>
      node.which === "struct" && "struct" in node && !node.struct.isGroup
        ? [types.struct(node.id)]
        : node.which === "interface"
          ? [types.interface(node.id)]
          : [],
    );
    const order = (request: CodeGeneratorRequest) =>
      $.toJson(CodeGeneratorRequest, {
        ...request,
        nodes: [...request.nodes].sort((a, b) => (a.id < b.id ? -1 : 1)),
        sourceInfo: [...request.sourceInfo].sort((a, b) => (a.id < b.id ? -1 : 1)),
      });
    const all = sent(declared.map(([, type]) => type));
    const enums = all.nodes.filter((node) => node.which === "enum").length;
    expect(enums).toBeGreaterThan(0);
    const { nodes } = sent(again);
    expect(nodes.map(({ id }) => id).sort()).toEqual(all.nodes.map(({ id }) => id).sort());
    expect(order(sent(again))).toEqual(order(all));
  });
});

test("what a type of a service is bound to is told by its brand", () => {
  const type = corners.Growing.of($.Text);
  const brand = brandOf(type);
  const types = new NodeTypes(sent([type]));
  expect($.describe(types.interface(type.id, brand as never)).name).toBe("Growing(Text)");
  expect($.describe(types.interface(type.id)).name).toBe("Growing");
  expect(brandOf(sample.HashFactory)).toBeUndefined();
});

test("what is declared in no schema has no nodes", () => {
  expect(() => nodesOf([$.Text])).toThrow("Text is not declared in a schema");
  expect(() => nodesOf([corners.Mirror_group])).toThrow("Mirror.group is a group");
});
