// source.ts: a schema's text, and where in it something is: the language counts bytes, people lines and characters.

/** A place in a schema, for people: lines and columns count from one, columns in characters. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The text of one schema, as it was read. */
export class SourceFile {
  /** What it is called in messages. */
  readonly path: string;
  readonly bytes: Uint8Array;
  #lineStarts: readonly number[] | undefined;

  constructor(path: string, bytes: Uint8Array) {
    this.path = path;
    this.bytes = bytes;
  }

  /** The position of a byte; that behind the last one is the end of the file. */
  position(offset: number): Position {
    const index = this.#lineAt(offset);
    const start = this.#starts()[index] ?? 0;
    const before = textDecoder.decode(this.bytes.subarray(start, offset));
    return { line: index + 1, column: [...before].length + 1 };
  }

  /** The text of a line, without what ends it; lines count from one. */
  lineText(line: number): string {
    const starts = this.#starts();
    const end = starts[line] ?? this.bytes.byteLength;
    return textDecoder.decode(this.bytes.subarray(starts[line - 1] ?? end, end)).replace(/[\r\n]+$/, "");
  }

  /** The text between two bytes. */
  slice(start: number, end: number): string {
    return textDecoder.decode(this.bytes.subarray(start, end));
  }

  #lineAt(offset: number): number {
    const starts = this.#starts();
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }

  #starts(): readonly number[] {
    if (this.#lineStarts !== undefined) return this.#lineStarts;
    const starts = [0];
    for (let at = this.bytes.indexOf(newline); at >= 0; at = this.bytes.indexOf(newline, at + 1)) {
      starts.push(at + 1);
    }
    this.#lineStarts = starts;
    return starts;
  }
}

const newline = 0x0a;
const textDecoder = new TextDecoder();
