// from-text.ts: text as values to be written, the way `capnp encode` reads it, but strict: a field is set once, and of a
// union one member.
//
// Values are those of the schema language: https://capnproto.org/language.html. Constants and other files cannot be
// referred to.
import type { Struct } from "../schema/declared-types.ts";
import { setProperty } from "../schema/properties.ts";
import type { RuntimeType } from "../schema/runtime-type.ts";
import { EnumRuntimeType, ListRuntimeType } from "../schema/simple-types.ts";
import { type Field, StructType, structOf } from "../schema/struct-type.ts";
import type { InitOf } from "../schema/types.ts";
import { ValueError, wrongType } from "../schema/value-error.ts";
import { defaultMessageLimits } from "../wire/index.ts";
import { type IntegerKind, integerOf, isIntegerKind } from "./integers.ts";
import { concatenated, Lexer, type TextPlace, type Token } from "./lexer.ts";

/**
 * A struct as text, as what `encode` takes: `(title = "Notes", year = 1843)`. Comments and commas at the end may be in
 * it.
 *
 * @param start where the text begins, if it is a part of another one in which errors shall say where they are.
 * @throws ValueError that says where in the text, by line and column, something does not fit the schema or is no value;
 *   also where structs and lists nest deeper than the default limit of messages, 64.
 */
export function fromText<S extends Struct>(type: S, text: string, start?: TextPlace): InitOf<S> {
  if (typeof text !== "string") throw wrongType("text, a string", text);
  const parser = new Parser(new Lexer(text, start));
  const value = parser.struct(structOf(type), 0);
  parser.end();
  return value as InitOf<S>;
}

/**
 * Structs that follow each other as text, as `capnp decode` shows a stream of messages. Each is read when it is asked
 * for.
 *
 * @throws ValueError, from the iteration, as `fromText` does.
 */
export function* fromTextAll<S extends Struct>(type: S, text: string): Generator<InitOf<S>, void, undefined> {
  if (typeof text !== "string") throw wrongType("text, a string", text);
  const parser = new Parser(new Lexer(text));
  while (!parser.isAtEnd) yield parser.struct(structOf(type), 0) as InitOf<S>;
}

class Parser {
  readonly #lexer: Lexer;

  constructor(lexer: Lexer) {
    this.#lexer = lexer;
  }

  get isAtEnd(): boolean {
    return this.#lexer.peek().kind === "end";
  }

  end(): void {
    const token = this.#lexer.peek();
    if (token.kind !== "end") throw this.#unexpected(token, "nothing more behind the struct");
  }

  /** `depth`: the structs, lists and parentheses around it. */
  struct(type: StructType, depth: number): object {
    const token = this.#lexer.next();
    if (!isCharacter(token, "(")) throw this.#unexpected(token, `"(", the start of a struct (${type.title})`);
    // A value may be in parentheses, a struct too.
    if (isCharacter(this.#lexer.peek(), "(")) {
      const inner = this.struct(type, this.#deeper(token, depth));
      this.#close(")");
      return inner;
    }
    const value: { [name: string]: unknown } = {};
    const set = new Set<Field>();
    this.#items(")", () => this.#field(type, value, set, this.#deeper(token, depth)));
    return value;
  }

  #field(type: StructType, value: object, set: Set<Field>, depth: number): void {
    const token = this.#lexer.next();
    if (token.kind !== "name") throw this.#unexpected(token, `the name of a field (${type.title})`);
    const field = type.fields.find(({ name }) => name === token.name);
    if (field === undefined) {
      const known = type.fields.map(({ name }) => name).join(", ");
      const those = known === "" ? "it has no fields" : `its fields are ${known}`;
      throw this.#lexer.error(
        token.at,
        "UNKNOWN_FIELD",
        `${type.title} has no field "${token.name}"; ${those}`,
      );
    }
    for (const other of set) {
      const isSame = other === field;
      if (!isSame && (other.tag === undefined || field.tag === undefined)) continue;
      const problem = isSame
        ? `the field "${field.name}" is set twice`
        : `only one member of a union can be set, not both "${other.name}" and "${field.name}"`;
      throw this.#lexer.error(token.at, isSame ? "SYNTAX" : "AMBIGUOUS_UNION", problem);
    }
    set.add(field);
    if (!this.#lexer.take("=")) throw this.#unexpected(this.#lexer.peek(), `"=" behind "${field.name}"`);
    setProperty(value, field.name, this.#value(field.type, depth));
    if (field.tag !== undefined) setProperty(value, type.which, field.name);
  }

  #value(type: RuntimeType, depth: number): unknown {
    if (type instanceof StructType) return this.struct(type, depth);
    const token = this.#lexer.next();
    if (isOpen(type)) {
      throw this.#lexer.error(
        token.at,
        "WRONG_TYPE",
        `what ${type.title} leads to cannot be written as text`,
      );
    }
    if (isCharacter(token, "(")) {
      const inner = this.#value(type, this.#deeper(token, depth));
      this.#close(")");
      return inner;
    }
    if (type instanceof ListRuntimeType) return this.#list(type, token, depth);
    if (type instanceof EnumRuntimeType) return this.#enumerant(type, token);
    switch (type.kind) {
      case "void":
        if (isName(token, "void")) return undefined;
        throw this.#unexpected(token, "void");
      case "bool":
        if (isName(token, "true") || isName(token, "false")) return token.name === "true";
        throw this.#unexpected(token, "true or false");
      case "float32":
      case "float64":
        return this.#float(type, token);
      case "text":
        return this.#text(token);
      case "data":
        return this.#bytes(token);
      default:
        if (isIntegerKind(type.kind)) return this.#integer(type.kind, type, token);
        throw new TypeError(`${type.title} is of an unknown kind, ${type.kind}`);
    }
  }

  #list(type: ListRuntimeType, token: Token, depth: number): unknown[] {
    if (!isCharacter(token, "[")) throw this.#unexpected(token, `"[", the start of a list (${type.title})`);
    const inner = this.#deeper(token, depth);
    const values: unknown[] = [];
    this.#items("]", () => values.push(this.#value(type.element, inner)));
    return values;
  }

  /** Items with commas between them; one may follow the last. */
  #items(end: ")" | "]", item: () => void): void {
    while (!this.#lexer.take(end)) {
      item();
      if (this.#lexer.take(",")) continue;
      this.#close(end, '"," or ');
      return;
    }
  }

  #close(end: ")" | "]", or = ""): void {
    if (!this.#lexer.take(end)) throw this.#unexpected(this.#lexer.peek(), `${or}"${end}"`);
  }

  #enumerant(type: EnumRuntimeType, token: Token): string | number {
    // An enumerant that is newer than the schema is shown as its number in parentheses, which are off by now.
    if (token.kind === "integer") return this.#checked(token, () => Number(integerOf("uint16", token.value)));
    if (token.kind === "name" && type.values.includes(token.name)) return token.name;
    const expected = `one of ${type.values.join(", ")} (${type.title})`;
    if (token.kind !== "name") throw this.#unexpected(token, expected);
    throw this.#lexer.error(token.at, "UNKNOWN_NAME", `expected ${expected}, got ${token.name}`);
  }

  #integer(kind: IntegerKind, type: RuntimeType, token: Token): number | bigint {
    const sign = isCharacter(token, "-") ? -1n : 1n;
    const digits = sign < 0n ? this.#lexer.next() : token;
    if (digits.kind !== "integer") throw this.#unexpected(digits, `an integer (${type.title})`);
    return this.#checked(token, () => integerOf(kind, sign * digits.value));
  }

  #float(type: RuntimeType, token: Token): number {
    const sign = isCharacter(token, "-") ? -1 : 1;
    const digits = sign < 0 ? this.#lexer.next() : token;
    if (digits.kind === "integer" || digits.kind === "float") return sign * Number(digits.value);
    if (isName(digits, "inf")) return sign * Number.POSITIVE_INFINITY;
    if (isName(digits, "nan") && sign > 0) return Number.NaN;
    throw this.#unexpected(digits, `a number, inf, -inf or nan (${type.title})`);
  }

  /** Strings that follow each other are one. */
  #string(token: Token & { readonly kind: "string" }): Uint8Array {
    const parts = [token.bytes];
    for (let next = this.#lexer.peek(); next.kind === "string"; next = this.#lexer.peek()) {
      parts.push(next.bytes);
      this.#lexer.next();
    }
    return concatenated(parts);
  }

  #text(token: Token): string {
    if (token.kind !== "string") throw this.#unexpected(token, "a string (Text)");
    try {
      return utf8.decode(this.#string(token));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw this.#lexer.error(token.at, "OUT_OF_RANGE", "with its escapes, the string is not UTF-8 (Text)");
    }
  }

  #bytes(token: Token): Uint8Array {
    if (token.kind === "binary") return token.bytes;
    if (token.kind === "string") return this.#string(token);
    throw this.#unexpected(token, 'a string or 0x"hexadecimal digits" (Data)');
  }

  #checked<T>(token: Token, check: () => T): T {
    try {
      return check();
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw this.#lexer.error(token.at, error.code, error.message);
    }
  }

  #deeper(token: Token, depth: number): number {
    const { nesting } = defaultMessageLimits;
    if (depth < nesting) return depth + 1;
    throw this.#lexer.error(token.at, "OUT_OF_RANGE", `nests deeper than the limit of ${nesting}`);
  }

  #unexpected(token: Token, expected: string): ValueError {
    const code = token.kind === "punctuation" || token.kind === "end" ? "SYNTAX" : "WRONG_TYPE";
    return this.#lexer.error(token.at, code, `expected ${expected}, got ${shown(token)}`);
  }
}

/** A text that begins with a byte order mark has one as its first character. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Whether it is a pointer to what text has no form for. */
function isOpen({ kind }: RuntimeType): boolean {
  return kind === "interface" || kind === "capability" || kind.startsWith("any");
}

function isCharacter(token: Token, character: string): boolean {
  return token.kind === "punctuation" && token.character === character;
}

function isName(token: Token, name: string): token is Token & { readonly kind: "name" } {
  return token.kind === "name" && token.name === name;
}

function shown(token: Token): string {
  switch (token.kind) {
    case "name":
      return token.name;
    case "integer":
    case "float":
      return String(token.value);
    case "string":
      return "a string";
    case "binary":
      return "hexadecimal digits";
    case "punctuation":
      return `"${token.character}"`;
    case "end":
      return "the end";
  }
}
