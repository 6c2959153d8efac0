// json-lines.ts: a protocol of the application's own: a line of JSON in, a line of JSON out.
//
// Nothing in core knows of Cap'n Proto: a protocol is a name and what to do with a connection.
import { type Connection, chunks, type Protocol, type Session } from "@teleop/core";

/** What the peer may ask for, by name: `{"method":"uptime"}` is answered by `{"result":12.3}`. */
export type Methods = Readonly<Record<string, (params: unknown) => unknown>>;

/** A longer line ends the session: a peer must not fill our memory. In characters. */
const longestLine = 64 * 1024;

export function jsonLines(methods: Methods): Protocol<Session> {
  return {
    name: "json-lines",
    open(connection: Connection): Session {
      return { closed: converse(connection, methods), [Symbol.asyncDispose]: () => connection.end() };
    },
  };
}

/** Settles when the conversation is over; never rejects. */
async function converse(connection: Connection, methods: Methods): Promise<Error | undefined> {
  try {
    let text = "";
    const decoder = new TextDecoder();
    for await (const chunk of chunks(connection)) {
      text += decoder.decode(chunk, { stream: true });
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) await connection.write(encode(await answer(line, methods)));
      if (text.length > longestLine) throw new Error(`a line is longer than ${longestLine} characters`);
    }
    await connection.end();
    return undefined;
  } catch (error) {
    connection.abort(error);
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function answer(line: string, methods: Methods): Promise<unknown> {
  try {
    const { method, params } = JSON.parse(line);
    if (!Object.hasOwn(methods, method)) throw new Error(`there is no method ${JSON.stringify(method)}`);
    return { result: await methods[method]?.(params) };
  } catch (error) {
    // The peer's mistake, or a method's: the conversation goes on.
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value)}\n`);
}
