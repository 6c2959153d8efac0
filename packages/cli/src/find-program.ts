// find-program.ts: which executable file a word of a command line means.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, extname, join } from "node:path";
import { TeleopError } from "@teleop/core/basics";
import { errnoOf } from "@teleop/core/plugin";

/** A program to be run. */
export interface Program {
  /** The path of its file. */
  readonly file: string;
  /** What it is told, its own name first. */
  readonly words: readonly string[];
}

/**
 * What a command line runs: a source file by Bun, anything else as a shell would find it.
 *
 * @param bun the Bun that runs source files; where it is undefined, the first in PATH.
 * @throws TeleopError `NO_SUCH_PROGRAM` where there is none of that name, or it may not be executed.
 */
export function findProgram(
  [first = "", ...rest]: readonly string[],
  path: string | undefined,
  bun: string | undefined,
): Program {
  if (!isSource(first)) return { file: findExecutable(first, path), words: [first, ...rest] };
  return { file: bun ?? findExecutable("bun", path), words: ["bun", first, ...rest] };
}

const SOURCES: readonly string[] = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** A script that is executable by itself says what it is to be run by. */
function isSource(word: string): boolean {
  return SOURCES.includes(extname(word)) && statSync(word, { throwIfNoEntry: false })?.isFile() === true;
}

function findExecutable(name: string, path = "/usr/local/bin:/usr/bin:/bin"): string {
  const isPath = SEPARATOR.test(name);
  // An empty entry is the working directory.
  const places = isPath ? [name] : path.split(delimiter).map((folder) => join(folder || ".", name));
  const candidates = places.flatMap(withExtensions);
  let denied: string | undefined;
  for (const candidate of candidates) {
    try {
      accessSync(candidate, constants.X_OK);
      if (statSync(candidate).isFile()) return SEPARATOR.test(candidate) ? candidate : `./${candidate}`;
    } catch (error) {
      if (errnoOf(error) === "EACCES") denied ??= candidate;
    }
  }
  const shown = JSON.stringify(name);
  throw new TeleopError(
    "NO_SUCH_PROGRAM",
    denied !== undefined
      ? `${denied} may not be executed: \`chmod +x\` it, or name what runs it`
      : isPath
        ? `there is no program ${shown}`
        : `there is no program ${shown} in PATH, and no source file of that name here`,
  );
}

const SEPARATOR = process.platform === "win32" ? /[\\/]/ : /\//;

/** Windows has programs called without what their files' names end in. Its command scripts are run by a shell only. */
function withExtensions(file: string): readonly string[] {
  return process.platform === "win32" && extname(file) === "" ? [`${file}.exe`, `${file}.com`] : [file];
}
