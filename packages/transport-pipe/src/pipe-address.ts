// pipe-address.ts: what named pipes are called: by the target's PID, or as an application says.
import { checkRendezvous, type Rendezvous, show, TeleopError } from "@teleop/core/plugin";

/**
 * The pipe of a rendezvous. `pid` is the same for everybody: Windows has no PID namespaces.
 *
 * @throws TeleopError `INVALID_ARGUMENT`.
 */
export function pipeAddress(rendezvous: Rendezvous): string {
  checkRendezvous(rendezvous);
  const { pid, name } = rendezvous;
  return `${LOCAL_PIPES}teleop_pid_${pid}${name === undefined ? "" : `_${name}`}`;
}

/**
 * A pipe as an application names it. Only of this machine: whoever opens a pipe elsewhere shows who they are to it.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no such name.
 */
export function requirePipeAddress(address: unknown): string {
  const name = typeof address === "string" ? /^\\\\[.?]\\pipe\\([^\\\0]+)$/i.exec(address)?.[1] : undefined;
  if (name !== undefined && LOCAL_PIPES.length + name.length <= LONGEST) return LOCAL_PIPES + name;
  throw new TeleopError(
    "INVALID_ARGUMENT",
    `address must be the name of a pipe of this machine, such as "\\\\.\\pipe\\name" (at most ${LONGEST} characters, and no backslash in the name), not ${show(address)}`,
  );
}

const LOCAL_PIPES = "\\\\.\\pipe\\";
/** In UTF-16 units; CreateNamedPipeW. */
const LONGEST = 256;
