// split-line.ts: a line that is typed where no shell reads it, as words: quotes hold words together, and so do the braces
// of JSON.
import { TeleopError } from "@teleop/core";

/**
 * Words are apart by spaces. In 'single quotes' all stands as it is, in "double quotes" a backslash takes the next
 * character as it is. What is within {} or [] is JSON, with its own quotes.
 *
 * @throws TeleopError `USAGE` for what does not end.
 */
export function splitLine(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; ) {
    const character = line[at] ?? "";
    if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at++;
      continue;
    }
    const { text, end } = partAt(line, at);
    word = (word ?? "") + text;
    at = end;
  }
  return word === undefined ? words : [...words, word];
}

interface Part {
  readonly text: string;
  readonly end: number;
}

function partAt(line: string, at: number): Part {
  switch (line[at]) {
    case "'": {
      const end = line.indexOf("'", at + 1);
      if (end < 0) throw unended("'");
      return { text: line.slice(at + 1, end), end: end + 1 };
    }
    case '"': {
      const end = endOfQuoted(line, at);
      return { text: line.slice(at + 1, end - 1).replace(/\\(.)/g, "$1"), end };
    }
    case "{":
    case "[": {
      const end = endOfJson(line, at);
      return { text: line.slice(at, end), end };
    }
    default: {
      const end = at + (/^[^\s'"{[]+/.exec(line.slice(at))?.[0].length ?? 1);
      return { text: line.slice(at, end), end };
    }
  }
}

/** Behind the quote that ends what begins there. */
function endOfQuoted(line: string, start: number): number {
  for (let at = start + 1; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === '"') return at + 1;
  }
  throw unended('"');
}

function endOfJson(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; at++) {
    const character = line[at];
    if (character === '"') at = endOfQuoted(line, at) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth === 0) return at + 1;
  }
  throw unended(line[start] ?? "");
}

function unended(opening: string): TeleopError {
  return new TeleopError("USAGE", `the line has a ${opening} that is not closed`);
}
