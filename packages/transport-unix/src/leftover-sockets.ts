// leftover-sockets.ts: clears away the sockets of processes that were killed, which nobody else would ever remove.
import { lstatSync, type Stats, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type EventSink, isMissing, isRefused, processFacts } from "@teleop/core";
import { removeExactly, temporaryName } from "./published-socket.ts";
import { type SystemSockets, whoListens } from "./system-sockets.ts";

export interface SweepOptions {
  /** Without a probe that tells nobody from a full queue, nothing is swept. */
  readonly sockets: SystemSockets | undefined;
  readonly onEvent: EventSink | undefined;
}

/**
 * Removes from a temporary directory, in the background, the sockets of teleop that were bound by this user, at which
 * nobody listens, and whose process has ended. It leaves alone
 * - what is younger than ten seconds: a process of another PID namespace could just be about to listen there;
 * - everything, in a directory so large that reading it would be a burden.
 *
 * Never rejects.
 */
export async function sweepLeftoverSockets(directory: string, options: SweepOptions): Promise<void> {
  const { sockets, onEvent } = options;
  if (sockets?.probe === undefined) return;
  try {
    if (statSync(directory).size > MAX_DIRECTORY_BYTES) return;
    for (const name of await readdir(directory)) {
      const kind = kindOf(name);
      if (kind === undefined) continue;
      const path = join(directory, name);
      const found = leftover(path, kind.pid);
      if (found === undefined || (await whoListens(path, sockets)).state !== "nobody") continue;
      if (!removeExactly(path, found, temporaryName(path))) continue;
      onEvent?.({ type: "healed", by: "unix", reason: `removed ${path}, which a killed process left` });
    }
  } catch (error) {
    // Another process sweeps too, or the directory is closed to us: then it is not ours to clean.
    if (isMissing(error) || isRefused(error)) return;
    onEvent?.({ type: "failed", by: "unix", error });
  }
}

const MIN_AGE_MS = 10_000;

/** Directories grow with what is in them: to some ten thousand entries at this size. */
const MAX_DIRECTORY_BYTES = 1024 * 1024;

/** Whose socket has this name; without a PID it is one that was never published. */
function kindOf(name: string): { readonly pid: number | undefined } | undefined {
  if (/^\.teleop_new_[0-9a-f]{8}(?:_old)?$/.test(name)) return { pid: undefined };
  const pid = Number(/^\.teleop_pid_(\d{1,10})(?:_[A-Za-z0-9.-]+)?$/.exec(name)?.[1]);
  return Number.isInteger(pid) && pid >= 1 && pid <= 2 ** 31 - 1 ? { pid } : undefined;
}

function leftover(path: string, pid: number | undefined): Stats | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isSocket() || found.uid !== process.geteuid?.()) return undefined;
  if (Date.now() - found.mtimeMs < MIN_AGE_MS) return undefined;
  if (pid !== undefined && processFacts(pid) !== undefined) return undefined;
  return found;
}
