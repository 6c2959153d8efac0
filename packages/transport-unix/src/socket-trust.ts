// socket-trust.ts: what a client makes sure of before and after it connects: that the target is at the other end.
import { closeSync, constants, fstatSync, lstatSync, openSync, type Stats } from "node:fs";
import {
  descriptorPath,
  isMissing,
  isRefused,
  listUsers,
  messageOf,
  NotListeningError,
  type Peer,
  TeleopError,
  Unwind,
  untrusted,
  whyNotTrusted,
} from "@teleop/core/plugin";

/** Whom a client means to meet. */
export interface ExpectedTarget {
  /** As the client sees it; undefined for whoever listens at the address. */
  readonly pid: number | undefined;
  /** The target's effective user, if the system tells; without a PID, the user whose process is meant. */
  readonly euid: number | undefined;
  /** On Windows, instead of `euid`: its user's security identifier. */
  readonly sid?: string | undefined;
}

/** A socket's file that was checked. */
export interface SocketFile extends Disposable {
  /** What was found, to recognize it by. */
  readonly stats: Stats;
  /** A path to connect by, until this is disposed. */
  readonly path: string;
  /** Whether that path leads to the very file that was checked, whatever is done with its name. */
  readonly held: boolean;
}

/** The file that has the name, when it is connected to. @throws as {@link checkSocketFile} does. */
export function nameSocketFile(path: string, target: ExpectedTarget): SocketFile {
  return { stats: checkSocketFile(path, target), path, held: false, [Symbol.dispose]: () => {} };
}

/**
 * Takes hold of the file itself, which works by a path of any length: on Linux. Elsewhere, and without a /proc, its
 * name has to do.
 *
 * @throws as {@link checkSocketFile} does.
 */
export function holdSocketFile(path: string, target: ExpectedTarget): SocketFile {
  if (process.platform !== "linux") return nameSocketFile(path, target);
  const descriptor = look(path, target, () => openSync(path, O_PATH | constants.O_NOFOLLOW));
  using unwind = new Unwind();
  unwind.defer(() => closeSync(descriptor));
  const stats = checkSocketFile(path, target, () => fstatSync(descriptor));
  const held = descriptorPath(descriptor);
  if (held === undefined) return nameSocketFile(path, target);
  const opened = unwind.move();
  return { stats, path: held, held: true, [Symbol.dispose]: () => opened[Symbol.dispose]() };
}

/** From Linux's uapi headers; node:fs does not name it. The same on x86 and ARM. */
const O_PATH = 0o10000000;

/**
 * Before connecting: whoever may write to a socket's inode may connect, but only its owner can have bound it, and only
 * others' *write* permission would let them tamper; a Rust target's socket is 0755.
 *
 * @returns what was found, to recognize it by.
 * @throws NotListeningError where there is nothing; TeleopError `UNTRUSTED_PATH` for what is no socket, for a socket
 *   of somebody else than the target's user, root and ourselves, and for one that others may write to;
 *   `PERMISSION_DENIED` where we may not look.
 */
export function checkSocketFile(
  path: string,
  target: ExpectedTarget,
  stat: () => Stats = () => lstatSync(path),
): Stats {
  const found = look(path, target, stat);
  const distrust = whyNotTrusted(found, {
    kind: "a socket",
    owners: usersOf(target),
    onlyOwnerWrites: true,
  });
  if (distrust === undefined) return found;
  throw untrusted(path, distrust, "not connecting", { pid: target.pid, address: path });
}

/** The process that called listen(2), as the system knows it. */
export interface ListeningProcess extends Peer {
  /** Whether it lives; undefined where the system does not tell. */
  readonly alive: boolean | undefined;
}

/** The target, for messages. */
export function nameOf({ pid }: ExpectedTarget): string {
  return pid === undefined ? "the listener" : `process ${pid}`;
}

/**
 * After connecting. Without a PID, whoever may own the socket may listen there. Else the caller named a PID of our own PID namespace: a listener that has none there is another process,
 * whoever's it is. And a PID is that of the target only while the process lives that listens: one that has exited, and
 * left its socket to a child, may have left its PID to the target.
 *
 * @throws TeleopError `WRONG_LISTENER`.
 */
export function checkListener(path: string, listener: ListeningProcess, target: ExpectedTarget): void {
  const { pid, uid, sid, administrator, alive } = listener;
  if (target.pid === undefined) {
    if (uid !== undefined && usersOf(target).includes(uid)) return;
    if (sid !== undefined && (sid === target.sid || administrator === true)) return;
    const found = `a process of ${uid === undefined && sid === undefined ? "an unknown user" : `user ${uid ?? sid}`}`;
    const expected = target.sid ?? listUsers(usersOf(target));
    throw new TeleopError(
      "WRONG_LISTENER",
      `${path}: expected a process of user ${expected} to listen, found ${found}; not talking to it`,
      { path, address: path },
    );
  }
  if (pid === target.pid && alive !== false) return;
  const found =
    pid === undefined
      ? `a process of user ${uid} in another PID namespace, which shares its temporary directory`
      : pid === target.pid
        ? "a socket of an earlier process with that PID, which has exited"
        : `process ${pid}`;
  throw new TeleopError(
    "WRONG_LISTENER",
    `${path}: expected process ${target.pid} to listen, found ${found}; not talking to it`,
    { pid: target.pid, path, address: path },
  );
}

/** @throws NotListeningError, TeleopError `PERMISSION_DENIED` where it fails for want of a file, or of permission. */
export function look<T>(path: string, { pid }: ExpectedTarget, how: () => T): T {
  try {
    return how();
  } catch (error) {
    if (isMissing(error)) {
      throw new NotListeningError(
        pid === undefined
          ? `nobody listens: there is no ${path}`
          : `process ${pid} does not listen: there is no ${path}`,
        {
          pid,
          path,
          address: path,
          cause: error,
        },
      );
    }
    if (isRefused(error)) {
      throw new TeleopError("PERMISSION_DENIED", `may not look at ${path}: ${messageOf(error)}`, {
        pid,
        path,
        address: path,
        cause: error,
      });
    }
    throw error;
  }
}

/** Who may own the socket: the target's user, we ourselves, and root. */
export function usersOf(target: ExpectedTarget): readonly (number | undefined)[] {
  return [target.euid, process.geteuid?.(), 0];
}
