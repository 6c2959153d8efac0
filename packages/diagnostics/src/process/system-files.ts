// system-files.ts: reads what Linux tells in files. What is not there, or not told to us, is not known; anything else is
// an error.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

/** A small file that the kernel makes when it is read: it takes microseconds, and a thread would take longer. */
export function readSystemFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    return unlessUntold(error);
  }
}

/** One that may be long, such as a list of all connections of the machine: without the event loop's time. */
export async function readLongSystemFile(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    return unlessUntold(error);
  }
}

/** @throws the error, unless it says that there is no such file, that we may not read it, or that there is no value. */
export function unlessUntold(error: unknown): undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (typeof code === "string" && UNTOLD.has(code)) return undefined;
  throw error;
}

const UNTOLD: ReadonlySet<string> = new Set([
  "ENOENT",
  "ENOTDIR",
  "EACCES",
  "EPERM",
  "ESRCH",
  "EINVAL",
  "ENODEV",
  "EOPNOTSUPP",
]);
