// connect.ts: attaches to a process: connect, else wake it and try again, for as long as it is alive and time lasts.
import { setTimeout as sleep } from "node:timers/promises";
import type { Attacher, AttachSignal } from "./attacher.ts";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import type { AbortOptions } from "./options.ts";
import { type ProcessFacts, processFacts, requireProcess, requireSameProcess } from "./process-facts.ts";
import { checkRendezvous, type Rendezvous, show } from "./rendezvous.ts";
import { messageOf } from "./system-error.ts";
import type { Transport } from "./transport.ts";

export interface ConnectOptions extends AbortOptions {
  readonly attacher: Attacher;
  readonly transport: Transport;
  /** Tells apart several rendezvous of one process; see {@link Rendezvous.name}. */
  readonly name?: string | undefined;
  /** How long to try, in milliseconds; default 10,000. `Infinity` waits until `signal` or the target's end. */
  readonly timeout?: number | undefined;
}

/**
 * Client side: connects to a process that listens, waking it first where need be. The connection is the caller's.
 * Whatever was created to wake the target is gone when this settles.
 *
 * @throws TeleopError
 *   - `INVALID_ARGUMENT` for a bad PID, name or timeout, before anything is sent;
 *   - `NO_SUCH_PROCESS` at once when the process does not exist, is a zombie, or ends meanwhile;
 *   - `PID_REUSED` when it ended meanwhile and another process got its PID;
 *   - `ATTACH_TIMEOUT`, saying what was tried;
 *   - what the attacher's `send()` and the transport's `connect()` throw, such as `PERMISSION_DENIED`, `NOT_ARMED`,
 *     `UNTRUSTED_PATH`.
 * @throws the reason of `options.signal`.
 */
export async function connect(pid: number, options: ConnectOptions): Promise<Connection> {
  const { timeout = DEFAULT_TIMEOUT_MS, signal } = options;
  checkRendezvous({ pid, name: options.name });
  if (typeof timeout !== "number" || !(timeout >= 0)) {
    throw new TeleopError(
      "INVALID_ARGUMENT",
      `timeout must be a number of milliseconds, 0 or more, not ${show(timeout)}`,
      { pid },
    );
  }
  signal?.throwIfAborted();
  const target = requireProcess(pid);
  const timedOut = new AbortController();
  const timer =
    timeout > MAX_TIMER_MS
      ? undefined
      : setTimeout(() => timedOut.abort(new Error(`${timeout} ms have passed`)), timeout);
  const stop = signal === undefined ? timedOut.signal : AbortSignal.any([signal, timedOut.signal]);
  const attempt = new Attempt(target, options, stop);
  try {
    return await attempt.run();
  } catch (error) {
    attempt.connection?.abort(error);
    signal?.throwIfAborted();
    throw newsOf(target, stop.aborted ? attempt.timeoutError(timeout) : error);
  } finally {
    clearTimeout(timer);
  }
}

const DEFAULT_TIMEOUT_MS = 10_000;

/** A longer timer fires at once, setTimeout() being what it is: 24 days are as good as for ever. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Between two connects. A target that is idle binds within a few milliseconds. */
const CONNECT_DELAY_MS = { first: 1, growth: 1.5, longest: 50 };

/** Between two attach signals: the first may have gone to a place where the target does not look any more. */
const SEND_DELAY_MS = { first: 25, growth: 2, longest: 500 };

class Attempt {
  /** Made, and not yet the caller's. */
  connection: Connection | undefined;
  readonly #target: ProcessFacts;
  readonly #rendezvous: Rendezvous;
  readonly #attacher: Attacher;
  readonly #transport: Transport;
  readonly #stop: AbortSignal;
  #connects = 0;
  #sends = 0;
  #paths: readonly string[] = [];
  #lastError: unknown;

  constructor(target: ProcessFacts, { attacher, transport, name }: ConnectOptions, stop: AbortSignal) {
    this.#target = target;
    this.#rendezvous = { pid: target.pid, name };
    this.#attacher = attacher;
    this.#transport = transport;
    this.#stop = stop;
  }

  async run(): Promise<Connection> {
    return (await this.#connect()) ?? (await this.#wakeAndConnect());
  }

  timeoutError(timeout: number): TeleopError {
    const { pid, name } = this.#rendezvous;
    const tried = [`tried ${this.#connects} times to connect by ${this.#transport.name}`];
    if (this.#sends > 0) {
      const paths = this.#paths.length === 0 ? "" : ` (${this.#paths.join(", ")})`;
      tried.push(`sent ${this.#sends} attach signals by ${this.#attacher.name}${paths}`);
    }
    if (this.#lastError !== undefined) tried.push(`at last ${messageOf(this.#lastError)}`);
    const advice =
      processFacts(pid)?.state === "stopped"
        ? "it is stopped: let it go on by SIGCONT"
        : `does it listen${name === undefined ? "" : ` as ${name}`}, and by the same attacher and transport?`;
    return new TeleopError(
      "ATTACH_TIMEOUT",
      `process ${pid} did not answer within ${timeout} ms: ${tried.join("; ")}; ${advice}`,
      { pid, cause: this.#lastError ?? this.#stop.reason },
    );
  }

  async #wakeAndConnect(): Promise<Connection> {
    await using attachSignal = this.#attacher.signal(this.#rendezvous);
    let connectDelay = CONNECT_DELAY_MS.first;
    let sendDelay = SEND_DELAY_MS.first;
    let nextSend = Number.NEGATIVE_INFINITY;
    for (;;) {
      if (performance.now() >= nextSend) {
        await this.#send(attachSignal);
        nextSend = performance.now() + sendDelay;
        sendDelay = Math.min(sendDelay * SEND_DELAY_MS.growth, SEND_DELAY_MS.longest);
      }
      await sleep(connectDelay, undefined, { signal: this.#stop });
      connectDelay = Math.min(connectDelay * CONNECT_DELAY_MS.growth, CONNECT_DELAY_MS.longest);
      requireSameProcess(this.#target);
      const connection = await this.#connect();
      if (connection !== undefined) return connection;
    }
  }

  async #send(attachSignal: AttachSignal): Promise<void> {
    try {
      await attachSignal.send();
      this.#sends += 1;
    } catch (error) {
      // What could be sent once may still work, though the target has changed its directory since, for example.
      if (this.#sends === 0) throw error;
      this.#lastError = error;
    } finally {
      this.#paths = attachSignal.paths ?? [];
    }
  }

  /** @returns undefined when nobody listens yet. */
  async #connect(): Promise<Connection | undefined> {
    this.#connects += 1;
    try {
      this.connection = await this.#transport.connect(this.#rendezvous, { signal: this.#stop });
    } catch (error) {
      if (!isNotListening(error)) throw error;
      this.#lastError = error;
      return undefined;
    }
    requireSameProcess(this.#target);
    return this.connection;
  }
}

/** By its code, so that it may come from a transport with another copy of this package. */
function isNotListening(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "NOT_LISTENING";
}

/** Of an attach that failed because the target ended, that is the news. */
function newsOf(target: ProcessFacts, error: unknown): unknown {
  try {
    requireSameProcess(target);
    return error;
  } catch (news) {
    if (!(news instanceof TeleopError)) return error;
    return new TeleopError(news.code, `${news.rawMessage} (while attaching)`, {
      pid: target.pid,
      cause: error,
    });
  }
}
