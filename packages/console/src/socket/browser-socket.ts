// browser-socket.ts: the page's end of its WebSocket.
import { TeleopError } from "@teleop/core/basics";
import { type MessageSocket, WebSocketConnection } from "./web-socket-connection.ts";

/** What the browser may hold of what was written before the writer is to wait. */
const MOST_BUFFERED_BYTES = 1024 * 1024;

/** A browser does not tell when it has sent: it is looked at so often, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/**
 * Resolves when the socket is open.
 *
 * @param open makes the socket; for programs that are no page, and so have to say of which they are.
 * @throws TeleopError `CONNECT_FAILED`: a browser does not tell the page why.
 */
export async function connectSocket(
  url: URL,
  open: (address: URL) => WebSocket = (address) => new WebSocket(address),
): Promise<WebSocketConnection> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const address = new URL(url);
  address.protocol = "ws:";
  const socket = open(address);
  socket.binaryType = "arraybuffer";
  const connection = new WebSocketConnection(new BrowserSocket(socket), "the console");
  socket.addEventListener("open", () => resolve());
  socket.addEventListener("message", ({ data }) => {
    if (data instanceof ArrayBuffer) connection.received(new Uint8Array(data));
    else connection.abort(new TypeError("the console sent something that is no bytes"));
  });
  socket.addEventListener("close", () => {
    reject(new TeleopError("CONNECT_FAILED", "the console does not answer: has it ended?"));
    connection.closed("the console has gone");
  });
  await promise;
  return connection;
}

class BrowserSocket implements MessageSocket {
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  send(message: Uint8Array<ArrayBuffer>): Promise<void> | undefined {
    // It is closing, and nothing goes any more: who waits is told when it has closed.
    if (this.#socket.readyState !== WebSocket.OPEN) return new Promise(() => {});
    this.#socket.send(message);
    return this.#isAbove(MOST_BUFFERED_BYTES) ? this.#drainedTo(MOST_BUFFERED_BYTES) : undefined;
  }

  close(): void {
    this.#socket.close(1000);
  }

  terminate(): void {
    this.#socket.close();
  }

  // A browser hands over all that has come. The server sends only so much that was not answered.
  pause(): void {}
  resume(): void {}

  flushed(): Promise<void> {
    return this.#drainedTo(0);
  }

  #isAbove(bytes: number): boolean {
    return this.#socket.readyState === WebSocket.OPEN && this.#socket.bufferedAmount > bytes;
  }

  #drainedTo(bytes: number): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.#isAbove(bytes)) setTimeout(look, LOOK_AGAIN_MS);
        else resolve();
      };
      look();
    });
  }
}
