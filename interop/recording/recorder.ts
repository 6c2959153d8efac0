// recorder.ts: a connection that takes down what goes over it.
import type { Connection, ConnectionHandler } from "@teleop/core";
import type { Chunk } from "./recording.ts";

/** Takes over a connection, and appends to `chunks` all that goes over it, under the number `connection`. */
export function recorded(inner: Connection, connection: number, chunks: Chunk[]): Connection {
  return {
    address: inner.address,
    peer: inner.peer,
    open: (handler: ConnectionHandler) =>
      inner.open({
        data: (chunk) => {
          chunks.push({ from: "peer", connection, bytes: chunk.slice() });
          handler.data(chunk);
        },
        end: () => handler.end(),
        closed: (error) => handler.closed(error),
      }),
    write: (bytes) => {
      chunks.push({ from: "us", connection, bytes: bytes.slice() });
      return inner.write(bytes);
    },
    pause: () => inner.pause(),
    resume: () => inner.resume(),
    end: () => inner.end(),
    abort: (reason) => inner.abort(reason),
    [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
  };
}
