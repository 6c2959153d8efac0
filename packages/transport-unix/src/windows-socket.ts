// windows-socket.ts: binding on Windows, where a socket's file has no mode, no owner and may be invisible to stat.
import { unlinkSync } from "node:fs";
import { errnoOf, isMissing, TeleopError } from "@teleop/core/plugin";
import type { PublishedSocket } from "./published-socket.ts";
import { isNamedPipe } from "./socket-address.ts";
import { whoListens } from "./who-listens.ts";

/**
 * Binds with `bind`. A socket file that a crash left behind is found by connecting, the only way to see it, and
 * removed.
 *
 * @throws TeleopError `ADDRESS_IN_USE`; whatever `bind` throws otherwise.
 */
export async function bindOnWindows<T>(
  address: string,
  bind: () => Promise<T>,
): Promise<[T, PublishedSocket]> {
  const published = isNamedPipe(address) ? NOTHING_ON_DISK : new SocketFile(address);
  try {
    return [await bind(), published];
  } catch (error) {
    if (errnoOf(error) !== "EADDRINUSE") throw error;
    if (isNamedPipe(address) || (await whoListens(address, undefined)).state === "listening") {
      throw new TeleopError("ADDRESS_IN_USE", `${address}: a process already listens there`, {
        address,
        cause: error,
      });
    }
  }
  removeIfThere(address);
  return [await bind(), published];
}

const NOTHING_ON_DISK: PublishedSocket = { isReachable: () => true, withdraw: () => {} };

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
