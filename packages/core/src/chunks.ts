// chunks.ts: a connection as an async iterable, for protocols that would rather ask than be told.
import type { Connection } from "./connection.ts";
import { requireConnection } from "./options.ts";

/**
 * Opens the connection, at the first `next()`, and gives what arrives, in order. While nobody asks, reading pauses, so
 * that at most about 256 KiB wait here and the peer's writes wait in turn.
 *
 * It ends with the peer's end, and throws the reason when the connection breaks. Leaving early pauses the connection,
 * which stays the caller's to end, abort or dispose.
 */
export async function* chunks(connection: Connection): AsyncGenerator<Uint8Array, undefined> {
  requireConnection(connection);
  const arrived: Uint8Array[] = [];
  let waitingBytes = 0;
  let ending: { readonly error: Error | undefined } | undefined;
  let news = Promise.withResolvers<void>();
  connection.open({
    data(chunk) {
      arrived.push(chunk);
      waitingBytes += chunk.byteLength;
      if (waitingBytes >= HIGH_WATER_BYTES) connection.pause();
      news.resolve();
    },
    end() {
      ending ??= { error: undefined };
      news.resolve();
    },
    closed(error) {
      ending ??= { error };
      news.resolve();
    },
  });
  try {
    for (;;) {
      const chunk = arrived.shift();
      if (chunk !== undefined) {
        waitingBytes -= chunk.byteLength;
        yield chunk;
      } else if (ending !== undefined) {
        if (ending.error !== undefined) throw ending.error;
        return undefined;
      } else {
        news = Promise.withResolvers();
        connection.resume();
        await news.promise;
      }
    }
  } finally {
    if (ending === undefined) connection.pause();
  }
}

const HIGH_WATER_BYTES = 256 * 1024;
