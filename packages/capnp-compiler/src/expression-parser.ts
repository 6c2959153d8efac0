// expression-parser.ts: reads types and values, which look alike: `List(Text)`, `Foo.bar`, `(a = [1, 2])`.
import type { Span } from "./diagnostics.ts";
import type { Token } from "./lexer.ts";
import type { AnnotationUse, BytesExpression, Expression, TuplePart } from "./syntax.ts";
import { deepestNesting, type TokenStream } from "./token-stream.ts";

/** Reads an expression. @param what names it, for the message when there is none */
export function parseExpression(tokens: TokenStream, what: string): Expression {
  return tokens.nested(() => {
    let expression = parseBase(tokens, what);
    for (let suffixes = 0; ; suffixes++) {
      const next = tokens.next;
      const isMember = tokens.isSign(".");
      if (!isMember && next.kind !== "(") {
        // As other languages have it: what it names is not what was meant.
        if (next.kind === "sign" && next.text.startsWith("<")) tokens.expected('"("');
        return expression;
      }
      if (suffixes >= deepestNesting) tokens.fail(next, `goes on for more than ${deepestNesting} names`);
      const { start } = expression;
      if (isMember) {
        tokens.read();
        const name = tokens.expectName("a name behind .");
        expression = { kind: "member", parent: expression, name, start, end: name.end };
      } else {
        const { parts, end } = parseTuple(tokens);
        expression = { kind: "application", callee: expression, parts, start, end };
      }
    }
  });
}

/** `$name(value)`, of which the `$` has not been read. */
export function parseAnnotations(tokens: TokenStream): AnnotationUse[] {
  const annotations: AnnotationUse[] = [];
  while (tokens.takeSign("$")) {
    const expression = parseExpression(tokens, "the name of an annotation");
    // `$name(value)` reads as a type with parameters.
    if (expression.kind === "application") {
      const { callee, parts, start, end } = expression;
      annotations.push({ name: callee, value: valueOfTuple(parts, { start, end }) });
    } else {
      annotations.push({ name: expression, value: undefined });
    }
  }
  return annotations;
}

function parseBase(tokens: TokenStream, what: string): Expression {
  const token = tokens.next;
  switch (token.kind) {
    case "integer":
    case "float":
      tokens.read();
      return numberExpression(token, false);
    case "text":
      return parseText(tokens);
    case "data":
      tokens.read();
      return { kind: "data", bytes: token.bytes, start: token.start, end: token.end };
    case "[": {
      const { parts, start, end } = tokens.list("[", () => parseExpression(tokens, "a value"), "a value");
      return { kind: "list", elements: parts.map((part) => part ?? unknown({ start, end })), start, end };
    }
    case "(": {
      const { parts, start, end } = parseTuple(tokens);
      return valueOfTuple(parts, { start, end });
    }
    case "mistake":
      tokens.read();
      return unknown(token);
    case "word":
      return parseName(tokens);
    case "sign":
      return parseSigned(tokens, token, what);
    default:
      return tokens.expected(what);
  }
}

function parseSigned(tokens: TokenStream, sign: Token, what: string): Expression {
  const { start } = sign;
  const number = tokens.peek(1);
  if (tokens.isSign("-") && (number.kind === "integer" || number.kind === "float")) {
    tokens.read();
    tokens.read();
    return numberExpression(number, true);
  }
  if (tokens.isSign("-") && tokens.isWord("inf", 1)) {
    tokens.read();
    tokens.read();
    return { kind: "float", value: Number.NEGATIVE_INFINITY, start, end: tokens.lastEnd };
  }
  if (tokens.isSign(".")) {
    tokens.read();
    const name = tokens.expectName("a name behind .");
    return { kind: "absolute", name, start, end: name.end };
  }
  return tokens.expected(what);
}

/** The place of a number is that of its digits. */
function numberExpression(
  token: Token & { readonly kind: "integer" | "float" },
  isNegative: boolean,
): Expression {
  const { start, end } = token;
  return token.kind === "integer"
    ? { kind: "integer", magnitude: token.value, isNegative, start, end }
    : { kind: "float", value: isNegative ? -token.value : token.value, start, end };
}

function parseText(tokens: TokenStream): BytesExpression {
  const first = tokens.next;
  const parts: Uint8Array[] = [];
  // Texts that follow each other are one.
  for (let token = tokens.next; token.kind === "text"; token = tokens.next) {
    parts.push(token.bytes);
    tokens.read();
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return { kind: "text", bytes, start: first.start, end: tokens.lastEnd };
}

function parseName(tokens: TokenStream): Expression {
  const name = tokens.expectName("a name");
  const path = tokens.next;
  if ((name.value === "import" || name.value === "embed") && path.kind === "text") {
    tokens.read();
    const { start, end } = path;
    const value = new TextDecoder().decode(path.bytes);
    return { kind: name.value, path: { value, start, end }, start: name.start, end };
  }
  return { kind: "name", name, start: name.start, end: name.end };
}

function parseTuple(tokens: TokenStream): { readonly parts: readonly TuplePart[] } & Span {
  const { parts, start, end } = tokens.list("(", () => parseTuplePart(tokens), "a value");
  const known = parts.map((part) => part ?? { name: undefined, value: unknown({ start, end }) });
  return { parts: known, start, end };
}

function parseTuplePart(tokens: TokenStream): TuplePart {
  if (tokens.next.kind !== "word" || !tokens.isSign("=", 1)) {
    return { name: undefined, value: parseExpression(tokens, "a value") };
  }
  const name = tokens.expectName("a name");
  tokens.read();
  return { name, value: parseExpression(tokens, "a value behind =") };
}

/** One part without a name is that part in parentheses. */
function valueOfTuple(parts: readonly TuplePart[], span: Span): Expression {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined && first.name === undefined) return first.value;
  return { kind: "tuple", parts, start: span.start, end: span.end };
}

function unknown({ start, end }: Span): Expression {
  return { kind: "unknown", start, end };
}
