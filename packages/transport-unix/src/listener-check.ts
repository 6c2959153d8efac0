// listener-check.ts: how a client finds out who is at the other end: from the kernel, else from proc(5).
import { hasFfi, isExhausted, messageOf, outOfResources, TeleopError } from "@teleop/core/plugin";
import type { Identify, ListenerCheck } from "./identify.ts";
import { checkByProc } from "./proc-check.ts";
import { checkListener, type ExpectedTarget } from "./socket-trust.ts";
import type { SystemSockets } from "./system-sockets.ts";

/**
 * The best check that there is here.
 *
 * @throws TeleopError as `loadSystemSockets()` does.
 */
export function loadListenerCheck(load: () => SystemSockets): ListenerCheck {
  return !hasFfi() && process.platform === "linux" ? checkByProc : checkByKernel(load());
}

/** What the system says of a connected socket. */
export function checkByKernel(sockets: SystemSockets): ListenerCheck {
  const begin = (address: string, target: ExpectedTarget): Identify => {
    return ({ fd }) => {
      try {
        const listener = sockets.credentials(fd);
        checkListener(address, { ...listener, alive: sockets.isPeerAlive(fd) }, target);
        return listener;
      } catch (error) {
        throw error instanceof TeleopError ? error : cannotTell(address, target, error);
      }
    };
  };
  return { begin, hasHungUp: sockets.hasHungUp, makeRoom: sockets.makeRoom, receive: sockets.receive };
}

/** Who listens could not be found out. */
export function cannotTell(address: string, { pid }: ExpectedTarget, error: unknown): TeleopError {
  const what = `cannot find out who listens at ${address}, so we do not talk to it`;
  const details = { pid, address, path: address, cause: error };
  return isExhausted(error)
    ? outOfResources(what, error, details)
    : new TeleopError("CONNECT_FAILED", `${what}: ${messageOf(error)}`, details);
}
