// bridge-client.ts: what the transport does once it is needed: one command for all who need the bridge, begun for the
// first of them, and ended some time after the last.
import {
  type AbortOptions,
  after,
  type Connection,
  messageOf,
  type Rendezvous,
  TeleopError,
} from "@teleop/core/plugin";
import { RpcError } from "@teleop/rpc-capnp";
import type { Bridge, Rendezvous as Named } from "./bridge.capnp.ts";
import { BridgeProcess, type BridgeProcessOptions } from "./bridge-process.ts";
import { errorOf, failureIn } from "./failure.ts";
import { Handover } from "./handover.ts";
import { ViaConnection } from "./via-connection.ts";

export interface BridgeClientOptions extends BridgeProcessOptions {
  readonly idleMs: number;
  readonly lingerMs: number;
}

/** The time of an attach that the other side is not given: it says what it has tried before ours is up. */
const SLACK_MS = 500;

interface UseOptions extends AbortOptions {
  /** When to give up, by `performance.now()`, and what to say then. */
  readonly until?: { readonly time: number; late(process: BridgeProcess): TeleopError } | undefined;
}

/** @param stop aborts when nobody waits for it any more. */
type Act<T> = (
  bridge: Bridge,
  options: { readonly stop: AbortSignal; readonly running: Running },
) => Promise<T>;

export class BridgeClient implements AsyncDisposable {
  readonly #options: BridgeClientOptions;
  #running: Running | undefined;
  /** Those that are being ended. */
  readonly #ending = new Set<Promise<void>>();

  constructor(options: BridgeClientOptions) {
    this.#options = options;
  }

  async connect(rendezvous: Rendezvous, { signal }: AbortOptions): Promise<Connection> {
    return await this.#open(
      (bridge, fromTarget, options) => bridge.connect({ process: named(rendezvous), fromTarget }, options),
      { signal },
    );
  }

  async attach(
    rendezvous: Rendezvous,
    { signal, timeout }: AbortOptions & { readonly timeout: number },
  ): Promise<Connection> {
    const time = performance.now() + timeout;
    const { pid } = rendezvous;
    const late = (process: BridgeProcess): TeleopError => {
      const why = process.isReady
        ? "the bridge is there, and has not answered: is the way to it lost, or its machine overloaded?"
        : `no bridge has begun there so far; ${process.saying}`;
      const message = `process ${pid} did not answer within ${timeout} ms: ${process.name}: ${why}`;
      return new TeleopError("ATTACH_TIMEOUT", message, { pid });
    };
    return await this.#open(
      (bridge, fromTarget, options) => {
        const left = Math.max(0, time - performance.now());
        const theirs = left - Math.min(SLACK_MS, left / 4);
        return bridge.attach({ process: named(rendezvous), timeout: theirs, fromTarget }, options);
      },
      { signal, until: { time, late } },
    );
  }

  async ask(question: string, argument: unknown, { signal }: AbortOptions): Promise<unknown> {
    const asked = { question, argument: JSON.stringify(argument ?? null) };
    return await this.use(
      async (bridge, { stop, running }) => {
        using results = await bridge.ask(asked, { signal: stop });
        return running.parsed(results.answer);
      },
      { signal },
    );
  }

  async *follow(
    question: string,
    argument: unknown,
    { signal }: AbortOptions,
  ): AsyncGenerator<unknown, void> {
    const parts = new Handover<unknown>();
    const asked = { question, argument: JSON.stringify(argument ?? null) };
    const left = new AbortController();
    const stop = signal === undefined ? left.signal : AbortSignal.any([signal, left.signal]);
    const answering = this.use(
      async (bridge, use) => {
        const follower = {
          tell: async ({ news }: { readonly news: string }) => {
            try {
              await parts.put(use.running.parsed(news));
            } catch (error) {
              // Whatever the bridge makes of it.
              parts.fail(error);
              throw error;
            }
          },
        };
        using _results = await bridge.follow({ ...asked, follower }, { signal: use.stop });
      },
      { signal: stop },
    ).then(
      () => parts.end(),
      (error: unknown) => parts.fail(error),
    );
    try {
      for (let part = await parts.take(); part.done !== true; part = await parts.take()) yield part.value;
    } finally {
      left.abort(new Error("nobody listens any more"));
      parts.abandon();
      await answering;
    }
  }

  /** Does something with the bridge, for which the command goes on. Errors of the other side are told as they were there. */
  async use<T>(act: Act<T>, { signal, until }: UseOptions): Promise<T> {
    const running = this.#enter();
    const { process } = running;
    const stop = new AbortController();
    const stopped = rejectionOf(stop.signal);
    const abort = (): void => stop.abort(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    if (signal?.aborted === true) abort();
    using _late =
      until === undefined
        ? undefined
        : after(Math.max(0, until.time - performance.now()), () => stop.abort(until.late(process)));
    try {
      // A race leaves something behind at what has not happened: nothing is to be left for each use of a bridge.
      const bridge = process.isReady
        ? await process.ready
        : await Promise.race([process.ready, running.lost, stopped]);
      return await Promise.race([act(bridge, { stop: stop.signal, running }), stopped]);
    } catch (error) {
      stop.signal.throwIfAborted();
      throw await Promise.race([running.told(error), stopped]);
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#leave(running);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#running !== undefined) this.#stop(this.#running);
    await Promise.all(this.#ending);
  }

  async #open(
    ask: (
      bridge: Bridge,
      fromTarget: ViaConnection["fromTarget"],
      options: AbortOptions,
    ) => ReturnType<Bridge["attach"] | Bridge["connect"]>,
    options: UseOptions,
  ): Promise<Connection> {
    return await this.use(async (bridge, { stop, running }) => {
      this.#retain(running);
      const connection = new ViaConnection({
        where: running.process.name,
        lingerMs: this.#options.lingerMs,
        onOver: () => {
          running.connections.delete(connection);
          this.#leave(running);
        },
        whyLost: () => running.process.whyLost(),
      });
      running.connections.add(connection);
      try {
        using results = await ask(bridge, connection.fromTarget, { signal: stop });
        // Whoever has given up in this very moment would never close it.
        stop.throwIfAborted();
        if (results.connection === undefined) throw new RpcError("failed", "the bridge gave no connection");
        connection.made(results.connection);
        return connection;
      } catch (error) {
        connection.abort(error);
        throw error;
      }
    }, options);
  }

  #enter(): Running {
    this.#running ??= this.#start();
    this.#retain(this.#running);
    return this.#running;
  }

  #start(): Running {
    const running = new Running(new BridgeProcess(this.#options));
    void running.process.over.then((error) => {
      if (this.#running === running) this.#running = undefined;
      for (const connection of [...running.connections]) connection.lost(error);
    });
    return running;
  }

  #retain(running: Running): void {
    running.users += 1;
    running.idle?.[Symbol.dispose]();
    running.idle = undefined;
    if (running.users === 1) running.process.hold(true);
  }

  #leave(running: Running): void {
    running.users -= 1;
    if (running.users > 0) return;
    running.process.hold(false);
    // Who gave up before the bridge was there may have been asked for a password: nobody is going to type it.
    if (!running.process.isReady) {
      this.#stop(running);
      return;
    }
    running.idle = after(this.#options.idleMs, () => this.#stop(running));
    running.idle.unref();
  }

  #stop(running: Running): void {
    if (this.#running === running) this.#running = undefined;
    const ending = running.process.stop();
    this.#ending.add(ending);
    void ending.then(() => this.#ending.delete(ending));
  }
}

/** A command, and who needs it. */
class Running {
  readonly process: BridgeProcess;
  readonly connections: Set<ViaConnection> = new Set<ViaConnection>();
  users = 0;
  idle: ReturnType<typeof after> | undefined;

  /** Rejects with the reason when there is no bridge, or no more. */
  readonly lost: Promise<never>;

  constructor(process: BridgeProcess) {
    this.process = process;
    this.lost = process.over.then((error) => {
      throw error;
    });
    this.lost.catch(() => {});
  }

  /** What a caller is told: the other side's error as it was there, or why there is no other side any more. */
  async told(error: unknown): Promise<TeleopError> {
    const { name } = this.process;
    if (!(error instanceof RpcError))
      return error instanceof TeleopError ? error : this.#misunderstood(error);
    try {
      const failure = failureIn(error);
      if (failure !== undefined) return errorOf(failure, name, error);
    } catch (cause) {
      return this.#misunderstood(cause);
    }
    const lost = error.type === "disconnected" ? await this.process.whyDisconnected() : undefined;
    return lost ?? new TeleopError("CONNECT_FAILED", `${name}: ${error.message}`, { cause: error });
  }

  /** An answer that is JSON. @throws TeleopError `BRIDGE_MISMATCH` for one that is not. */
  parsed(answer: string): unknown {
    try {
      return JSON.parse(answer);
    } catch (error) {
      throw this.#misunderstood(error);
    }
  }

  #misunderstood(cause: unknown): TeleopError {
    const message = `${this.process.name}: an answer of the bridge is not understood: ${messageOf(cause)}`;
    return new TeleopError("BRIDGE_MISMATCH", message, { cause });
  }
}

/** Rejects when it aborts. */
function rejectionOf(signal: AbortSignal): Promise<never> {
  const aborted = Promise.withResolvers<never>();
  aborted.promise.catch(() => {});
  signal.addEventListener("abort", () => aborted.reject(signal.reason), { once: true });
  return aborted.promise;
}

function named({ pid, name }: Rendezvous): Named.Init {
  return { pid, name };
}
