// parser.test.ts: one mistake in a schema is told once, and what comes behind it is read all the same.
import { describe, expect, test } from "bun:test";
import { compiledIn, mistakes, mistakesIn } from "./testing/compiled.ts";

describe("a mistake is told once, at the place where it is", () => {
  const cases: readonly [what: string, declarations: string, found: readonly string[]][] = [
    [
      "a semicolon that is missing, at the end of the line",
      "\nstruct S {\n  a @0 :Text\n  b @1 :Text;\n}",
      ['3:13 expected ";", got "b"'],
    ],
    ["a type that is missing", "struct S { a @0 :; b @1 :Text; }", ['1:38 expected a type, got ";"']],
    [
      "a colon that is missing",
      "struct S { a @0 Text; b @1 :Text; }",
      ['1:37 expected ":" before the type, got "Text"'],
    ],
    [
      "a number that is missing",
      "struct S { a :Text; b @0 :Text; }",
      ['1:33 expected the field\'s number, such as @0, got ":"'],
    ],
    ["a value that is missing", "const a :Text = ;", ['1:36 expected a value, got ";"']],
    [
      "a keyword that is none",
      "strcut S { a @0 :Text; }",
      [
        '1:21 expected a declaration, such as using, const, annotation, enum, struct, interface, or the file\'s id, got "strcut"',
      ],
    ],
    ["a brace that is missing", "struct S { a @0 :Text;", ['1:43 expected "}", got the end of the file']],
    ["a brace too many", "struct S {} }", ["1:33 there is no { that this } would close"]],
    ["a parenthesis that is missing", "struct S { a @0 :List(Text; }", ['1:47 expected "," or ")", got ";"']],
    ["an empty part of a list", 'const a :List(Text) = ["x",, "y"];', ['1:48 expected a value, got ","']],
    [
      "a block where there is none",
      'const a :Text = "x" { b @0 :Text; }',
      ['1:41 expected ";", got a block'],
    ],
    [
      "a block where the file's annotations are",
      "annotation a (file) :Void; $a { }",
      ['1:51 expected ";", got a block'],
    ],
    ["no block where there is one", "struct S;", ['1:29 expected a block in { and }, got ";"']],
    ["signs that stand together", "const a :Int8 =-1;", ['1:35 expected "=" and a value, got "=-"']],
    [
      "a union with a number from before these went without",
      "struct S { u @0 :union { a @1 :Text; b @2 :Text; } }",
      ["1:35 a union has no number of its own"],
    ],
    [
      "a colon that is missing before a union",
      "struct S { a @0 :Text; u @1! union { b @2 :Text; c @3 :Text; } }",
      ['1:50 expected ":" before union'],
    ],
    [
      "a number that is missing of a method, whose others have theirs",
      "interface I { a @0 (); b (); c @2 (); }",
      ['1:46 expected its number, such as @0, got "("'],
    ],
    [
      "type parameters as other languages have them",
      "struct S { a @0 :List<Text>; b @1 :Text; }",
      ['1:42 expected "(", got "<"'],
    ],
    ["an import that has no name", '\nimport "/capnp/c++.capnp";', ["2:1 an import has a name here"]],
    [
      "a using without a name",
      'using import "/capnp/c++.capnp";',
      ["1:27 expected a name and = before this, or .name behind it, to be known by"],
    ],
    [
      "stream before the arrow",
      "interface I { m @0 stream -> (); }",
      ["1:40 stream stands behind ->: it is what a method gives"],
    ],
    [
      "an annotation's target that is none",
      "annotation a (filed, *, field, field) :Text;",
      [
        "1:35 there is no filed that an annotation could be put on",
        "1:42 * stands for all there is, beside which there is no other",
        "1:45 field stands here twice",
        "1:52 field stands here twice",
      ],
    ],
    [
      "an id without its highest bit",
      "struct S @0x1234 {}",
      ["1:31 an id has its highest bit set, which this has not"],
    ],
    [
      "a number that is too large",
      "struct S { a @65536 :Text; }",
      ["1:35 a number behind @ is at most 65535 here", "1:35 numbers have no holes, but @0 is not used"],
    ],
  ];
  for (const [what, declarations, found] of cases) {
    test(what, () => {
      expect(mistakesIn(declarations)).toEqual([...found]);
    });
  }
});

describe("behind a mistake", () => {
  test("the other members of a struct are read, and the other parts of a list", () => {
    expect(
      mistakesIn(`
struct S {
  a @0 :Nothing;
  b @1 :;
  c @2 :List(5x);
  d @3 :Nowhere;
}
const l :List(Int8) = [1, -, 300, "x"];`),
    ).toEqual([
      "3:9 there is no Nothing here",
      '4:9 expected a type, got ";"',
      "5:14 5x is not a number",
      "6:9 there is no Nowhere here",
      '8:27 expected a value, got "-"',
      "8:30 Int8 has numbers from -128 to 127, not 300",
      "8:35 expected Int8, got a value of Text",
    ]);
  });

  test("a declaration is known by its name, and its block is read", () => {
    expect(mistakesIn("struct Broken 5 { a @0 :Nothing; } struct S { b @0 :Broken; c @1 :Broken; }")).toEqual(
      ['1:35 expected "{", got the number 5', "1:45 there is no Nothing here"],
    );
  });

  test("numbers of members that could not be read are not missed", () => {
    expect(mistakesIn("struct S { a @0 :Text; !! @1 :Text; c @2 :Text; }")).toEqual([
      '1:44 expected a field, such as name @0 :Text, or a declaration, got "!!"',
    ]);
  });

  test("an id that could be in what was not read is not missed", () => {
    expect(mistakes({ "main.capnp": "@0xd3b6bb739ff1b77a\nstruct S {}" })).toEqual([
      'main.capnp:1:20 expected ";", got "struct"',
    ]);
  });
});

test("words of the language are names where a name is expected", () => {
  const { nodes } = compiledIn(`
    struct S { struct @0 :Text; union @1 :Text; using @2 :Text; enum :union { const @3 :Void; import @4 :Void; }
      group :group { annotation @5 :Text; } }
    interface I { interface @0 (stream :Text); extends @1 () -> (stream :Text); }
    enum E { enum @0; struct @1; }`);

  expect(nodes.has("main.capnp:S.group")).toBe(true);
  expect(nodes.has("main.capnp:I.extends$Results")).toBe(true);
});
