// socket-address.ts: which paths a socket can have.
import { resolve } from "node:path";
import { show, TeleopError } from "@teleop/core/plugin";

/**
 * An address as an application gives it: a path, made absolute now so that a later chdir changes nothing, or the name
 * of a Windows pipe.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for an empty one, or one with a NUL, where the system would cut it off.
 */
export function requireAddress(address: string): string {
  if (typeof address !== "string" || address === "" || address.includes("\0")) {
    throw new TeleopError("INVALID_ARGUMENT", `address must be the path of a socket, not ${show(address)}`);
  }
  return isNamedPipe(address) ? address : resolve(address);
}

/**
 * `sun_path` has 104 bytes on macOS and the BSDs, 108 on Windows, one of them for the NUL. On Linux a longer path
 * works nevertheless: Bun goes by way of `/proc/self/fd`.
 *
 * @throws TeleopError `INVALID_ARGUMENT`.
 */
export function requireShortPath(path: string): void {
  if (process.platform === "linux" || isNamedPipe(path)) return;
  const limit = process.platform === "win32" ? 107 : 103;
  const length = Buffer.byteLength(path);
  if (length <= limit) return;
  throw new TeleopError(
    "INVALID_ARGUMENT",
    `${path} has ${length} bytes, and a socket's path may have ${limit}; use a shorter temporary directory`,
    { path },
  );
}

/** Whether the address is a named pipe, which leaves nothing on disk. */
export function isNamedPipe(address: string): boolean {
  return /^\\\\[.?]\\pipe\\/i.test(address);
}
