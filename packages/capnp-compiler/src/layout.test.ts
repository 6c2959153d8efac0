// layout.test.ts: where fields lie, as the native compiler laid these structs out.
import { describe, expect, test } from "bun:test";
import { compiledIn, layoutOf, mistakesIn } from "./testing/compiled.ts";

const cases: readonly [what: string, struct: string, layouts: Readonly<Record<string, string>>][] = [
  [
    "a field fills the smallest hole that alignment left",
    `struct S { a @0 :Bool; b @1 :Int32; c @2 :Int8; d @3 :Int64; e @4 :Int16; f @5 :Bool; g @6 :Int32; h @7 :Text;
      i @8 :Void; }`,
    { S: "3w 1p a:0 b:1 c:1 d:1 e:1 f:1 g:4 h:0 i:0" },
  ],
  [
    "the members of a union share their space, and its tag comes before the second one",
    "struct S { a @0 :Int32; union { b @1 :Int8; c @2 :Int64; d @3 :Text; e @4 :Data; } f @5 :Int16; }",
    { S: "3w 1p tag 3 a:0 b:4/0 c:1/1 d:0/2 e:0/3 f:8" },
  ],
  [
    "a union can be made of a field that was alone before",
    "struct S { a @0 :Int32; union { b @1 :Int8; c @3 :Int16; } d @2 :Int64; }",
    { S: "2w 0p tag 3 a:0 b:4/0 d:1 c:2/1" },
  ],
  [
    "a union with a number has its tag where the number is",
    "struct S { a @0 :Int8; u @1! :union { b @2 :Int8; c @3 :Int16; } }",
    { S: "1w 0p a:0 u:group", "S.u": "1w 0p tag 1 b:1/0 c:2/1" },
  ],
  [
    "what is in a group lies where it would without",
    "struct S { a @0 :Int8; g :group { b @1 :Int32; c @3 :Text; } d @2 :Int8; h :group { e @4 :Int64; } }",
    { S: "2w 1p a:0 g:group d:1 h:group", "S.g": "2w 1p b:1 c:0", "S.h": "2w 1p e:1" },
  ],
  [
    "a union in a group in a union shares the space of that",
    `struct S { union { a @0 :Int8; g :group { b @1 :Int16; v :union { c @2 :Int32; d @3 :Int8; e @4 :Text; } }
      f @5 :Float64; } }`,
    {
      S: "2w 1p tag 1 a:0/0 g:group/1 f:1/2",
      "S.g": "2w 1p b:0 v:group",
      "S.g.v": "2w 1p tag 4 c:1/0 d:4/1 e:0/2",
    },
  ],
  [
    "a member of a union makes its space larger while what is behind it is free",
    "struct S { union { a @0 :Int16; g :group { b @1 :Int8; c @2 :Int32; d @3 :Int64; e @4 :Bool; } } z @5 :Int8; }",
    { S: "3w 0p tag 1 a:0/0 g:group/1 z:16", "S.g": "3w 0p b:0 c:1 d:1 e:8" },
  ],
  [
    "a field without size takes none, but makes a union of what it is beside",
    "struct S { union { a @0 :Void; b @1 :Void; g :group { c @2 :Void; d @3 :Bool; } } }",
    { S: "1w 0p tag 0 a:0/0 b:0/1 g:group/2", "S.g": "1w 0p c:0 d:16" },
  ],
];

describe("fields of a struct", () => {
  for (const [what, struct, layouts] of cases) {
    test(what, () => {
      const { nodes } = compiledIn(struct);
      for (const [name, layout] of Object.entries(layouts)) {
        expect(layoutOf(nodes.get(`main.capnp:${name}`))).toBe(layout);
      }
    });
  }

  test("are numbered in another order than they are written, and know both", () => {
    const { nodes } = compiledIn("struct S { b @1 :Int64; a @0 :Int8; }");

    expect(layoutOf(nodes.get("main.capnp:S"))).toBe("2w 0p a:0 b:1");
  });

  test("of a method are laid out in the order in which they are written", () => {
    const { nodes } = compiledIn("interface I { m @0 (b :Text, a :Int8 = 3) -> (c :Bool); }");

    expect(layoutOf(nodes.get("main.capnp:I.m$Params"))).toBe("1w 1p b:0 a:0");
    expect(layoutOf(nodes.get("main.capnp:I.m$Results"))).toBe("1w 0p c:0");
  });
});

describe("a struct is refused", () => {
  test("whose union has one member, or a union without a name in it", () => {
    expect(mistakesIn("struct S { union { a @0 :Int8; } }")).toEqual([
      "1:32 a union has two members at least",
    ]);
    expect(mistakesIn("struct S { union { a @0 :Int8; union { b @1 :Int8; c @2 :Int8; } } }")).toEqual([
      "1:52 a union in a union has a name",
    ]);
  });

  test("with a group that has no member", () => {
    expect(mistakesIn("struct S { g :group {} }")).toEqual(["1:32 a group has one member at least"]);
  });

  test("whose union has a number behind those of two of its members", () => {
    expect(mistakesIn("struct S { u @2! :union { a @0 :Int8; b @1 :Int8; } }")).toEqual([
      "1:35 the number of a union is greater than that of one of its members at most: a single field can become a union later",
    ]);
  });

  test("that compilers before 0.6 laid out otherwise, and wrong", () => {
    const nested =
      "struct S { union { a @0 :Int8; g :group { b @1 :Int32; u :union { c @2 :Bool; d @3 :Int8; } } } }";

    expect(mistakesIn(nested)).toEqual([
      "1:99 compilers for Cap'n Proto 0.5 and before laid this out over another field, and no layout is right for all",
    ]);
  });
});
