// preload.ts: what a program is started with to be armed without a line in it: the file that is preloaded, and the
// variables of the environment that name it, which its children inherit.
import { fileURLToPath } from "node:url";
import { TeleopError } from "@teleop/core/basics";
import { cachePlaces, ownRegisterFiles, writeRegisterFiles } from "./register-files.ts";

/** A file, in a path that `BUN_OPTIONS` can carry. */
export interface Preload {
  /** Absolute. */
  readonly path: string;
  /** As `BUN_OPTIONS` has it: quoted where that is needed. */
  readonly option: string;
}

/**
 * What is preloaded: `teleop/register`, as it is installed beside this command, or as a compiled command carries it.
 *
 * @throws TeleopError as `preloadOf()`, and where a compiled command cannot write it anywhere.
 */
export function registerPreload(environment: Readonly<Record<string, string | undefined>>): Preload {
  const carried = ownRegisterFiles();
  const euid = process.geteuid?.() ?? -1;
  return preloadOf(
    carried === undefined
      ? fileURLToPath(import.meta.resolve("@teleop/defaults/register"))
      : writeRegisterFiles(carried, { places: cachePlaces(environment, euid), euid }),
  );
}

/**
 * @throws TeleopError `UNUSABLE_PATH` for a path that no program could be started with: one with a `?` or a backslash,
 *   which Bun does not find, or with a line break.
 */
export function preloadOf(path: string): Preload {
  const bad = /[?\\\r\n]/.exec(path)?.[0];
  if (bad === undefined) return { path, option: quoted(`--preload=${path}`) };
  const message = `Bun cannot preload ${JSON.stringify(path)}, since there is ${JSON.stringify(bad)} in its path: install teleop in another folder`;
  throw new TeleopError("UNUSABLE_PATH", message, { path });
}

/** Bun separates at white space, and takes quotes for quotes where a word begins with one. */
function quoted(word: string): string {
  return /[\s"']/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word;
}

/** The same environment, in which every Bun that is started preloads the file first, and then what it would have. */
export function withPreload(
  environment: Readonly<Record<string, string | undefined>>,
  { option }: Preload,
): Record<string, string> {
  const { BUN_OPTIONS: given = "", ...rest } = environment;
  // Of a shell that was started in this way, and runs the next.
  const isThere = ` ${given} `.includes(` ${option} `);
  const all: Readonly<Record<string, string | undefined>> = {
    ...rest,
    BUN_OPTIONS: isThere ? given : `${option} ${given}`.trim(),
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
