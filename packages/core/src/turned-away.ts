// turned-away.ts: a target that closes the connection of a client before it has said anything: it has too many, or ends.
// It is worth coming back to, but not together with everybody else.
import type { Connection } from "./connection.ts";
import { TeleopError, type TeleopErrorOptions } from "./errors.ts";

/**
 * What to do with a connection that was made. It owns the connection, also when it throws.
 *
 * @throws {@link TurnedAway} when the listener closed the connection before anything came of it: it may be worth
 *   another attempt. Any other error is final.
 */
export type Begin<T> = (connection: Connection, options: { readonly signal: AbortSignal }) => Promise<T>;

/** The listener closed our connection before it had said anything. */
export class TurnedAway extends Error {
  override readonly name = "TurnedAway";
}

/** Why a listener may do that. */
export const TURNED_AWAY = "it has too many connections, or does not let this user in";

/** What is told when time is up. */
export function turnedAwayUntil(
  pid: number,
  times: number,
  timeout: number,
  details: TeleopErrorOptions,
): TeleopError {
  const often = `${times} ${times === 1 ? "time" : "times"}`;
  const message = `process ${pid} turned us away ${often} within ${timeout} ms: ${TURNED_AWAY}`;
  return new TeleopError("REFUSED", message, { pid, ...details });
}

/**
 * Between two connects to a target that turned us away: its other clients need some time to be done. At random between
 * the half and the whole, so that those who were turned away together do not come back together.
 */
const RETURN_DELAY_MS = { first: 10, growth: 1.5, longest: 250 };

/** How long to stay away, in milliseconds: longer each time. */
export class ReturnDelay {
  #next: number = RETURN_DELAY_MS.first;

  next(): number {
    const delay = this.#next * (0.5 + Math.random() / 2);
    this.#next = Math.min(this.#next * RETURN_DELAY_MS.growth, RETURN_DELAY_MS.longest);
    return delay;
  }
}
