// giving-way.ts: whose connection is closed when there is no room for a newcomer: who is silent or idle, first of the
// user who has the most.
import type { Peer } from "./connection.ts";

/** A conversation that might be spared. Times are in milliseconds of `performance.now()`. */
export interface Occupant {
  readonly peer: Peer;
  /** Since when it does nothing; undefined while it does something, or where that is not known. */
  readonly idleSince: number | undefined;
  /** Whether the peer has said anything. */
  readonly isSilent: boolean;
}

/** One that paused for less may be in the middle of its work. */
const MIN_IDLE_MS = 1_000;

/** @returns undefined when everybody is busy. */
export function whoGivesWay<T extends Occupant>(occupants: Iterable<T>, now: number): T | undefined {
  const all = [...occupants];
  const connectionsOf = new Map<number | undefined, number>();
  for (const { peer } of all) connectionsOf.set(peer.uid, (connectionsOf.get(peer.uid) ?? 0) + 1);
  const share = ({ peer }: T): number => connectionsOf.get(peer.uid) ?? 0;
  return all
    .filter(({ idleSince }) => idleSince !== undefined && now - idleSince >= MIN_IDLE_MS)
    .sort(
      (a, b) =>
        share(b) - share(a) ||
        Number(b.isSilent) - Number(a.isSilent) ||
        (a.idleSince ?? now) - (b.idleSince ?? now),
    )[0];
}
