// lexer.ts: cuts text into names, numbers, strings and punctuation, as the schema language has them.
//
// https://capnproto.org/language.html
import { ValueError, type ValueErrorCode } from "../schema/value-error.ts";
import { unescaped } from "./literals.ts";

interface Place {
  /** Index of its first character. */
  readonly at: number;
}

export type Token = Place &
  (
    | { readonly kind: "name"; readonly name: string }
    | { readonly kind: "integer"; readonly value: bigint }
    | { readonly kind: "float"; readonly value: number }
    | { readonly kind: "string"; readonly bytes: Uint8Array }
    | { readonly kind: "binary"; readonly bytes: Uint8Array }
    | { readonly kind: "punctuation"; readonly character: string }
    | { readonly kind: "end" }
  );

/** Where a text begins in what it is a part of. Both count from 1. */
export interface TextPlace {
  readonly line: number;
  /** In characters of Unicode. */
  readonly column: number;
}

/** Hands out one token after the other, with one to look ahead. */
export class Lexer {
  readonly #text: string;
  readonly #start: TextPlace;
  #at = 0;
  #ahead: Token | undefined;

  constructor(text: string, start: TextPlace = { line: 1, column: 1 }) {
    this.#text = text;
    this.#start = start;
  }

  /** @throws ValueError `SYNTAX` for what is no token. */
  peek(): Token {
    this.#ahead ??= this.#read();
    return this.#ahead;
  }

  next(): Token {
    const token = this.peek();
    this.#ahead = undefined;
    return token;
  }

  /** Takes the next token if it is that character. */
  take(character: string): boolean {
    const token = this.peek();
    if (token.kind !== "punctuation" || token.character !== character) return false;
    this.#ahead = undefined;
    return true;
  }

  /** An error that says where: `3:14: expected a name, got ")"`. Lines and columns count from 1. */
  error(at: number, code: ValueErrorCode, problem: string): ValueError {
    const before = this.#text.slice(0, at);
    const lineStart = before.lastIndexOf("\n") + 1;
    const line = before.split("\n").length - 1 + this.#start.line;
    const column = [...before.slice(lineStart)].length + (lineStart === 0 ? this.#start.column : 1);
    return new ValueError(code, `${line}:${column}: ${problem}`);
  }

  #read(): Token {
    blank.lastIndex = this.#at;
    blank.test(this.#text);
    const at = blank.lastIndex;
    this.#at = at;
    const character = this.#text[at];
    if (character === undefined) return { at, kind: "end" };
    if (character === '"') return { at, kind: "string", bytes: this.#string(at) };
    const hex = this.#match(binary);
    if (hex !== undefined) return { at, kind: "binary", bytes: bytesOfHex(hex) };
    const name = this.#match(names);
    if (name !== undefined) return { at, kind: "name", name };
    const number = this.#match(numbers);
    if (number !== undefined) return this.#number(at, number);
    this.#at++;
    if (!"()[],=-".includes(character)) {
      throw this.error(
        at,
        "SYNTAX",
        `${JSON.stringify(String.fromCodePoint(this.#text.codePointAt(at) ?? 0))} has no place in a value`,
      );
    }
    return { at, kind: "punctuation", character };
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [text] = pattern.exec(this.#text) ?? [];
    if (text !== undefined) this.#at += text.length;
    return text;
  }

  #number(at: number, text: string): Token {
    if (/^(0x[0-9a-f]+|[1-9][0-9]*|0)$/i.test(text)) return { at, kind: "integer", value: BigInt(text) };
    if (/^0[0-7]+$/.test(text)) return { at, kind: "integer", value: BigInt(`0o${text.slice(1)}`) };
    if (/^[0-9]+(\.[0-9]*)?(e[+-]?[0-9]+)?$/i.test(text) && !/^0[0-9]+$/.test(text)) {
      return { at, kind: "float", value: Number(text) };
    }
    throw this.error(at, "SYNTAX", `${text} is not a number`);
  }

  /** In UTF-8, since an escape stands for a byte. */
  #string(start: number): Uint8Array {
    const parts: Uint8Array[] = [];
    this.#at++;
    for (;;) {
      const plain = this.#match(plainCharacters);
      if (plain !== undefined) parts.push(encoder.encode(plain));
      const character = this.#text[this.#at];
      if (character === '"') break;
      if (character !== "\\") {
        throw this.error(
          start,
          "SYNTAX",
          "a string does not end in its line; a line break in it is written \\n",
        );
      }
      parts.push(this.#escape());
    }
    this.#at++;
    return concatenated(parts);
  }

  #escape(): Uint8Array {
    const match = this.#match(escapes);
    if (match === undefined) {
      const shown = JSON.stringify(this.#text.slice(this.#at, this.#at + 2));
      throw this.error(this.#at, "SYNTAX", `${shown} is not an escape; a backslash is written \\\\`);
    }
    const letter = unescaped.get(match.slice(1));
    if (letter !== undefined) return encoder.encode(letter);
    const [digits, base] = match[1] === "x" ? [match.slice(2), 16] : [match.slice(1), 8];
    return Uint8Array.of(Number.parseInt(digits, base));
  }
}

const encoder = new TextEncoder();
/** White space and comments, also none. */
const blank = /(?:[\s\ufeff]+|#[^\n]*)*/y;
const names = /[a-z_][a-z0-9_]*/iy;
/** What looks like a number, right or wrong. */
const numbers = /[0-9](?:[0-9a-z_.]|(?<=e)[+-])*/iy;
const binary = /0x"\s*(?:[0-9a-f]{2}\s*)+"/iy;
const plainCharacters = /[^\\\n"]+/y;
const escapes = /\\(?:[abfnrtv'"\\?]|x[0-9a-f]{2}|[0-7]{1,3})/iy;

function bytesOfHex(text: string): Uint8Array {
  const digits = text.slice(2).match(/[0-9a-f]{2}/gi) ?? [];
  return Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16));
}

export function concatenated(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}
