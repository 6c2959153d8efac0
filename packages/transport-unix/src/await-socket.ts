// await-socket.ts: tells a client soon when a socket appears for which it waits.
import { lstatSync } from "node:fs";
import { errnoOf } from "@teleop/core/plugin";

/**
 * Calls back once, when something is at one of the paths. It looks for that each millisecond, which takes but a system call
 * or two, and ceases after some: a target that is idle binds within a few, and who waits for another asks even so.
 *
 * To be told by the system instead costs more than it saves: `fs.watch` of Bun reads the whole directory.
 */
export function awaitSocket(paths: readonly string[], appeared: () => void): Disposable {
  const end = performance.now() + LOOK_MS;
  const timer = setInterval(() => {
    const isThere = paths.some(isSomethingAt);
    if (isThere || performance.now() > end) clearInterval(timer);
    if (isThere) appeared();
  }, EVERY_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

const EVERY_MS = 1;
const LOOK_MS = 50;

function isSomethingAt(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false;
  }
}
