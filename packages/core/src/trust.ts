// trust.ts: what makes a file, a directory or a socket trustworthy: what it is, whose it is, and who may change it. Links
// are never followed to find out: what is judged here comes from lstat(2), or from a descriptor.
import type { BigIntStats, Stats } from "node:fs";
import { TeleopError, type TeleopErrorOptions } from "./errors.ts";

export type FileKind =
  | "a regular file"
  | "a directory"
  | "a socket"
  | "a symbolic link"
  | "a device or a pipe";

/** What is trusted at a path. */
export interface TrustedFile {
  readonly kind: FileKind;
  /** The users to whom it may belong; undefined among them is a user whom the system did not tell, and stands for nobody. */
  readonly owners: readonly (number | undefined)[];
  /**
   * Whether its mode must keep all others from writing to it: into a directory they would plant, replace or remove what
   * is ours, and a socket they could tamper with.
   */
  readonly onlyOwnerWrites: boolean;
}

/** An attach file that these users, or root, may have made. Its content means nothing, and so its mode does not either. */
export function attachFileOf(...users: readonly (number | undefined)[]): TrustedFile {
  return { kind: "a regular file", owners: [...users, ROOT], onlyOwnerWrites: false };
}

const ROOT = 0;

/**
 * Judges what was found by its type, its owner and its mode, in this order; undefined when it is trusted. Else why not:
 * "it belongs to user 7, expected 0".
 */
export function whyNotTrusted(found: Stats | BigIntStats, trusted: TrustedFile): string | undefined {
  const { kind, owners, onlyOwnerWrites } = trusted;
  const actual = kindOf(found);
  if (actual !== kind) return `it is ${actual}, expected ${kind}`;
  if (!isOwnedBy(found, owners)) return `it ${belongs(found, owners)}`;
  const mode = Number(found.mode) & 0o7777;
  if (!onlyOwnerWrites || (mode & OTHERS_MAY_WRITE) === 0) return undefined;
  // As we make them: nobody else has any right.
  const safe = (mode & 0o700).toString(8);
  return `others may write to it (mode ${mode.toString(8)}, expected ${safe})`;
}

/** The group and all others. */
const OTHERS_MAY_WRITE = 0o022;

export function kindOf(found: Stats | BigIntStats): FileKind {
  if (found.isSymbolicLink()) return "a symbolic link";
  if (found.isFile()) return "a regular file";
  if (found.isDirectory()) return "a directory";
  return found.isSocket() ? "a socket" : "a device or a pipe";
}

/** Whether something on disk belongs to one of these users. */
export function isOwnedBy({ uid }: Stats | BigIntStats, owners: TrustedFile["owners"]): boolean {
  return owners.includes(Number(uid));
}

/** Whose something is, and whose it should be, as a sentence goes on: "belongs to user 7, expected 0". */
export function belongs({ uid }: Stats | BigIntStats, owners: TrustedFile["owners"]): string {
  return `belongs to user ${uid}, expected ${listUsers(owners)}`;
}

/** Users as a message names them: "1000 or 0"; "nobody" where none of them is known. */
export function listUsers(users: TrustedFile["owners"]): string {
  return [...new Set(users.filter((uid) => uid !== undefined))].join(" or ") || "nobody";
}

/**
 * The error for what is not trusted.
 *
 * @param why as {@link whyNotTrusted} tells it.
 * @param consequence what happens now, or what to do: "not connecting", "remove it".
 */
export function untrusted(
  path: string,
  why: string,
  consequence: string,
  details: TeleopErrorOptions = {},
): TeleopError {
  return new TeleopError("UNTRUSTED_PATH", `${path} cannot be trusted: ${why}; ${consequence}`, {
    ...details,
    path,
  });
}
