// preload.ts: what a program is started with to be armed without a line in it: the file that is preloaded, and the
// variables of the environment that name it, which its children inherit.
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TeleopError } from "@teleop/core/basics";
import { cachePlaces, ownRegisterFiles, writeRegisterFiles } from "./register-files.ts";

/** A file, in a path that `BUN_OPTIONS` can carry. */
export interface Preload {
  /** Absolute. */
  readonly path: string;
  /** As `BUN_OPTIONS` has it: quoted where that is needed. */
  readonly option: string;
  /** As `NODE_OPTIONS` has it; undefined where Node.js could not be armed by it: it needs what is built, and koffi. */
  readonly nodeOption: string | undefined;
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
  // On Windows a slash leads there as well.
  if (process.platform === "win32" && path.includes("\\")) return preloadOf(path.replaceAll("\\", "/"));
  const bad = /[?\\\r\n]/.exec(path)?.[0];
  if (bad === undefined) return { path, option: quoted(`--preload=${path}`), nodeOption: nodeOptionOf(path) };
  const message = `Bun cannot preload ${JSON.stringify(path)}, since there is ${JSON.stringify(bad)} in its path: install teleop in another folder`;
  throw new TeleopError("UNUSABLE_PATH", message, { path });
}

function nodeOptionOf(path: string): string | undefined {
  if (!path.endsWith(".js")) return undefined;
  try {
    createRequire(path).resolve("koffi");
  } catch {
    // It is not installed where the file would look for it.
    return undefined;
  }
  return `--import=${pathToFileURL(path).href}`;
}

/** Bun separates at white space, and takes quotes for quotes where a word begins with one. */
function quoted(word: string): string {
  return /[\s"']/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word;
}

/** The same environment, in which every Bun, and Node.js, that is started preloads the file first, and then what it would have. */
export function withPreload(
  environment: Readonly<Record<string, string | undefined>>,
  { option, nodeOption }: Preload,
): Record<string, string> {
  const all: Readonly<Record<string, string | undefined>> = {
    ...environment,
    BUN_OPTIONS: withOption(environment.BUN_OPTIONS, option),
    NODE_OPTIONS:
      nodeOption === undefined ? environment.NODE_OPTIONS : withOption(environment.NODE_OPTIONS, nodeOption),
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Once: a shell that was started in this way may run the next. */
function withOption(given: string | undefined, option: string): string {
  if (given === undefined || given.trim() === "") return option;
  return ` ${given} `.includes(` ${option} `) ? given : `${option} ${given}`;
}
