// hoist.ts: puts the words of a command line into the order in which the library reads them: the command, then flags.
import { commonFlags } from "./common-flags.ts";

/** What matters here of a command. */
export interface WordOrder {
  readonly passesArguments?: boolean | undefined;
  readonly group?: Group | undefined;
}

/** It is several commands: the next word says which. */
export interface Group {
  readonly names: readonly string[];
  /** Which is meant where the next word is none of them. */
  readonly otherwise: string;
}

/**
 * Moves common flags that stand before the command behind it: `teleop --json ps` is `teleop ps --json`; of a group, behind
 * which of its commands it is, which is added where it is not said. What follows the first argument of a command that runs another program is passed on to that
 * as it is: a `--` is put before it.
 */
export function hoist(
  words: readonly string[],
  orderOf: (command: string) => WordOrder | undefined,
): readonly string[] {
  const at = commandAt(words);
  const command = words[at];
  if (command === undefined) return words;
  const flags = words.slice(0, at);
  const rest = words.slice(at + 1);
  const { passesArguments = false, group } = orderOf(command) ?? {};
  if (group !== undefined) {
    const second = commandAt(rest);
    const word = rest[second];
    if (word !== undefined && !group.names.includes(word))
      return [command, group.otherwise, ...flags, ...rest];
    const name = rest.slice(second, second + 1);
    return [command, ...name, ...flags, ...rest.slice(0, second), ...rest.slice(second + 1)];
  }
  if (!passesArguments) return [command, ...flags, ...rest];
  const first = commandAt(rest);
  if (first === rest.length || rest[first] === "--") return [command, ...flags, ...rest];
  return [command, ...flags, ...rest.slice(0, first), "--", ...rest.slice(first)];
}

/** Where the first word is that is neither a flag nor the value of a common one; the number of words if none is. */
export function commandAt(words: readonly string[]): number {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (!word.startsWith("-") || word === "--") return index;
    if (takesValue(word)) index += 1;
  }
  return words.length;
}

/** A name in camel case is written in kebab case, and may be written as it is. */
function takesValue(word: string): boolean {
  const flag = Object.entries(commonFlags).find(
    ([name]) => word === `--${name}` || word === kebab(name),
  )?.[1];
  return flag !== undefined && flag.kind !== "boolean";
}

function kebab(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
