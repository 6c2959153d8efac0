// linux-sockets.ts: peer credentials and a connect(2) that never waits, on Linux by FFI.
import { closeSync, constants, openSync } from "node:fs";
import { basename, dirname } from "node:path";
import {
  descriptorPath,
  isExhausted,
  openLibc,
  outOfResources,
  type Peer,
  TeleopError,
} from "@teleop/core/plugin";
import type { Occupant, Receive, SystemSockets } from "./system-sockets.ts";

// <sys/socket.h>, <asm-generic/socket.h>: the same numbers on every architecture that Bun runs on.
const AF_UNIX = 1;
const SOCK_STREAM = 1;
const SOCK_NONBLOCK = 0o4000;
const SOCK_CLOEXEC = 0o2000000;
const SOL_SOCKET = 1;
const SO_SNDBUF = 7;
const MSG_DONTWAIT = 0x40;
const SO_PEERCRED = 17;
/** Since Linux 6.5. */
const SO_PEERPIDFD = 77;

/** The kernel doubles it, for what it keeps beside the bytes. Beyond /proc/sys/net/core/wmem_max it gives that much. */
const ROOM_BYTES = 512 * 1024;

/** unix(7): `sun_path` has 108 bytes, one of them for the NUL. */
const MAX_PATH = 107;
const O_PATH = 0o10000000;

// <asm-generic/poll.h>
const POLLIN = 0x01;
const POLLERR = 0x08;
const POLLHUP = 0x10;
/** Where `revents` is in struct pollfd, in units of a short. */
const REVENTS = 3;

// <asm-generic/errno.h>
const ENOENT = 2;
const ESRCH = 3;
const EAGAIN = 11;
const EINVAL = 22;
const ENOPROTOOPT = 92;
const ECONNREFUSED = 111;

/** What getsockopt(2) leaves as uid and gid when a socket has no peer. */
const NO_ID = 0xffff_ffff;

/** @throws TeleopError as {@link openLibc} does. */
export function openLinuxSockets(): SystemSockets {
  const {
    functions: libc,
    errno,
    failure,
  } = openLibc("asking about a socket", {
    close: { args: ["i32"], returns: "i32" },
    connect: { args: ["i32", "ptr", "u32"], returns: "i32" },
    getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
    poll: { args: ["ptr", "u64", "i32"], returns: "i32" },
    socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  });

  /** socket(7), SO_PEERCRED: on the connecting side these are the credentials of the process that called listen(2). */
  const credentials = (fd: number): Peer => {
    const ucred = new Uint32Array(3);
    if (libc.getsockopt(fd, SOL_SOCKET, SO_PEERCRED, ucred, new Uint32Array([ucred.byteLength])) !== 0) {
      throw failure("getsockopt(SO_PEERCRED)");
    }
    const [pid = 0, uid = NO_ID, gid = NO_ID] = ucred;
    // A process that our PID namespace does not contain has PID 0.
    return {
      pid: pid === 0 ? undefined : pid,
      uid: uid === NO_ID ? undefined : uid,
      gid: gid === NO_ID ? undefined : gid,
    };
  };

  /** poll(2) for what is ready now. */
  const poll = (fd: number, events: number): number => {
    const pollfd = new Int32Array([fd, events]);
    return libc.poll(pollfd, 1, 0) === 1 ? (new Uint16Array(pollfd.buffer)[REVENTS] ?? 0) : 0;
  };

  /** By the PID file descriptor that the kernel has kept since listen(2): pidfd_open(2) says when it is readable. */
  const isPeerAlive = (fd: number): boolean | undefined => {
    const pidfd = new Int32Array(1);
    if (libc.getsockopt(fd, SOL_SOCKET, SO_PEERPIDFD, pidfd, new Uint32Array([pidfd.byteLength])) !== 0) {
      const reason = errno();
      // Kernels that keep no such descriptor of a process that was waited for: 6.5 to 6.15.
      if (reason === ESRCH || reason === EINVAL) return false;
      if (reason === ENOPROTOOPT) return undefined;
      throw failure("getsockopt(SO_PEERPIDFD)");
    }
    const [descriptor = -1] = pidfd;
    try {
      return (poll(descriptor, POLLIN) & (POLLIN | POLLHUP)) === 0;
    } finally {
      libc.close(descriptor);
    }
  };

  /** unix(7) has POLLHUP once both directions are shut, as they are when the peer has closed; POLLERR once it was reset. */
  const hasHungUp = (fd: number): boolean => (poll(fd, 0) & (POLLERR | POLLHUP)) !== 0;

  /** connect(2) without waiting tells EAGAIN, a full queue, from ECONNREFUSED, nobody. Bun's connect does not. */
  const probe = (path: string): Occupant => {
    const fd = libc.socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
      const error = failure("socket");
      throw isExhausted(error)
        ? outOfResources(`cannot find out whether somebody listens at ${path}`, error, { path })
        : error;
    }
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

  let forMuch: ReturnType<typeof openForMuch> | undefined;
  const makeRoom = (fd: number): void => {
    forMuch ??= openForMuch();
    forMuch.makeRoom(fd);
  };
  const receive: Receive = (fd, memory) => {
    forMuch ??= openForMuch();
    return forMuch.receive(fd, memory);
  };

  return { credentials, isPeerAlive, hasHungUp, makeRoom, receive, probe };
}

/** What only large messages need: it is loaded with the first of them, which no attach sends. */
function openForMuch(): Required<Pick<SystemSockets, "makeRoom" | "receive">> {
  try {
    const { functions: libc } = openLibc("sending and receiving much", {
      recv: { args: ["i32", "ptr", "usize", "i32"], returns: "i32" },
      setsockopt: { args: ["i32", "i32", "i32", "ptr", "u32"], returns: "i32" },
    });
    return {
      makeRoom: (fd) => libc.setsockopt(fd, SOL_SOCKET, SO_SNDBUF, new Int32Array([ROOM_BYTES]), 4),
      receive: (fd, memory) => libc.recv(fd, memory, memory.byteLength, MSG_DONTWAIT),
    };
  } catch (error) {
    // For want of a descriptor. What is large takes a little longer.
    if (!(error instanceof TeleopError)) throw error;
    return { makeRoom: () => {}, receive: () => 0 };
  }
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
    const held = descriptorPath(directory);
    // Else connect(2) would say of a live socket that there is none.
    if (held === undefined) throw new Error(`without /proc nobody can connect to a path as long as ${path}`);
    return use(`${held}/${basename(path)}`);
  } finally {
    closeSync(directory);
  }
}
