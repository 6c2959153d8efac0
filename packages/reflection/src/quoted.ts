// quoted.ts: words as they are written where something splits them again: a shell, or the lines of `teleop repl`.
import { ValueError } from "@teleop/rpc-capnp/schema";

/** Words as a POSIX shell reads them back. */
export function forShell(words: readonly string[]): string {
  return words.map((word) => (isPlain(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(" ");
}

/**
 * Words as `teleop repl` reads them back.
 *
 * @throws ValueError `SYNTAX` for a word of several lines.
 */
export function forLine(words: readonly string[]): string {
  return words.map(lineWord).join(" ");
}

function lineWord(word: string): string {
  if (/[\n\r]/.test(word)) throw new ValueError("SYNTAX", "a line cannot hold a text of several lines");
  if (isPlain(word.replaceAll("$", "")) && word !== "") return word;
  return word.includes("'") ? `"${word.replace(/["\\]/g, "\\$&")}"` : `'${word}'`;
}

function isPlain(word: string): boolean {
  return /^[\w@%+=:,./-]+$/.test(word);
}
