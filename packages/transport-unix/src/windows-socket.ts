// windows-socket.ts: binding on Windows, where a socket's file has no mode, may be invisible to stat, and cannot be given
// another name. Loaded there only.
import { realpathSync, unlinkSync } from "node:fs";
import { dirname } from "node:path";
import { isMissing, TeleopError, untrusted } from "@teleop/core/plugin";
import {
  MAY_DELETE_CHILDREN,
  makePathPrivate,
  ownSid,
  readPathSecurity,
  whyNotPrivate,
} from "@teleop/core/windows";
import type { PublishedSocket } from "./published-socket.ts";
import type { ListeningSocket } from "./stream-socket.ts";
import type { SystemSockets } from "./system-sockets.ts";
import { whoListens } from "./who-listens.ts";
import { isUnixSocketAt } from "./windows-sockets.ts";

export interface BindOnWindowsOptions {
  /** Whether the path is that of our own rendezvous, in whose directory nobody else may remove what is ours. */
  readonly ours: boolean;
  readonly sockets: SystemSockets;
}

/**
 * Binds with `bind`, and closes the socket's file to all but this user, administrators and the system. Who came in before
 * that is asked who it is as everybody is. A socket that a crash left behind, at which nobody listens, is removed.
 *
 * @throws TeleopError `ADDRESS_IN_USE`, `UNTRUSTED_PATH`; whatever `bind` and Windows say otherwise.
 */
export async function bindOnWindows(
  address: string,
  bind: () => Promise<ListeningSocket>,
  { ours, sockets }: BindOnWindowsOptions,
): Promise<[ListeningSocket, PublishedSocket]> {
  if (ours) requireSafeDirectory(dirname(address));
  const server = await bindWhereFree(address, bind, sockets);
  try {
    makePathPrivate(address, FILE_ALL_ACCESS);
    return [server, new SocketFile(address)];
  } catch (error) {
    server.stop();
    throw error;
  }
}

async function bindWhereFree<T>(address: string, bind: () => Promise<T>, sockets: SystemSockets): Promise<T> {
  try {
    return await bind();
  } catch (error) {
    // Bun does not always say EADDRINUSE.
    if (!isUnixSocketAt(address)) throw error;
    const occupant = await whoListens(address, sockets);
    if (occupant.state === "listening") {
      const who = occupant.pid === undefined ? "a process" : `process ${occupant.pid}`;
      throw new TeleopError("ADDRESS_IN_USE", `${address}: ${who} already listens there`, {
        address,
        pid: occupant.pid,
        cause: error,
      });
    }
  }
  removeIfThere(address);
  return bind();
}

/**
 * Refuses a directory in which others may remove or replace what is ours, as no user's own temporary directory is. They
 * may make files of their own there.
 */
export function requireSafeDirectory(directory: string): void {
  const security = readPathSecurity(realpathSync.native(directory));
  const why = whyNotPrivate(security, [ownSid()], MAY_DELETE_CHILDREN);
  if (why !== undefined)
    throw untrusted(directory, why, "not listening there: set TEMP to another directory");
}

/** Looking at the file proves nothing, so it is taken to be there until we remove it. */
class SocketFile implements PublishedSocket {
  readonly #path: string;
  #removed = false;

  constructor(path: string) {
    this.#path = path;
  }

  isReachable(): boolean {
    return !this.#removed;
  }

  withdraw(): void {
    if (!this.#removed) removeIfThere(this.#path);
    this.#removed = true;
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

/** winnt.h */
const FILE_ALL_ACCESS = 0x001f_01ff;
