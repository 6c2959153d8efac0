// windows-sockets.ts: AF_UNIX on Windows: who is at the other end, and whom a socket's file belongs to. Loaded there only.
import { isMissing, isRefused, type Peer, untrusted } from "@teleop/core/plugin";
import {
  MAY_WRITE,
  openPath,
  openWindowsLibrary,
  ownSid,
  processPeer,
  readSecurity,
  whyNotAdmitted,
  whyNotPrivate,
} from "@teleop/core/windows";
import type { ListenerCheck } from "./identify.ts";
import { checkByKernel } from "./listener-check.ts";
import { type ExpectedTarget, look } from "./socket-trust.ts";
import type { SystemSockets } from "./system-sockets.ts";

/**
 * SIO_AF_UNIX_GETPEERPID for the PID, and the token of that process for its user. Windows lets us ask that of our own
 * user's processes, and an administrator of everybody's. Of another process there are no credentials.
 *
 * @throws TeleopError as `openWindowsLibrary()` does.
 */
export function openWindowsSockets(): SystemSockets {
  const { functions: winsock, failure } = openWindowsLibrary("asking about a socket", "ws2_32", {
    WSAIoctl: {
      args: ["usize", "u32", "ptr", "u32", "ptr", "u32", "ptr", "usize", "usize"],
      returns: "i32",
    },
  });
  const credentials = (socket: number): Peer => {
    const pid = new Uint32Array(1);
    const written = new Uint32Array(1);
    const asked = winsock.WSAIoctl(
      socket,
      SIO_AF_UNIX_GETPEERPID,
      null,
      0,
      pid,
      pid.byteLength,
      written,
      0,
      0,
    );
    if (asked !== 0) throw failure("WSAIoctl(SIO_AF_UNIX_GETPEERPID)");
    return processPeer(pid[0] ?? 0);
  };
  return { credentials, isPeerAlive: () => undefined, whyNotAdmitted };
}

export { ownSid };

/** @throws TeleopError as {@link openWindowsSockets} does. */
export function loadWindowsListenerCheck(): ListenerCheck {
  const byKernel = checkByKernel(openWindowsSockets());
  return {
    ...byKernel,
    begin(address, target, file) {
      checkSocketFileOnWindows(address, target);
      return byKernel.begin(address, target, file);
    },
  };
}

/**
 * As `checkSocketFile()` does elsewhere: a socket, of the target's user or ours, to which nobody else may write, but for the
 * system and administrators.
 */
export function checkSocketFileOnWindows(path: string, target: ExpectedTarget): void {
  const { security, isSocket } = look(path, target, () => {
    using file = openPath(path, READ_CONTROL | FILE_READ_ATTRIBUTES);
    return { security: readSecurity(file.value), isSocket: isUnixSocket(file.value) };
  });
  const why = isSocket
    ? whyNotPrivate(security, [target.sid, ownSid()], MAY_WRITE)
    : "it is something else, expected a socket";
  if (why !== undefined) throw untrusted(path, why, "not connecting", { pid: target.pid, address: path });
}

/** Whether a socket is at the path, though perhaps nobody listens there; node:fs may not see it. */
export function isUnixSocketAt(path: string): boolean {
  try {
    using file = openPath(path, FILE_READ_ATTRIBUTES);
    return isUnixSocket(file.value);
  } catch (error) {
    if (isMissing(error) || isRefused(error)) return false;
    throw error;
  }
}

/** Windows keeps a socket as a reparse point of its own kind. */
function isUnixSocket(handle: bigint): boolean {
  const { functions: kernel, failure } = openWindowsLibrary("looking at a socket", "kernel32", {
    GetFileInformationByHandleEx: { args: ["usize", "u32", "ptr", "u32"], returns: "i32" },
  });
  const found = new Uint32Array(2);
  const asked = kernel.GetFileInformationByHandleEx(handle, FILE_ATTRIBUTE_TAG_INFO, found, found.byteLength);
  if (asked === 0) throw failure("GetFileInformationByHandleEx");
  const [attributes = 0, tag] = found;
  return (attributes & FILE_ATTRIBUTE_REPARSE_POINT) !== 0 && tag === IO_REPARSE_TAG_AF_UNIX;
}

// afunix.h, winnt.h, minwinbase.h
const SIO_AF_UNIX_GETPEERPID = 0x5800_0100;
const READ_CONTROL = 0x0002_0000;
const FILE_READ_ATTRIBUTES = 0x0080;
const FILE_ATTRIBUTE_TAG_INFO = 9;
const FILE_ATTRIBUTE_REPARSE_POINT = 0x0400;
const IO_REPARSE_TAG_AF_UNIX = 0x8000_0023;
