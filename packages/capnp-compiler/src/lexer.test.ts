// lexer.test.ts: what the tokens of a schema are.
import { describe, expect, test } from "bun:test";
import { Diagnostics } from "./diagnostics.ts";
import { lex } from "./lexer.ts";
import { SourceFile } from "./source.ts";

function tokens(text: string | Uint8Array): { readonly all: unknown[]; readonly mistakes: string[] } {
  const diagnostics = new Diagnostics();
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const all = lex(new SourceFile("main.capnp", bytes), diagnostics).slice(0, -1);
  return {
    all: all
      .filter(({ kind }) => kind !== "mistake")
      .map((token) => {
        if ("text" in token) return token.text;
        if ("value" in token) return token.value;
        return "bytes" in token ? [...token.bytes] : token.kind;
      }),
    mistakes: diagnostics.all().map(({ range, message }) => `${range?.line}:${range?.column} ${message}`),
  };
}

const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)];

describe("tokens", () => {
  const cases: readonly [what: string, text: string, all: unknown[]][] = [
    ["words", "struct Foo_1 x", ["struct", "Foo_1", "x"]],
    ["signs that stand together are one", "= -1 =-1 ->", ["=", "-", 1n, "=-", 1n, "->"]],
    ["decimal, hexadecimal and octal numbers", "10 0x1F 017 0", [10n, 31n, 15n, 0n]],
    ["a digit that is not octal begins another number", "@08", ["@", 0n, 8n]],
    ["floating-point numbers", "1.5 1. 2e3 2E-1 0.5", [1.5, 1, 2000, 0.2, 0.5]],
    ["brackets and separators", "([,]);{}", ["(", "[", ",", "]", ")", ";", "{", "}"]],
    ["text with escapes", String.raw`"a\n\x41\101\"\\"`, [bytesOf('a\nAA"\\')]],
    ["text that holds any bytes", String.raw`"\xff\0"`, [[255, 0]]],
    ["text of other alphabets", '"ö"', [bytesOf("ö")]],
    ["a line in a backtick", "`the rest\nx", [bytesOf("the rest\n"), "x"]],
    ["data", '0x"da 7A\n00"', [[0xda, 0x7a, 0]]],
    ["no comments, and no byte order marks", "\ufeffa # b\n\ufeff c#", ["a", "c"]],
  ];
  for (const [what, text, all] of cases) {
    test(`are ${what}`, () => {
      expect(tokens(text)).toEqual({ all, mistakes: [] });
    });
  }
});

describe("what is no token is reported where it is, and the rest is read", () => {
  const cases: readonly [text: string, mistake: string][] = [
    ["a é b", "1:3 é has no meaning here"],
    ['a "x\nb', '1:3 expected " at the end of the text, got the end of the line'],
    [String.raw`a "\q" b`, String.raw`1:4 \q is not an escape`],
    ["a 0x b", "1:3 0x is not a number"],
    ["a 1x2 b", "1:3 1x2 is not a number"],
    ["a 1e b", "1:3 1e is not a number"],
    ['a 0x"1" b', '1:6 expected two hexadecimal digits for each byte, or "'],
    ['a 0x"" b', '1:6 data has no bytes; "" is empty data'],
    ["a 18446744073709551616 b", "1:3 18446744073709551616 does not fit 64 bits"],
  ];
  for (const [text, mistake] of cases) {
    test(JSON.stringify(text), () => {
      const { all, mistakes } = tokens(text);
      expect(mistakes).toEqual([mistake]);
      expect([all.at(0), all.at(-1)]).toEqual(["a", "b"]);
    });
  }

  test("a file that is not UTF-8, once", () => {
    expect(tokens(new Uint8Array(Buffer.from("struct A {}", "utf16le"))).mistakes).toHaveLength(1);
    expect(tokens(Uint8Array.of(0xff, 0xfe, 0x41, 0, 0x42, 0)).mistakes).toEqual([
      "1:1 a schema is UTF-8 text, which this is not",
    ]);
  });
});

describe("a comment documents what it follows", () => {
  const doc = (text: string): string | undefined => {
    const found = lex(new SourceFile("main.capnp", new TextEncoder().encode(text)), new Diagnostics());
    const token = found.find(({ kind }) => kind === ";");
    return token?.kind === ";" && token.doc !== undefined ? new TextDecoder().decode(token.doc) : undefined;
  };

  test("on the same line, and on those below it", () => {
    expect(doc("a; # one\n  #two\n # three\nb")).toBe("one\ntwo\nthree\n");
    expect(doc("a;\n# one")).toBe("one\n");
  });

  test("but not behind an empty line", () => {
    expect(doc("a;\n\n# one\n")).toBeUndefined();
    expect(doc("a; # one\n\n# two\n")).toBe("one\n");
  });
});
