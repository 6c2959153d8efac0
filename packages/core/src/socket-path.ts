// socket-path.ts: where the target's socket is, from either side.
import { join } from "node:path";
import { requireProcess } from "./process-facts.ts";
import { checkRendezvous, type Rendezvous, socketName } from "./rendezvous.ts";
import { ownTemporaryDirectory, targetTemporaryDirectory } from "./temporary-directory.ts";

/**
 * Target side: the absolute path at which to bind.
 *
 * @throws TeleopError `INVALID_ARGUMENT`.
 */
export function ownSocketPath(rendezvous: Rendezvous): string {
  return join(ownTemporaryDirectory(), socketName(rendezvous));
}

/**
 * Client side: the path at which to connect. It is named by the PID that the target itself sees, and leads into the
 * target's own file system root where that is another one.
 *
 * @throws TeleopError `NO_SUCH_PROCESS`, `NOT_ARMED` for a kernel thread, `INVALID_ARGUMENT`.
 */
export function targetSocketPath(rendezvous: Rendezvous): string {
  checkRendezvous(rendezvous);
  const { innermostPid } = requireProcess(rendezvous.pid);
  return join(
    targetTemporaryDirectory(rendezvous.pid),
    socketName({ pid: innermostPid, name: rendezvous.name }),
  );
}
