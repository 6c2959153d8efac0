// member-parser.ts: reads fields, groups, unions, enumerants and methods: what has a number, or could have one.
import { readTypeParameters } from "./declaration-parser.ts";
import { base, type Draft, unknown } from "./draft.ts";
import { parseAnnotations, parseExpression } from "./expression-parser.ts";
import type {
  Declaration,
  GroupDeclaration,
  IdLiteral,
  MethodDeclaration,
  Name,
  Param,
  ParamList,
} from "./syntax.ts";
import type { TokenStream } from "./token-stream.ts";

export function readEnumerant(tokens: TokenStream, draft: Draft): void {
  const name = tokens.expectName("a value of the enum, such as name @0");
  const declaration: Declaration = { kind: "enumerant", ...base(name, name.start), ordinal: undefined };
  draft.declaration = declaration;
  declaration.ordinal = readOrdinal(tokens, "its number, such as @0");
  declaration.annotations = parseAnnotations(tokens);
}

export function readStructMember(tokens: TokenStream, draft: Draft): void {
  const name = tokens.expectName("a name");
  const ordinal = tokens.isSign("@") ? readOrdinal(tokens, "a number") : undefined;
  const needsNumber = ordinal !== undefined && tokens.takeSign("!");
  const colon = tokens.next;
  const hasColon = tokens.takeSign(":");
  if (tokens.isWord("union") && endsHeader(tokens, 1)) {
    if (ordinal !== undefined && !needsNumber) refuseNumber(tokens, ordinal);
    else if (!hasColon) tokens.diagnostics.report(tokens.source, colon, 'expected ":" before union');
    readGroup(tokens, draft, "union", name, ordinal);
    return;
  }
  if (ordinal === undefined && tokens.isWord("group") && endsHeader(tokens, 1)) {
    readGroup(tokens, draft, "group", name, undefined);
    return;
  }
  const declaration: Declaration = {
    kind: "field",
    ...base(name, name.start),
    ordinal,
    type: unknown(tokens.next),
    value: undefined,
  };
  draft.declaration = declaration;
  if (needsNumber) tokens.expected("union");
  if (ordinal === undefined) {
    const end = name.end;
    tokens.fail({ start: end, end }, 'expected the field\'s number, such as @0, got ":"');
  }
  if (!hasColon) tokens.expected(colon.kind === "word" ? '":" before the type' : '":" and a type');
  declaration.type = parseExpression(tokens, "a type");
  if (tokens.takeSign("=")) declaration.value = parseExpression(tokens, "a value");
  declaration.annotations = parseAnnotations(tokens);
  if (tokens.next.kind !== ";" && declaration.value === undefined && declaration.annotations.length === 0) {
    tokens.expected(tokens.looksFinished ? '";"' : '";", "=" and a default, or "$" and an annotation');
  }
}

/** Numbers of unions were needed once, and mean something: taking one away changes the layout. */
function refuseNumber(tokens: TokenStream, ordinal: IdLiteral): void {
  const { diagnostics, source } = tokens;
  diagnostics.report(source, ordinal, "a union has no number of its own", {
    help: `in a new schema, leave it out; to keep the layout of one from before Cap'n Proto 0.3, write @${ordinal.value}! :union`,
  });
}

function readGroup(
  tokens: TokenStream,
  draft: Draft,
  kind: "group" | "union",
  name: Name,
  ordinal: IdLiteral | undefined,
): void {
  tokens.read();
  const declaration: GroupDeclaration = {
    kind,
    ...base(name, name.start),
    ordinal,
    members: [],
    isIncomplete: false,
  };
  draft.declaration = declaration;
  draft.block = "struct";
  declaration.annotations = parseAnnotations(tokens);
}

export function readUnnamedUnion(tokens: TokenStream, draft: Draft): void {
  const { start, end } = tokens.read();
  draft.block = "struct";
  draft.declaration = {
    kind: "union",
    ...base({ value: "", start, end }, start),
    ordinal: undefined,
    members: [],
    isIncomplete: false,
  };
}

export function readMethod(tokens: TokenStream, draft: Draft): void {
  const name = tokens.expectName("a name");
  const declaration: MethodDeclaration = {
    kind: "method",
    ...base(name, name.start),
    ordinal: undefined,
    parameters: [],
    params: { kind: "fields", fields: [], start: name.start, end: name.start },
    results: undefined,
  };
  draft.declaration = declaration;
  declaration.ordinal = readOrdinal(tokens, "its number, such as @0");
  if (tokens.next.kind === "[") declaration.parameters = readTypeParameters(tokens, "[");
  declaration.params = readParamList(tokens, '"(" and what the method takes, or a struct');
  if (tokens.takeSign("->"))
    declaration.results = readParamList(tokens, '"(" and what the method gives, a struct, or stream');
  declaration.annotations = parseAnnotations(tokens);
  if (tokens.next.kind !== ";" && declaration.annotations.length === 0) {
    tokens.expected(declaration.results === undefined ? '"->" or ";"' : '";"');
  }
}

function readParamList(tokens: TokenStream, what: string): ParamList {
  const { next } = tokens;
  if (next.kind === "(") {
    const { parts, start, end } = tokens.list(
      "(",
      () => readParam(tokens),
      "a parameter, such as name :Text",
    );
    return { kind: "fields", fields: parts.filter((part) => part !== undefined), start, end };
  }
  if (tokens.takeWord("stream")) return { kind: "stream", start: next.start, end: next.end };
  const type = parseExpression(tokens, what);
  return { kind: "type", type, start: type.start, end: type.end };
}

function readParam(tokens: TokenStream): Param {
  const name = tokens.expectName("a parameter, such as name :Text");
  const other = tokens.next;
  if (other.kind === "word") {
    tokens.fail(
      other,
      `expected ":" and a type, got ${JSON.stringify(other.text)}`,
      "the name comes first, as in name :Text",
    );
  }
  tokens.expectSign(":", '":" and a type');
  const type = parseExpression(tokens, "a type");
  const value = tokens.takeSign("=") ? parseExpression(tokens, "a value") : undefined;
  const annotations = parseAnnotations(tokens);
  return { name, type, value, annotations, start: name.start, end: tokens.lastEnd };
}

function readOrdinal(tokens: TokenStream, what: string): IdLiteral {
  const ordinal = tokens.expectNumber(what);
  if (ordinal.value > 65535n) {
    tokens.diagnostics.report(tokens.source, ordinal, "a number behind @ is at most 65535 here");
  }
  return ordinal;
}

/** Whether `union` or `group` is the keyword: nothing but annotations and a block come behind it. */
function endsHeader(tokens: TokenStream, ahead: number): boolean {
  const { kind } = tokens.peek(ahead);
  return kind === "{" || kind === ";" || tokens.isSign("$", ahead);
}
