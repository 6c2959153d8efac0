// connection.ts: one connection to another vat, from its first message to its orderly end.
//
// https://capnproto.org/rpc.html; rpc.capnp, Level 1, over the two-party network.

import { FrameParser, type MessageBuilder, MessageReader, WireError } from "@teleop/capnp/wire";
import type { Connection, ConnectionHandler, Session } from "@teleop/core";
import { callHook, isThenable, messageOf, requireConnection, TeleopError } from "@teleop/core/basics";
import { type BudgetHolder, ByteBudget } from "./budget.ts";
import type { ClientHook } from "./client-hook.ts";
import {
  type FailedMethod,
  type RpcConnectionOptions,
  requireConnectionOptions,
} from "./connection-options.ts";
import { ProtocolError, RpcError, reportToConsole } from "./exception.ts";
import { Farewell } from "./farewell.ts";
import { Keepalive, type Watched } from "./keepalive.ts";
import { letGo } from "./let-go.ts";
import type { RpcLimits } from "./limits.ts";
import { Link } from "./link.ts";
import { writeAbort } from "./messages.ts";
import { Outbox, type OutboxEvents } from "./outbox.ts";
import { PeerAbort, Receiver } from "./receive.ts";
import { Reference, ReferenceNet, type ReferenceOwner } from "./reference.ts";
import type { Capability } from "./seam.ts";
import type { RpcStats } from "./stats.ts";
import { describeMessage } from "./trace.ts";

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
  readonly #link: Link;
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
      isIdle: this.#link.isIdle,
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
    this.#lose(new RpcError("disconnected", "the connection was disposed"), undefined, !this.#link.isIdle);
    await this.closed;
  }

  /**
   * Since when no call is under way in either direction, and the peer has taken nothing of what waits for it, in
   * milliseconds of `performance.now()`; undefined while a call is.
   */
  get idleSince(): number | undefined {
    const { isCalling, outbox } = this.#link;
    if (isCalling) return undefined;
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

  get #isDrained(): boolean {
    const { isCalling, outbox, lost } = this.#link;
    return lost !== undefined || (!isCalling && outbox.isEmpty);
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
        this.#link.outbox.receiving();
        this.#parser.push(chunk);
        this.#link.outbox.received();
        if (this.#parser.isChunkFree && chunk.byteLength === chunk.buffer.byteLength) letGo(chunk.buffer);
        if (this.#parser.pendingBytes > 0 || this.#bytesUnfinished > 0) this.#countUnfinished();
      } catch (error) {
        this.#fail(error);
      }
    },
    room: () => {
      if (this.#link.lost !== undefined) return undefined;
      const room = this.#parser.room();
      if (room === undefined) return undefined;
      // Making it ready takes memory, for which there may be none left.
      if (this.#parser.pendingMemory !== this.#bytesUnfinished) this.#countUnfinished();
      return this.#link.lost === undefined ? room : undefined;
    },
    filled: (byteLength) => {
      this.#bytesReceived += byteLength;
      try {
        this.#link.gate.begin();
        this.#link.outbox.receiving();
        this.#parser.filled(byteLength);
        this.#link.outbox.received();
        this.#countUnfinished();
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
    const { pendingMemory } = this.#parser;
    const more = pendingMemory - this.#bytesUnfinished;
    this.#bytesUnfinished = pendingMemory;
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
          : type === "failed" && !this.#link.isCalling;
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

  /** Ends everything, once. */
  #lose(
    error: RpcError,
    reason: Error | undefined,
    isAbortSent: boolean,
    abortType: "failed" | "disconnected" | "overloaded" = "disconnected",
  ): void {
    const link = this.#link;
    if (link.lost !== undefined) return;
    // First of all, since what follows may come back here: a write may fail, and what is released may call.
    link.lose(error);
    this.#reason = reason;
    this.#parser.stop();
    this.#keepalive?.[Symbol.dispose]();
    link.share.leave();
    link.share.add(-this.#bytesUnfinished);
    this.#bytesUnfinished = 0;
    // Whoever waits for us, or for whom we wait, may be writing, and should read why it is over.
    const isPeerBusy = isAbortSent && (abortType === "failed" || this.#link.isCalling);
    if (isAbortSent) {
      const message = link.outbox.begin();
      writeAbort(message, new RpcError(abortType, error.message));
      link.outbox.commit(message);
    }
    link.outbox.flush();
    link.outbox.close();
    link.clear(error);
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

  #makeLink(limits: RpcLimits): Link {
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
    return new Link(
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

function stackOf(error: RpcError): string | undefined {
  return error.cause instanceof Error ? error.cause.stack : error.stack;
}
