// published-socket.ts: puts a listening socket at its path at one stroke, and takes away only what it put there.
import { chmodSync, linkSync, lstatSync, renameSync, type Stats, unlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  belongs,
  type EventSink,
  errnoOf,
  type HeldDirectory,
  holdDirectory,
  isMissing,
  isOwnedBy,
  kindOf,
  TeleopError,
  Unwind,
} from "@teleop/core/plugin";
import type { SystemSockets } from "./system-sockets.ts";
import { whoListens } from "./who-listens.ts";

/** A name on disk that leads to our listener. */
export interface PublishedSocket {
  isReachable(): boolean;
  /** Removes it from there, if it still is the same. @throws what the system says where it cannot be removed. What stays is stale, and the next listener removes it. */
  withdraw(): void;
}

export interface PublishOptions {
  readonly sockets: SystemSockets;
  readonly onEvent: EventSink | undefined;
  /** Whether nobody but us can mean this path, so that a regular file or a link there is rubbish. */
  readonly ours: boolean;
  /** The paths at which a client looks that comes now. */
  readonly whereClientsLook: () => readonly string[];
}

/** Long enough never to be guessed or met twice, short enough for the path to remain within `sun_path`. */
export function temporaryName(path: string): string {
  return join(dirname(path), `.teleop_new_${crypto.randomUUID().slice(0, 8)}`);
}

/**
 * Gives the socket bound at `temporary`, which listens already, mode 0600 and the name `path`. Since that takes one
 * link(2), nobody ever sees the path without a listener behind it, and nothing that is there is overwritten.
 *
 * What a crash left at `path` is removed first, if it is this user's: a socket at which nobody listens; and, where the
 * path is ours alone, a regular file or a symbolic link (never what it points to).
 *
 * @throws TeleopError `ADDRESS_IN_USE`, `UNTRUSTED_PATH`; whatever the system says otherwise. The temporary name is
 *   gone in any case.
 */
export async function publishSocket(
  temporary: string,
  path: string,
  options: PublishOptions,
): Promise<PublishedSocket> {
  try {
    chmodSync(temporary, 0o600);
    const { dev, ino } = lstatSync(temporary);
    using unwind = new Unwind();
    const directory = unwind.use(holdDirectory(dirname(path), { followLinks: true }));
    await claim(temporary, path, options);
    // By the directory itself: from now on clients are connected, and what leads to it may be redirected before we go on.
    unlinkIfThere(directory.entry(basename(temporary)));
    unwind.move();
    return new LinkedSocket(directory, basename(path), { dev, ino }, options.whereClientsLook);
  } finally {
    unlinkIfThere(temporary);
  }
}

/**
 * Knows its socket by device and inode, which cannot be another's as long as our listener is open, and holds the
 * directory until it is removed: its name may lead elsewhere by then, when it was renamed, or a link redirected.
 */
class LinkedSocket implements PublishedSocket {
  readonly #directory: HeldDirectory;
  readonly #name: string;
  readonly #socket: Pick<Stats, "dev" | "ino">;
  readonly #whereClientsLook: () => readonly string[];
  #removed = false;

  /** Takes over the directory. */
  constructor(
    directory: HeldDirectory,
    name: string,
    socket: Pick<Stats, "dev" | "ino">,
    whereClientsLook: () => readonly string[],
  ) {
    this.#directory = directory;
    this.#name = name;
    this.#socket = socket;
    this.#whereClientsLook = whereClientsLook;
  }

  isReachable(): boolean {
    return !this.#removed && this.#whereClientsLook().some((path) => this.#isAt(path));
  }

  withdraw(): void {
    if (this.#removed) return;
    this.#removed = true;
    using directory = this.#directory;
    const path = directory.entry(this.#name);
    if (this.#isAt(path)) unlinkIfThere(path);
  }

  #isAt(path: string): boolean {
    try {
      const found = lstatIfThere(path);
      return found !== undefined && found.dev === this.#socket.dev && found.ino === this.#socket.ino;
    } catch (error) {
      // A directory that we may no longer enter is no place to be found at.
      if (errnoOf(error) !== undefined) return false;
      throw error;
    }
  }
}

async function claim(temporary: string, path: string, options: PublishOptions): Promise<void> {
  // Each round but the last removes something or loses a race against somebody who did.
  for (let round = 1; round <= 10; round++) {
    if (linkIfFree(temporary, path)) return;
    const found = lstatIfThere(path);
    if (found === undefined) continue;
    const what = await requireLeftover(path, found, options);
    if (!removeExactly(path, found, `${temporary}_old`)) continue;
    options.onEvent?.({ type: "healed", by: "unix", reason: `removed ${what} at ${path}` });
  }
  throw new TeleopError(
    "ADDRESS_IN_USE",
    `${path}: somebody else keeps putting things there; not listening`,
    {
      address: path,
    },
  );
}

/** Returns what kind of leftover it is. @throws TeleopError when it is none. */
async function requireLeftover(path: string, found: Stats, options: PublishOptions): Promise<string> {
  const euid = process.geteuid?.();
  if (euid !== undefined && !isOwnedBy(found, [euid])) {
    throw new TeleopError(
      "UNTRUSTED_PATH",
      `${path} ${belongs(found, [euid])}; not touching it: have it removed`,
      { path, address: path },
    );
  }
  if (found.isSocket()) {
    const occupant = await whoListens(path, options.sockets);
    if (occupant.state === "nobody") return "a socket at which nobody listened";
    const who = occupant.pid === undefined ? "a process" : `process ${occupant.pid}`;
    throw new TeleopError(
      "ADDRESS_IN_USE",
      `${path}: ${who} already listens there: ${occupant.how}; listen under a name, or end it`,
      {
        address: path,
        pid: occupant.pid,
      },
    );
  }
  if (options.ours && found.isFile()) return "a regular file";
  if (options.ours && found.isSymbolicLink()) return "a symbolic link";
  throw new TeleopError("ADDRESS_IN_USE", `${path} is ${kindOf(found)}, not a socket; not touching it`, {
    address: path,
    path,
  });
}

/** Removes what was found and nothing that has come since; returns false if there was something else by then. */
export function removeExactly(path: string, found: Stats, aside: string): boolean {
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
  const moved = lstatSync(aside);
  const same = moved.dev === found.dev && moved.ino === found.ino;
  // Somebody published between our look and our step: give it its name back.
  if (!same) linkIfFree(aside, path);
  unlinkIfThere(aside);
  return same;
}

/** link(2) never overwrites. On a file system without links rename(2) must do, after a look. */
function linkIfFree(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === "EEXIST") return false;
    if (errno !== "EPERM" && errno !== "ENOTSUP" && errno !== "EOPNOTSUPP" && errno !== "ENOSYS") throw error;
  }
  if (lstatIfThere(to) !== undefined) return false;
  renameSync(from, to);
  return true;
}

function lstatIfThere(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
