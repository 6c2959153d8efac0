// answer.ts: a call that the peer made: who serves it, what goes back, and when the peer is through with it.
//
// rpc.capnp `Bootstrap`, `Call`, `Return`, `Finish`.

import { WireError } from "@teleop/capnp/wire";
import { messageOf } from "@teleop/core/basics";
import {
  type AnswerState,
  elsewhere,
  finished,
  type Outcome,
  running,
  withOutcome,
  withoutService,
} from "./answer-state.ts";
import { BrokenClient } from "./broken-client.ts";
import type { ClientHook, Pending, ReceivedCall } from "./client-hook.ts";
import { ProtocolError, RpcError, toRpcError } from "./exception.ts";
import type { AnswerId, QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import { beginResults, ResultsAt, setNoFinishNeeded, writeException, writeReturn } from "./messages.ts";
import { buildPayload, type Payload, PayloadDraft, snapshot } from "./payload.ts";
import type { Question } from "./question.ts";
import { QueuedClient } from "./queued-client.ts";
import type { InterfaceId, MethodName } from "./seam.ts";
import { ReturnTag } from "./tags.ts";

/** It empties when the peer has sent Finish, or needs not to. */
export class Answer implements ReceivedCall {
  readonly link: Link;
  readonly id: AnswerId;
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  readonly byteLength: number;
  readonly pipelining: "only" | undefined;
  isDirect = true;
  readonly #params: Payload | undefined;
  /** The results stay here until the peer says for which of our questions they are. */
  readonly #isRedirected: boolean;
  #state: AnswerState = running;
  /** Paths that were pipelined from it. */
  #paths: Set<string> | undefined;
  #pending: Pending | undefined;
  /** The question of ours that the results are for. */
  #taker: Question | undefined;
  /** The params have gone to another vat. */
  #isPassedOn = false;

  constructor(
    link: Link,
    id: AnswerId,
    interfaceId: InterfaceId,
    methodId: number,
    params: Payload | undefined,
    options: { readonly isRedirected: boolean; readonly isOnlyPipeline: boolean },
  ) {
    this.link = link;
    this.id = id;
    this.interfaceId = interfaceId;
    this.methodId = methodId;
    this.#params = params;
    this.byteLength = params?.byteLength ?? 0;
    this.#isRedirected = options.isRedirected;
    this.pipelining = options.isOnlyPipeline && !options.isRedirected ? "only" : undefined;
    link.serving(this.byteLength + servingOverhead);
  }

  /** Delivers the call. */
  start(target: ClientHook): void {
    const pending = target.forward(this);
    this.isDirect = false;
    // What served it may have ended the connection.
    if (this.#state.isFinished) pending.abandon();
    else this.#pending = pending;
  }

  /** Delivers the call when it is time: until then it waits, and what is pipelined on it. Takes over the reference. */
  startLater(target: ClientHook): void {
    // A peer's call is served whatever happens meanwhile (see ServedCall.abandonedBy).
    const queue = new QueuedClient(undefined, { isKeeping: true });
    this.start(queue);
    this.link.gate.hold(() => {
      this.isDirect = true;
      queue.resolve(target);
      this.isDirect = false;
      queue.release();
    });
  }

  pipelineClient(path: readonly number[]): ClientHook | undefined {
    const outcome = this.#state.outcome;
    switch (outcome?.name) {
      case "failed":
        return new BrokenClient(outcome.error);
      case "sent":
      case "kept":
        this.#countPath(path);
        return this.#clientIn(outcome.results, path);
      case "elsewhere":
      case undefined:
        this.#countPath(path);
        return this.#pending?.pipelineClient(path);
    }
  }

  #clientIn(results: Payload, path: readonly number[]): ClientHook | undefined {
    if (results.isDisposed) return this.#pending?.pipelineClient(path);
    if (this.#pending !== undefined) {
      // Calls that wait for something that a method had set as its pipeline come before those on the results. But what
      // we returned as the peer's own is the peer's to resolve: that waits here, if it does, for later calls only.
      const early = this.#pending.pipelineClient(path);
      if (early.isWaitingApartFrom(this.link)) return early;
      early.release();
    }
    return results.clientAtPath(path);
  }

  /** The peer is through with the answer, or with us; it is out of the table. */
  finish(releaseResultCaps: boolean): void {
    const wasUnanswered = this.#state.isUnanswered;
    const outcome = this.#state.outcome;
    const pending = this.#pending;
    this.#state = finished(this.#state);
    if (wasUnanswered) {
      this.link.answers.running--;
      this.#sendEmpty(this.#isRedirected ? ReturnTag.resultsSentElsewhere : ReturnTag.canceled);
    }
    if (this.link.lost !== undefined) pending?.abandon();
    else if (this.#taker?.isFinished !== false) pending?.[Symbol.dispose]();
    // Who serves the call here tells when it is over. Another vat does not.
    if (this.#isPassedOn) this.#endServing();
    switch (outcome?.name) {
      case "sent":
        outcome.results[Symbol.dispose]();
        if (releaseResultCaps) this.link.exports.releaseEach(outcome.exports);
        break;
      case "kept":
        outcome.results[Symbol.dispose]();
        break;
      case "failed":
      case "elsewhere":
      case undefined:
        break;
    }
  }

  /** Whether somebody still serves the call, though the peer may be through with it. */
  get isServed(): boolean {
    return this.#state.isServed;
  }

  /** The connection is gone. */
  abandon(): void {
    this.#pending?.abandon();
  }

  // What serves the call.

  takeParams(): Payload {
    if (this.#params === undefined) throw new Error("a bootstrap has no params");
    return this.#params;
  }

  params(payload: PayloadDraft): void {
    const params = this.takeParams();
    params.copyTo(payload);
    params[Symbol.dispose]();
    this.#isPassedOn = true;
    if (this.#state.isFinished) this.#endServing();
  }

  get canReturnFrom(): boolean {
    return !this.#isRedirected && this.pipelining === undefined && this.#state.isUnanswered;
  }

  returnFrom(questionId: QuestionId): void {
    this.#cameTo(elsewhere);
    const message = this.link.outbox.begin();
    writeReturn(message, this.id, ReturnTag.takeFromOtherQuestion, questionId);
    this.link.outbox.commit(message);
    this.#endServing();
  }

  handedBack(): void {
    this.#endServing();
  }

  returnBuilt(build: (draft: PayloadDraft) => void): Payload | undefined {
    if (this.#isRedirected || this.pipelining === "only" || !this.#state.isUnanswered) {
      const results = buildPayload(build);
      this.#stay({ name: "kept", results });
      return results;
    }
    const { outbox, descriptors, exports } = this.link;
    const why = this.#whyNoResults();
    if (why !== undefined) {
      this.#sendException(new RpcError("overloaded", why));
      return undefined;
    }
    const message = outbox.begin();
    const segment = beginResults(message, this.id);
    const draft = new PayloadDraft(message, segment, segment.start + ResultsAt.content);
    let results: Payload;
    try {
      build(draft);
      // Building results runs the user's code, which may have ended the connection.
      if (this.#hasEnded()) {
        outbox.rollback(message);
        draft.release();
        return undefined;
      }
      if (draft.clients.length === 0) {
        setNoFinishNeeded(segment);
        this.link.answers.running--;
        this.#state = finished(this.#state);
        this.link.answers.remove(this);
        outbox.commitReturn(message);
        return undefined;
      }
      const table = descriptors.writeTable(
        message,
        segment,
        segment.start + ResultsAt.capTable,
        draft.clients,
      );
      results = snapshot(
        draft,
        table.described.map((client) => client.addReference()),
      );
      this.#cameTo({ name: "sent", results, exports: table.exports });
      outbox.commitReturn(message);
      exports.sendBroken(table.broken);
    } catch (error) {
      outbox.rollback(message);
      draft.release();
      throw error;
    }
    draft.release();
    return results;
  }

  delivered(results: Payload | undefined): void {
    // Of results that stay here, once the peer is through with them, nobody else lets go.
    if (this.#state.isFinished) results?.[Symbol.dispose]();
  }

  /** Another vat's results, or another call's, are the answer. */
  returned(results: Payload): void {
    if (this.#isRedirected) {
      this.#stay({ name: "kept", results });
      this.delivered(results);
    } else {
      try {
        this.returnBuilt((draft) => results.copyTo(draft));
      } catch (error) {
        this.failed(toRpcError(error));
      }
      results[Symbol.dispose]();
    }
    this.#endServing();
  }

  failed(error: RpcError): void {
    if (this.#isRedirected || this.pipelining === "only") this.#stay({ name: "failed", error });
    else if (this.#state.isUnanswered) this.#sendException(error);
    this.#endServing();
  }

  threw(error: unknown, method: MethodName, hadAnswered: boolean): void {
    this.link.threw(error, method, hadAnswered);
  }

  over(): void {
    this.#endServing();
  }

  // Results that stay here.

  /** The results are for `question`, now or when they have come. */
  giveTo(question: Question): void {
    if (!this.#isRedirected) {
      throw new ProtocolError(
        `peer returned question ${question.id} from its question ${this.id}, which does not send its results to us`,
      );
    }
    if (this.#taker !== undefined) {
      throw new ProtocolError(`peer returned two questions from its question ${this.id}`);
    }
    this.#taker = question;
    question.takeFrom(this);
    this.#give(this.#state.outcome);
  }

  /** Those for whom the results were do not want them any more, which the peer cannot know yet. */
  unwanted(): void {
    if (this.#state.isUnanswered) {
      this.#cameTo(elsewhere);
      this.#sendEmpty(ReturnTag.resultsSentElsewhere);
    }
    this.#pending?.[Symbol.dispose]();
    if (this.#isPassedOn) this.#endServing();
  }

  /** What the call came to stays here, for pipelined calls, and for one of our questions. */
  #stay(outcome: Outcome): void {
    const wasUnanswered = this.#state.isUnanswered;
    this.#cameTo(outcome);
    if (wasUnanswered) this.#sendEmpty(ReturnTag.resultsSentElsewhere);
    this.#give(outcome);
  }

  /** The taker may be the call for which the results of another one are, and so on. */
  #give(outcome: Outcome | undefined): void {
    const taker = this.#taker;
    if (taker === undefined) return;
    switch (outcome?.name) {
      case "kept": {
        const results = outcome.results.share(this.link.references);
        queueMicrotask(() => {
          if (taker.isFinished || taker.isOver) results[Symbol.dispose]();
          else taker.complete(results, true);
        });
        break;
      }
      case "failed": {
        const { error } = outcome;
        queueMicrotask(() => {
          if (!taker.isFinished && !taker.isOver) taker.fail(error);
        });
        break;
      }
      case "sent":
      case "elsewhere":
      case undefined:
        break;
    }
  }

  #hasEnded(): boolean {
    return !this.#state.isUnanswered || this.link.lost !== undefined;
  }

  /** A Return goes, or need not. */
  #cameTo(outcome: Outcome): void {
    if (this.#state.isUnanswered) this.link.answers.running--;
    this.#state = withOutcome(this.#state, outcome);
  }

  #endServing(): void {
    if (!this.#state.isServed) return;
    this.#state = withoutService(this.#state);
    this.#params?.[Symbol.dispose]();
    this.link.answers.served(this);
    this.link.serving(-(this.byteLength + servingOverhead * (1 + (this.#paths?.size ?? 0))));
  }

  #sendEmpty(tag: ReturnTag): void {
    if (this.link.lost !== undefined || this.pipelining === "only") return;
    const message = this.link.outbox.begin();
    writeReturn(message, this.id, tag);
    this.link.outbox.commit(message);
  }

  #sendException(error: RpcError): void {
    this.#cameTo({ name: "failed", error });
    const { outbox } = this.link;
    let message = outbox.begin();
    try {
      const { segment, pointerAt } = writeReturn(message, this.id, ReturnTag.exception);
      writeException(message, segment, pointerAt, error, this.link.traceOf(error));
    } catch (cause) {
      // An error that cannot be sent is an error all the same.
      outbox.rollback(message);
      message = outbox.begin();
      const { segment, pointerAt } = writeReturn(message, this.id, ReturnTag.exception);
      const what =
        cause instanceof WireError ? "too large to be sent" : `that cannot be sent: ${messageOf(cause)}`;
      const short = new RpcError("failed", `the call failed, with an error ${what}`, { cause });
      writeException(message, segment, pointerAt, short, undefined);
    }
    outbox.commitReturn(message);
  }

  #whyNoResults(): string | undefined {
    const { outbox, limits, share } = this.link;
    // Reading stopped long ago, but calls that had been read still return.
    if (outbox.waitingBytes > 2 * limits.queuedBytes)
      return `${outbox.waitingBytes} bytes wait for a caller that reads slowly; limits.queuedBytes is ${limits.queuedBytes}`;
    // How large they are is known only once they are built: those of one call may be too much.
    if (outbox.waitingBytes > 0 && !share.hasRoom(0))
      return "the vat has no memory left for results (budgetBytes)";
    return undefined;
  }

  /** What is pipelined from a call is kept, once for each path, for as long as the call is served: it counts, too. */
  #countPath(path: readonly number[]): void {
    if (!this.isServed) return;
    const key = path.join();
    this.#paths ??= new Set();
    if (this.#paths.has(key)) return;
    this.#paths.add(key);
    this.link.serving(servingOverhead);
  }
}

/** What a call takes beside its message, and each path pipelined from it, roughly, in bytes. */
const servingOverhead = 1024;
