// server-socket.ts: the server's end of a page's WebSocket.
import type { WebSocket } from "ws";
import {
  type MessageSocket,
  WebSocketConnection,
  type WebSocketConnectionOptions,
} from "../socket/web-socket-connection.ts";

/** What the process may hold for the socket before the writer is to wait. */
const MOST_BUFFERED_BYTES = 64 * 1024;

/** The connection owns the socket. */
export function serverConnection(
  socket: WebSocket,
  address: string,
  options: WebSocketConnectionOptions = {},
): WebSocketConnection {
  const connection = new WebSocketConnection(new ServerSocket(socket), address, options);
  socket.binaryType = "nodebuffer";
  socket.on("message", (data, isBinary) => {
    if (isBinary && data instanceof Uint8Array) connection.received(data);
    else connection.abort(new TypeError("the page sent something that is no bytes"));
  });
  socket.on("error", (error) => connection.closed(error.message));
  socket.on("close", () => connection.closed("the page has gone"));
  return connection;
}

class ServerSocket implements MessageSocket {
  readonly #socket: WebSocket;
  #flushed: Promise<void> = Promise.resolve();

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(message: Uint8Array): Promise<void> | undefined {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#flushed = promise;
    // What cannot be sent is told by "close".
    this.#socket.send(message.slice(), { binary: true, compress: false }, (error) => {
      if (error === undefined || error === null) resolve();
    });
    return this.#socket.bufferedAmount <= MOST_BUFFERED_BYTES ? undefined : promise;
  }

  flushed(): Promise<void> {
    return this.#flushed;
  }

  close(): void {
    this.#socket.close(1000);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }
}
