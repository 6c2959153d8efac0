// proc-check.ts: makes sure of who listens by what proc(5) shows, on Linux, where nobody can ask the kernel about a
// socket: Node.js cannot without FFI. It is weaker than SO_PEERCRED in one point, for which SECURITY.md has the
// reasons: that the process which has let us in is the target is seen from its having let somebody in.
import { statSync, writeSync } from "node:fs";
import { basename, dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  adviceOnRefusal,
  errnoOf,
  ownProc,
  type Peer,
  type Proc,
  TeleopError,
  untrusted,
  whyNoProc,
} from "@teleop/core/plugin";
import type { ListenerCheck } from "./identify.ts";
import { type ExpectedTarget, nameOf, usersOf } from "./socket-trust.ts";
import type { StreamSocket } from "./stream-socket.ts";

/**
 * What holds, together with the check of the socket's file, which must be of the very socket that is connected to:
 * who bound it is the target's user, root or ourselves, since it is theirs; nobody else can have put it at its path; and,
 * as far as /proc/net/unix is true, the target holds a listening socket that was bound for such a path, and has let
 * somebody in there since we connected.
 */
export const checkByProc: ListenerCheck = {
  begin: (address, target, file) => {
    if (file?.held !== true) throw untold(address, target, whyNoProc());
    requireSteadyDirectory(address, target);
    const { pid, euid } = target;
    // By an address alone, whoever may own the socket may listen there, and that is checked by now.
    if (pid === undefined) return () => ({});
    const before = requireDoors(address, target);
    return async (socket, signal): Promise<Peer> => {
      await requireLetIn({ address, target, before, socket, signal });
      return { pid, uid: euid };
    };
  },
  hasHungUp,
};

/** Between two looks whether the target has let us in. */
const DELAY_MS = { first: 1, growth: 1.5, longest: 50 };

async function requireLetIn({
  address,
  target,
  before,
  socket,
  signal,
}: {
  readonly address: string;
  readonly target: ExpectedTarget;
  readonly before: Doors;
  readonly socket: StreamSocket;
  readonly signal: AbortSignal | undefined;
}): Promise<void> {
  for (let delay = DELAY_MS.first; ; delay = Math.min(delay * DELAY_MS.growth, DELAY_MS.longest)) {
    const now = requireDoors(address, target);
    if ([...now.connections].some((inode) => !before.held.has(inode))) return;
    if (hasHungUp(socket.fd, false)) {
      throw new TeleopError("REFUSED", `${nameOf(target)} closed our connection to ${address} at once`, {
        pid: target.pid,
        address,
        path: address,
      });
    }
    await sleep(delay, undefined, { signal }).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    });
  }
}

/** A process's sockets, by their inode numbers. */
interface Doors {
  /** All that it has open. */
  readonly held: ReadonlySet<string>;
  /** Those that were bound for a path such as the one that is meant. */
  readonly listening: ReadonlySet<string>;
  /** Those that came in there. */
  readonly connections: ReadonlySet<string>;
}

/** @throws TeleopError `WRONG_LISTENER` where the target listens at no such path. */
function requireDoors(
  address: string,
  target: ExpectedTarget & { readonly pid?: number | undefined },
): Doors {
  const { pid = 0 } = target;
  const proc = ownProc();
  if (proc === undefined) throw untold(address, target, whyNoProc());
  const doors = doorsOf(proc, pid, basename(address));
  if (doors === undefined) {
    const advice = adviceOnRefusal(target.euid, "CAP_SYS_PTRACE");
    throw untold(address, target, `the system does not show what process ${pid} has open; ${advice}`);
  }
  if (doors.listening.size > 0) return doors;
  throw new TeleopError(
    "WRONG_LISTENER",
    `${address}: expected process ${pid} to listen, but it has no such socket; not talking to who does`,
    { pid, path: address, address },
  );
}

/** @returns undefined where it is not told. */
function doorsOf(proc: Proc, pid: number, name: string): Doors | undefined {
  const descriptors = proc.list(pid, "fd");
  const table = proc.read(pid, "net/unix");
  if (descriptors === undefined || table === undefined) return undefined;
  const held = new Set<string>();
  for (const fd of descriptors) {
    const inode = /^socket:\[(\d+)\]$/.exec(proc.link(pid, `fd/${fd}`) ?? "")?.[1];
    if (inode !== undefined) held.add(inode);
  }
  const listening = new Set<string>();
  const connections = new Set<string>();
  for (const line of table.split("\n")) {
    const [, flags = "", inode = "", path = ""] = ROW.exec(line) ?? [];
    if (!held.has(inode) || !isFor(basename(path), name)) continue;
    const set = (Number.parseInt(flags, 16) & SO_ACCEPTCON) === 0 ? connections : listening;
    set.add(inode);
  }
  return { held, listening, connections };
}

/**
 * Of /proc/net/unix: Num, RefCount, Protocol, Flags, Type, St, Inode, Path. A connection has its listener's path.
 *
 * Anybody can add rows that nothing tells from others: names may contain newlines. Nobody can take one away. So a row says
 * nothing of a socket that the process does not hold, nor that one is new which it held before.
 */
const ROW = /^[0-9a-f]+: [0-9A-F]+ [0-9A-F]+ ([0-9A-F]+) 0001 [0-9A-F]+ +(\d+) (.+)$/;

/** From Linux's include/uapi/linux/net.h: a socket that listens. */
const SO_ACCEPTCON = 0x10000;

/** Whether a socket that was bound with one name may be at another: ours are bound with a random one first. */
function isFor(bound: string, name: string): boolean {
  return bound === name || /^\.teleop_new_[0-9a-f]{8}$/.test(bound);
}

const OTHERS_MAY_WRITE = 0o022;
const STICKY = 0o1000;

/**
 * Who may rename others' files in a directory could put a socket of the target's user there, only another one.
 *
 * @throws TeleopError `UNTRUSTED_PATH`.
 */
function requireSteadyDirectory(address: string, target: ExpectedTarget): void {
  const directory = dirname(address);
  const { uid, mode } = statSync(directory);
  const distrust = (why: string): TeleopError =>
    untrusted(directory, why, "not connecting", { pid: target.pid, address });
  if (!usersOf(target).includes(uid)) {
    throw distrust(`it belongs to user ${uid}, who can exchange sockets there`);
  }
  if ((mode & OTHERS_MAY_WRITE) !== 0 && (mode & STICKY) === 0) {
    const found = (mode & 0o7777).toString(8);
    throw distrust(`others may exchange sockets there, since its mode is ${found}`);
  }
}

/**
 * Writing nothing fails when the peer takes nothing any more, as when it has closed. Of a socket whose own side has
 * ended this tells nothing.
 */
function hasHungUp(fd: number, haveWeEnded: boolean): boolean {
  if (haveWeEnded || fd < 0) return false;
  try {
    writeSync(fd, NOTHING);
    return false;
  } catch (error) {
    if (errnoOf(error) === "EPIPE") return true;
    throw error;
  }
}

const NOTHING = new Uint8Array(0);

function untold(address: string, { pid }: ExpectedTarget, why: string): TeleopError {
  return new TeleopError(
    "PERMISSION_DENIED",
    `cannot find out whether process ${pid} listens at ${address}, so we do not talk to it: ${why}; or install the package koffi, by which Node.js can ask the kernel`,
    { pid, address, path: address },
  );
}
