// bounds.test.ts: whatever a schema has in it, compiling ends soon, with a result or with what is wrong.
import { describe, expect, test } from "bun:test";
import { compile } from "./compile.ts";
import { memoryFiles } from "./schema-files.ts";

const many = 20_000;
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("\n");

/** The first thing that is wrong; undefined: nothing. */
function firstMistake(declarations: string): string | undefined {
  const fileSystem = memoryFiles({ "main.capnp": `@0xd3b6bb739ff1b77a;\n${declarations}` });
  const { request, diagnostics } = compile(["main.capnp"], { fileSystem });
  expect(diagnostics.every(({ message }) => message.length <= 400)).toBe(true);
  return request === undefined ? diagnostics[0].message : undefined;
}

describe("what has no end, or nearly none, is refused", () => {
  const cases: readonly [what: string, declarations: string, message: string][] = [
    ["parentheses in parentheses", `const c :Text = ${"(".repeat(many)}`, "nests deeper than 200"],
    [
      "lists of lists",
      `struct S { a @0 :${"List(".repeat(many)}Text${")".repeat(many)}; }`,
      "nests deeper than 200",
    ],
    ["structs in structs", "struct S {".repeat(many), "nests deeper than 200"],
    ["groups in groups", `struct S {${"g :group {".repeat(many)}`, "groups and unions nest deeper than 50"],
    ["members of members", `using A = B${".c".repeat(many)};`, "goes on for more than 200 names"],
    [
      "names that stand for names",
      lines(many, (i) => `using A${i} = A${i + 1};`),
      "more than 200 declarations need each other to be known, one after the other",
    ],
    [
      "constants that need constants",
      lines(many, (i) => `const c${i} :Int8 = .c${i + 1};`),
      "more than 200 declarations need each other to be known, one after the other",
    ],
    [
      "types that double",
      `struct P(A, B) {}\nusing A0 = P(Text, Text);\n${lines(60, (i) => `using A${i + 1} = P(A${i}, A${i});`)}`,
      "the type is too large: it has 16383 parts, nested 14 deep",
    ],
    [
      "types that grow deeper",
      `using A0 = Text;\n${lines(many, (i) => `using A${i + 1} = List(A${i});`)}`,
      "the type is too large: it has 101 parts, nested 101 deep",
    ],
    [
      "values that double",
      `struct P { a @0 :List(P); }\nconst c0 :P = ();\n${lines(60, (i) => `const c${i + 1} :P = (a = [.c${i}, .c${i}]);`)}`,
      "with this value all values come to more than 256 MiB",
    ],
    [
      "values that grow deeper",
      `struct P { a @0 :P; }\nconst c0 :P = ();\n${lines(300, (i) => `const c${i + 1} :P = (a = .c${i});`)}`,
      "the value nests deeper than 200",
    ],
  ];
  for (const [what, declarations, message] of cases) {
    test(what, () => {
      expect(firstMistake(declarations)).toBe(message);
    });
  }

  test("names that are as long as the file, which no message repeats", () => {
    expect(firstMistake(`struct S { a @0 :${"X".repeat(100_000)}; }`)).toMatch(
      /^there is no X{100,300} … X{35} here$/,
    );
    expect(firstMistake(`${"-".repeat(100_000)};`)).toContain(" … ");
  });
});

describe("what is only large is compiled", () => {
  const cases: readonly [what: string, declarations: string][] = [
    [
      "a struct of the most fields that there can be",
      `struct S { ${lines(65_536, (i) => `f${i} @${i} :Bool;`)} }`,
    ],
    [
      "a group of many fields in a union",
      `struct S { union { a @0 :Text; g :group { ${lines(many, (i) => `f${i} @${i + 1} :Int64;`)} } } }`,
    ],
    [
      "many names, each for the one before it",
      `using A0 = Text;\n${lines(many, (i) => `using A${i + 1} = A${i};`)}`,
    ],
    ["a text of many parts", `const c :Text = ${'"a" '.repeat(many)};`],
  ];
  for (const [what, declarations] of cases) {
    test(what, () => {
      expect(firstMistake(declarations)).toBeUndefined();
    });
  }
});

test("no byte of a schema, changed or left out, makes the compiler throw", () => {
  const text = `@0xd3b6bb739ff1b77a; # Doc.
    annotation a (*) :Text; struct S(T) $a("x") { union { b @0 :T; g :group { c @1 :Int8 = -1; d @2 :List(Bool) = [true]; } } }
    enum E { e @0; } const f :S = (g = (c = 0x10, d = [])); interface I extends() { m @0 [U] (v :U) -> stream; }`;
  const bytes = new TextEncoder().encode(text);
  const attempts: Uint8Array[] = [];
  for (let at = 0; at < bytes.byteLength; at++) {
    attempts.push(
      Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]),
      bytes.subarray(0, at),
    );
    for (const byte of [0, 0x22, 0x28, 0x29, 0x3b, 0x7b, 0x7d, 0x40, 0xff]) {
      attempts.push(bytes.with(at, byte));
    }
  }
  for (const attempt of attempts) {
    const { request, diagnostics } = compile(["main.capnp"], {
      fileSystem: memoryFiles({ "main.capnp": attempt }),
    });
    expect(request === undefined).toBe(diagnostics.length > 0);
  }
});
