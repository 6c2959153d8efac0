// tcp-transport.ts: a transport over TCP of this machine, for tests: it has no file, and the system does not tell who is at
// the other end. The interface asks for neither. Not for use: whoever reaches the port gets in.
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
import type { Socket, TCPSocketListener } from "bun";
import { asStream, handlers } from "../bun-sockets.ts";
import { SocketConnection, type SocketConnectionOptions } from "../socket-connection.ts";
import type { SocketListener } from "../stream-socket.ts";
import { loadSystemSockets } from "../system-sockets.ts";

export function tcpTransport(options: { readonly lingerMs?: number } = {}): Transport {
  const lingerMs = requireLinger(options.lingerMs);
  return {
    name: "tcp",
    listen: async (rendezvous, listenOptions = {}) => new TcpListener(rendezvous, lingerMs, listenOptions),
    connect: (rendezvous, connectOptions = {}) => connect(rendezvous, lingerMs, connectOptions),
  };
}

/** Where the process of a PID is found: nothing on disk says so, each side finds out by itself. */
interface Place {
  readonly hostname: string;
  readonly port: number;
  readonly address: string;
}

/** All of 127.0.0.0/8 is this machine on Linux; elsewhere only its first address is. */
function placeOf(rendezvous: Rendezvous): Place {
  checkRendezvous(rendezvous);
  const hash = new Bun.CryptoHasher("sha256").update(`${rendezvous.pid}/${rendezvous.name ?? ""}`).digest();
  const [a = 0, b = 0, c = 0] = hash;
  const hostname = process.platform === "linux" ? `127.${a}.${b}.${1 + (c % 254)}` : "127.0.0.1";
  // Below those that the system gives to clients.
  const port = 10_000 + (hash.readUInt16LE(3) % 20_000);
  return { hostname, port, address: `${hostname}:${port}` };
}

class TcpListener implements Listener {
  readonly address: string;
  readonly #server: TCPSocketListener<SocketListener | undefined>;
  readonly #queue: AcceptQueue;
  #withdrawn = false;

  constructor(rendezvous: Rendezvous, lingerMs: number, options: ListenOptions) {
    const { address, hostname, port } = placeOf(rendezvous);
    this.address = address;
    this.#queue = new AcceptQueue({ ...options, address, refuseByDefault: () => undefined });
    try {
      this.#server = Bun.listen<SocketListener | undefined>({
        hostname,
        port,
        allowHalfOpen: true,
        socket: { ...handlers, open: (socket) => this.#admit(socket, lingerMs) },
      });
    } catch (error) {
      const isTaken = errnoOf(error) === "EADDRINUSE";
      throw new TeleopError(
        isTaken ? "ADDRESS_IN_USE" : "LISTEN_FAILED",
        isTaken
          ? `${address}: somebody already listens there`
          : `cannot listen at ${address}: ${messageOf(error)}`,
        { address, cause: error },
      );
    }
    this.#server.unref();
  }

  isReachable(): boolean {
    return !this.#withdrawn;
  }

  withdraw(): void {
    if (this.#withdrawn) return;
    this.#withdrawn = true;
    this.#server.stop(false);
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#queue[Symbol.asyncIterator]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.withdraw();
    this.#queue.close();
  }

  #admit(socket: Socket<SocketListener | undefined>, lingerMs: number): void {
    socket.unref();
    const connection: SocketConnection = adopt(socket, {
      address: this.address,
      lingerMs,
      onOver: (error) => this.#queue.over(connection, error),
      onPeerGone: () => this.#queue.peerGone(connection),
    });
    this.#queue.offer(connection);
  }
}

async function connect(
  rendezvous: Rendezvous,
  lingerMs: number,
  { signal }: AbortOptions,
): Promise<Connection> {
  signal?.throwIfAborted();
  const { address, hostname, port } = placeOf(rendezvous);
  const opened = Promise.withResolvers<Connection>();
  const giveUp = (): void => opened.reject(signal?.reason);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    Bun.connect<SocketListener | undefined>({
      hostname,
      port,
      allowHalfOpen: true,
      socket: {
        ...handlers,
        open: (socket) => {
          // Bun.connect knows no AbortSignal: the socket comes all the same, late, and must be closed.
          if (signal?.aborted === true) socket.terminate();
          else opened.resolve(adopt(socket, { address, lingerMs }));
        },
      },
    }).catch((error: unknown) => {
      const details = { pid: rendezvous.pid, address, cause: error };
      opened.reject(
        errnoOf(error) === "ECONNREFUSED"
          ? new NotListeningError(`nobody listens at ${address}`, details)
          : new TeleopError("CONNECT_FAILED", `cannot connect to ${address}: ${messageOf(error)}`, details),
      );
    });
    return await opened.promise;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}

/** Paused first: nothing is read before the connection is opened. */
function adopt(
  socket: Socket<SocketListener | undefined>,
  options: Omit<SocketConnectionOptions, "peer" | "hasHungUp">,
): SocketConnection {
  socket.pause();
  const hasHungUp = process.platform === "win32" ? undefined : loadSystemSockets().hasHungUp;
  const connection = new SocketConnection(asStream(socket), { ...options, peer: {}, hasHungUp });
  socket.data = connection;
  return connection;
}
