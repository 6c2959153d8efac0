// socket-path.ts: where the target's socket is, from either side.
import { join } from "node:path";
import { type ProcessFacts, requireProcess } from "./process-facts.ts";
import { checkRendezvous, type Rendezvous, socketName } from "./rendezvous.ts";
import {
  ownTemporaryDirectories,
  ownTemporaryDirectory,
  targetTemporaryDirectories,
} from "./temporary-directory.ts";

/**
 * Target side: the absolute paths at one of which to bind, the best first. Clients look at all of them.
 *
 * @throws TeleopError `INVALID_ARGUMENT`.
 */
export function ownSocketPaths(rendezvous: Rendezvous): readonly string[] {
  const name = socketName(rendezvous);
  return ownTemporaryDirectories().map((directory) => join(directory, name));
}

/** The first of {@link ownSocketPaths}. */
export function ownSocketPath(rendezvous: Rendezvous): string {
  return join(ownTemporaryDirectory(), socketName(rendezvous));
}

/**
 * Client side: the paths at which to connect, in the order in which the target tries them. They are named by the PID
 * that the target itself sees, and lead into the target's own file system root where that is another one.
 *
 * @param target what `requireProcess()` and `requireTemporaryDirectories()` have just told of it, where they have, so that
 *   it need not be found out again.
 * @throws TeleopError `NO_SUCH_PROCESS`, `NOT_ARMED` for a kernel thread, `INVALID_ARGUMENT`.
 */
export function targetSocketPaths(
  rendezvous: Rendezvous,
  target: { readonly facts?: ProcessFacts; readonly directories?: readonly string[] | undefined } = {},
): readonly string[] {
  checkRendezvous(rendezvous);
  const { innermostPid } = target.facts ?? requireProcess(rendezvous.pid);
  const name = socketName({ pid: innermostPid, name: rendezvous.name });
  const directories = target.directories ?? targetTemporaryDirectories(rendezvous.pid);
  return directories.map((directory) => join(directory, name));
}

/** The first of {@link targetSocketPaths}. */
export function targetSocketPath(rendezvous: Rendezvous): string {
  const [first = ""] = targetSocketPaths(rendezvous);
  return first;
}
