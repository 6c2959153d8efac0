// memory-transport.ts: a transport whose client and target are in one process: no file, no socket, no system call.
import {
  type AbortOptions,
  AcceptQueue,
  type Connection,
  checkRendezvous,
  type Listener,
  type ListenOptions,
  NotListeningError,
  type Rendezvous,
  TeleopError,
  type Transport,
} from "@teleop/core/plugin";
import { type MemoryPairOptions, requirePairOptions, watchedPair } from "./memory-connection.ts";

export type MemoryTransportOptions = Omit<MemoryPairOptions, "address">;

/**
 * Makes a transport that meets only itself: a client reaches a listener made by the same object, whatever PID both
 * name. Everybody may connect unless `authorize` says otherwise.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a `highWaterMark` that is not a positive integer, a `lingerMs` that is
 *   no time.
 */
export function memoryTransport(options: MemoryTransportOptions = {}): Transport {
  requirePairOptions(options);
  return new MemoryTransport(options);
}

class MemoryTransport implements Transport {
  readonly name = "memory";
  readonly #options: MemoryTransportOptions;
  readonly #listeners = new Map<string, MemoryListener>();

  constructor(options: MemoryTransportOptions) {
    this.#options = options;
  }

  async listen(rendezvous: Rendezvous, options: ListenOptions = {}): Promise<Listener> {
    const address = addressOf(rendezvous);
    if (this.#listeners.has(address))
      throw new TeleopError("ADDRESS_IN_USE", `${address}: somebody already listens there`, { address });
    const listener = new MemoryListener(address, options, this.#listeners);
    this.#listeners.set(address, listener);
    return listener;
  }

  async connect(rendezvous: Rendezvous, options: AbortOptions = {}): Promise<Connection> {
    options.signal?.throwIfAborted();
    const address = addressOf(rendezvous);
    const listener = this.#listeners.get(address);
    if (listener === undefined) {
      throw new NotListeningError(`nobody listens at ${address}`, { pid: rendezvous.pid, address });
    }
    return listener.connect(this.#options);
  }
}

class MemoryListener implements Listener {
  readonly address: string;
  readonly #queue: AcceptQueue;
  readonly #listeners: Map<string, MemoryListener>;

  constructor(address: string, options: ListenOptions, listeners: Map<string, MemoryListener>) {
    this.address = address;
    this.#queue = new AcceptQueue({ ...options, address, refuseByDefault: () => undefined });
    this.#listeners = listeners;
  }

  connect(options: MemoryTransportOptions): Connection {
    const queue = this.#queue;
    const [theirs, ours] = watchedPair(
      { ...options, address: this.address },
      { onOver: (error) => queue.over(ours, error), onPeerGone: () => queue.peerGone(ours) },
    );
    queue.offer(ours);
    return theirs;
  }

  isReachable(): boolean {
    return this.#listeners.get(this.address) === this;
  }

  withdraw(): void {
    if (this.isReachable()) this.#listeners.delete(this.address);
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#queue[Symbol.asyncIterator]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.withdraw();
    this.#queue.close();
  }
}

function addressOf(rendezvous: Rendezvous): string {
  checkRendezvous(rendezvous);
  const { pid, name } = rendezvous;
  return name === undefined ? `memory:${pid}` : `memory:${pid}/${name}`;
}
