// resolve.test.ts: what names stand for, and what is said of those that stand for nothing.

import { describe, expect, test } from "bun:test";
import type { StructReader } from "@teleop/capnp/wire";
import { compile } from "./compile.ts";
import { memoryFiles } from "./schema-files.ts";
import { compiled, compiledIn, mistakes, mistakesIn, structs } from "./testing/compiled.ts";

/** The types of the fields of a struct, as `Name` or `Name(Brand)`. */
function types(declarations: string, name = "S"): Record<string, string> {
  const { nodes } = compiledIn(declarations);
  const names = new Map(
    [...nodes].map(([display, node]) => [node.uint64(0), display.split(/[:.]/).at(-1) ?? ""]),
  );
  const node = nodes.get(`main.capnp:${name}`);
  if (node === undefined) throw new Error(`there is no ${name}`);
  return Object.fromEntries(
    structs(node, 3).map((field) => [field.text(0), typeText(field.struct(2), names)]),
  );
}

function typeText(type: StructReader | undefined, names: ReadonlyMap<bigint, string>): string {
  const tag = type?.uint16(0) ?? 0;
  if (type === undefined || tag < 12) return `kind ${tag}`;
  if (tag < 14) return ["Text", "Data"][tag - 12] ?? "";
  if (tag === 14) return `List(${typeText(type.struct(0), names)})`;
  if (tag === 18) {
    if (type.uint16(8) === 1) return `${names.get(type.uint64(16)) ?? "method"}.${type.uint16(10)}`;
    return type.uint16(8) === 2 ? `own.${type.uint16(10)}` : `any ${type.uint16(10)}`;
  }
  const brand = type.struct(0);
  const scopes = brand === undefined ? [] : structs(brand, 0);
  const texts = scopes.map((scope) => {
    const bound =
      scope.uint16(8) === 1
        ? "*"
        : structs(scope, 0)
            .map((each) => typeText(each.struct(0), names))
            .join(" ");
    return `${names.get(scope.uint64(0)) ?? "?"}=${bound}`;
  });
  return `${names.get(type.uint64(8))}${texts.length === 0 ? "" : `[${texts.join(", ")}]`}`;
}

describe("a name stands for", () => {
  test("what is nearest: in the declaration, around it, in the file, built in", () => {
    const found = types(
      `
      struct Text2 {} struct A { struct B { struct A {} x @0 :A; y @1 :B; z @2 :Text2; w @3 : .A; } }`,
      "A.B",
    );

    expect(found).toEqual({ x: "A", y: "B", z: "Text2", w: "A" });
  });

  test("another declaration, by way of using", () => {
    const found = types(`
      using T = Text; using L = List(T); using In = Outer.Inner; using import "/capnp/stream.capnp".StreamResult;
      struct Outer { struct Inner {} } struct S { a @0 :T; b @1 :L; c @2 :In; d @3 :StreamResult; }`);

    expect(found).toEqual({ a: "Text", b: "List(Text)", c: "Inner", d: "StreamResult" });
  });

  test("any pointer of a kind", () => {
    expect(types("struct S { a @0 :AnyPointer; b @1 :AnyStruct; c @2 :AnyList; d @3 :Capability; }")).toEqual(
      {
        a: "any 0",
        b: "any 1",
        c: "any 2",
        d: "any 3",
      },
    );
  });
});

describe("type parameters", () => {
  test("are bound where a generic is named, and unbound where nothing is given", () => {
    const found =
      types(`struct Map(K, V) { entries @0 :List(Entry); struct Entry { key @0 :K; value @1 :V; } }
      struct S { a @0 :Map(Text, Data); b @1 :Map; c @2 :Map(Text, List(Text)).Entry; }`);

    expect(found).toEqual({ a: "Map[Map=Text Data]", b: "Map", c: "Entry[Map=Text List(Text)]" });
  });

  test("stand for themselves in their declaration", () => {
    const declarations =
      "struct Map(K, V) { a @0 :K; b @1 :Entry; c @2 :Map(V, K); struct Entry { key @0 :V; } }";

    expect(types(declarations, "Map")).toEqual({ a: "Map.0", b: "Entry[Map=*]", c: "Map[Map=Map.1 Map.0]" });
    expect(types(declarations, "Map.Entry")).toEqual({ key: "Map.1" });
  });

  test("are kept by the names that using gives", () => {
    const found = types(`struct Box(T) { using Of = Box(Box(T)); value @0 :T; }
      using Texts = Box(Text); using Nested = Texts.Of;
      struct S { a @0 :Texts; b @1 :Nested; c @2 :Box(Data).Of; }`);

    expect(found).toEqual({ a: "Box[Box=Text]", b: "Box[Box=Box[Box=Text]]", c: "Box[Box=Box[Box=Data]]" });
  });

  test("of a method are known in what it takes and gives", () => {
    const declarations = "struct Box(T) { a @0 :T; } interface I { m @0 [T] (value :T) -> Box(T); }";
    const { nodes } = compiledIn(declarations);
    const interfaceNode = nodes.get("main.capnp:I");
    const [method] = interfaceNode === undefined ? [] : structs(interfaceNode, 3);

    expect(types(declarations, "I.m$Params")).toEqual({ value: "m$Params.0" });
    expect(method?.uint64(16)).toBe(nodes.get("main.capnp:Box")?.uint64(0));
  });

  const refused: readonly [declarations: string, mistake: string][] = [
    [
      "struct Box(T) {} struct S { a @0 :Box(Text, Text); }",
      "1:55 Box has 1 type parameter, but 2 are given",
    ],
    ["struct S { a @0 :Text(Data); }", "1:38 Text has no type parameters, but 1 is given"],
    ["struct S { a @0 :List; }", "1:38 List has 1 type parameter, but none is given"],
    ["struct S { a @0 :List(AnyPointer); }", "1:38 there are no lists of AnyPointer"],
    ["struct S(T) { a @0 :List(T); }", "1:41 there are no lists of a type parameter"],
    ["struct S(T) { a @0 :T(Text); }", "1:41 T is a type parameter, which has none of its own"],
    [
      "struct Box(T) {} struct S { a @0 :Box(Int8); }",
      "1:55 a type parameter stands for a pointer: Text, Data, a list, a struct, an interface or AnyPointer",
    ],
    [
      "struct Box(T) {} struct S { a @0 :Box(T = Text); }",
      "1:59 type parameters are given in their order, without names",
    ],
    [
      "interface I { m @0 [T] (a :Text) -> T; }",
      "1:57 T is a type parameter, which cannot be all that a method takes or gives",
    ],
    ["interface I(T) extends(T) {}", "1:44 T is a type parameter, which an interface cannot extend"],
  ];
  for (const [declarations, mistake] of refused) {
    test(`are refused: ${declarations}`, () => {
      expect(mistakesIn(declarations)).toEqual([mistake]);
    });
  }
});

test("an alias is not there for what it stands for itself: its name is looked up further out", () => {
  expect(mistakesIn("using Text = Text; struct S { a @0 :Text; }")).toEqual([]);
  expect(
    mistakesIn("struct A { struct C {} } struct S { using A = B; using B = A.C; a @0 :A; b @1 :B; }"),
  ).toEqual([]);
});

describe("a name that stands for nothing that is wanted", () => {
  const cases: readonly [declarations: string, found: readonly string[]][] = [
    ["struct S { a @0 :Nothing; }", ["1:38 there is no Nothing here"]],
    ["struct S { a @0 : .Text; }", ["1:40 there is no Text here"]],
    ["struct Outer {} struct S { a @0 :Outer.Inner; }", ["1:60 Outer has no member Inner"]],
    ['const c :Text = ""; struct S { a @0 : .c; }', ["1:59 .c is a constant, not a type"]],
    ["struct S { a @0 :5; }", ["1:38 expected a name"]],
    ["struct S {} interface I extends(S) {}", ["1:53 S is not an interface"]],
    ["interface I { m @0 Text; }", ["1:40 Text is not a struct"]],
    ["using A = B; using B = A; struct S { a @0 :A; }", ["1:44 A is used to say what it stands for itself"]],
    ["using A = .A; struct S { a @0 :A; }", ["1:32 there is no A here"]],
    ["struct S { a @0 :Object; }", ["1:38 Object is called AnyPointer since Cap'n Proto 0.4"]],
  ];
  for (const [declarations, found] of cases) {
    test(declarations, () => {
      expect(mistakesIn(declarations)).toEqual([...found]);
    });
  }
});

test("what may have been meant is told: another word, or what another language calls it", () => {
  const fileSystem = memoryFiles({
    "main.capnp": `@0xd3b6bb739ff1b77a;
      struct Person { name @0 :string; age @1 :uint8; friend @2 :Preson; address @3 :Person.Adress; struct Address {} }
      const c :Bool = True;
      message M {}`,
  });
  const { diagnostics } = compile(["main.capnp"], { fileSystem });

  expect(diagnostics.map(({ help }) => help)).toEqual([
    "did you mean Text?",
    "did you mean UInt8?",
    "did you mean Person?",
    "did you mean Address?",
    "did you mean true?",
    "did you mean struct?",
  ]);
});

describe("what can be written instead is told for", () => {
  const cases: readonly [declarations: string, help: string][] = [
    ["struct S { a @0 :[Text]; }", "write List(Text)"],
    ["struct book_item {}", "write BookItem: generated code has the style of its language"],
    ["struct S { Title @0 :Text; }", "write title: generated code has the style of its language"],
    ["struct S { URLPath @0 :Text; }", "write urlPath: generated code has the style of its language"],
    ["const MAX_SIZE :Int8 = 1;", "write maxSize: generated code has the style of its language"],
    ["interface I { m @0 () -> Void; }", "write () for nothing"],
    ["interface I { m @0 () -> Text; }", "to have a field of this type, name it: (value :Text)"],
    ["enum E { red @0; green @1; } const c :E = E.red;", "write red"],
    ["enum E { red @0; green @1; } const c :E = gren;", "did you mean green?"],
    ["enum E { red @0; green @1; } const c :E = purple;", "it has red, green"],
  ];
  for (const [declarations, help] of cases) {
    test(declarations, () => {
      const fileSystem = memoryFiles({ "main.capnp": `@0xd3b6bb739ff1b77a; ${declarations}` });
      const { diagnostics } = compile(["main.capnp"], { fileSystem });
      expect(new Set(diagnostics.map((each) => each.help))).toEqual(new Set([help]));
    });
  }
});

describe("names of members", () => {
  const cases: readonly [declarations: string, found: readonly string[]][] = [
    ["struct S { a @0 :Text; a @1 :Text; }", ["1:44 there is a here already"]],
    ["struct S { a @0 :Text; union { a @1 :Text; b @2 :Text; } }", ["1:52 there is a here already"]],
    ["struct S { u :union { a @0 :Text; b @1 :Text; } a @2 :Text; }", []],
    [
      "struct S {} enum S { a @0; }",
      ["1:38 there is S here already", "1:38 the id @0xa6ea8d2c4a3fd3a9 is used already"],
    ],
    ["struct s {}", ["1:28 the name of a type begins with a capital letter, which s does not"]],
    [
      "struct S { A @0 :Text; }",
      ["1:32 only the names of types begin with a capital letter, or another sign, as A does"],
    ],
    ["struct S { a_b @0 :Text; }", ["1:32 names have no underscores, as a_b has"]],
    ["using t = Text;", ["1:27 the name of a type begins with a capital letter, which t does not"]],
    [
      "const c :Int8 = 1; using D = .c;",
      ["1:46 only the names of types begin with a capital letter, or another sign, as D does"],
    ],
    ["interface I { m @0 (a :Text, a :Text); }", ["1:50 there is a here already"]],
    ["struct S { g :group { a @0 :Text; struct T {} } }", ["1:62 a group has fields only, and T is none"]],
    [
      "enum E { a @0; c @2; b @2; }",
      ["1:39 numbers have no holes, but @1 is not used", "1:45 the number @2 is used already"],
    ],
  ];
  for (const [declarations, found] of cases) {
    test(`${found.length === 0 ? "are good" : "are refused"}: ${declarations}`, () => {
      expect(
        mistakesIn(declarations).map((mistake) => mistake.replace(/@0x\w+/, "@0xa6ea8d2c4a3fd3a9")),
      ).toEqual([...found]);
    });
  }
});

describe("an import", () => {
  test("is looked up from the file that it stands in, or in the import paths, the first one first", () => {
    const { nodes } = compiled(
      {
        "main.capnp": `@0xd3b6bb739ff1b77a;
          struct S { a @0 :import "sub/../sub/a.capnp".A; b @1 :import "/b.capnp".B; }`,
        "sub/a.capnp": '@0x9f8a7b6c5d4e3f2a; struct A { c @0 :import "c.capnp".C; }',
        "sub/c.capnp": "@0x9f8a7b6c5d4e3f2b; struct C {}",
        "second/b.capnp": "@0x9f8a7b6c5d4e3f2c; struct B {}",
        "first/b.capnp": "@0x9f8a7b6c5d4e3f2d; struct B {}",
      },
      { importPaths: ["first", "second"] },
    );

    expect([...nodes.keys()].filter((name) => name.includes(":")).sort()).toEqual([
      "b.capnp:B",
      "main.capnp:S",
      "sub/a.capnp:A",
      "sub/c.capnp:C",
    ]);
    expect(nodes.get("b.capnp")?.uint64(0)).toBe(0x9f8a7b6c5d4e3f2dn);
  });

  test("that does not exist is told with where it was looked for", () => {
    const files = {
      "main.capnp": '@0xd3b6bb739ff1b77a; using A = import "/a.capnp"; using B = import "b.capnp";',
    };

    expect(mistakes(files, { importPaths: ["first", "second"], noStandardImport: true })).toEqual([
      "main.capnp:1:39 /a.capnp cannot be imported: there is no first/a.capnp, nor second/a.capnp",
      "main.capnp:1:68 b.capnp cannot be imported: there is no b.capnp",
    ]);
  });

  test("cannot lead out of the folder of the schemas", () => {
    const files = {
      "sub/main.capnp": '@0xd3b6bb739ff1b77a; using A = import "../a.capnp";',
      "a.capnp": "@0x9f8a7b6c5d4e3f2a;",
    };

    expect(mistakes(files)).toEqual([]);
    expect(mistakes(files, { sourcePrefix: "sub" })).toEqual([
      "sub/main.capnp:1:39 ../a.capnp cannot be imported: it leads out of /sub",
    ]);
  });

  test("of files that import each other ends", () => {
    const { nodes } = compiled({
      "main.capnp": '@0xd3b6bb739ff1b77a; struct S { a @0 :import "a.capnp".A; }',
      "a.capnp": '@0x9f8a7b6c5d4e3f2a; struct A { s @0 :import "main.capnp".S; }',
    });

    expect(nodes.size).toBe(4);
  });

  test("of a file whose id is taken is told in both files", () => {
    const files = {
      "main.capnp": '@0xd3b6bb739ff1b77a; struct S { a @0 :import "a.capnp".A; }',
      "a.capnp": "@0xd3b6bb739ff1b77a; struct A {}",
    };

    expect(mistakes(files)).toContain("a.capnp:1:2 the id @0xd3b6bb739ff1b77a is used already");
  });
});
