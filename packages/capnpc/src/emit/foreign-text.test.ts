// foreign-text.test.ts: whatever a schema's texts say, the code that comes of it is the same, and the texts come back.
import { describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import type { SchemaModel } from "../schema/model.ts";
import { readRequest } from "../schema/request.ts";
import { capturedRequest } from "../testing/testdata.ts";
import { generatedFile } from "./file.ts";
import { commentLines, textLiteral } from "./foreign-text.ts";

const request = await capturedRequest("constructs.bin");

/** Every code unit, those that are no characters by themselves too, and some characters beyond them. */
const characters: readonly string[] = [
  ...Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit)),
  "\u{1f600}",
  "\u{e0001}",
  "\u{10ffff}",
];
/** What means something to a parser of comments, of literals, or of orders to compilers. */
const signs = ["*", "/", "\\", '"', "`", "$", "@", "#", "<", "\r", "\n", "\u2028", " "];

const texts: readonly (readonly [string, string])[] = [
  // Of the others, letters of Asia and halves of pairs, each is like the next: below, all are tried, in fewer places.
  [
    "every character that may be a sign",
    characters
      .filter((character) => character < "\u3100" || character > "\udf00")
      .map((character) => `${character}x`)
      .join(""),
  ],
  [
    "every three signs in a row",
    signs.flatMap((a) => signs.flatMap((b) => signs.map((c) => `${a}${b}${c}x\n`))).join(""),
  ],
  ["an end of a comment and nothing else", "*/"],
  ["an end of a comment over two lines", "*\n/\n*\r/\r*\u2028/"],
  ["an order not to check types", "@ts-nocheck"],
  ["an order not to check the next line", "@ts-ignore\n@ts-expect-error"],
  ["an order to compile JSX", "@jsx evil @jsxImportSource evil\n@jsxRuntime automatic"],
  ["an order to compile JSX in the middle of a word", "a@jsxRuntime evil\n#jsxRuntime evil"],
  [
    "orders to a bundler",
    "@__PURE__ #__PURE__ @__NO_SIDE_EFFECTS__ # sourceMappingURL=x @ sourceMappingURL=x",
  ],
  ["a reference to another file", '/ <reference path="/etc/passwd" />'],
  ["an order to Bun", "@bun"],
  ["the name of the run time", "$.nothing"],
];

/** One of each place that a schema has for text. */
const places = ["greeting", "Color", "Reordered", "Counter"];

/** The generated file of a schema that says `text` wherever it can say what it wants. */
function generatedWith(text: string): string {
  const model: SchemaModel = readRequest(request);
  const [file] = model.requested;
  if (file === undefined) throw new Error("the request has no file");
  Object.assign(file.node, { nested: file.node.nested.filter(({ name }) => places.includes(name)) });
  say(text, model, new Set());
  return generatedFile(file, { runtime: "run-time", moduleOf: () => `./${text}`, calls: true }).text;
}

function say(text: string, part: unknown, seen: Set<unknown>): void {
  if (typeof part !== "object" || part === null || seen.has(part)) return;
  seen.add(part);
  const inner: Iterable<unknown> =
    part instanceof Map || Array.isArray(part) ? part.values() : Object.values(part);
  for (const value of inner) say(text, value, seen);
  for (const key of ["doc", "displayName", "filename"]) if (key in part) Object.assign(part, { [key]: text });
  if ("kind" in part && part.kind === "text" && "value" in part) Object.assign(part, { value: text });
}

/** What the compilers see of a file, but for what is in its literals. */
function outlineOf(file: string): string {
  const source = ts.createSourceFile("file.ts", file, ts.ScriptTarget.Latest);
  const tokens: string[] = [];
  const visit = (node: ts.Node): void => {
    tokens.push(ts.isIdentifier(node) ? node.text : ts.SyntaxKind[node.kind]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  // What comments tell the compiler is in none of its public types.
  const orders = ["parseDiagnostics", "pragmas", "checkJsDirective", "commentDirectives", "referencedFiles"];
  const told = orders.map((name) => {
    const order = (source as unknown as Readonly<Record<string, unknown>>)[name];
    return JSON.stringify(order instanceof Map ? [...order.keys()] : order, [
      "messageText",
      "length",
      "name",
    ]);
  });
  const { imports, exports } = new Bun.Transpiler({ loader: "ts" }).scan(file);
  return [...told, `${imports.length} imports`, ...exports, ...tokens].join("\n");
}

describe("the code of a schema is the same, whatever its texts say", () => {
  const harmless = outlineOf(generatedWith("harmless"));
  for (const [what, text] of texts) {
    test(`with ${what}`, () => {
      const outline = outlineOf(generatedWith(text));
      expect(outline).toBe(harmless);
    });
  }

  test("which the outline would tell", () => {
    expect(harmless.split("\n").length).toBeGreaterThan(300);
    expect(outlineOf("// @ts-nocheck")).not.toBe(outlineOf(""));
    expect(outlineOf("/** @jsxImportSource evil */")).not.toBe(outlineOf(""));
    expect(outlineOf("// \u2028x")).not.toBe(outlineOf(""));
  });
});

describe("a text in code", () => {
  test("ends no comment, whatever character is in it", () => {
    const lines = commentLines(characters.map((character) => `${character}x`).join(""));
    const comments = [
      ...lines.map((line) => `// ${line}`),
      "/**",
      ...lines.map((line) => ` * ${line}`),
      " */",
    ];
    expect(outlineOf([...comments, "export {};"].join("\n"))).toBe(outlineOf("export {};"));
  });

  const all = characters.join("");

  test("comes back as it was, from a file, too", async () => {
    const folder = await mkdtemp(join(tmpdir(), "capnpc-text-"));
    try {
      const path = join(folder, "text.ts");
      await Bun.write(path, `export const text = ${textLiteral(all)};\n`);
      expect((await import(path)).text === all).toBe(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("shows what cannot be seen, and leaves alone what can", () => {
    expect(textLiteral("a\u202eb\u2028c\ufeffd\u0085")).toBe('"a\\u202eb\\u2028c\\ufeffd\\u0085"');
    expect(textLiteral('Ahoj, "světe" ✓ \u{1f468}\u200d\u{1f469}')).toBe(
      '"Ahoj, \\"světe\\" ✓ \u{1f468}\u200d\u{1f469}"',
    );
    expect(commentLines("one\r\ntwo\u2028three \u202e\u0000 \ud800")).toEqual([
      "one",
      "two",
      "three \\u202e\\u0000 \\ud800",
    ]);
  });
});
