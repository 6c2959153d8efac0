// command-line.ts: a command line of Windows, which is one text, as the words that programs make of it.

/**
 * The words, as the C library of Windows divides them: quotes hold words together; a backslash is one but in front of a
 * quote, where two are one, and one makes the quote a character; two quotes within quotes are one. For the first word, the program,
 * quotes only hold together.
 */
export function splitCommandLine(line: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  const skipBlanks = (): void => {
    while (isBlank(line[at])) at += 1;
  };
  for (skipBlanks(); at < line.length; skipBlanks()) {
    let word = "";
    let isQuoted = false;
    const isProgram = words.length === 0;
    while (at < line.length && (isQuoted || !isBlank(line[at]))) {
      const backslashes = isProgram ? 0 : countBackslashes(line, at);
      const next = line[at + backslashes];
      if (next !== '"') {
        word += backslashes > 0 ? "\\".repeat(backslashes) : line[at];
        at += backslashes > 0 ? backslashes : 1;
        continue;
      }
      word += "\\".repeat(Math.floor(backslashes / 2));
      at += backslashes + 1;
      if (backslashes % 2 === 1) word += '"';
      else if (isQuoted && !isProgram && line[at] === '"') {
        word += '"';
        at += 1;
      } else isQuoted = !isQuoted;
    }
    words.push(word);
  }
  return words;
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}

function countBackslashes(line: string, from: number): number {
  let count = 0;
  while (line[from + count] === "\\") count += 1;
  return count;
}
