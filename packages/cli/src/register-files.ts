// register-files.ts: what a compiled command has programs preload. A preload has to be a real file, which a compiled command
// carries inside: it is written once, where it stays, since what was started with it starts others later.
import { createHash, randomUUID } from "node:crypto";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";
import { TeleopError } from "@teleop/core";
import { isMissing, messageOf, untrusted, whyNotTrusted } from "@teleop/core/plugin";

/** Texts of files by their names; `register.js` is the one that is preloaded. */
export type RegisterFiles = Readonly<Record<string, string>>;

/** Put in by `scripts/compile.ts`. */
declare const TELEOP_REGISTER_FILES: RegisterFiles | undefined;

/** The files that this command carries; undefined where it is not compiled. */
export function ownRegisterFiles(): RegisterFiles | undefined {
  return typeof TELEOP_REGISTER_FILES === "undefined" ? undefined : TELEOP_REGISTER_FILES;
}

export interface WriteOptions {
  /** Folders in which something may be kept, the best first. */
  readonly places: readonly string[];
  /** Our effective user. */
  readonly euid: number;
}

/**
 * Makes sure that the files are in a folder that only this user, or root, may change, and that others may read: a program
 * may become another user, and start others then. The folder is named by what is in it, so that two versions do not meet.
 *
 * @returns the path of `register.js`.
 * @throws TeleopError `UNTRUSTED_PATH`, or `CANNOT_WRITE`, where there is no such folder, and none can be made.
 */
export function writeRegisterFiles(files: RegisterFiles, { places, euid }: WriteOptions): string {
  const hash = createHash("sha256").update(JSON.stringify(files)).digest("hex").slice(0, 16);
  const failures: TeleopError[] = [];
  for (const place of places) {
    try {
      const folder = makeFolder(place, ["teleop", `register-${hash}`], euid);
      for (const [name, text] of Object.entries(files)) writeOnce(join(folder, name), text, euid);
      return join(folder, "register.js");
    } catch (error) {
      failures.push(
        error instanceof TeleopError
          ? error
          : new TeleopError("CANNOT_WRITE", `nothing can be kept in ${place}: ${messageOf(error)}`, {
              cause: error,
            }),
      );
    }
  }
  const [first] = failures;
  throw first ?? new TeleopError("CANNOT_WRITE", "there is no folder in which a file could be kept");
}

/** Where things are kept that can be made again, the best first. */
export function cachePlaces(
  environment: Readonly<Record<string, string | undefined>>,
  euid: number,
): readonly string[] {
  const { XDG_CACHE_HOME: cache = "" } = environment;
  // Of root's own folders nobody else may read anything.
  const shared = euid === 0 ? ["/var/cache"] : [];
  return [...shared, ...(isAbsolute(cache) ? [cache] : []), join(homedir(), ".cache"), tmpdir()];
}

function makeFolder(place: string, names: readonly string[], euid: number): string {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const stats = statSync(place);
  // In a sticky one, as /tmp is, others cannot replace what is ours; whose it is can in any case.
  const isSticky = (stats.mode & 0o1000) !== 0;
  const trusted = { kind: "a directory", owners: [euid, ROOT], onlyOwnerWrites: !isSticky } as const;
  const why = whyNotTrusted(stats, trusted);
  if (why !== undefined) throw untrusted(place, why, "nothing is kept there");
  let folder = place;
  for (const name of names) {
    folder = join(folder, name);
    if (mkdirSync(folder, { recursive: true }) !== undefined) chmodSync(folder, 0o755);
    requireOurs(folder, "a directory", euid);
  }
  return folder;
}

const ROOT = 0;

/** At one stroke, so that nobody preloads half of a file. */
function writeOnce(path: string, text: string, euid: number): void {
  try {
    requireOurs(path, "a regular file", euid);
    if (readFileSync(path, "utf8") === text) return;
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  const unfinished = `${path}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, text, { flag: "wx" });
    chmodSync(unfinished, 0o644);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function requireOurs(path: string, kind: "a directory" | "a regular file", euid: number): void {
  const why = whyNotTrusted(lstatSync(path), { kind, owners: [euid], onlyOwnerWrites: true });
  if (why !== undefined) throw untrusted(path, why, "remove it");
}
