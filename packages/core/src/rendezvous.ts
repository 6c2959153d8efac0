// rendezvous.ts: where a client and a target meet: a PID, and a name when one process offers several.
import { TeleopError } from "./errors.ts";
import { requirePlugin, show } from "./options.ts";

/** What a client must know to meet a target. `pid` is as the *caller* sees it, in the caller's PID namespace. */
export interface Rendezvous {
  readonly pid: number;
  /**
   * Tells apart several rendezvous of one process: 1 to 64 of `A-Z a-z 0-9 - .`, starting with a letter or a digit.
   * Without a name the paths are those of the Rust crate `teleop` 0.4.1.
   */
  readonly name?: string | undefined;
}

/**
 * Checks what a caller passed, before anything is looked up, created or signalled.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a PID that is not an integer from 1 to 2147483647 (zero and negative
 *   numbers mean process groups to kill(2)), or a name outside the set that {@link Rendezvous.name} allows.
 */
export function checkRendezvous(rendezvous: Rendezvous): void {
  requirePlugin("rendezvous", "an object with a pid", rendezvous, []);
  const { pid, name } = rendezvous;
  if (!Number.isInteger(pid) || pid < 1 || pid > MAX_PID) {
    throw new TeleopError(
      "INVALID_ARGUMENT",
      `a PID must be an integer from 1 to ${MAX_PID}, got ${show(pid)}`,
    );
  }
  if (name !== undefined && !(typeof name === "string" && NAME.test(name))) {
    throw new TeleopError(
      "INVALID_ARGUMENT",
      `a rendezvous name must be 1 to 64 of A-Z a-z 0-9 - . starting with a letter or a digit, got ${show(name)}`,
      { pid },
    );
  }
}

/** Name of the file by which a client wakes the target. `pid` must be the one that the target itself sees. */
export function attachFileName(rendezvous: Rendezvous): string {
  return `.teleop_attach_${suffix(rendezvous)}`;
}

/** Name of the target's socket. `pid` must be the one that the target itself sees. */
export function socketName(rendezvous: Rendezvous): string {
  return `.teleop_pid_${suffix(rendezvous)}`;
}

/** What a file is for, by its name, whoever's it is; undefined for a name that neither function above gives. */
export function parseFileName(
  fileName: string,
): { readonly file: "attach" | "socket"; readonly pid: number } | undefined {
  if (!fileName.startsWith(".teleop_")) return undefined;
  const [, kind, digits] =
    /^\.teleop_(attach|pid)_(\d{1,10})(?:_[A-Za-z0-9][A-Za-z0-9.-]*)?$/.exec(fileName) ?? [];
  const pid = Number(digits);
  if (!Number.isInteger(pid) || pid < 1 || pid > MAX_PID) return undefined;
  return { file: kind === "attach" ? "attach" : "socket", pid };
}

// pid_t is a signed 32-bit integer on every supported system.
const MAX_PID = 2 ** 31 - 1;

// No underscore and no slash: the name is joined to the PID by an underscore inside one path component.
const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,63}$/;

function suffix(rendezvous: Rendezvous): string {
  checkRendezvous(rendezvous);
  return rendezvous.name === undefined ? `${rendezvous.pid}` : `${rendezvous.pid}_${rendezvous.name}`;
}
