// socket-address.ts: which paths a socket can have.
import { resolve } from "node:path";
import { show, TeleopError } from "@teleop/core/plugin";

/**
 * An address as an application gives it: a path, made absolute now so that a later chdir changes nothing.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for an empty one, one with a NUL, where the system would cut it off, and the name
 *   of a pipe of Windows, which is no socket.
 */
export function requireAddress(address: string): string {
  if (typeof address !== "string" || address === "" || address.includes("\0")) {
    throw new TeleopError("INVALID_ARGUMENT", `address must be the path of a socket, not ${show(address)}`);
  }
  if (isNamedPipe(address)) {
    throw new TeleopError(
      "INVALID_ARGUMENT",
      `${address} is a named pipe, not the path of a socket: use namedPipe({ address }) of @teleop/transport-pipe instead of unixSocket()`,
      { address },
    );
  }
  return resolve(address);
}

/**
 * `sun_path` has 104 bytes on macOS and the BSDs, 108 on Windows, one of them for the NUL. On Linux a longer path
 * works nevertheless: Bun goes by way of `/proc/self/fd`.
 *
 * @throws TeleopError `INVALID_ARGUMENT`.
 */
export function requireShortPath(path: string): void {
  if (process.platform === "linux") return;
  const limit = process.platform === "win32" ? 107 : 103;
  const length = Buffer.byteLength(path);
  if (length <= limit) return;
  throw new TeleopError(
    "INVALID_ARGUMENT",
    `${path} has ${length} bytes, and a socket's path may have ${limit}; use a shorter temporary directory`,
    { path },
  );
}

function isNamedPipe(address: string): boolean {
  return /^\\\\[.?]\\pipe\\/i.test(address);
}
