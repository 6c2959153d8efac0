// text-messages.ts: cuts text that arrives in chunks into messages, without reading more of it than their brackets.
//
// Neither form has strings with line breaks in them, so that a line is what is looked at.
import { Buffer } from "node:buffer";
import { badInput } from "./bad-input.ts";

/** The text of one message, and where it begins in the input. Both count from 1. */
export interface TextMessage {
  readonly text: string;
  readonly line: number;
  /** In characters of Unicode. */
  readonly column: number;
}

/** How messages are told from each other. */
export interface TextForm {
  /** What a message begins with. */
  readonly open: RegExp;
  readonly close: RegExp;
  /** Strings, whole or broken off; brackets; comments; what is between them. */
  readonly tokens: RegExp;
  /** What may stand between messages. */
  readonly blank: RegExp;
}

export const schemaText: TextForm = {
  open: /^\($/,
  close: /^\)$/,
  tokens: /"(?:\\.|[^"\\\n])*"?|#[^\n]*|[()]|\s+|[^"#()\s]+/gy,
  blank: /^(?:\s|#|\ufeff)/,
};

export const jsonText: TextForm = {
  open: /^[{[]$/,
  close: /^[}\]]$/,
  tokens: /"(?:\\.|[^"\\\n])*"?|[{}[\]]|\s+|[^"{}[\]\s]+/gy,
  blank: /^(?:\s|\ufeff)/,
};

/** Longer than the text of any message that is within the limits. */
const longestText = 256 * 1024 * 1024;

/**
 * Messages that follow each other, each as soon as its last line is there. What is no message comes as one, for whoever
 * reads it to say what is wrong with it.
 *
 * @throws CapnpcError `BAD_INPUT` when the bytes are no UTF-8, or do not come to an end.
 */
export async function* textMessages(
  source: AsyncIterable<Uint8Array>,
  form: TextForm,
): AsyncGenerator<TextMessage, void, undefined> {
  const splitter = new Splitter(form);
  for await (const line of linesOf(source)) yield* splitter.line(line);
  yield* splitter.end();
}

class Splitter {
  readonly #form: TextForm;
  #parts: string[] = [];
  #length = 0;
  #depth = 0;
  #line = 0;
  #start = { line: 1, column: 1 };

  constructor(form: TextForm) {
    this.#form = form;
  }

  *line(text: string): Generator<TextMessage, void, undefined> {
    this.#line++;
    let column = 1;
    /** Of the part of the line that belongs to the message under way. */
    let from = 0;
    let at = 0;
    for (const [token] of text.matchAll(this.#form.tokens)) {
      const begins = this.#parts.length === 0 && from === at;
      if (begins && this.#depth === 0 && this.#form.blank.test(token)) {
        column += [...token].length;
        at += token.length;
        from = at;
        continue;
      }
      if (begins) this.#start = { line: this.#line, column };
      at += token.length;
      if (this.#form.open.test(token)) this.#depth++;
      else if (this.#form.close.test(token)) this.#depth--;
      else if (this.#depth === 0 || isBroken(token)) break;
      if (this.#depth > 0) continue;
      const message = text.slice(from, at);
      yield this.#message(message);
      column = (this.#start.line === this.#line ? this.#start.column : 1) + [...message].length;
      from = at;
    }
    // What has no place there, and all behind it.
    const isWrong = this.#depth <= 0 || at < text.length;
    if (from === text.length) return;
    if (isWrong) yield this.#message(text.slice(from));
    else this.#hold(text.slice(from));
  }

  *end(): Generator<TextMessage, void, undefined> {
    if (this.#parts.length > 0) yield this.#message("");
  }

  #hold(text: string): void {
    this.#parts.push(text);
    this.#length += text.length;
    if (this.#length > longestText) {
      throw badInput(
        `the message that begins at line ${this.#start.line}`,
        `it is longer than ${longestText} characters`,
      );
    }
  }

  #message(last: string): TextMessage {
    const text = [...this.#parts, last].join("");
    this.#parts = [];
    this.#length = 0;
    this.#depth = 0;
    return { text, ...this.#start };
  }
}

/** A string that does not end in its line. */
function isBroken(token: string): boolean {
  return token.startsWith('"') && !/^"(?:\\.|[^"\\])*"$/.test(token);
}

/** Lines with their ends; the last one may have none. */
async function* linesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  let number = 0;
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const text = (last: Uint8Array): string => {
    number++;
    try {
      return decoder.decode(held.length === 0 ? last : Buffer.concat([...held, last]));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw badInput(`line ${number}`, "it is not UTF-8");
    } finally {
      held = [];
      bytes = 0;
    }
  };
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield text(chunk.subarray(start, end + 1));
      start = end + 1;
    }
    if (start === chunk.byteLength) continue;
    held.push(chunk.subarray(start));
    bytes += chunk.byteLength - start;
    if (bytes > longestText) throw badInput(`line ${number + 1}`, `it is longer than ${longestText} bytes`);
  }
  if (held.length > 0) yield text(new Uint8Array(0));
}
