// literals.ts: Text and Data between quotation marks.

const escapes: ReadonlyMap<string, string> = new Map([
  ["\x07", "a"],
  ["\b", "b"],
  ["\f", "f"],
  ["\n", "n"],
  ["\r", "r"],
  ["\t", "t"],
  ["\v", "v"],
  ["'", "'"],
  ['"', '"'],
  ["\\", "\\"],
]);

/** What stands after a backslash, and what it means. */
export const unescaped: ReadonlyMap<string, string> = new Map([
  ...[...escapes].map(([character, letter]) => [letter, character] as const),
  ["?", "?"],
]);

export function textLiteral(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be escaped.
  return `"${text.replace(/[\x00-\x1f\x7f'"\\]/g, escaped)}"`;
}

/** Bytes that are no ASCII are escaped, even where they are UTF-8. */
export function dataLiteral(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (const byte of bytes) {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x27 && byte !== 0x5c;
    const character = String.fromCharCode(byte);
    parts.push(isPlain ? character : escaped(character));
  }
  return `"${parts.join("")}"`;
}

/** Three octal digits, where there is no letter: what follows cannot be taken for one more. */
function escaped(character: string): string {
  return `\\${escapes.get(character) ?? character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}
