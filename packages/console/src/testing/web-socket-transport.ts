// web-socket-transport.ts: WebSockets as a transport, for the conformance suite alone: whoever reaches the port gets in.
import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import {
  type AbortOptions,
  AcceptQueue,
  type Connection,
  checkRendezvous,
  errnoOf,
  type Listener,
  type ListenOptions,
  messageOf,
  NotListeningError,
  type Rendezvous,
  requireLinger,
  TeleopError,
  type Transport,
} from "@teleop/core/plugin";
import { WebSocket, WebSocketServer } from "ws";
import { serverConnection } from "../server/server-socket.ts";
import type { WebSocketConnection } from "../socket/web-socket-connection.ts";

export function webSocketTransport(options: { readonly lingerMs?: number } = {}): Transport {
  const lingerMs = requireLinger(options.lingerMs);
  return {
    name: "web socket",
    listen: (rendezvous, listenOptions = {}) => WebSocketListener.open(rendezvous, lingerMs, listenOptions),
    connect: (rendezvous, connectOptions = {}) => connect(rendezvous, lingerMs, connectOptions),
  };
}

/** Where the process of a PID is found: nothing on disk says so, each side finds out by itself. */
function portOf(rendezvous: Rendezvous): number {
  checkRendezvous(rendezvous);
  const hash = createHash("sha256")
    .update(`web socket ${rendezvous.pid}/${rendezvous.name ?? ""}`)
    .digest();
  // Below those that the system gives to clients.
  return 10_000 + (hash.readUInt16LE(0) % 20_000);
}

class WebSocketListener implements Listener {
  readonly address: string;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
  readonly #queue: AcceptQueue;
  #isWithdrawn = false;

  private constructor(port: number, lingerMs: number, options: ListenOptions) {
    this.address = `127.0.0.1:${port}`;
    this.#queue = new AcceptQueue({ ...options, address: this.address, refuseByDefault: () => undefined });
    this.#server = createServer((_request, response) => response.writeHead(404).end());
    this.#server.on("upgrade", (request, stream, head) => {
      this.#sockets.handleUpgrade(request, stream, head, (socket) => {
        const connection: WebSocketConnection = serverConnection(socket, this.address, {
          lingerMs,
          onOver: (error) => this.#queue.over(connection, error),
          onPeerGone: () => this.#queue.peerGone(connection),
        });
        this.#queue.offer(connection);
      });
    });
  }

  static async open(
    rendezvous: Rendezvous,
    lingerMs: number,
    options: ListenOptions,
  ): Promise<WebSocketListener> {
    const port = portOf(rendezvous);
    const listener = new WebSocketListener(port, lingerMs, options);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    listener.#server.once("error", reject);
    listener.#server.listen(port, "127.0.0.1", resolve);
    try {
      await promise;
    } catch (error) {
      const { address } = listener;
      const isTaken = errnoOf(error) === "EADDRINUSE";
      throw new TeleopError(
        isTaken ? "ADDRESS_IN_USE" : "LISTEN_FAILED",
        `cannot listen at ${address}: ${messageOf(error)}`,
        { address, cause: error },
      );
    }
    return listener;
  }

  isReachable(): boolean {
    return !this.#isWithdrawn;
  }

  withdraw(): void {
    if (this.#isWithdrawn) return;
    this.#isWithdrawn = true;
    this.#server.close();
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#queue[Symbol.asyncIterator]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.withdraw();
    this.#queue.close();
  }
}

async function connect(
  rendezvous: Rendezvous,
  lingerMs: number,
  { signal }: AbortOptions,
): Promise<Connection> {
  signal?.throwIfAborted();
  const port = portOf(rendezvous);
  const address = `127.0.0.1:${port}`;
  const socket = new WebSocket(`ws://${address}/`, { perMessageDeflate: false });
  const connection = serverConnection(socket, address, { lingerMs });
  const opened = Promise.withResolvers<Connection>();
  const giveUp = (): void => opened.reject(signal?.reason);
  signal?.addEventListener("abort", giveUp, { once: true });
  socket.once("open", () => opened.resolve(connection));
  socket.once("error", (error) => {
    const details = { pid: rendezvous.pid, address, cause: error };
    opened.reject(
      errnoOf(error) === "ECONNREFUSED"
        ? new NotListeningError(`nobody listens at ${address}`, details)
        : new TeleopError("CONNECT_FAILED", `cannot connect to ${address}: ${messageOf(error)}`, details),
    );
  });
  try {
    return await opened.promise;
  } catch (error) {
    connection.abort(error);
    throw error;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}
