// schema-files.ts: where schemas are read from: a disk, or memory.
import { readFileSync, realpathSync } from "node:fs";

/** What the compiler reads schemas, and files that they embed, from. Paths are absolute, with slashes on every system. */
export interface SchemaFiles {
  /** What paths that are given to the compiler are relative to. */
  readonly folder: string;
  /**
   * The bytes of a file, which must not change; undefined: there is none.
   *
   * @throws Error when it cannot be read; the compiler reports that where the file was needed
   */
  read(path: string): Uint8Array | undefined;
  /** What two paths of one file have in common. Absent: each path is another file. */
  identity?(path: string): string;
}

/** The files of the system, from the working directory on. */
export function diskFiles(): SchemaFiles {
  return {
    folder: process.cwd().replaceAll("\\", "/"),
    read(path) {
      try {
        return new Uint8Array(readFileSync(path));
      } catch (error) {
        if (hasCode(error, "ENOENT") || hasCode(error, "ENOTDIR")) return undefined;
        if (hasCode(error, "EISDIR")) throw new Error("it is a folder, not a file", { cause: error });
        throw error;
      }
    },
    identity: (path) => realpathSync(path),
  };
}

/** Files in memory, by their paths; the paths may do without the leading slash. */
export function memoryFiles(files: Readonly<Record<string, string | Uint8Array>>): SchemaFiles {
  const encoder = new TextEncoder();
  return {
    folder: "/",
    read(path) {
      const name = path.slice(1);
      const content = Object.hasOwn(files, path)
        ? files[path]
        : Object.hasOwn(files, name)
          ? files[name]
          : undefined;
      return typeof content === "string" ? encoder.encode(content) : content;
    },
  };
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
