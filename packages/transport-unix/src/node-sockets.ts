// node-sockets.ts: sockets of node:net with the face of Bun's: nothing is read too early, nothing lost at the end.
import type { Server, Socket, SocketConstructorOpts } from "node:net";
import { TeleopError } from "@teleop/core/plugin";
import { holdSocketFile } from "./socket-trust.ts";
import type { RuntimeSockets, SocketListener, StreamSocket } from "./stream-socket.ts";

export function openNodeSockets(): RuntimeSockets {
  // Not an import, which would load it in Bun, too.
  const net = process.getBuiltinModule("node:net");
  return {
    socketFile: holdSocketFile,
    async connect(path, opened) {
      requireSupported(path);
      const socket = new net.Socket({
        allowHalfOpen: true,
        readableHighWaterMark: LEAST,
      } as SocketConstructorOpts);
      // Before it is connected, else it begins to read.
      socket.pause();
      const stream = new NodeSocket(socket);
      await once(socket, "connect", () => socket.connect({ path }));
      opened(stream);
    },
    async listen(path, accepted, failed) {
      requireSupported(path);
      const server = net.createServer({ allowHalfOpen: true, pauseOnConnect: true, highWaterMark: LEAST });
      server.on("connection", (socket) => accepted(new NodeSocket(socket)));
      // Else the primary would listen for the workers of a cluster, which is another process.
      await once(server, "listening", () => server.listen({ path, exclusive: true }));
      server.on("error", failed);
      server.unref();
      return { stop: () => void server.close() };
    },
  };
}

/** Resolves at the event, rejects at an error before it. */
function once(emitter: Socket | Server, event: string, begin: () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  emitter.once("error", reject);
  emitter.once(event, resolve);
  begin();
  return promise.finally(() => emitter.off("error", reject));
}

/**
 * A paused socket reads on until it has so many bytes. What it has is lost when it finds, reading on, that the peer has
 * cut it off.
 */
const LEAST = 1;

/** Most that is handed over at once, and copied: the memory that was given may be another's right after. */
const MOST_AT_ONCE = 256 * 1024;

/** A far-off timer: of a socket that is not read from, Node.js does not wait for the end. */
const NEVER_MS = 2 ** 31 - 1;

class NodeSocket implements StreamSocket {
  /** It watches a socket by reading from it, and there is nothing to be read any more. */
  readonly silentAfterEnd = true;
  readonly readsAhead = true;
  readonly #socket: Socket;
  readonly #keepsAlive = setInterval(() => {}, NEVER_MS);
  #listener: SocketListener | undefined;
  /** The peer takes no more. */
  #broken = false;
  #error: Error | undefined;
  #closed = false;

  /** Takes ownership of the socket, which must be paused. */
  constructor(socket: Socket) {
    this.#socket = socket;
    this.#keepFailuresOfWriting();
    // A listener for data lets a socket flow, unless it was paused.
    socket.on("data", (chunk: Buffer) => {
      // Not the Buffer: its slice() shares memory, which a Uint8Array's does not.
      this.#listener?.received(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    });
    socket.on("end", () => this.#listener?.arrived({ type: "end" }));
    socket.on("error", (error) => {
      this.#error = error;
    });
    socket.on("close", () => {
      this.#closed = true;
      clearInterval(this.#keepsAlive);
      this.#listener?.arrived({ type: "closed", error: this.#error });
    });
  }

  get data(): SocketListener | undefined {
    return this.#listener;
  }

  set data(listener: SocketListener | undefined) {
    this.#listener = listener;
    if (!this.#closed) return;
    queueMicrotask(() => listener?.arrived({ type: "closed", error: this.#error }));
  }

  /** Node.js does not document it, nor has it another way to tell. */
  get fd(): number {
    const handle: unknown = Reflect.get(this.#socket, "_handle");
    const fd: unknown = Reflect.get(Object(handle), "fd");
    return typeof fd === "number" ? fd : -1;
  }

  /** Whether the system has not yet taken what `write()` took. */
  get holding(): boolean {
    return this.#socket.writableLength > 0;
  }

  write(bytes: Uint8Array, offset: number, length: number): number {
    if (this.#broken || this.#closed || this.#socket.destroyed) return -1;
    if (this.holding) return 0;
    const taken = Math.min(length, MOST_AT_ONCE);
    this.#socket.write(new Uint8Array(bytes.subarray(offset, offset + taken)), () =>
      this.#listener?.drained(),
    );
    return this.#broken ? -1 : taken;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  unref(): void {
    clearInterval(this.#keepsAlive);
    this.#socket.unref();
  }

  shutdown(): void {
    this.#socket.end();
  }

  end(): void {
    this.#socket.destroySoon();
  }

  terminate(): void {
    this.#socket.destroy();
  }

  /** Else the socket would destroy itself, and what the peer had sent before it went would be lost. */
  #keepFailuresOfWriting(): void {
    const socket = this.#socket;
    const write = socket._write;
    socket._write = (chunk, encoding, done) => {
      write.call(socket, chunk, encoding, (error) => {
        if (error !== undefined && error !== null) this.#fail(error);
        done();
      });
    };
  }

  #fail(error: Error): void {
    if (this.#broken || this.#closed) return;
    this.#broken = true;
    queueMicrotask(() => this.#listener?.sendingFailed(error));
  }
}

/** @throws TeleopError `UNSUPPORTED_PLATFORM` for AF_UNIX on Windows, which Node.js does not have. */
function requireSupported(path: string): void {
  if (process.platform !== "win32") return;
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    "Node.js has no UNIX sockets on Windows: run the process with Bun",
    { path, address: path },
  );
}
