// giving-way.ts: whose connection is closed when there is no room for a newcomer: who is silent or idle, first of the
// user who has the most.
import { userOf } from "./accept-queue.ts";
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

/**
 * Nobody gives way to a user who has more: who has used up his own share would come in at others' expense, or not even
 * that, since his share is what keeps him out.
 *
 * @returns undefined when everybody is busy who might.
 */
export function whoGivesWay<T extends Occupant>(
  occupants: Iterable<T>,
  newcomer: Peer,
  now: number,
): T | undefined {
  const all = [...occupants];
  const connectionsOf = new Map<number | string | undefined, number>();
  for (const { peer } of all) connectionsOf.set(userOf(peer), (connectionsOf.get(userOf(peer)) ?? 0) + 1);
  const share = (peer: Peer): number => connectionsOf.get(userOf(peer)) ?? 0;
  return all
    .filter(({ peer }) => share(peer) >= share(newcomer))
    .filter(({ idleSince }) => idleSince !== undefined && now - idleSince >= MIN_IDLE_MS)
    .sort(
      (a, b) =>
        share(b.peer) - share(a.peer) ||
        Number(b.isSilent) - Number(a.isSilent) ||
        (a.idleSince ?? now) - (b.idleSince ?? now),
    )[0];
}
