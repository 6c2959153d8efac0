// echo.ts: the simplest protocol: sends back what it is sent, and ends when its peer does.
import { type Connection, chunks, type Protocol, type Session } from "@teleop/core";

export const echo: Protocol<Session> = {
  name: "echo",
  open(connection) {
    const closed = Promise.withResolvers<Error | undefined>();
    connection.open({
      data: (chunk) => {
        // A peer that does not read is not read from.
        const taken = connection.write(chunk);
        if (taken === undefined) return;
        connection.pause();
        taken.then(
          () => connection.resume(),
          () => {},
        );
      },
      end: () => {
        connection.end().catch(() => {});
      },
      closed: (error) => closed.resolve(error),
    });
    return { closed: closed.promise, [Symbol.asyncDispose]: () => connection[Symbol.asyncDispose]() };
  },
};

/**
 * Sends some bytes and reads them back.
 *
 * @throws Error when something else comes back, or nothing.
 */
export async function exchange(connection: Connection): Promise<void> {
  const sent = crypto.getRandomValues(new Uint8Array(64));
  const received: number[] = [];
  void connection.write(sent);
  for await (const chunk of chunks(connection)) {
    received.push(...chunk);
    if (received.length >= sent.length) break;
  }
  if (Buffer.compare(sent, Uint8Array.from(received)) !== 0) {
    throw new Error(`sent ${sent.length} bytes, got back ${received.length}, not the same`);
  }
}
