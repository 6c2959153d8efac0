// attacker.ts: clients that keep to no protocol: they say what they like, and read when they like.
import type { Connection, ConnectionHandler } from "@teleop/core";
import { capnp, Echo } from "@teleop/rpc-capnp/teleop";
import type { Socket } from "bun";

/** A bare socket. It reads and drops what comes, unless it is deaf. Disposing closes it. */
export class Attacker implements Disposable {
  /** Resolves when the target has closed the connection. */
  readonly closed: Promise<void>;
  /** Bytes that it has been sent. */
  received = 0;
  readonly #socket: Socket<undefined>;
  #writable: PromiseWithResolvers<void> = Promise.withResolvers();

  private constructor(socket: Socket<undefined>, closed: Promise<void>) {
    this.#socket = socket;
    this.closed = closed;
  }

  /** @returns undefined when the target refuses at once. */
  static async connect(
    unix: string,
    { isDeaf = false }: { readonly isDeaf?: boolean } = {},
  ): Promise<Attacker | undefined> {
    const closed = Promise.withResolvers<void>();
    let attacker: Attacker | undefined;
    try {
      const socket = await Bun.connect<undefined>({
        unix,
        socket: {
          open: (opened) => void (isDeaf && opened.pause()),
          data: (_socket, chunk) => {
            if (attacker !== undefined) attacker.received += chunk.byteLength;
          },
          drain: () => attacker?.drained(),
          end: () => closed.resolve(),
          close: () => closed.resolve(),
          error: () => closed.resolve(),
        },
      });
      attacker = new Attacker(socket, closed.promise);
      return attacker;
    } catch {
      // Whatever Bun calls a connection that is closed before it is reported open.
      return undefined;
    }
  }

  /** Writes until all is taken, the target closes, or `patienceMs` have passed without any of it being taken. */
  async say(bytes: Uint8Array, patienceMs = 300): Promise<"said" | "closed" | "ignored"> {
    for (let said = 0; ; ) {
      this.#writable = Promise.withResolvers();
      const taken = this.#socket.write(bytes.subarray(said));
      if (taken < 0) return "closed";
      said += taken;
      if (said >= bytes.byteLength) return "said";
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, patienceMs);
      const next = await Promise.race([
        this.#writable.promise.then(() => "writable" as const),
        this.closed.then(() => "closed" as const),
        patience.promise.then(() => "ignored" as const),
      ]);
      clearTimeout(timer);
      if (next !== "writable") return next;
    }
  }

  /** The socket has room again. */
  drained(): void {
    this.#writable.resolve();
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }
}

/**
 * What a client sends that asks for a service with the interface `Echo` and calls it so many times, without waiting for
 * any answer. The questions' ids begin at 0, so a connection can be told it once.
 */
export async function recordCalls(
  calls: number,
  messageBytes: number,
  service = "echo",
): Promise<Uint8Array> {
  const sent: Uint8Array[] = [];
  const opened = Promise.withResolvers<ConnectionHandler>();
  const connection: Connection = {
    address: "recorder",
    peer: {},
    open: (handler) => opened.resolve(handler),
    write: (bytes) => void sent.push(bytes.slice()),
    pause: () => {},
    resume: () => {},
    end: async () => {},
    abort: () => {},
    [Symbol.asyncDispose]: async () => {},
  };
  using protocol = capnp();
  const session = protocol.open(connection);
  const echo = session.service(service, Echo);
  const message = "x".repeat(messageBytes);
  const answers = Array.from({ length: calls }, () => echo.echo({ message }));
  for (const answer of answers) Promise.resolve(answer).catch(() => {});
  // The messages of one turn are written together, in one of its later microtasks.
  await new Promise((resolve) => setImmediate(resolve));
  const recorded = Buffer.concat(sent);
  (await opened.promise).closed();
  return recorded;
}
