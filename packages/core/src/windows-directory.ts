// windows-directory.ts: directories and files that only one user of Windows can reach into, with administrators and the system.

import { WINDOWS_ERRORS } from "./windows-error.ts";
import { isNoHandle, openWindowsLibrary, ownHandle, wide } from "./windows-library.ts";
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
 * Makes an empty file that belongs to the user of this process. It is never anybody else's to open: who has opened a file
 * may go on reading it after it has been closed to him.
 *
 * @throws WindowsError, as where something is there already.
 */
export function makePrivateFile(path: string): void {
  const { functions: kernel, failure } = openWindowsLibrary("making a file", "kernel32", {
    CreateFileW: { args: ["ptr", "u32", "u32", "usize", "u32", "u32", "usize"], returns: "usize" },
  });
  using attributes = privateAttributes(FILE_ALL_ACCESS, { forUser: true });
  const made = kernel.CreateFileW(wide(path), GENERIC_WRITE, 0, attributes.address, CREATE_NEW, 0, 0);
  if (isNoHandle(made)) throw failure("CreateFile", path);
  ownHandle(made)[Symbol.dispose]();
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

// winnt.h, fileapi.h
const FILE_ALL_ACCESS = 0x001f_01ff;
const GENERIC_WRITE = 0x4000_0000;
const CREATE_NEW = 1;
