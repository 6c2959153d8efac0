// windows-directory.ts: directories that only one user of Windows can reach into, with administrators and the system.

import { WINDOWS_ERRORS } from "./windows-error.ts";
import { openWindowsLibrary, wide } from "./windows-library.ts";
import { privateAttributes, readPathSecurity } from "./windows-objects.ts";
import { ADMINISTRATORS_SID, type Sid, SYSTEM_SID } from "./windows-sid.ts";

/**
 * Makes a directory that belongs to the user of this process, and what is made in it as well.
 *
 * @returns false where something is there already.
 * @throws WindowsError.
 */
export function makePrivateDirectory(path: string): boolean {
  const { functions: kernel, failure } = openWindowsLibrary("making a directory", "kernel32", {
    CreateDirectoryW: { args: ["ptr", "usize"], returns: "i32" },
  });
  // Also where this process is elevated: those of the user that are not would be kept out by it.
  using attributes = privateAttributes(FILE_ALL_ACCESS, { inherits: true, forUser: true });
  if (kernel.CreateDirectoryW(wide(path), attributes.address) !== 0) return true;
  const error = failure("CreateDirectory", path);
  if (error.reason === WINDOWS_ERRORS.ERROR_ALREADY_EXISTS) return false;
  throw error;
}

/**
 * Why a directory is not one that only this user can reach into, with administrators and the system; undefined when it
 * is. No link is followed.
 *
 * @throws WindowsError, as where nothing is.
 */
export function whyNotPrivateDirectory(path: string, user: Sid): string | undefined {
  const { owner, entries } = readPathSecurity(path);
  const trusted: readonly (Sid | undefined)[] = [user, ADMINISTRATORS_SID, SYSTEM_SID];
  if (!trusted.includes(owner)) return `it belongs to ${owner ?? "nobody"}, expected ${user}`;
  if (entries === undefined || entries === "everybody") return "everybody may look into it";
  const other = entries.find(
    ({ type, sid, inheritOnly }) => type === "allow" && !inheritOnly && !trusted.includes(sid),
  );
  return other === undefined ? undefined : `${other.sid} may look into it, expected ${user} alone`;
}

// winnt.h
const FILE_ALL_ACCESS = 0x001f_01ff;
