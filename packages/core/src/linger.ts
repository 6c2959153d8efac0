// linger.ts: how long a connection that is disposed goes on for a peer that does not read.
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import { after, requireMilliseconds } from "./options.ts";

/**
 * For authors of transports, to begin disposing with: ends our side as `end()` does, and aborts the connection when
 * that takes longer than `lingerMs`. Never rejects: a flush that fails means that the connection has gone, and `closed`
 * was told why. The wait does not keep the process alive.
 */
export async function endWithin(connection: Connection, lingerMs: number): Promise<void> {
  const { address } = connection;
  using giveUp = after(lingerMs, () => {
    const message = `${address}: the peer did not take what was written within ${lingerMs} ms; it was dropped`;
    connection.abort(new TeleopError("CONNECTION_CLOSED", message, { address }));
  });
  giveUp.unref();
  try {
    await connection.end();
  } catch {
    // `closed` was told.
  }
}

/**
 * Checks a `lingerMs` that an application gave; `Infinity` waits for as long as the peer does.
 *
 * @returns 5000 where it gave none.
 * @throws TeleopError `INVALID_ARGUMENT` for what is not a number of milliseconds, 0 or more.
 */
export function requireLinger(lingerMs: number | undefined): number {
  return requireMilliseconds("lingerMs", lingerMs, 5_000);
}
