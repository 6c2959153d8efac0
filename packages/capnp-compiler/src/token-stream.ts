// token-stream.ts: reads tokens one by one, and says what it expected where another one stands.
import type { Diagnostics, Span } from "./diagnostics.ts";
import { lex, type Token } from "./lexer.ts";
import type { SourceFile } from "./source.ts";
import type { IdLiteral, Name } from "./syntax.ts";

/** Something in a schema is not what it has to be. It has been reported: whoever catches it goes on behind it. */
export class SyntaxMistake extends Error {
  override readonly name = "SyntaxMistake";
}

/** The tokens of one schema, with a place in them. */
export class TokenStream {
  readonly source: SourceFile;
  readonly diagnostics: Diagnostics;
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #at = 0;
  #depth = 0;
  /** Where the statement begins that is being read. */
  #statement = 0;

  constructor(source: SourceFile, diagnostics: Diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.#tokens = lex(source, diagnostics);
    const end = source.bytes.byteLength;
    this.#end = { kind: "end", start: end, end };
  }

  /** The token that comes next; behind the last one, the end again and again. */
  get next(): Token {
    return this.peek(0);
  }

  /** The token that comes `ahead` tokens after the next one. */
  peek(ahead: number): Token {
    return this.#tokens[this.#at + ahead] ?? this.#end;
  }

  /** Where the token ends that was read last. */
  get lastEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  /** How many tokens were read. */
  get position(): number {
    return this.#at;
  }

  /** What comes next begins a statement. */
  beginStatement(): void {
    this.#statement = this.#at;
  }

  /** Whether it looks as if nothing more was meant to come: only the sign that ends it is missing. */
  get looksFinished(): boolean {
    const { kind } = this.next;
    if (this.#at === this.#statement) return false;
    return kind === ";" || kind === "," || kind === "}" || kind === "end" || this.#isOnNewLine();
  }

  read(): Token {
    const token = this.next;
    if (this.#at < this.#tokens.length) this.#at++;
    return token;
  }

  isWord(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "word" && token.text === text;
  }

  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "sign" && token.text === text;
  }

  /** Reads a sign if it is the next token. */
  takeSign(text: string): boolean {
    const isNext = this.isSign(text);
    if (isNext) this.#at++;
    return isNext;
  }

  /** Reads a word if it is the next token. */
  takeWord(text: string): boolean {
    const isNext = this.isWord(text);
    if (isNext) this.#at++;
    return isNext;
  }

  expectSign(text: string, instead: string = JSON.stringify(text)): void {
    if (!this.takeSign(text)) this.expected(instead);
  }

  /** @param what names what the word would be, for the message */
  expectName(what: string): Name {
    const token = this.next;
    if (token.kind !== "word") this.expected(what);
    this.#at++;
    return { value: token.text, start: token.start, end: token.end };
  }

  /** `@` and a number. */
  expectNumber(what: string): IdLiteral {
    this.expectSign("@", what);
    const token = this.next;
    if (token.kind !== "integer") this.expected("a number behind @");
    this.#at++;
    return { value: token.value, start: token.start, end: token.end };
  }

  /** Reports what should stand here instead of the next token. */
  expected(what: string): never {
    const token = this.next;
    if (token.kind === "mistake") throw new SyntaxMistake("what stands here has been reported");
    const end = this.lastEnd;
    // What is missing is missing behind what was read last, not before what comes on another line.
    const place = this.looksFinished && token.kind !== "," ? { start: end, end } : token;
    this.fail(place, `expected ${what}, got ${describe(token)}`, helpFor(token));
  }

  /** Reports a mistake, and ends what is being read. */
  fail(place: Span, message: string, help?: string): never {
    this.diagnostics.report(this.source, place, message, { help });
    throw new SyntaxMistake(message);
  }

  /** Whether the next token is the first of its line. */
  #isOnNewLine(): boolean {
    return this.source.bytes.subarray(this.lastEnd, this.next.start).includes(0x0a);
  }

  /**
   * Reads something that may hold itself.
   *
   * @throws SyntaxMistake when it nests deeper than any schema of a person would
   */
  nested<T>(read: () => T): T {
    if (this.#depth >= deepestNesting) {
      this.fail(this.next, `nests deeper than ${deepestNesting}`);
    }
    this.#depth++;
    try {
      return read();
    } finally {
      this.#depth--;
    }
  }

  /**
   * Reads a list in parentheses or brackets, up to and with its end. A part that is mistaken is undefined, and the
   * others are read all the same.
   */
  list<T>(open: "(" | "[", readPart: () => T, what: string): { readonly parts: (T | undefined)[] } & Span {
    const { start } = this.read();
    const close = open === "(" ? ")" : "]";
    const parts: (T | undefined)[] = [];
    while (this.next.kind !== close) {
      parts.push(this.#part(readPart, close, what));
      if (this.next.kind === ",") this.read();
      else if (this.next.kind !== close) this.expected(`"," or "${close}"`);
    }
    const { end } = this.read();
    return { parts, start, end };
  }

  #part<T>(readPart: () => T, close: ")" | "]", what: string): T | undefined {
    try {
      const first = this.next.kind;
      if (first === ",") this.expected(what);
      const part = readPart();
      const { kind } = this.next;
      if (kind !== "," && kind !== close) this.expected(`"," or "${close}"`);
      return part;
    } catch (error) {
      if (!(error instanceof SyntaxMistake) || !this.#skipPart(close)) throw error;
      return undefined;
    }
  }

  /** Skips to the end of a part of a list; false when the list itself ends nowhere in this statement. */
  #skipPart(close: ")" | "]"): boolean {
    const start = this.#at;
    const open: Token["kind"][] = [];
    for (;;) {
      const { kind } = this.next;
      if (open.length === 0 && (kind === "," || kind === close)) return true;
      if (kind === ";" || kind === "{" || kind === "}" || kind === "end") break;
      if (kind === "(") open.push(")");
      else if (kind === "[") open.push("]");
      else if (kind === open.at(-1)) open.pop();
      this.#at++;
    }
    this.#at = start;
    return false;
  }

  /** Skips to what ends a statement, or begins the next one on a line of its own, and does not read it. */
  skipStatement(startsStatement: () => boolean): void {
    for (;;) {
      const { kind } = this.next;
      if (kind === ";" || kind === "{" || kind === "}" || kind === "end") return;
      if (this.#isOnNewLine() && startsStatement()) return;
      this.#at++;
    }
  }

  /** Skips a block, from behind its `{` to behind its `}`. */
  skipBlock(): void {
    let depth = 1;
    while (depth > 0 && this.next.kind !== "end") {
      const { kind } = this.read();
      if (kind === "{") depth++;
      else if (kind === "}") depth--;
    }
  }
}

/** More than people write, and few enough for every stack. */
export const deepestNesting = 200;

function describe(token: Token): string {
  switch (token.kind) {
    case "end":
      return "the end of the file";
    case "word":
    case "sign":
      return JSON.stringify(token.text);
    case "integer":
    case "float":
      return `the number ${token.value}`;
    case "text":
      return "a text";
    case "data":
      return "data";
    default:
      return `"${token.kind}"`;
  }
}

/** What may have been meant by a sign that has no meaning where it stands. */
function helpFor(token: Token): string | undefined {
  if (token.kind !== "sign") return undefined;
  if (/^\/[/*]/.test(token.text)) return "a comment begins with #";
  if (token.text.startsWith("<")) return "type parameters stand in parentheses, as in List(Text)";
  if (token.text.length < 2 || token.text === "->") return undefined;
  return `signs that stand together are read as one: write ${[...token.text].join(" ")}`;
}
