// leftover-sockets.ts: clears away the sockets of processes that were killed, which nobody else would ever remove.
import { lstatSync } from "node:fs";
import { type EventSink, isOwnedBy, parseFileName, sweepLeftovers } from "@teleop/core/plugin";
import { removeExactly, temporaryName } from "./published-socket.ts";
import type { SystemSockets } from "./system-sockets.ts";
import { whoListens } from "./who-listens.ts";

export interface SweepSocketsOptions {
  /** Without a probe that tells nobody from a full queue, nothing is swept. */
  readonly sockets: SystemSockets;
  readonly onEvent: EventSink | undefined;
}

/**
 * Removes from a temporary directory, in the background, the sockets of teleop at which nobody listens and whose
 * process has ended, see {@link sweepLeftovers}; also those that were never given their name. Never rejects.
 */
export async function sweepLeftoverSockets(directory: string, options: SweepSocketsOptions): Promise<void> {
  const { sockets, onEvent } = options;
  if (sockets.probe === undefined) return;
  try {
    await sweepLeftovers(directory, {
      ownerOf,
      remove: async (path, stats) => {
        if (!stats.isSocket() || (await whoListens(path, sockets)).state !== "nobody") return;
        if (!removeExactly(path, stats, temporaryName(path))) return;
        onEvent?.({ type: "healed", by: "unix", reason: `removed ${path}, which a killed process left` });
      },
    });
  } catch (error) {
    onEvent?.({ type: "failed", by: "unix", error });
  }
}

export interface ClearAwayOptions {
  /** Loads what {@link SweepSocketsOptions.sockets} is; not called unless something is there. */
  readonly load: () => SystemSockets;
  readonly onEvent: EventSink | undefined;
}

/** Removes a socket at the path of our own rendezvous, in the background, if nobody listens there. Never rejects. */
export async function clearAwaySocket(path: string, { load, onEvent }: ClearAwayOptions): Promise<void> {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats?.isSocket() !== true || !isOwnedBy(stats, [process.geteuid?.()])) return;
    const sockets = load();
    if (sockets.probe === undefined) return;
    if ((await whoListens(path, sockets)).state !== "nobody") return;
    if (!removeExactly(path, stats, temporaryName(path))) return;
    const reason = `removed ${path}, which a program or a Worker that has ended left`;
    onEvent?.({ type: "healed", by: "unix", reason });
  } catch (error) {
    onEvent?.({ type: "failed", by: "unix", error });
  }
}

function ownerOf(name: string): { readonly pid: number | undefined } | undefined {
  if (/^\.teleop_new_[0-9a-f]{8}(?:_old)?$/.test(name)) return { pid: undefined };
  const parsed = parseFileName(name);
  return parsed?.file === "socket" ? parsed : undefined;
}
