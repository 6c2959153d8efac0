// unix-listener.ts: the target's side: a socket on disk, and who may come in through it.
import { dirname } from "node:path";
import {
  AcceptQueue,
  after,
  type Connection,
  type EventSink,
  errnoOf,
  isMissing,
  isRefused,
  type Listener,
  type ListenOptions,
  loadPart,
  messageOf,
  type Peer,
  requireDescriptor,
  TeleopError,
} from "@teleop/core/plugin";
import { type SweepSocketsOptions, sweepLeftoverSockets } from "./leftover-sockets.ts";
import { type PublishedSocket, publishSocket, temporaryName } from "./published-socket.ts";
import { runtimeSockets } from "./runtime-sockets.ts";
import { requireShortPath } from "./socket-address.ts";
import { SocketConnection, type SocketConnectionOptions } from "./socket-connection.ts";
import type { ListeningSocket, StreamSocket } from "./stream-socket.ts";
import type { SystemSockets } from "./system-sockets.ts";

export interface UnixListenOptions extends ListenOptions {
  readonly sockets: SystemSockets;
  /** Whether the path is that of our own rendezvous, rather than one that the application chose. */
  readonly ours: boolean;
  /** The paths at which a client looks that comes now; default the address. */
  readonly whereClientsLook?: (() => readonly string[]) | undefined;
  readonly lingerMs: number;
}

/**
 * Listens at `address`. The socket is published at one stroke and unread bytes stay unread until the peer's
 * credentials have been checked. Neither the listener nor the connections it accepts keep the process alive.
 */
export async function listenAt(address: string, options: UnixListenOptions): Promise<Listener> {
  const { onEvent, whereClientsLook = () => [address], lingerMs, sockets } = options;
  const queue = new AcceptQueue({ ...options, address, refuseByDefault: sockets.whyNotAdmitted ?? whyNot });
  let sweeping: Sweeping | undefined;
  const bind = (at: string): Promise<ListeningSocket> =>
    runtimeSockets().listen(
      at,
      (socket) =>
        admit(socket, { address, lingerMs, onEvent, onOver: () => sweeping?.begin() }, sockets, queue),
      (error) => onEvent?.({ type: "failed", by: "unix", error }),
    );
  try {
    const [server, published] =
      process.platform === "win32"
        ? await bindOnWindows(address, bind, options)
        : await bindOnUnix(address, bind, { ours: options.ours, whereClientsLook, sockets, onEvent });
    if (options.ours) sweeping = new Sweeping(dirname(address), { sockets, onEvent });
    return new UnixListener(address, server, published, { queue, sweeping, onEvent });
  } catch (error) {
    queue.close();
    throw error instanceof TeleopError ? error : listenError(address, error);
  }
}

/**
 * What is left beside the socket is swept away once. Whoever made us listen is about to connect, and comes first; when he
 * has gone, nothing is left that waits.
 */
class Sweeping implements Disposable {
  readonly #directory: string;
  readonly #options: SweepSocketsOptions;
  #timer: ReturnType<typeof after> | undefined;

  constructor(directory: string, options: SweepSocketsOptions) {
    this.#directory = directory;
    this.#options = options;
    this.#timer = after(SWEEP_AFTER_MS, () => this.begin());
    this.#timer.unref();
  }

  begin(): void {
    if (this.#timer === undefined) return;
    this[Symbol.dispose]();
    void sweepLeftoverSockets(this.#directory, this.#options);
  }

  /** It does not begin any more. */
  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
    this.#timer = undefined;
  }
}

const SWEEP_AFTER_MS = 50;

class UnixListener implements Listener {
  readonly address: string;
  readonly #server: ListeningSocket;
  readonly #published: PublishedSocket;
  readonly #queue: AcceptQueue;
  readonly #sweeping: Sweeping | undefined;
  readonly #onEvent: EventSink | undefined;

  constructor(
    address: string,
    server: ListeningSocket,
    published: PublishedSocket,
    {
      queue,
      sweeping,
      onEvent,
    }: {
      readonly queue: AcceptQueue;
      readonly sweeping: Sweeping | undefined;
      readonly onEvent: EventSink | undefined;
    },
  ) {
    this.address = address;
    this.#server = server;
    this.#published = published;
    this.#queue = queue;
    this.#sweeping = sweeping;
    this.#onEvent = onEvent;
  }

  isReachable(): boolean {
    return this.#published.isReachable();
  }

  withdraw(): void {
    this.#sweeping?.[Symbol.dispose]();
    try {
      this.#published.withdraw();
    } catch (error) {
      this.#onEvent?.({ type: "failed", by: "unix", error });
    }
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#queue[Symbol.asyncIterator]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Unlink first: once the socket is closed, its inode number may become somebody else's.
    this.withdraw();
    this.#server.stop();
    this.#queue.close();
  }
}

type Bind = (at: string) => Promise<ListeningSocket>;

async function bindOnWindows(
  address: string,
  bind: Bind,
  options: UnixListenOptions,
): Promise<[ListeningSocket, PublishedSocket]> {
  const windows = await loadPart("what binds UNIX sockets on Windows", () => import("./windows-socket.ts"));
  return windows.bindOnWindows(address, () => bind(address), options);
}

async function bindOnUnix(
  address: string,
  bind: Bind,
  options: Parameters<typeof publishSocket>[2],
): Promise<[ListeningSocket, PublishedSocket]> {
  const temporary = temporaryName(address);
  requireShortPath(temporary);
  const server = await bind(temporary);
  try {
    // stop() unlinks the name that was bound, whatever is there by then. A random one is nobody else's.
    return [server, await publishSocket(temporary, address, options)];
  } catch (error) {
    server.stop();
    throw error;
  }
}

function admit(
  socket: StreamSocket,
  {
    onEvent,
    onOver: then,
    ...options
  }: Pick<SocketConnectionOptions, "address" | "lingerMs"> &
    Pick<ListenOptions, "onEvent"> & { readonly onOver: () => void },
  sockets: SystemSockets,
  queue: AcceptQueue,
): void {
  // Paused before anything else: nothing is read from a peer that has not been let in.
  socket.pause();
  socket.unref();
  let peer: Peer;
  try {
    peer = sockets.credentials(socket.fd);
  } catch (error) {
    // Whatever the application's rule is, it is a rule about somebody.
    const reason = `the system does not say who the peer is: ${messageOf(error)}`;
    onEvent?.({ type: "refused", address: options.address, peer: {}, reason });
    socket.terminate();
    return;
  }
  const onOver = (error: Error | undefined): void => {
    queue.over(connection, error);
    then();
  };
  const onPeerGone = (): void => queue.peerGone(connection);
  const { hasHungUp, makeRoom, receive } = sockets;
  const connection = new SocketConnection(socket, {
    ...options,
    peer,
    onOver,
    onPeerGone,
    hasHungUp,
    makeRoom,
    receive,
  });
  queue.offer(connection);
}

/** The default: this process's effective user, and root. */
function whyNot(peer: Peer): string | undefined {
  const euid = process.geteuid?.();
  if (peer.uid === undefined) return "the system does not say who the peer is";
  if (peer.uid === 0 || peer.uid === euid) return undefined;
  return `the peer is user ${peer.uid}; only user ${euid} and root may connect`;
}

const NO_REASON =
  process.platform === "win32"
    ? "no reason given; Windows has UNIX sockets since Windows 10, version 1803, and namedPipe() works on every one"
    : "no reason given";

function listenError(address: string, error: unknown): TeleopError {
  // Bun does not say why it cannot bind a socket for which there is no descriptor.
  requireDescriptor(`cannot listen at ${address}`, { address, path: address });
  if (isRefused(error)) {
    return new TeleopError(
      "PERMISSION_DENIED",
      `cannot create ${address}: ${messageOf(error)}; check its directory`,
      { address, path: address, cause: error },
    );
  }
  const hint = isMissing(error) ? "its directory does not exist" : (errnoOf(error) ?? NO_REASON);
  return new TeleopError("LISTEN_FAILED", `cannot listen at ${address}: ${messageOf(error)} (${hint})`, {
    address,
    path: address,
    cause: error,
  });
}
