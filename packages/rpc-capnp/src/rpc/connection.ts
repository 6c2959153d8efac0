// connection.ts: one connection to another vat, from its first message to its orderly end.
//
// https://capnproto.org/rpc.html; rpc.capnp, Level 1, over the two-party network.
import type { Connection, ConnectionHandler, Peer, Session, ThrowingCall } from "@teleop/core";
import { callHook, isThenable, messageOf, requireConnection, TeleopError } from "@teleop/core/basics";
import { FrameParser, type MessageBuilder, MessageReader, WireError } from "../wire/index.ts";
import { Answers } from "./answer.ts";
import { type BudgetHolder, type BudgetShare, ByteBudget } from "./budget.ts";
import type { ClientHook } from "./client-hook.ts";
import { requireConnectionOptions } from "./connection-options.ts";
import { Descriptors } from "./descriptors.ts";
import { Embargoes } from "./embargo.ts";
import { ProtocolError, RpcError, reportToConsole } from "./exception.ts";
import { Exports } from "./export.ts";
import { Farewell } from "./farewell.ts";
import { Gate } from "./gate.ts";
import { Imports } from "./import.ts";
import { Keepalive, type Watched } from "./keepalive.ts";
import type { RpcLimits } from "./limits.ts";
import type { Link, TailCalls } from "./link.ts";
import { writeAbort } from "./messages.ts";
import { Outbox, type OutboxEvents } from "./outbox.ts";
import { Questions } from "./question.ts";
import { PeerAbort, Receiver } from "./receive.ts";
import { Reference, ReferenceNet, type ReferenceOwner } from "./reference.ts";
import type { Capability } from "./seam.ts";
import type { RpcStats } from "./stats.ts";
import { describeMessage, type TraceEvent } from "./trace.ts";

/** A call of the peer's whose method threw. */
export interface FailedMethod extends ThrowingCall {
  /** It had answered already, so that the caller does not know. */
  readonly hadAnswered: boolean;
}

export interface RpcConnectionOptions {
  /**
   * What the peer gets when it asks for the bootstrap capability. A capability belongs to the connection from then on,
   * which disposes it at its end; a function is asked each time, and what it returns is disposed when the peer releases
   * it. What the function throws is the peer's answer. Without it, the peer gets an error.
   */
  readonly bootstrap?: Capability | (() => Capability) | undefined;
  readonly limits?: Partial<RpcLimits> | undefined;
  /** What this connection may hold together with others that are given the same. Default: what `limits` allow. */
  readonly budget?: ByteBudget | undefined;
  /**
   * How a call of the peer's goes back to it when it turns out to be for an object of the peer's own: because a method
   * passed it on by a tail call, or because it was pipelined on something that led there.
   *
   * - `forwarded`: as any other call; its results come here, and are returned. Every peer can do that. The default.
   * - `direct`: its results stay with the peer, which saves a round trip. The C++ implementation
   *   and this one can do that. The Rust crate `capnp-rpc` (as of 0.27.3) never runs such a call, so that its caller
   *   waits for ever.
   *
   * The peer may always do either. rpc.capnp `Call.sendResultsTo.yourself`, `Return.takeFromOtherQuestion`.
   */
  readonly tailCalls?: TailCalls | undefined;
  /** Sends the stack traces of errors to the peer, as `Exception.trace`. They tell of the inside. Default false. */
  readonly sendStackTraces?: boolean | undefined;
  /** Sees every message, sent and received. For debugging: it costs more than the messages do. */
  readonly trace?: ((event: TraceEvent) => void) | undefined;
  /** Told of each reference that was dropped without being disposed, once the garbage collector has found it. */
  readonly onLeak?: (() => void) | undefined;
  /**
   * Told of errors that no caller can be told: thrown by callbacks, or by methods that had answered already. Default:
   * `console.error`. Told also of what methods throw that were called by the peer, as they threw it, with the call;
   * without this only the peer hears of that.
   */
  readonly onError?: ((error: unknown, call?: FailedMethod) => void) | undefined;
  /**
   * Milliseconds that the last messages have to get out, once the connection ends. Then it is cut. 0 cuts it at once,
   * `Infinity` leaves it to the transport, which has a limit of its own. Default 5000.
   */
  readonly lingerMs?: number | undefined;
  /**
   * Notices a peer that is stopped or hangs, of which the system says nothing: a peer that has been silent for so many
   * milliseconds is asked for its bootstrap capability, which every peer answers. When it is silent for as long again,
   * the conversation ends, and calls fail with type `disconnected`. Whatever comes from it counts. From 1 on; absent, or
   * `Infinity`: it is waited for as long as it takes, and there is no timer.
   *
   * A peer whose event loop is busy for longer is taken for one that hangs. A connection that is asked is not idle.
   */
  readonly keepaliveMs?: number | undefined;
}

/**
 * A conversation between two vats: calls in both directions, on capabilities that either has given to the other.
 *
 * When it ends, whatever the reason, every call under way fails with type `disconnected`, capabilities of the peer
 * break, and the peer's references to ours are released.
 */
export class RpcConnection implements Session, BudgetHolder {
  readonly closed: Promise<Error | undefined>;
  /** Resolves at the peer's first message, unless that is an `Abort`. It stays pending if there is none. */
  readonly established: Promise<void>;
  readonly #connection: Connection;
  readonly #options: RpcConnectionOptions;
  readonly #bootstrap: ClientHook | undefined;
  readonly #parser: FrameParser;
  readonly #receiver: Receiver;
  readonly #link: Link & { lost: RpcError | undefined };
  readonly #settleClosed: (reason: Error | undefined) => void;
  readonly #settleEstablished: () => void;
  /** Why the conversation is over, for `closed`. */
  #reason: Error | undefined;
  readonly #lingerMs: number;
  #keepalive: Keepalive | undefined;
  /** Once it is over. */
  #farewell: Farewell | undefined;
  #bytesServed = 0;
  /** Of a message that has come in part, and when its last part came. */
  #bytesUnfinished = 0;
  #continuedAt = 0;
  /** Why we do not read for the moment. */
  #isServingTooMuch = false;
  #isIgnored = false;
  readonly #openedAt = performance.now();
  #messagesReceived = 0;
  #bytesReceived = 0;
  #drained: PromiseWithResolvers<void> | undefined;

  /**
   * Begins the conversation. Takes ownership of the connection.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for a bad option; the connection is aborted then.
   */
  constructor(connection: Connection, options: RpcConnectionOptions = {}) {
    requireConnection(connection);
    this.#connection = connection;
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<Error | undefined>();
    this.closed = promise;
    this.#settleClosed = resolve;
    const established = Promise.withResolvers<void>();
    this.established = established.promise;
    this.#settleEstablished = established.resolve;
    let limits: RpcLimits;
    let keepaliveMs: number | undefined;
    try {
      ({ limits, lingerMs: this.#lingerMs, keepaliveMs } = requireConnectionOptions(options));
      this.#bootstrap =
        options.bootstrap === undefined || typeof options.bootstrap === "function"
          ? undefined
          : Reference.take(options.bootstrap);
    } catch (error) {
      connection.abort(error);
      throw error;
    }
    this.#link = this.#makeLink(limits);
    this.#receiver = new Receiver(this.#link, () => this.#bootstrapClient());
    this.#parser = new FrameParser(limits, (message) => this.#receive(message));
    connection.open(this.#handler);
    if (keepaliveMs !== undefined) this.#keepalive = new Keepalive(keepaliveMs, this.#watched);
  }

  /** Where the connection leads, for messages. */
  get address(): string {
    return this.#connection.address;
  }

  /**
   * The peer's bootstrap capability. It can be called at once, while the peer has not answered yet; if the peer has
   * none, its calls fail. Each call of this asks the peer again. The caller disposes it.
   * rpc.capnp `Bootstrap`.
   */
  bootstrap(): Capability {
    return new Reference(this.#link.questions.bootstrap(), this.#link.references);
  }

  /** What the connection holds and has done. */
  stats(): RpcStats {
    const { questions, answers, exports, imports, embargoes, outbox } = this.#link;
    const oldest = questions.oldest;
    return {
      questions: questions.size,
      answers: answers.size,
      exports: exports.size,
      imports: imports.size,
      embargoes: embargoes.size,
      isIdle: this.#isIdle,
      oldestCallMs: oldest === undefined ? undefined : performance.now() - oldest,
      bytesServing: this.#bytesServed,
      bytesWaiting: outbox.waitingBytes,
      messagesSent: outbox.messages,
      messagesReceived: this.#messagesReceived,
      bytesSent: outbox.bytes,
      bytesReceived: this.#bytesReceived,
    };
  }

  /**
   * Resolves when no call is under way in either direction and everything written has been taken by the transport; also
   * when the conversation ends. Calls made meanwhile are waited for too.
   */
  drain(): Promise<void> {
    if (this.#isDrained) return Promise.resolve();
    this.#drained ??= Promise.withResolvers<void>();
    return this.#drained.promise;
  }

  /**
   * Ends the conversation. If anything is under way or referenced, the peer is told by an `Abort` of type
   * `disconnected`. Resolves when the transport has closed.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#lose(new RpcError("disconnected", "the connection was disposed"), undefined, !this.#isIdle);
    await this.closed;
  }

  /**
   * Since when no call is under way in either direction, and the peer has taken nothing of what waits for it, in
   * milliseconds of `performance.now()`; undefined while a call is.
   */
  get idleSince(): number | undefined {
    const { questions, answers, outbox } = this.#link;
    if (questions.size > 0 || answers.running > 0) return undefined;
    return Math.max(this.#openedAt, outbox.turnStart, outbox.takenAt);
  }

  /**
   * Ends the conversation at once, without waiting for the peer: what is under way fails, and the peer is told by an
   * `Abort` of type `overloaded` if it has room for it.
   */
  evict(reason: Error): void {
    this.#lose(
      new RpcError("disconnected", messageOf(reason), { cause: reason }),
      reason,
      true,
      "overloaded",
    );
    this.#connection.abort(reason);
    this.#link.outbox.writeOff();
  }

  /** @see BudgetHolder.stuckSince */
  get stuckSince(): number | undefined {
    const { outbox } = this.#link;
    if (outbox.waitingBytes > 0) return outbox.takenAt;
    return this.#bytesUnfinished > 0 ? this.#continuedAt : undefined;
  }

  get #isIdle(): boolean {
    const { questions, answers, exports, imports, embargoes } = this.#link;
    return questions.size + answers.size + exports.size + imports.size + embargoes.size === 0;
  }

  get #isAnythingUnderWay(): boolean {
    const { questions, answers } = this.#link;
    return questions.size > 0 || answers.running > 0;
  }

  get #isDrained(): boolean {
    const { questions, answers, outbox, lost } = this.#link;
    return lost !== undefined || (questions.size === 0 && answers.running === 0 && outbox.isEmpty);
  }

  readonly #watched: Watched = {
    sign: () => {
      if (this.#isServingTooMuch) return undefined;
      const { outbox } = this.#link;
      // What we ask goes behind what waits for it already: it shows that it lives by taking that, too.
      const taken = outbox.isCongested ? outbox.bytes - outbox.waitingBytes : 0;
      return this.#bytesReceived + taken;
    },
    ask: () => this.bootstrap()[Symbol.dispose](),
    silent: (milliseconds) => {
      const { pid } = this.#link.peer;
      const who = pid === undefined ? "the peer" : `the peer (process ${pid})`;
      const why = `${who} has not answered anything for ${milliseconds} ms, though it was asked; it may be stopped, or busy`;
      const error = new RpcError("disconnected", why);
      this.#lose(error, error, true);
      this.#farewell?.close();
    },
  };

  readonly #handler: ConnectionHandler = {
    data: (chunk) => {
      this.#bytesReceived += chunk.byteLength;
      this.#farewell?.dropped(chunk.byteLength);
      try {
        this.#link.gate.begin();
        this.#parser.push(chunk);
        if (this.#parser.pendingBytes !== this.#bytesUnfinished) this.#countUnfinished();
      } catch (error) {
        this.#fail(error);
      }
    },
    end: () => {
      this.#ended();
      this.#farewell?.close();
    },
    closed: (error) => {
      this.#link.outbox.close();
      this.#transportLost(error);
      this.#farewell?.over();
      this.#settleClosed(this.#reason);
    },
  };

  /** A message that came in part takes memory until the rest of it comes. */
  #countUnfinished(): void {
    const { pendingBytes } = this.#parser;
    const more = pendingBytes - this.#bytesUnfinished;
    this.#bytesUnfinished = pendingBytes;
    this.#continuedAt = performance.now();
    if (more > 0 && !this.#link.share.hasRoom(more)) {
      this.#bytesUnfinished -= more;
      const why = "the vat has no memory left (budgetBytes) for the message that the peer is sending";
      this.evict(new TeleopError("EVICTED", why));
      return;
    }
    this.#link.share.add(more);
  }

  #receive(message: MessageReader): void {
    const isFirst = this.#messagesReceived++ === 0;
    if (this.#options.trace !== undefined)
      this.#trace("received", new MessageReader(message.segments, message.limits));
    this.#receiver.receive(message);
    // A peer that begins with an Abort, or breaks the protocol, has thrown by now.
    if (isFirst) this.#settleEstablished();
  }

  /** The transport is gone, or of no more use. */
  #transportLost(error: Error | undefined): void {
    const why =
      error === undefined ? "the connection was closed" : `the connection was lost: ${error.message}`;
    this.#lose(new RpcError("disconnected", why, { cause: error }), error, false);
  }

  /** The peer sends no more. */
  #ended(): void {
    const { questions, peer } = this.#link;
    const isCut = this.#parser.pendingBytes > 0;
    const where = isCut ? " in the middle of a message" : "";
    const who = peer.pid === undefined ? "" : ` (process ${peer.pid})`;
    const error = new RpcError("disconnected", `the peer closed the connection${where}${who}`);
    this.#lose(error, isCut || questions.size > 0 ? error : undefined, false);
  }

  /** The conversation cannot go on. */
  #fail(error: unknown): void {
    if (this.#link.lost !== undefined) return;
    if (error instanceof PeerAbort) {
      const { type, message, details, trace } = error.error;
      const why = `the peer aborted the connection: ${message}`;
      const lost = new RpcError("disconnected", why, { remote: true, details, trace });
      // A peer that only says goodbye while nothing is under way has ended in order. Go's engine calls that a failure.
      const isGoodbye =
        type === "disconnected"
          ? this.#link.questions.size === 0
          : type === "failed" && !this.#isAnythingUnderWay;
      this.#lose(lost, isGoodbye ? undefined : lost, false);
      return;
    }
    const isPeersFault = error instanceof ProtocolError || error instanceof WireError;
    if (!isPeersFault) this.#link.report(error);
    const reason = isPeersFault
      ? new ProtocolError(`the peer broke the protocol: ${error.message}`, { cause: error })
      : new RpcError("failed", `the connection failed from the inside: ${messageOf(error)}`, {
          cause: error,
        });
    this.#lose(new RpcError("disconnected", reason.message, { cause: reason }), reason, true, "failed");
  }

  /**
   * Ends everything, once. All tables are emptied before anything is released: what is released may call back.
   */
  #lose(
    error: RpcError,
    reason: Error | undefined,
    isAbortSent: boolean,
    abortType: "failed" | "disconnected" | "overloaded" = "disconnected",
  ): void {
    const link = this.#link;
    if (link.lost !== undefined) return;
    // First of all, since what follows may come back here: a write may fail, and what is released may call.
    link.lost = error;
    this.#reason = reason;
    this.#parser.stop();
    this.#keepalive?.[Symbol.dispose]();
    link.share.leave();
    link.share.add(-this.#bytesUnfinished);
    this.#bytesUnfinished = 0;
    // Whoever waits for us, or for whom we wait, may be writing, and should read why it is over.
    const isPeerBusy = isAbortSent && (abortType === "failed" || this.#isAnythingUnderWay);
    if (isAbortSent) {
      const message = link.outbox.begin();
      writeAbort(message, new RpcError(abortType, error.message));
      link.outbox.commit(message);
    }
    link.outbox.flush();
    link.outbox.close();
    const failQuestions = link.questions.clear();
    const cancelAnswers = link.answers.clear();
    const releaseExports = link.exports.clear();
    const breakImports = link.imports.clear();
    const liftEmbargoes = link.embargoes.clear();
    failQuestions(error);
    breakImports(error);
    liftEmbargoes(error);
    cancelAnswers();
    releaseExports();
    link.gate.close();
    this.#bootstrap?.release();
    this.#settle();
    this.#farewell = new Farewell(this.#connection, this.#lingerMs, isPeerBusy);
  }

  #bootstrapClient(): ClientHook {
    const { bootstrap } = this.#options;
    if (typeof bootstrap === "function") {
      const given: unknown = bootstrap();
      if (isThenable(given)) {
        // Nobody waits for it. What it rejects with must not be lost, nor be the process's end.
        callHook(() => given, this.#report);
        throw new RpcError(
          "failed",
          "the bootstrap function returned a promise: promisedCapability() makes a capability of one",
        );
      }
      return Reference.take(given as Capability);
    }
    if (this.#bootstrap === undefined) {
      throw new RpcError(
        "unimplemented",
        "this vat offers no bootstrap capability: it was given none as its option `bootstrap`",
      );
    }
    return this.#bootstrap.addReference();
  }

  #settle(): void {
    if (this.#drained === undefined || !this.#isDrained) return;
    this.#drained.resolve();
    this.#drained = undefined;
  }

  /**
   * While results wait for the peer, its calls wait too, as long as there is room for them. If there is none, they are
   * served: their results may fail with `overloaded`, but what else the peer sends is not held up.
   */
  #serveOrWait(): void {
    const { gate, outbox } = this.#link;
    gate.holdBack(outbox.isCongested && !this.#isServingTooMuch);
  }

  #readOrWait(isServingTooMuch: boolean, isIgnored: boolean): void {
    const wasWaiting = this.#isServingTooMuch || this.#isIgnored;
    this.#isServingTooMuch = isServingTooMuch;
    this.#isIgnored = isIgnored;
    const isWaiting = isServingTooMuch || isIgnored;
    if (isWaiting === wasWaiting || this.#link.lost !== undefined) return;
    if (isWaiting) this.#connection.pause();
    else this.#connection.resume();
  }

  readonly #report = (error: unknown): void => {
    const { onError } = this.#options;
    if (onError === undefined) reportToConsole(error);
    // What it throws must not end what we are in the middle of.
    else callHook(() => onError(error), reportToConsole);
  };

  #trace(direction: "sent" | "received", message: MessageReader): void {
    callHook(() => this.#options.trace?.({ direction, text: describeMessage(message) }), this.#report);
  }

  #makeLink(limits: RpcLimits): Link & { lost: RpcError | undefined } {
    const { trace, sendStackTraces, onLeak, tailCalls = "forwarded", budget } = this.#options;
    const share = (budget ?? new ByteBudget({ bytes: Number.MAX_SAFE_INTEGER })).join(this);
    const events: OutboxEvents = {
      committed:
        trace === undefined
          ? undefined
          : (message: MessageBuilder) => this.#trace("sent", new MessageReader(message.segments, limits)),
      congested: () => this.#serveOrWait(),
      ignored: (isIgnored) => this.#readOrWait(this.#isServingTooMuch, isIgnored),
      flushed: () => this.#settle(),
      failed: (error) => this.#transportLost(error instanceof Error ? error : new Error(String(error))),
    };
    const outbox = new Outbox(this.#connection, limits, events, share);
    const references: ReferenceOwner = {
      streamWindowBytes: limits.streamWindowBytes,
      net: new ReferenceNet(onLeak, this.#report),
    };
    return new TableLink(
      { peer: this.#connection.peer, limits, tailCalls, outbox, share, references },
      {
        abort: (error) => this.#fail(error),
        report: this.#report,
        threw: (error, method, hadAnswered) => {
          const { address, peer } = this.#connection;
          const { onError } = this.#options;
          const call: FailedMethod = { ...method, address, peer, hadAnswered };
          if (onError !== undefined) callHook(() => onError(error, call), reportToConsole);
          else if (hadAnswered) reportToConsole(error);
        },
        traceOf: (error) => (sendStackTraces === true ? stackOf(error) : undefined),
        serving: (bytes) => {
          this.#bytesServed += bytes;
          share.add(bytes);
          const isTooMuch = this.#bytesServed > limits.servedBytes;
          if (isTooMuch === this.#isServingTooMuch) return;
          this.#readOrWait(isTooMuch, this.#isIgnored);
          this.#serveOrWait();
        },
        settled: () => this.#settle(),
      },
    );
  }
}

type LinkParts = Pick<Link, "peer" | "limits" | "tailCalls" | "outbox" | "share" | "references">;
type LinkEvents = Pick<Link, "abort" | "report" | "threw" | "traceOf" | "serving" | "settled">;

/** The tables of one connection, each of which knows the others. */
class TableLink implements Link {
  readonly peer: Peer;
  readonly limits: RpcLimits;
  readonly tailCalls: TailCalls;
  readonly outbox: Outbox;
  readonly share: BudgetShare;
  readonly gate: Gate;
  readonly references: ReferenceOwner;
  readonly questions: Questions = new Questions(this);
  readonly answers: Answers = new Answers(this);
  readonly exports: Exports = new Exports(this);
  readonly imports: Imports = new Imports(this);
  readonly embargoes: Embargoes = new Embargoes(this);
  readonly descriptors: Descriptors = new Descriptors(this);
  readonly abort: LinkEvents["abort"];
  readonly report: LinkEvents["report"];
  readonly threw: LinkEvents["threw"];
  readonly traceOf: LinkEvents["traceOf"];
  readonly serving: LinkEvents["serving"];
  readonly settled: LinkEvents["settled"];
  lost: RpcError | undefined;

  constructor(parts: LinkParts, events: LinkEvents) {
    this.peer = parts.peer;
    this.limits = parts.limits;
    this.tailCalls = parts.tailCalls;
    this.outbox = parts.outbox;
    this.share = parts.share;
    this.gate = new Gate(parts.limits.turnMs);
    this.references = parts.references;
    this.abort = events.abort;
    this.report = events.report;
    this.threw = events.threw;
    this.traceOf = events.traceOf;
    this.serving = events.serving;
    this.settled = events.settled;
  }
}

function stackOf(error: RpcError): string | undefined {
  return error.cause instanceof Error ? error.cause.stack : error.stack;
}
