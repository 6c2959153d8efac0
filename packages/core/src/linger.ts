// linger.ts: how long a connection that is disposed goes on for a peer that does not read.
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";

/** Milliseconds that a disposed connection waits for its peer to take what was written, unless an option says else. */
export const LINGER_MS = 5_000;

/**
 * For authors of transports, to begin disposing with: ends our side as `end()` does, and aborts the connection when
 * that takes longer than `lingerMs`. Never rejects: a flush that fails means that the connection has gone, and `closed`
 * was told why. The wait does not keep the process alive.
 */
export async function endWithin(connection: Connection, lingerMs: number): Promise<void> {
  const { address } = connection;
  const giveUp = setTimeout(() => {
    const message = `${address}: the peer did not take what was written within ${lingerMs} ms; it was dropped`;
    connection.abort(new TeleopError("CONNECTION_CLOSED", message, { address }));
  }, lingerMs);
  giveUp.unref();
  try {
    await connection.end();
  } catch {
    // `closed` was told.
  } finally {
    clearTimeout(giveUp);
  }
}

/**
 * Checks a `lingerMs` that an application gave.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is not a number of milliseconds from 0 to 2147483647.
 */
export function requireLinger(lingerMs: number = LINGER_MS): number {
  // A longer timer would fire at once.
  if (typeof lingerMs === "number" && lingerMs >= 0 && lingerMs <= 2 ** 31 - 1) return lingerMs;
  const message = `lingerMs must be a number of milliseconds from 0 to ${2 ** 31 - 1}, not ${lingerMs}`;
  throw new TeleopError("INVALID_ARGUMENT", message);
}
