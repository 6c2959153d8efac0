// declaration-parser.ts: reads what declarations begin with that can stand anywhere: structs, interfaces, constants and so on.
import { base, type Draft, nodeParts, type Scope, unknown } from "./draft.ts";
import { parseAnnotations, parseExpression } from "./expression-parser.ts";
import { freshId, idText } from "./ids.ts";
import { didYouMean } from "./similar.ts";
import {
  type AnnotationDeclaration,
  type AnnotationTarget,
  annotationTargets,
  type Declaration,
  type IdLiteral,
  type Name,
  type UsingDeclaration,
} from "./syntax.ts";
import type { TokenStream } from "./token-stream.ts";

/** What declarations begin with. */
export const keywords: ReadonlySet<string> = new Set([
  "using",
  "const",
  "annotation",
  "enum",
  "struct",
  "interface",
  "union",
]);

/** What other languages call it. */
const foreignWords: ReadonlyMap<string, string> = new Map([
  ["message", "struct"],
  ["service", "interface"],
  ["type", "struct"],
  ["class", "struct"],
]);

/** For messages. */
export const keywordList: string = [...keywords].filter((keyword) => keyword !== "union").join(", ");

export function readDeclaration(tokens: TokenStream, draft: Draft, expected: string): void {
  switch (wordOf(tokens)) {
    case "using":
      readUsing(tokens, draft);
      break;
    case "const":
      readConst(tokens, draft);
      break;
    case "annotation":
      readAnnotation(tokens, draft);
      break;
    case "enum":
      draft.declaration = { kind: "enum", ...readNode(tokens, draft, "enum") };
      readNodeRest(tokens, draft, { withParameters: false });
      break;
    case "struct":
      draft.declaration = { kind: "struct", ...readNode(tokens, draft, "struct") };
      readNodeRest(tokens, draft, { withParameters: true });
      break;
    case "interface":
      draft.declaration = { kind: "interface", ...readNode(tokens, draft, "interface"), superclasses: [] };
      readNodeRest(tokens, draft, { withParameters: true });
      break;
    default:
      expectedDeclaration(tokens, expected);
  }
}

function expectedDeclaration(tokens: TokenStream, expected: string): never {
  const word = wordOf(tokens);
  if (word === "import") {
    tokens.fail(tokens.next, "an import has a name here", 'write using Name = import "path";');
  }
  if (word !== "" && tokens.peek(1).kind === "word") {
    const help = didYouMean(word, keywords, foreignWords);
    tokens.fail(tokens.next, `expected ${expected}, got ${JSON.stringify(word)}`, help);
  }
  return tokens.expected(expected);
}

/** A keyword and the name behind it: from here on there is a declaration, whatever is wrong with it. */
function readNode(tokens: TokenStream, draft: Draft, block: Scope) {
  const { start } = tokens.read();
  draft.block = block;
  return { ...base(tokens.expectName("a name"), start), ...nodeParts() };
}

/** Ids, type parameters, superclasses and annotations. */
function readNodeRest(
  tokens: TokenStream,
  draft: Draft,
  { withParameters }: { readonly withParameters: boolean },
): void {
  const { declaration } = draft;
  if (declaration === undefined || !("id" in declaration)) return;
  if (tokens.isSign("@")) declaration.id = readId(tokens);
  if (withParameters && tokens.next.kind === "(") declaration.parameters = readTypeParameters(tokens, "(");
  if (declaration.kind === "interface" && tokens.takeWord("extends")) {
    if (tokens.next.kind !== "(") tokens.expected('"(" and the interfaces that it extends');
    const { parts } = tokens.list("(", () => parseExpression(tokens, "an interface"), "an interface");
    declaration.superclasses = parts.filter((part) => part !== undefined);
  }
  declaration.annotations = parseAnnotations(tokens);
}

export function readTypeParameters(tokens: TokenStream, open: "(" | "["): Name[] {
  const what = "the name of a type parameter";
  return tokens.list(open, () => tokens.expectName(what), what).parts.filter((part) => part !== undefined);
}

export function readId(tokens: TokenStream): IdLiteral {
  const id = tokens.expectNumber("an id");
  if (id.value < 1n << 63n) {
    tokens.diagnostics.report(tokens.source, id, "an id has its highest bit set, which this has not", {
      help: `ids are random; this one is fresh: ${idText(freshId())}`,
    });
  }
  return id;
}

function readUsing(tokens: TokenStream, draft: Draft): void {
  const { start } = tokens.read();
  const name = tokens.next.kind === "word" && tokens.isSign("=", 1) ? tokens.expectName("a name") : undefined;
  if (name !== undefined) tokens.read();
  const declaration: UsingDeclaration = {
    kind: "using",
    ...base(name ?? { value: "", start, end: start }, start),
    target: unknown(tokens.next),
  };
  if (name !== undefined) draft.declaration = declaration;
  const target = parseExpression(tokens, "what the name stands for");
  declaration.target = target;
  if (name !== undefined) return;
  if (target.kind === "member") {
    declaration.name = target.name;
    draft.declaration = declaration;
  } else {
    tokens.fail(target, "expected a name and = before this, or .name behind it, to be known by");
  }
}

function readConst(tokens: TokenStream, draft: Draft): void {
  const { start } = tokens.read();
  const declaration: Declaration = {
    kind: "const",
    ...base(tokens.expectName("a name"), start),
    ...nodeParts(),
    type: unknown(tokens.next),
    value: unknown(tokens.next),
  };
  draft.declaration = declaration;
  if (tokens.isSign("@")) declaration.id = readId(tokens);
  tokens.expectSign(":", '":" and a type');
  declaration.type = parseExpression(tokens, "a type");
  tokens.expectSign("=", '"=" and a value');
  declaration.value = parseExpression(tokens, "a value");
  declaration.annotations = parseAnnotations(tokens);
}

function readAnnotation(tokens: TokenStream, draft: Draft): void {
  const { start } = tokens.read();
  const declaration: AnnotationDeclaration = {
    kind: "annotation",
    ...base(tokens.expectName("a name"), start),
    ...nodeParts(),
    type: unknown(tokens.next),
    targets: new Set<AnnotationTarget>(),
  };
  draft.declaration = declaration;
  if (tokens.isSign("@")) declaration.id = readId(tokens);
  if (tokens.next.kind !== "(")
    tokens.expected('"(" and what it can be put on, such as (field, struct) or (*)');
  const { parts } = tokens.list("(", () => readTarget(tokens), "what it can be put on");
  for (const part of parts)
    if (part !== undefined) addTarget(tokens, part, declaration.targets, parts.length);
  tokens.expectSign(":", '":" and a type');
  declaration.type = parseExpression(tokens, "a type");
  declaration.annotations = parseAnnotations(tokens);
}

function readTarget(tokens: TokenStream): Name {
  const { next } = tokens;
  if (tokens.takeSign("*")) return { value: "*", start: next.start, end: next.end };
  return tokens.expectName("what it can be put on");
}

function addTarget(tokens: TokenStream, name: Name, targets: Set<AnnotationTarget>, count: number): void {
  const { diagnostics, source } = tokens;
  if (name.value === "*") {
    if (count > 1)
      diagnostics.report(source, name, "* stands for all there is, beside which there is no other");
    for (const target of annotationTargets) targets.add(target);
    return;
  }
  const target = annotationTargets.find((each) => each === name.value);
  if (target === undefined) {
    const message = `there is no ${name.value} that an annotation could be put on`;
    diagnostics.report(source, name, message, { help: `there are ${annotationTargets.join(", ")}` });
    return;
  }
  if (targets.has(target)) diagnostics.report(source, name, `${target} stands here twice`);
  targets.add(target);
}

/** The next word; empty: what comes next is none. */
export function wordOf(tokens: TokenStream): string {
  const { next } = tokens;
  return next.kind === "word" ? next.text : "";
}
