// own-bun.ts: the Bun that runs this command, where it could run a program, too.

/** The path of its executable file; undefined in Node.js, and in a compiled binary, which is no Bun to anybody else. */
export function ownBun(): string | undefined {
  if (process.versions.bun === undefined || isCompiled()) return undefined;
  return process.execPath;
}

/** Whether this is a program that `bun build --compile` has made. Its files are in a file system of its own. */
export function isCompiled(): boolean {
  return /^(\/\$bunfs\/|[A-Z]:[/\\]~BUN[/\\])/.test(import.meta.dirname);
}
