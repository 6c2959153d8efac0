// linux-sockets.ts: peer credentials and a connect(2) that never waits, on Linux by FFI.
import { dlopen, read } from "bun:ffi";
import { closeSync, constants, openSync } from "node:fs";
import { basename, dirname } from "node:path";
import type { Peer } from "@teleop/core";
import type { Occupant, SystemSockets } from "./system-sockets.ts";

// <sys/socket.h>, <asm-generic/socket.h>: the same numbers on every architecture that Bun runs on.
const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_PEERCRED = 17;

/** unix(7): `sun_path` has 108 bytes, one of them for the NUL. */
const MAX_PATH = 107;
const O_PATH = 0o10000000;

// <asm-generic/poll.h>
const POLLERR = 0x08;
const POLLHUP = 0x10;
/** Where `revents` is in struct pollfd, in units of a short. */
const REVENTS = 3;

// <asm-generic/errno.h>
const ENOENT = 2;
const EAGAIN = 11;
const ECONNREFUSED = 111;

/** What getsockopt(2) leaves as uid and gid when a socket has no peer. */
const NO_ID = 0xffff_ffff;

/** @throws Error when no C library loads, listing what was tried. */
export function openLinuxSockets(): SystemSockets {
  const libc = openLibc();

  const errno = (): number => {
    const location = libc.__errno_location();
    return location === null ? 0 : read.i32(location, 0);
  };

  /** socket(7), SO_PEERCRED: on the connecting side these are the credentials of the process that called listen(2). */
  const credentials = (fd: number): Peer => {
    const ucred = new Uint32Array(3);
    if (libc.getsockopt(fd, SOL_SOCKET, SO_PEERCRED, ucred, new Uint32Array([ucred.byteLength])) !== 0)
      return {};
    const [pid = 0, uid = NO_ID, gid = NO_ID] = ucred;
    // A process that our PID namespace does not contain has PID 0.
    return {
      pid: pid === 0 ? undefined : pid,
      uid: uid === NO_ID ? undefined : uid,
      gid: gid === NO_ID ? undefined : gid,
    };
  };

  /** unix(7) has POLLHUP once both directions are shut, as they are when the peer has closed; POLLERR once it was reset. */
  const hasHungUp = (fd: number): boolean => {
    const pollfd = new Int32Array([fd, 0]);
    if (libc.poll(pollfd, 1, 0) !== 1) return false;
    return ((new Uint16Array(pollfd.buffer)[REVENTS] ?? 0) & (POLLERR | POLLHUP)) !== 0;
  };

  /** connect(2) without waiting tells EAGAIN, a full queue, from ECONNREFUSED, nobody. Bun's connect does not. */
  const probe = (path: string): Occupant => {
    const fd = libc.socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return { state: "listening", pid: undefined, how: `socket(2) fails with errno ${errno()}` };
    try {
      return withShortPath(path, (short) => {
        const address = socketAddress(short);
        if (libc.connect(fd, address, address.length) === 0)
          return { state: "listening", pid: credentials(fd).pid, how: "it accepts connections" };
        const reason = errno();
        if (reason === ECONNREFUSED || reason === ENOENT) return { state: "nobody" };
        const how =
          reason === EAGAIN
            ? "its queue of connections is full, as when the process is stopped"
            : `connect(2) fails with errno ${reason}`;
        return { state: "listening", pid: undefined, how };
      });
    } finally {
      libc.close(fd);
    }
  };

  return { credentials, hasHungUp, probe };
}

function openLibc() {
  const symbols = {
    __errno_location: { args: [], returns: "ptr" },
    close: { args: ["i32"], returns: "i32" },
    connect: { args: ["i32", "ptr", "u32"], returns: "i32" },
    getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
    poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
    socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  } as const;
  const musl = `libc.musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`;
  const failures: unknown[] = [];
  for (const name of ["libc.so.6", musl]) {
    try {
      return dlopen(name, symbols).symbols;
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(failures, `neither libc.so.6 nor ${musl} can be loaded`);
}

/** sockaddr_un: the family in native byte order, the path, a NUL. */
function socketAddress(path: string): Uint8Array {
  const name = new TextEncoder().encode(path);
  const address = new Uint8Array(2 + name.length + 1);
  new Uint16Array(address.buffer, 0, 1)[0] = AF_UNIX;
  address.set(name, 2);
  return address;
}

/** A path too long for `sun_path` is reached by way of its open directory. */
function withShortPath<T>(path: string, use: (short: string) => T): T {
  if (Buffer.byteLength(path) <= MAX_PATH) return use(path);
  const directory = openSync(dirname(path), O_PATH | constants.O_DIRECTORY);
  try {
    return use(`/proc/self/fd/${directory}/${basename(path)}`);
  } finally {
    closeSync(directory);
  }
}
