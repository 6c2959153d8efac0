// words.ts: a command as people write it, in words. No shell reads it: nothing is expanded, substituted or piped.
import { show, TeleopError } from "@teleop/core/plugin";

/**
 * The words of a command: `ssh -p 2222 host`, or an array of them. Blanks separate words, quotes and backslashes keep
 * them together as in a shell.
 *
 * @param what the option that gives it, for messages.
 * @throws TeleopError `INVALID_ARGUMENT` for what is no command: without a word, with a quote that is not closed, with
 *   a NUL.
 */
export function wordsOf(what: string, command: unknown): readonly [string, ...string[]] {
  const words = typeof command === "string" ? split(what, command) : command;
  if (!Array.isArray(words) || !words.every((word) => typeof word === "string")) {
    throw invalid(
      `${what} must be a command, such as "ssh host", or its words in an array, not ${show(command)}`,
    );
  }
  const [program, ...rest] = words as string[];
  if (program === undefined || program === "") throw invalid(`${what} must be a command, not an empty one`);
  if (words.some((word) => word.includes("\0"))) throw invalid(`${what} must not contain NUL`);
  return [program, ...rest];
}

/** The words as a shell would read them back, for messages. */
export function quoted(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}

function split(what: string, command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote: '"' | "'" | undefined;
  for (let at = 0; at < command.length; at++) {
    const character = command.charAt(at);
    const next = command.charAt(at + 1);
    if (quote !== undefined && character === quote) {
      quote = undefined;
    } else if (quote === undefined && (character === "'" || character === '"')) {
      quote = character;
      word ??= "";
    } else if (character === "\\" && quote !== "'" && (quote === undefined || /["\\$`]/.test(next))) {
      if (next === "") throw invalid(`${what} ends with a backslash: ${show(command)}`);
      word = (word ?? "") + next;
      at++;
    } else if (quote === undefined && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? "") + character;
    }
  }
  if (quote !== undefined) throw invalid(`${what} has a ${quote} that is not closed: ${show(command)}`);
  if (word !== undefined) words.push(word);
  return words;
}

function invalid(message: string): TeleopError {
  return new TeleopError("INVALID_ARGUMENT", message);
}
