// lexer.ts: cuts the bytes of a schema into words, numbers, texts and signs.
//
// What is a token is what the native compiler takes for one: signs that stand together are one sign, so that `=-1` is not
// `= -1`. Comments are part of the token behind which they document something: `;`, `{` and `}`.
import {
  backslash,
  backtick,
  Class,
  carriageReturn,
  classes,
  dot,
  endsPlainText,
  hash,
  hexDigit,
  isForeign,
  isLineEnd,
  isOctal,
  isQuoteOrNewline,
  newline,
  quote,
} from "./bytes.ts";
import type { Diagnostics, Span } from "./diagnostics.ts";
import type { SourceFile } from "./source.ts";

/** One token. `doc` and `docEnd` are those of the comment that directly follows a `;`, `{` or `}`. */
export type Token = Span &
  (
    | { readonly kind: "word"; readonly text: string }
    | { readonly kind: "sign"; readonly text: string }
    | { readonly kind: "integer"; readonly value: bigint }
    | { readonly kind: "float"; readonly value: number }
    | { readonly kind: "text" | "data"; readonly bytes: Uint8Array }
    | { readonly kind: "(" | ")" | "[" | "]" | "," }
    | {
        readonly kind: ";" | "{" | "}";
        readonly doc: Uint8Array | undefined;
        readonly docEnd: number;
      }
    /** What is no token; that has been reported. */
    | { readonly kind: "mistake" }
    | { readonly kind: "end" }
  );

/** All tokens of a schema; the last one is its end. */
export function lex(source: SourceFile, diagnostics: Diagnostics): readonly Token[] {
  return new Lexer(source, diagnostics).tokens();
}

class Lexer {
  readonly #source: SourceFile;
  readonly #bytes: Uint8Array;
  /** The bytes as characters, one for each: what is ASCII of them is cut out of it, and not decoded each time. */
  readonly #characters: string;
  readonly #diagnostics: Diagnostics;
  #at = 0;

  constructor(source: SourceFile, diagnostics: Diagnostics) {
    this.#source = source;
    this.#bytes = source.bytes;
    this.#characters = new TextDecoder("latin1").decode(source.bytes);
    this.#diagnostics = diagnostics;
  }

  tokens(): Token[] {
    const tokens: Token[] = [];
    for (;;) {
      this.#skipSpace();
      const token = this.#token();
      tokens.push(token);
      if (token.kind === "end") return tokens;
    }
  }

  #token(): Token {
    const start = this.#at;
    const byte = this.#bytes[start];
    if (byte === undefined) return { kind: "end", start, end: start };
    switch (classes[byte]) {
      case Class.letter:
        return this.#word(start);
      case Class.digit:
        return this.#number(start);
      case Class.sign:
        while (this.#classAt(this.#at) === Class.sign) this.#at++;
        return { kind: "sign", text: this.#ascii(start), start, end: this.#at };
    }
    this.#at++;
    const end = this.#at;
    switch (byte) {
      case quote:
        return this.#text(start);
      case backtick:
        return this.#line(start);
      case 0x28:
        return { kind: "(", start, end };
      case 0x29:
        return { kind: ")", start, end };
      case 0x5b:
        return { kind: "[", start, end };
      case 0x5d:
        return { kind: "]", start, end };
      case 0x2c:
        return { kind: ",", start, end };
      case 0x3b:
        return { kind: ";", start, end, ...this.#docComment() };
      case 0x7b:
        return { kind: "{", start, end, ...this.#docComment() };
      case 0x7d:
        return { kind: "}", start, end, ...this.#docComment() };
    }
    return this.#refuse(start);
  }

  #word(start: number): Token {
    this.#skipWord();
    return { kind: "word", text: this.#ascii(start), start, end: this.#at };
  }

  #number(start: number): Token {
    const bytes = this.#bytes;
    if (bytes[start] === 0x30 && bytes[start + 1] === 0x78) {
      if (bytes[start + 2] === quote) return this.#data(start);
      this.#at += 2;
      while (hexDigit(bytes[this.#at]) >= 0) this.#at++;
      if (this.#at > start + 2 && !this.#continuesWord()) return this.#integer(start);
      return this.#badNumber(start);
    }
    if (bytes[start] === 0x30) {
      // Octal: a digit that is none begins another token, as it does for the native compiler.
      while (isOctal(bytes[this.#at])) this.#at++;
    } else {
      this.#skipDigits();
    }
    return this.#continuesWord() ? this.#float(start) : this.#integer(start);
  }

  #integer(start: number): Token {
    const end = this.#at;
    const text = this.#ascii(start);
    const value = BigInt(text.length > 1 && /^0[0-7]/.test(text) ? `0o${text.slice(1)}` : text);
    const span = { start, end };
    if (value >= 1n << 64n) {
      this.#diagnostics.report(this.#source, span, `${text} does not fit 64 bits`, {
        help: `the largest number is 0x${"f".repeat(16)}`,
      });
      return { kind: "integer", value: BigInt.asUintN(64, value), ...span };
    }
    return { kind: "integer", value, ...span };
  }

  #float(start: number): Token {
    this.#at = start;
    this.#skipDigits();
    if (this.#bytes[this.#at] === dot) {
      this.#at++;
      this.#skipDigits();
    }
    const exponent = this.#bytes[this.#at];
    if (exponent === 0x65 || exponent === 0x45) {
      this.#at++;
      const sign = this.#bytes[this.#at];
      if (sign === 0x2b || sign === 0x2d) this.#at++;
      const digits = this.#at;
      this.#skipDigits();
      if (this.#at === digits) return this.#badNumber(start);
    }
    if (this.#continuesWord()) return this.#badNumber(start);
    return { kind: "float", value: Number(this.#ascii(start)), start, end: this.#at };
  }

  #badNumber(start: number): Token {
    while (this.#continuesWord() || this.#classAt(this.#at) === Class.digit) this.#at++;
    this.#diagnostics.report(
      this.#source,
      { start, end: this.#at },
      `${this.#slice(start, this.#at)} is not a number`,
    );
    return { kind: "mistake", start, end: this.#at };
  }

  /** Whether what stands here would belong to the number before it. */
  #continuesWord(): boolean {
    return this.#classAt(this.#at) === Class.letter || this.#bytes[this.#at] === dot;
  }

  /** `0x"da 7a"` */
  #data(start: number): Token {
    const bytes: number[] = [];
    this.#at = start + 3;
    for (;;) {
      while (this.#classAt(this.#at) === Class.space) this.#at++;
      const high = hexDigit(this.#bytes[this.#at]);
      if (high < 0) break;
      const low = hexDigit(this.#bytes[this.#at + 1]);
      if (low < 0) break;
      bytes.push(high * 16 + low);
      this.#at += 2;
    }
    if (this.#bytes[this.#at] === quote && bytes.length > 0) {
      this.#at++;
      return { kind: "data", bytes: Uint8Array.from(bytes), start, end: this.#at };
    }
    const empty = this.#bytes[this.#at] === quote;
    this.#diagnostics.report(
      this.#source,
      { start: this.#at, end: this.#at + (empty ? 1 : 0) },
      empty ? 'data has no bytes; "" is empty data' : 'expected two hexadecimal digits for each byte, or "',
    );
    while (this.#at < this.#bytes.byteLength && !isQuoteOrNewline(this.#bytes[this.#at])) this.#at++;
    if (this.#bytes[this.#at] === quote) this.#at++;
    return { kind: "data", bytes: Uint8Array.from(bytes), start, end: this.#at };
  }

  /** `"text"`, with the escapes of C. */
  #text(start: number): Token {
    const from = this.#at;
    const bytes = this.#bytes;
    while (!endsPlainText(bytes[this.#at])) this.#at++;
    if (bytes[this.#at] === quote) {
      this.#at++;
      return { kind: "text", bytes: bytes.subarray(from, this.#at - 1), start, end: this.#at };
    }
    const content = [...bytes.subarray(from, this.#at)];
    for (;;) {
      const byte = bytes[this.#at];
      if (byte === undefined || byte === newline) {
        this.#diagnostics.report(
          this.#source,
          { start, end: this.#at },
          'expected " at the end of the text, got the end of the line',
        );
        break;
      }
      this.#at++;
      if (byte === quote) break;
      content.push(byte === backslash ? this.#escape() : byte);
    }
    return { kind: "text", bytes: Uint8Array.from(content), start, end: this.#at };
  }

  /** The byte that what follows a backslash stands for. */
  #escape(): number {
    const start = this.#at - 1;
    const byte = this.#bytes[this.#at] ?? newline;
    const simple = escapes.get(byte);
    if (simple !== undefined) {
      this.#at++;
      return simple;
    }
    if (isOctal(byte)) {
      let value = 0;
      for (let i = 0; i < 3 && isOctal(this.#bytes[this.#at]); i++) {
        value = value * 8 + hexDigit(this.#bytes[this.#at]);
        this.#at++;
      }
      return value & 0xff;
    }
    if (byte === 0x78) {
      const high = hexDigit(this.#bytes[this.#at + 1]);
      const low = hexDigit(this.#bytes[this.#at + 2]);
      if (high >= 0 && low >= 0) {
        this.#at += 3;
        return high * 16 + low;
      }
    }
    if (byte !== newline) this.#at++;
    const span = { start, end: this.#at };
    this.#diagnostics.report(this.#source, span, `${this.#slice(start, this.#at)} is not an escape`, {
      help: "there are \\a \\b \\f \\n \\r \\t \\v \\' \\\" \\\\ \\?, \\x and two hexadecimal digits, \\ and octal digits",
    });
    return byte;
  }

  /** `` `the rest of the line ``, which is text with a newline. */
  #line(start: number): Token {
    while (this.#at < this.#bytes.byteLength && !isLineEnd(this.#bytes[this.#at])) this.#at++;
    const bytes = new Uint8Array(this.#at - start);
    bytes.set(this.#bytes.subarray(start + 1, this.#at));
    bytes[bytes.length - 1] = newline;
    return { kind: "text", bytes, start, end: this.#at };
  }

  #refuse(start: number): Token {
    while (this.#at < this.#bytes.byteLength && isForeign(this.#bytes[this.#at])) this.#at++;
    const first = this.#bytes[start];
    const second = this.#bytes[start + 1];
    const isWide = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
    const span = { start, end: this.#at };
    if (first === 0 || isWide) {
      this.#at = this.#bytes.byteLength;
      const place = { start, end: start };
      this.#diagnostics.report(this.#source, place, "a schema is UTF-8 text, which this is not");
    } else {
      const text = JSON.stringify(this.#slice(start, this.#at)).slice(1, -1);
      const help = text === "'" ? 'texts stand in double quotes: "…"' : undefined;
      this.#diagnostics.report(this.#source, span, `${text} has no meaning here`, { help });
    }
    return { kind: "mistake", ...span };
  }

  #skipSpace(): void {
    const bytes = this.#bytes;
    for (;;) {
      const byte = bytes[this.#at];
      if (byte === undefined) return;
      if (classes[byte] === Class.space) this.#at++;
      else if (byte === hash) this.#skipLine();
      else if (byte === 0xef && bytes[this.#at + 1] === 0xbb && bytes[this.#at + 2] === 0xbf) this.#at += 3;
      else return;
    }
  }

  #skipLine(): void {
    const end = this.#bytes.indexOf(newline, this.#at);
    this.#at = end < 0 ? this.#bytes.byteLength : end + 1;
  }

  #skipWord(): void {
    for (;;) {
      const next = this.#classAt(this.#at);
      if (next !== Class.letter && next !== Class.digit) return;
      this.#at++;
    }
  }

  #skipDigits(): void {
    while (this.#classAt(this.#at) === Class.digit) this.#at++;
  }

  /** The lines of a comment that begins on this line or the next, without an empty line in between. */
  #docComment(): { doc: Uint8Array | undefined; docEnd: number } {
    const start = this.#at;
    this.#skipInLine();
    if (this.#bytes[this.#at] === newline) this.#at++;
    else if (this.#bytes[this.#at] === carriageReturn) {
      this.#at++;
      if (this.#bytes[this.#at] === newline) this.#at++;
    }
    const lines: Uint8Array[] = [];
    let end = start;
    for (;;) {
      this.#skipInLine();
      if (this.#bytes[this.#at] !== hash) break;
      const from = this.#at + (this.#bytes[this.#at + 1] === 0x20 ? 2 : 1);
      this.#skipLine();
      end = this.#at;
      const hasNewline = this.#bytes[end - 1] === newline && end > from;
      lines.push(this.#bytes.subarray(from, hasNewline ? end - 1 : end));
    }
    // What was looked at beyond the comment is read again: here, only space.
    this.#at = end;
    if (lines.length === 0) return { doc: undefined, docEnd: start };
    return { doc: joinLines(lines), docEnd: end };
  }

  #skipInLine(): void {
    while (this.#classAt(this.#at) === Class.space && !isLineEnd(this.#bytes[this.#at])) this.#at++;
  }

  #classAt(at: number): number {
    const byte = this.#bytes[at];
    return byte === undefined ? Class.other : (classes[byte] ?? Class.other);
  }

  /** What was read from `start` on, which is ASCII. */
  #ascii(start: number): string {
    return this.#characters.slice(start, this.#at);
  }

  #slice(start: number, end: number): string {
    return this.#source.slice(start, end);
  }
}

const escapes: ReadonlyMap<number, number> = new Map(
  [
    ["a", 0x07],
    ["b", 0x08],
    ["f", 0x0c],
    ["n", newline],
    ["r", carriageReturn],
    ["t", 0x09],
    ["v", 0x0b],
    ["'", 0x27],
    ['"', quote],
    ["\\", backslash],
    ["?", 0x3f],
  ].map(([letter, byte]) => [String(letter).charCodeAt(0), Number(byte)]),
);

function joinLines(lines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + line.byteLength + 1, 0));
  let at = 0;
  for (const line of lines) {
    bytes.set(line, at);
    at += line.byteLength;
    bytes[at++] = newline;
  }
  return bytes;
}
