// bridge.ts: the entry `@teleop/transport-via/bridge`: what `teleop bridge` is, but for how it attaches and what it knows
// of its place, which is the command's.
import type { Readable, Writable } from "node:stream";
import {
  type AbortOptions,
  type Connection,
  type ElsewhereOptions,
  type Rendezvous,
  requirePlugin,
  TeleopError,
} from "@teleop/core/plugin";
import { RpcConnection } from "@teleop/rpc-capnp";
import { Bridge, type Connection as Made, type Rendezvous as Named } from "./bridge.capnp.ts";
import { joinConnection } from "./bridged-connection.ts";
import { toThrow } from "./failure.ts";
import { helloLine } from "./hello.ts";
import { StreamConnection } from "./stream-connection.ts";

/** What a bridge leads to. */
export interface BridgePlace {
  /** Attaches to a process of this place, as `connect()` of core does. The connection is the bridge's. */
  attach(rendezvous: Rendezvous, options: ElsewhereOptions): Promise<Connection>;
  /** One attempt, which wakes nobody, as {@link Transport.connect} is. */
  connect(rendezvous: Rendezvous, options: AbortOptions): Promise<Connection>;
  /** The answer to a question, a JSON value. @throws TeleopError for one that is not known here. */
  ask(question: string, argument: unknown, options: AbortOptions): Promise<unknown>;
  /** The same of a question whose answer goes on. It is returned from when nobody listens any more. */
  follow(question: string, argument: unknown, options: AbortOptions): AsyncIterable<unknown>;
}

export interface BridgeOptions extends AbortOptions {
  /** Milliseconds that the last words have to get out at the end. Default 1000. */
  readonly lingerMs?: number | undefined;
  /**
   * A client that has said nothing for so many milliseconds is asked, and has as long again, before it is taken for gone:
   * a network that is cut tells nobody. Default 60,000: longer than people suspend a program for.
   */
  readonly keepaliveMs?: number | undefined;
}

/**
 * Serves the other end of `via()` until it has gone, or `signal` aborts: then every connection is closed. It says hello
 * first. Nothing else may write to `output`, nor read from `input`. Owns both. It never rejects.
 *
 * @returns why it ended; undefined when it ended in order.
 * @throws TeleopError `INVALID_ARGUMENT` for a place that lacks a method, at once.
 */
export function serveBridge(
  input: Readable,
  output: Writable,
  place: BridgePlace,
  { signal, lingerMs = 1_000, keepaliveMs = 60_000 }: BridgeOptions = {},
): Promise<Error | undefined> {
  requirePlugin("place", "what the bridge leads to", place, ["attach", "connect", "ask", "follow"]);
  const stream = new StreamConnection(input, output, { address: "bridge", lingerMs });
  void stream.write(new TextEncoder().encode(helloLine()));
  const connections = new Set<Connection>();
  const rpc = new RpcConnection(stream, {
    bootstrap: () => Bridge.server(new ServedBridge(place, connections)),
    lingerMs,
    keepaliveMs,
    // Who asked is told, and nobody here reads what is written.
    onError: () => {},
  });
  const stop = (): void => void rpc[Symbol.asyncDispose]();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) stop();
  return rpc.closed.then((reason) => {
    signal?.removeEventListener("abort", stop);
    for (const connection of connections) connection.abort(reason);
    return reason;
  });
}

class ServedBridge implements Bridge.Server {
  readonly #place: BridgePlace;
  readonly #connections: Set<Connection>;

  constructor(place: BridgePlace, connections: Set<Connection>) {
    this.#place = place;
    this.#connections = connections;
  }

  attach: Bridge.Server["attach"] = ({ process, timeout, fromTarget }, { signal }) =>
    this.#join(fromTarget, signal, () =>
      this.#place.attach(rendezvousOf(process), { signal, timeout: Math.max(0, timeout) }),
    );

  connect: Bridge.Server["connect"] = ({ process, fromTarget }, { signal }) =>
    this.#join(fromTarget, signal, () => this.#place.connect(rendezvousOf(process), { signal }));

  ask: Bridge.Server["ask"] = async ({ question, argument }, { signal }) => {
    try {
      const answer = await this.#place.ask(question, JSON.parse(argument), { signal });
      return { answer: JSON.stringify(answer ?? null) };
    } catch (error) {
      throw toThrow(error);
    }
  };

  follow: Bridge.Server["follow"] = async ({ question, argument, follower }, { signal }) => {
    try {
      for await (const news of this.#place.follow(question, JSON.parse(argument), { signal })) {
        signal.throwIfAborted();
        await follower.tell({ news: JSON.stringify(news ?? null) }, { signal });
      }
    } catch (error) {
      throw toThrow(error);
    }
  };

  async #join(
    fromTarget: Parameters<typeof joinConnection>[1],
    signal: AbortSignal,
    connect: () => Promise<Connection>,
  ): Promise<{ connection: Made.Init }> {
    let connection: Connection;
    try {
      connection = await connect();
    } catch (error) {
      throw toThrow(error);
    }
    if (signal.aborted) {
      connection.abort(signal.reason);
      throw new TeleopError("CONNECTION_CLOSED", "nobody wants the connection any more");
    }
    this.#connections.add(connection);
    const { address, peer } = connection;
    const toTarget = joinConnection(connection, fromTarget, {
      onOver: () => this.#connections.delete(connection),
    });
    return {
      connection: { toTarget, address, pid: idOf(peer.pid), uid: idOf(peer.uid), gid: idOf(peer.gid) },
    };
  }
}

/** What does not name a process is no PID. */
function rendezvousOf(process: Named | undefined): Rendezvous {
  const { pid = 0, name = "" } = process ?? {};
  return { pid, name: name === "" ? undefined : name };
}

function idOf(id: number | undefined): bigint {
  return id === undefined ? -1n : BigInt(id);
}
