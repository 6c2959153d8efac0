// annotations.test.ts: annotations, doc comments, and where in its file everything is.
import { describe, expect, test } from "bun:test";
import type { StructReader } from "@teleop/capnp/wire";
import { compiled, compiledIn, mistakesIn, structs } from "./testing/compiled.ts";

const text = (struct: StructReader | undefined): string | undefined => struct?.struct(0)?.text(0);

test("an annotation is put on everything that can have one", () => {
  const { nodes } = compiledIn(`annotation a @0x9f8a7b6c5d4e3f2a (*) :Text;
    $a("file");
    struct S $a("struct") {
      f @0 :Text $a("field");
      u :union $a("union") { v @1 :Text; w @2 :Text; }
      g :group $a("group") { x @3 :Text; }
    }
    enum E $a("enum") { e @0 $a("enumerant"); }
    interface I $a("interface") { m @0 (p :Text $a("param")) $a("method"); }
    const c :Text = "" $a("const");
    annotation b (file) :Text $a("annotation");`);
  const of = (name: string) => structs(nodes.get(`main.capnp${name}`) as StructReader, 2).map(text);
  const members = (name: string) =>
    structs(nodes.get(`main.capnp:${name}`) as StructReader, 3).map((member) => structs(member, 1).map(text));

  expect(["", ":S", ":E", ":I", ":c", ":b"].map(of)).toEqual(
    ["file", "struct", "enum", "interface", "const", "annotation"].map((each) => [each]),
  );
  expect(members("S")).toEqual([["field"], ["union"], ["group"]]);
  expect(members("E")).toEqual([["enumerant"]]);
  expect(members("I")).toEqual([["method"]]);
  expect(members("I.m$Params")).toEqual([["param"]]);
});

describe("an annotation is refused", () => {
  const cases: readonly [declarations: string, found: readonly string[]][] = [
    ["annotation a (struct) :Void; enum E $a { b @0; }", ["1:58 a cannot be put on an enum"]],
    ["annotation a (struct) :Text; struct S $a {}", ["1:60 a needs a value: $a(…)"]],
    ["annotation a (struct) :Text; struct S $a(5) {}", ["1:62 expected Text, got the number 5"]],
    ["annotation a (struct) :Void; struct S $a(1) {}", ["1:62 expected Void, got the number 1"]],
    ["struct A {} struct S $A {}", ["1:43 A is not an annotation"]],
    ["struct S $b {}", ["1:31 there is no b here"]],
    ["annotation a (annotation) :Void $a;", ["1:32 a needs itself to be known"]],
  ];
  for (const [declarations, found] of cases) {
    test(declarations, () => {
      expect(mistakesIn(declarations)).toEqual([...found]);
    });
  }
});

describe("source info", () => {
  const schema = `@0xd3b6bb739ff1b77a;
# The file.

struct S {
  # A struct.

  a @0 :Text;  # A field,
  # in two lines.

  g :group {
    # A group.
    b @1 :Text;
  }
}  # Not of the struct: it has one.

struct T {
}  # Of the struct.
`;
  const comment = (info: StructReader | undefined): string | undefined => info?.text(0);

  test("has the comments of declarations and their members", () => {
    const { infos } = compiled({ "main.capnp": schema });
    const info = infos.get("main.capnp:S");

    expect(comment(infos.get("main.capnp"))).toBe("The file.\n");
    expect(comment(info)).toBe("A struct.\n");
    expect(structs(info as StructReader, 1).map(comment)).toEqual([
      "A field,\nin two lines.\n",
      "A group.\n",
    ]);
    expect(comment(infos.get("main.capnp:S.g"))).toBe("A group.\n");
    expect(comment(infos.get("main.capnp:T"))).toBe("Of the struct.\n");
  });

  test("tells where they are in the file, in bytes, if that is wanted", () => {
    const range = (info: StructReader | undefined) => [info?.uint32(8), info?.uint32(12)];
    const { infos } = compiled({ "main.capnp": schema });
    const without = compiled({ "main.capnp": schema }, { positions: false });
    const start = schema.indexOf("struct S");

    expect(range(infos.get("main.capnp:S"))).toEqual([start, schema.indexOf("\nstruct T")]);
    expect(range(without.infos.get("main.capnp:S"))).toEqual([0, 0]);
  });
});
