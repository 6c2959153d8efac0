// foreign-text.ts: text of a schema inside of TypeScript, where it must never be read as code.
//
// Schemas come from other people, and are UTF-8 of any kind: a comment may hold what ends a line for one parser only, or
// what an editor shows in another order than a parser reads.

/**
 * Lines that can stand behind `//`, or inside of a block comment: without what would end either, or would be a tag of
 * TSDoc or an order to a compiler (`@ts-nocheck`).
 */
export function commentLines(text: string): readonly string[] {
  return text.split(lineEnd).map((line) =>
    line
      .replaceAll("*/", "*\\/")
      .replaceAll(order, escaped)
      .replaceAll(/(?<!\w)@(?=\w)/g, "\\@")
      .replaceAll(invisible, escaped)
      .trimEnd(),
  );
}

/** A text as a literal, in double quotes. */
export function textLiteral(text: string): string {
  return JSON.stringify(text).replaceAll(invisible, escaped);
}

/** What ends a line in JavaScript (ECMA-262, "Line Terminators"). */
const lineEnd = /\r\n|[\n\r\u2028\u2029]/;

/** What compilers and bundlers look for anywhere in a comment: `@jsxRuntime`, `#__PURE__`, `# sourceMappingURL=`. */
const order = /[@#](?= ?(?:jsx|__|sourceMappingURL))/g;

/**
 * Control characters, line separators, halves of surrogate pairs, byte order marks, and the bidirectional controls with
 * which a text can be shown in another order than it is read (https://trojansource.codes).
 */
const invisible = /(?!\t)[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Bidi_Control}\ufeff]/gu;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
