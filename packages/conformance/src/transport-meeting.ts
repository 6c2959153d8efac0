// transport-meeting.ts: brings a client and a listener of one transport together, for the tests of transports.
import type { Connection, Listener, ListenOptions, Rendezvous, Transport, UntimedEvent } from "@teleop/core";

/** A rendezvous of this process that nobody else uses. */
export function ownRendezvous(): Rendezvous {
  return { pid: process.pid, name: crypto.randomUUID() };
}

/** A listener, and connections through it. Disposing aborts them all and closes the listener. */
export class Meeting implements AsyncDisposable {
  readonly transport: Transport;
  readonly rendezvous: Rendezvous;
  readonly listener: Listener;
  readonly events: UntimedEvent[];
  readonly #iterator: AsyncIterator<Connection>;
  readonly #connections: Connection[] = [];

  private constructor(
    transport: Transport,
    rendezvous: Rendezvous,
    listener: Listener,
    events: UntimedEvent[],
  ) {
    this.transport = transport;
    this.rendezvous = rendezvous;
    this.listener = listener;
    this.events = events;
    this.#iterator = listener[Symbol.asyncIterator]();
  }

  static async of(transport: Transport, options: ListenOptions = {}): Promise<Meeting> {
    const rendezvous = ownRendezvous();
    const events: UntimedEvent[] = [];
    const listener = await transport.listen(rendezvous, {
      ...options,
      onEvent: (event) => {
        events.push(event);
        options.onEvent?.(event);
      },
    });
    return new Meeting(transport, rendezvous, listener, events);
  }

  /** One more client's connection and its counterpart. */
  async connect(): Promise<{ readonly client: Connection; readonly server: Connection }> {
    const client = await this.dial();
    return { client, server: await this.accept() };
  }

  async dial(): Promise<Connection> {
    const client = await this.transport.connect(this.rendezvous);
    this.#connections.push(client);
    return client;
  }

  async accept(): Promise<Connection> {
    const next = await this.#iterator.next();
    if (next.done === true) throw new Error("the listener has closed");
    this.#connections.push(next.value);
    return next.value;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const connection of this.#connections) connection.abort();
    await this.listener[Symbol.asyncDispose]();
  }
}

/** Resolves after a message has gone forth and back on a connection of its own, so that older news has arrived too. */
export async function settle(meeting: Meeting): Promise<void> {
  const { client, server } = await meeting.connect();
  const answered = Promise.withResolvers<void>();
  server.open({ data: (chunk) => void server.write(chunk), end: () => {}, closed: () => {} });
  client.open({
    data: () => answered.resolve(),
    end: () => {},
    closed: (error) => answered.reject(error ?? new Error("closed without an answer")),
  });
  client.write(new Uint8Array(1));
  await answered.promise;
  client.abort();
  server.abort();
}

/** `length` bytes of which every position can be told from its neighbours. */
export function pattern(length: number, seed = 0): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 8) * 7 + seed) & 0xff;
  return bytes;
}
