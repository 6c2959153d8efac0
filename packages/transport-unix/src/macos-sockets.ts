// macos-sockets.ts: peer credentials on macOS, by FFI.
import { openLibc, type Peer } from "@teleop/core/plugin";
import type { SystemSockets } from "./system-sockets.ts";

// <sys/un.h>
const SOL_LOCAL = 0;
const LOCAL_PEERPID = 2;

// <sys/poll.h>
const POLLIN = 0x01;
const POLLOUT = 0x04;
const POLLHUP = 0x10;
/** Where `revents` is in struct pollfd, in units of a short. */
const REVENTS = 3;

/**
 * getpeereid(3) for the ids, and LOCAL_PEERPID of unix(4) for the PID.
 *
 * @throws TeleopError as {@link openLibc} does.
 */
export function openMacosSockets(): SystemSockets {
  const { functions: libc, failure } = openLibc("asking about a socket", {
    getpeereid: { args: ["i32", "ptr", "ptr"], returns: "i32" },
    getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
    poll: { args: ["ptr", "u32", "i32"], returns: "i32" },
  });

  const credentials = (fd: number): Peer => {
    const uid = new Uint32Array(1);
    const gid = new Uint32Array(1);
    const pid = new Int32Array(1);
    if (libc.getpeereid(fd, uid, gid) !== 0) throw failure("getpeereid");
    const size = new Uint32Array([pid.byteLength]);
    if (libc.getsockopt(fd, SOL_LOCAL, LOCAL_PEERPID, pid, size) !== 0)
      throw failure("getsockopt(LOCAL_PEERPID)");
    return { pid: pid[0], uid: uid[0], gid: gid[0] };
  };

  /** That the peer takes no more shows at POLLOUT, and so does our own end; the peer's end shows at POLLIN. */
  const hasHungUp = (fd: number, haveWeEnded: boolean): boolean => {
    const pollfd = new Int32Array([fd, haveWeEnded ? POLLIN : POLLOUT]);
    if (libc.poll(pollfd, 1, 0) !== 1) return false;
    return ((new Uint16Array(pollfd.buffer)[REVENTS] ?? 0) & POLLHUP) !== 0;
  };

  return { credentials, isPeerAlive: () => undefined, hasHungUp };
}
