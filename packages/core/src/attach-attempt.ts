// attach-attempt.ts: one attach, as the client goes about it: connect, else wake the target and try again, until the
// target has let us in, has ended, or time is up.
import { attemptElsewhere, type FarTransport } from "./attach-elsewhere.ts";
import type { Attacher, AttachSignal } from "./attacher.ts";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import { judge, type Suspect, type Verdict } from "./not-armed.ts";
import {
  type AbortOptions,
  after,
  requireAttacher,
  requireMilliseconds,
  requireOptions,
  requireSignal,
  requireTransport,
} from "./options.ts";
import { type ProcessFacts, requireProcess, requireSameProcess } from "./process-facts.ts";
import { checkRendezvous, type Rendezvous } from "./rendezvous.ts";
import { requireRuntime } from "./runtime.ts";
import { messageOf } from "./system-error.ts";
import { requireTemporaryDirectories } from "./temporary-directory.ts";
import { timeLimit } from "./time-limit.ts";
import type { Transport } from "./transport.ts";
import { type Begin, ReturnDelay, TURNED_AWAY, TurnedAway, turnedAwayUntil } from "./turned-away.ts";
import { type Watched, watchProcess } from "./unresponsive.ts";

export interface ConnectOptions extends AbortOptions {
  /** How to wake the target. Needed unless the transport leads elsewhere; see {@link Transport.attach}. */
  readonly attacher?: Attacher | undefined;
  readonly transport: Transport;
  /** Tells apart several rendezvous of one process; see {@link Rendezvous.name}. */
  readonly name?: string | undefined;
  /**
   * How long to try, in milliseconds; default 10,000. 0 gives up at once unless a target listens already; `Infinity`
   * waits until `signal` or the target's end.
   */
  readonly timeout?: number | undefined;
}

export interface AttemptOptions {
  /** Called when the target has been signalled first: it wakes while we do something else. */
  readonly onSent?: (() => void) | undefined;
}

/**
 * Attaches to a process, see `connect()` for what may be thrown, and begins something with the connection. Whatever was
 * created to wake the target is gone when this settles, and a connection of which nothing came is closed.
 */
export async function attempt<T>(
  pid: number,
  options: ConnectOptions,
  begin: Begin<T>,
  { onSent = () => {} }: AttemptOptions = {},
): Promise<T> {
  requireRuntime();
  requireOptions(options);
  const { signal, attacher, transport } = options;
  const rendezvous = { pid, name: options.name };
  checkRendezvous(rendezvous);
  const timeout = requireMilliseconds("timeout", options.timeout, DEFAULT_TIMEOUT_MS);
  requireSignal(signal);
  requireTransport(transport);
  if (isFar(transport)) {
    signal?.throwIfAborted();
    onSent();
    return await attemptElsewhere({ rendezvous, transport, timeout, signal, begin });
  }
  requireAttacher(attacher);
  signal?.throwIfAborted();
  const target = requireProcess(pid);
  using limit = timeLimit(timeout, signal);
  const attach = new Attempt(target, { rendezvous, attacher, transport }, limit.stop, begin, onSent);
  try {
    return await attach.run();
  } catch (error) {
    signal?.throwIfAborted();
    throw newsOf(target, limit.stop.aborted ? await attach.timeoutError(timeout) : error);
  }
}

/** Whether it leads to processes elsewhere. */
function isFar(transport: Transport): transport is FarTransport {
  return transport.attach !== undefined;
}

const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Between two connects. A target that is idle binds within some milliseconds, and the client learns of it a delay later
 * at worst: growing faster, the wait for the next look would be most of a cold attach.
 */
const CONNECT_DELAY_MS = { first: 1, growth: 1.2, longest: 50 };

/** Between two attach signals: the first may have gone to a place where the target does not look any more. */
const SEND_DELAY_MS = { first: 25, growth: 2, longest: 500 };

/**
 * How long a process that shows no sign of being armed is given: it may be about to arm. With what the look takes, and
 * one delay more, it is told within a second.
 */
const GRACE_MS = 750;

class Attempt<T> {
  readonly #target: ProcessFacts;
  readonly #rendezvous: Rendezvous;
  readonly #attacher: Attacher;
  readonly #transport: Transport;
  readonly #stop: AbortSignal;
  readonly #begin: Begin<T>;
  readonly #onSent: () => void;
  readonly #watched: Watched;
  /** Tells, once, when it is worth while to connect. */
  #awaiting: Disposable | undefined;
  /** Ends the sleep that is under way. */
  #wake = () => {};
  #connects = 0;
  #sends = 0;
  #timesTurnedAway = 0;
  /** Where we are connected, while we wait for what comes of it. */
  #waitingAt: string | undefined;
  #paths: readonly string[] = [];
  #lastError: unknown;
  /** Of the attacher: it does not wake a process such as this. */
  #notArmed: TeleopError | undefined;
  #isJudged = false;

  constructor(
    target: ProcessFacts,
    { rendezvous, attacher, transport }: Suspect,
    stop: AbortSignal,
    begin: Begin<T>,
    onSent: () => void,
  ) {
    this.#target = target;
    this.#rendezvous = rendezvous;
    this.#attacher = attacher;
    this.#transport = transport;
    this.#stop = stop;
    this.#begin = begin;
    this.#onSent = onSent;
    this.#watched = watchProcess(target);
  }

  async run(): Promise<T> {
    let step = await this.#connect();
    if (step.outcome === "in") return step.value;
    using _awaiting = { [Symbol.dispose]: () => this.#awaiting?.[Symbol.dispose]() };
    await using attachSignal = this.#attacher.signal(this.#rendezvous);
    let connectDelay = CONNECT_DELAY_MS.first;
    const returnDelay = new ReturnDelay();
    let sendDelay = SEND_DELAY_MS.first;
    let nextSend = Number.NEGATIVE_INFINITY;
    const graceEnds = performance.now() + GRACE_MS;
    for (;;) {
      if (step.outcome === "nobody listens" && performance.now() >= graceEnds) await this.#judgeOnce();
      if (step.outcome === "turned away") {
        await this.#sleep(returnDelay.next());
      } else {
        if (performance.now() >= nextSend) {
          await this.#send(attachSignal);
          // While the target wakes. If it was faster, we find it at the end of our first sleep.
          if (this.#sends > 0) this.#awaiting ??= this.#awaitBound();
          nextSend = performance.now() + sendDelay;
          sendDelay = Math.min(sendDelay * SEND_DELAY_MS.growth, SEND_DELAY_MS.longest);
        }
        await this.#sleep(connectDelay);
        connectDelay = Math.min(connectDelay * CONNECT_DELAY_MS.growth, CONNECT_DELAY_MS.longest);
      }
      requireSameProcess(this.#target);
      step = await this.#connect();
      if (step.outcome === "in") return step.value;
    }
  }

  async timeoutError(timeout: number): Promise<TeleopError> {
    const { pid, name } = this.#rendezvous;
    if (this.#notArmed !== undefined) return (await this.#verdict()).error ?? this.#notArmed;
    const details = { pid, address: this.#waitingAt, cause: this.#lastError ?? this.#stop.reason };
    if (this.#waitingAt === undefined && this.#lastError instanceof TurnedAway) {
      return turnedAwayUntil(pid, this.#timesTurnedAway, timeout, details);
    }
    const tried = [`tried ${this.#connects} times to connect by ${this.#transport.name}`];
    if (this.#sends > 0) {
      const paths = this.#paths.length === 0 ? "" : ` (${this.#paths.join(", ")})`;
      tried.push(`sent ${this.#sends} attach signals by ${this.#attacher.name}${paths}`);
    }
    if (this.#waitingAt !== undefined) tried.push(`connected to ${this.#waitingAt}, where it said nothing`);
    else if (this.#lastError !== undefined) tried.push(`at last ${messageOf(this.#lastError)}`);
    const { phrase } = this.#watched.whyUnresponsive();
    if (phrase !== undefined) tried.push(phrase);
    if (this.#waitingAt === undefined) {
      const { advice } = await this.#verdict();
      if (advice !== undefined) tried.push(advice);
      tried.push(
        `does it listen${name === undefined ? "" : ` as ${name}`}, and by the same attacher and transport?`,
      );
    } else if (phrase === undefined) {
      tried.push("it listens, so look whether it is busy or blocked");
    }
    return new TeleopError(
      "ATTACH_TIMEOUT",
      `process ${pid} did not answer within ${timeout} ms: ${tried.join("; ")}`,
      details,
    );
  }

  /** @throws TeleopError `NOT_ARMED` where that is certain. */
  async #judgeOnce(): Promise<void> {
    if (this.#isJudged) return;
    this.#isJudged = true;
    const { error } = await this.#verdict();
    if (error !== undefined) throw error;
  }

  /** What cannot be found out, for want of a descriptor or of an answer, is no reason to give up. */
  async #verdict(): Promise<Verdict> {
    const suspect = { rendezvous: this.#rendezvous, attacher: this.#attacher, transport: this.#transport };
    try {
      await requireTemporaryDirectories(this.#target.pid, { signal: this.#stop });
      return judge(suspect, this.#notArmed);
    } catch (error) {
      if (isCode(error, "OUT_OF_RESOURCES") || isCode(error, "CONNECT_FAILED"))
        return { error: undefined, advice: undefined };
      throw error;
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    this.#stop.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    this.#wake = wake;
    using _timer = after(milliseconds, wake);
    this.#stop.addEventListener("abort", wake, { once: true });
    try {
      await promise;
      this.#stop.throwIfAborted();
    } finally {
      this.#stop.removeEventListener("abort", wake);
    }
  }

  #awaitBound(): Disposable | undefined {
    return this.#transport.awaitBound?.(this.#rendezvous, () => this.#wake());
  }

  async #send(attachSignal: AttachSignal): Promise<void> {
    try {
      await attachSignal.send({ signal: this.#stop });
      this.#sends += 1;
      this.#notArmed = undefined;
      if (this.#sends === 1) this.#onSent();
    } catch (error) {
      const refusal = error instanceof TeleopError && error.code === "NOT_ARMED" ? error : undefined;
      this.#lastError = error;
      // What could be sent once may still work, though the target has changed its directory since, for example. And
      // one that is not armed may be about to be.
      if (this.#sends === 0 && (refusal === undefined || this.#isJudged)) throw error;
      if (this.#sends === 0) this.#notArmed = refusal;
    } finally {
      this.#paths = attachSignal.paths ?? [];
    }
  }

  async #connect(): Promise<Step<T>> {
    this.#connects += 1;
    try {
      const connection = await this.#dial();
      try {
        this.#stop.throwIfAborted();
        requireSameProcess(this.#target);
      } catch (error) {
        connection.abort(error);
        throw error;
      }
      this.#waitingAt = connection.address;
      const value = await this.#begin(connection, { signal: this.#stop });
      return { outcome: "in", value };
    } catch (error) {
      // At the end of our time it tells where we were.
      if (!this.#stop.aborted) this.#waitingAt = undefined;
      if (isCode(error, "NOT_LISTENING")) {
        this.#lastError = error;
        return { outcome: "nobody listens" };
      }
      if (!(error instanceof TurnedAway)) {
        // When time is up it says what we waited for.
        if (error instanceof TeleopError) this.#lastError = error;
        throw error;
      }
      if (!this.#mayComeIn()) throw this.#refusal(error);
      this.#timesTurnedAway += 1;
      this.#lastError = error;
      return { outcome: "turned away" };
    }
  }

  async #dial(): Promise<Connection> {
    try {
      return await this.#transport.connect(this.#rendezvous, { signal: this.#stop });
    } catch (error) {
      if (isCode(error, "REFUSED")) throw new TurnedAway(messageOf(error), { cause: error });
      throw error;
    }
  }

  /** The user whom a target lets in unless its application decides otherwise. Nobody else need come back. */
  #mayComeIn(): boolean {
    const ours = process.geteuid?.();
    return ours === undefined || ours === 0 || this.#target.euid === undefined || ours === this.#target.euid;
  }

  #refusal(cause: TurnedAway): TeleopError {
    const { pid } = this.#rendezvous;
    return new TeleopError("REFUSED", `process ${pid} turned us away: ${TURNED_AWAY}`, { pid, cause });
  }
}

type Step<T> =
  | { readonly outcome: "in"; readonly value: T }
  | { readonly outcome: "nobody listens" }
  | { readonly outcome: "turned away" };

/** By its code, so that it may come from a transport with another copy of this package. */
function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

/** Of an attach that failed because the target ended, that is the news. */
function newsOf(target: ProcessFacts, error: unknown): unknown {
  try {
    requireSameProcess(target);
    return error;
  } catch (news) {
    // Not to have been able to look, for want of a descriptor, is no news.
    if (!(news instanceof TeleopError) || news.code === "OUT_OF_RESOURCES") return error;
    return new TeleopError(news.code, `${news.rawMessage} (while attaching)`, {
      pid: target.pid,
      cause: error,
    });
  }
}
