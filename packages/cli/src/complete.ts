// complete.ts: `teleop complete -- WORDS`: what may come in the place of the last word. The scripts of `teleop completion`
// ask this at each press of the tab key.
import { proposeCompletions } from "@stricli/core";
import { buildTeleop } from "./application.ts";
import { commandList } from "./command-list.ts";
import { commandAt, hoist } from "./hoist.ts";
import type { Io } from "./invocation.ts";
import { contextOf } from "./invoke.ts";
import { printable } from "./output/printable.ts";
import { valueAndDescription } from "./proposals.ts";

/**
 * Writes a line for each proposal: what to put there, a tab, and what that is. Nothing where there is nothing to propose,
 * as where a file is meant: then the shell proposes files. It never fails: somebody is typing.
 */
export async function complete(words: readonly string[], io: Io): Promise<void> {
  for (const [value, description] of await proposalsFor(words, io)) {
    // Shells expand what they are given, and a process can call itself what it likes.
    if (isPlain(value)) io.stdout.write(`${value}\t${printable(description)}\n`);
  }
}

type Proposals = readonly (readonly [value: string, description: string])[];

async function proposalsFor(words: readonly string[], io: Io): Promise<Proposals> {
  const partial = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const at = commandAt(before);
  const command = before[at];
  if (command === undefined && !partial.startsWith("-")) {
    return Object.entries(commandList)
      .filter(([name]) => name.startsWith(partial))
      .map(([name, { brief }]) => [name, brief]);
  }
  // Before a command only common flags may stand, which any of them has.
  const meant = command ?? "ps";
  const after = before.slice(at + 1);
  const isPassedOn = commandList[meant]?.passesArguments === true && commandAt(after) < after.length;
  if (isPassedOn) return [];
  const group = commandList[meant]?.group;
  const ordered = command === undefined ? [meant, ...words] : [...hoist(before, () => ({ group })), partial];
  try {
    const found = await proposeCompletions(await buildTeleop(meant), ordered, {
      process: io,
      // Nobody waits for a login at the press of a key.
      contextOf: (flags) =>
        contextOf(flags, io, words.some((word) => word.startsWith("--via")) ? [] : undefined),
      failed: () => {},
    });
    return found
      .map(({ completion, brief }) => valueAndDescription(completion, brief))
      .filter(([value]) => value.startsWith("-") === partial.startsWith("-") && value !== "--");
  } catch (error) {
    io.signal.throwIfAborted();
    if (error instanceof Error) return [];
    throw error;
  }
}

/** Nothing that any shell takes for more than a letter. */
function isPlain(value: string): boolean {
  return /^[\w.,:@%+=/-]+$/.test(value);
}
