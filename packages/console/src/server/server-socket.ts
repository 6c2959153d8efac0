// server-socket.ts: the server's end of a page's WebSocket.
import type { WebSocket } from "ws";
import { type MessageSocket, WebSocketConnection } from "../socket/web-socket-connection.ts";

/** The connection owns the socket. */
export function serverConnection(socket: WebSocket, address: string): WebSocketConnection {
  const connection = new WebSocketConnection(new ServerSocket(socket), address);
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

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(message: Uint8Array): Promise<void> | undefined {
    const { promise, resolve } = Promise.withResolvers<void>();
    // What fails to be sent is told by "close".
    this.#socket.send(message.slice(), { binary: true, compress: false }, () => resolve());
    return this.#socket.bufferedAmount === 0 ? undefined : promise;
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
