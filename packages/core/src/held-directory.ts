// held-directory.ts: holds a directory itself, not its name, so that it cannot be exchanged, moved or lost on the way.
import { closeSync, constants, fstatSync, lstatSync, openSync, realpathSync, type Stats } from "node:fs";
import { join } from "node:path";
import { descriptorPath } from "./proc.ts";

/**
 * A directory that stays the same one while it is held, even when it is renamed, when the process whose working
 * directory it is changes to another or dies, or when somebody puts a link in its place.
 */
export interface HeldDirectory extends Disposable {
  /** As it was named, for messages. */
  readonly path: string;
  readonly stats: Stats;
  /** A path that leads to an entry of this very directory; good until the directory is disposed. */
  entry(name: string): string;
}

/**
 * Takes hold of a directory. On Linux this needs neither the right to read it nor that its path stays: a descriptor
 * opened with O_PATH (open(2)) is enough. Elsewhere, and without a /proc, the real path at this moment has to do.
 *
 * @throws whatever the system says: ENOENT, ENOTDIR, EACCES, ELOOP for a link when `followLinks` is false.
 */
export function holdDirectory(path: string, { followLinks }: { followLinks: boolean }): HeldDirectory {
  return (
    (process.platform === "linux" ? holdByDescriptor(path, followLinks) : undefined) ??
    holdByName(path, followLinks)
  );
}

function holdByName(path: string, followLinks: boolean): HeldDirectory {
  const real = followLinks ? realpathSync(path) : path;
  return {
    path,
    stats: lstatSync(real),
    entry: (name) => join(real, name),
    [Symbol.dispose]: () => {},
  };
}

/** From Linux's uapi headers; node:fs does not name it. The same on x86 and ARM. */
export const O_PATH = 0o10000000;

/** @returns undefined where no /proc is mounted by which to name what is below a descriptor. */
function holdByDescriptor(path: string, followLinks: boolean): HeldDirectory | undefined {
  const descriptor = openSync(
    path,
    O_PATH | constants.O_DIRECTORY | (followLinks ? 0 : constants.O_NOFOLLOW),
  );
  const own = descriptorPath(descriptor);
  if (own === undefined) {
    closeSync(descriptor);
    return undefined;
  }
  let held = true;
  return {
    path,
    stats: fstatSync(descriptor),
    entry: (name) => `${own}/${name}`,
    [Symbol.dispose]: () => {
      if (held) closeSync(descriptor);
      held = false;
    },
  };
}
