// layout.ts: where lines break in text that is made for people: as `capnp decode` breaks them.

/** How deep a value is, and whether lines break at all. */
export class Indent {
  readonly #level: number;

  /** @param level 0: everything is on one line. */
  constructor(level: number) {
    this.#level = level;
  }

  get next(): Indent {
    return new Indent(this.#level === 0 ? 0 : this.#level + 1);
  }

  /**
   * Items between their brackets: side by side where they are short, otherwise each on a line.
   *
   * @param isPrefixed whether something stands before the bracket in its line.
   */
  join(items: readonly string[], kind: "list" | "record", isPrefixed: boolean): string {
    if (this.#level === 0 || areShort(items, kind)) return items.join(", ");
    const newLine = `\n${"  ".repeat(this.#level)}`;
    return `${isPrefixed ? newLine : " "}${items.join(`,${newLine}`)} `;
  }
}

const longestItem = 24;
const longestRecord = 64;

function areShort(items: readonly string[], kind: "list" | "record"): boolean {
  let total = 0;
  for (const item of items) {
    const size = item.length > longestItem ? item.length : byteLength(item);
    if (size > longestItem || item.includes("\n")) return false;
    total += size;
    if (kind === "record" && total > longestRecord) return false;
  }
  return true;
}

/** In UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
