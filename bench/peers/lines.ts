// lines.ts: how a TypeScript process of the benchmark is told what to do.

/** Answers each line of standard input with one line of JSON, and ends with it. */
export async function answerLines(answer: (words: readonly string[]) => unknown): Promise<never> {
  for await (const line of console) {
    // Bun has an empty line at the end.
    if (line === "") break;
    console.log(JSON.stringify(await answer(line.split(" "))));
  }
  process.exit(0);
}

/** A number above 0, as one of the words of a line. */
export function positive(word: string | undefined): number {
  const number = Number(word);
  if (!(number > 0)) throw new Error(`${word} is not a number above 0`);
  return number;
}
