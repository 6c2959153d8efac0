// printable.ts: text of others, such as the name of a process, made harmless for the terminal that shows it.

/**
 * Text in one line without anything that a terminal would obey: control characters, C0 and C1, and those that turn the
 * direction of writing, become escapes such as `\u001b`. Whatever comes from a target goes through this.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

/** The same for text of several lines: line feeds and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === "\n" || character === "\t" ? character : escaped(character),
  );
}

/** Text that is JSON, with escapes in the place of those: JSON has C0 as escapes already, and others only within strings. */
export function printableJson(text: string): string {
  return text.replace(UNPRINTABLE, (character) =>
    character === "\n" ? character : unicodeEscape(character),
  );
}

function escaped(character: string): string {
  switch (character) {
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    default:
      return unicodeEscape(character);
  }
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

// Cc, the bidirectional controls of Unicode's UAX 9, and the line and paragraph separators.
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu;
