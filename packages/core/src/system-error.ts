// system-error.ts: reads the errno name of an error that the system calls of node:fs and process.kill throw.
import { TeleopError } from "./errors.ts";

/** The errno name, such as `"ENOENT"`, or the name of the reason that a `WindowsError` has; undefined for an error that is not the system's. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** Whether the system says that there is nothing at the path. */
export function isMissing(error: unknown): boolean {
  const errno = errnoOf(error);
  return (
    errno === "ENOENT" ||
    errno === "ENOTDIR" ||
    errno === "ERROR_FILE_NOT_FOUND" ||
    errno === "ERROR_PATH_NOT_FOUND"
  );
}

/** Whether the system refuses: not allowed, or a read-only file system. */
export function isRefused(error: unknown): boolean {
  const errno = errnoOf(error);
  return errno === "EACCES" || errno === "EPERM" || errno === "EROFS" || errno === "ERROR_ACCESS_DENIED";
}

/**
 * What an error says, for another sentence: without its class, and without the code of a {@link TeleopError}. Anything
 * can be thrown, also what cannot be made a string, or looked at. Never throws.
 */
export function messageOf(error: unknown): string {
  try {
    if (error instanceof TeleopError && typeof error.rawMessage === "string") return error.rawMessage;
    return String(error instanceof Error ? error.message : error);
  } catch {
    return `something that has no text (${typeof error})`;
  }
}
