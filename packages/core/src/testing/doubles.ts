// doubles.ts: an attacher, a transport and connections inside one process, whose every move a test can see and steer.
import { AcceptQueue } from "../accept-queue.ts";
import type { Armed, Attacher, AttachSignal } from "../attacher.ts";
import type { Connection, ConnectionHandler, Peer } from "../connection.ts";
import { NotListeningError } from "../errors.ts";
import type { AbortOptions } from "../options.ts";
import type { Listener, ListenOptions, Transport } from "../transport.ts";
import { Wakeups } from "../wakeups.ts";

/** A connection fed by the test. */
export class ScriptedConnection implements Connection {
  readonly address = "scripted";
  readonly peer: Peer = { pid: process.pid };
  readonly aborted: PromiseWithResolvers<unknown> = Promise.withResolvers<unknown>();
  isAborted = false;
  isPaused = false;
  #handler: ConnectionHandler | undefined;

  get handler(): ConnectionHandler {
    if (this.#handler === undefined) throw new Error("nobody has opened the connection");
    return this.#handler;
  }

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
  }

  write(): undefined {}

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }

  async end(): Promise<void> {}

  abort(reason?: unknown): void {
    this.isAborted = true;
    this.aborted.resolve(reason);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort();
  }
}

/** Wakes every watch that it has armed, when told to or when a client sends. */
export class ScriptedAttacher implements Attacher {
  readonly name = "scripted";
  readonly armed: Set<Wakeups> = new Set();
  sends = 0;
  signalsOpen = 0;
  /** What `send()` does; by default it wakes. */
  onSend: () => void | Promise<void> = () => this.wake();
  /** What goes wrong when a watch is disposed. */
  onDispose: () => void = () => {};

  wake(): void {
    for (const wakeups of this.armed) wakeups.notify();
  }

  arm(): Armed {
    const wakeups = new Wakeups(this.name);
    this.armed.add(wakeups);
    return {
      signaled: (options) => wakeups.next(options),
      [Symbol.dispose]: () => {
        this.armed.delete(wakeups);
        wakeups[Symbol.dispose]();
        this.onDispose();
      },
    };
  }

  signal(): AttachSignal {
    this.signalsOpen += 1;
    return {
      paths: ["/scripted/attach/file"],
      send: async () => {
        this.sends += 1;
        await this.onSend();
      },
      [Symbol.asyncDispose]: async () => {
        this.signalsOpen -= 1;
      },
    };
  }
}

/** A listener whose address can be taken away. */
export class ScriptedListener implements Listener {
  readonly address: string;
  readonly queue: AcceptQueue;
  reachable = true;
  disposals = 0;

  constructor(address: string, options: ListenOptions) {
    this.address = address;
    this.queue = new AcceptQueue({ ...options, address, refuseByDefault: () => undefined });
  }

  isReachable(): boolean {
    return this.reachable;
  }

  withdraw(): void {
    this.reachable = false;
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.queue[Symbol.asyncIterator]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disposals += 1;
    this.reachable = false;
    this.queue.close();
  }
}

/** Connects a client to the listener that is reachable, if there is one. */
export class ScriptedTransport implements Transport {
  readonly name = "scripted";
  readonly listeners: ScriptedListener[] = [];
  connects = 0;
  /** Settles each `listen()`; by default at once. */
  onListen: () => void | Promise<void> = () => {};
  onConnect: (options: AbortOptions) => void | Promise<void> = () => {};

  async listen(_rendezvous: unknown, options: ListenOptions = {}): Promise<ScriptedListener> {
    await this.onListen();
    const listener = new ScriptedListener(`scripted-${this.listeners.length + 1}`, options);
    this.listeners.push(listener);
    return listener;
  }

  async connect(_rendezvous: unknown, options: AbortOptions = {}): Promise<ScriptedConnection> {
    this.connects += 1;
    await this.onConnect(options);
    const listener = this.listeners.find(({ reachable }) => reachable);
    if (listener === undefined) throw new NotListeningError("nobody listens at scripted");
    const connection = new ScriptedConnection();
    listener.queue.offer(connection);
    return connection;
  }
}
