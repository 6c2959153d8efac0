// question.ts: the calls that we made: what was sent, what comes back, and when the peer may forget them.
//
// rpc.capnp `Bootstrap`, `Call`, `Return`, `Finish`.
import { BrokenClient, FailedCall } from "./broken-client.ts";
import type { ClientHook, Pending, ReceivedCall } from "./client-hook.ts";
import type { WrittenTable } from "./descriptors.ts";
import { ProtocolError, RpcError, toRpcError } from "./exception.ts";
import type { ExportId, QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import { beginCall, finishCall, writeBootstrap, writeFinish } from "./messages.ts";
import { type Payload, PayloadDraft } from "./payload.ts";
import { PipelineMemo } from "./pipeline.ts";
import { PipelineClient } from "./pipeline-client.ts";
import { PromiseClient } from "./promise-client.ts";
import { Reference } from "./reference.ts";
import type { RemoteClient } from "./remote-client.ts";
import type { Capability, OutgoingCall } from "./seam.ts";
import { type ConnectionTable, OwnTable } from "./tables.ts";
import { CallFlag, SendResultsTo } from "./tags.ts";

type Callless = Omit<OutgoingCall, "returned" | "failed">;

export class Questions implements ConnectionTable {
  readonly #link: Link;
  readonly #table = new OwnTable<QuestionId, Question>();
  /** Those for which no Return is expected, under ids that are not used again until all others have been. */
  readonly #unreturned = new Map<QuestionId, Question>();
  #nextUnreturned = firstUnreturned;
  /** The peer returns also what it need not: `Call.onlyPromisePipeline` means nothing to it. */
  #returnsAll = false;

  constructor(link: Link) {
    this.#link = link;
  }

  get size(): number {
    return this.#table.size + this.#unreturned.size;
  }

  /** When the oldest question was asked, by `performance.now()`. */
  get oldest(): number | undefined {
    let oldest: number | undefined;
    for (const question of this.#table) {
      if (question.isAwaitingReturn && !(oldest !== undefined && oldest <= question.askedAt))
        oldest = question.askedAt;
    }
    return oldest;
  }

  /** Makes a call to `target`, which has not resolved. */
  ask(target: RemoteClient, call: OutgoingCall, received?: ReceivedCall): Pending {
    const refusal = this.#refusal();
    if (refusal !== undefined) return new FailedCall(call, refusal, received);
    const isUnreturned = call.pipelining === "only" && !this.#returnsAll;
    const sent = this.#send(target, call, call, SendResultsTo.caller, isUnreturned);
    return sent instanceof Question ? sent : new FailedCall(call, sent, received);
  }

  /** Makes a call for `caller`, which came from the peer, whose results stay there. */
  askForCaller(target: RemoteClient, call: Callless, caller: ReceivedCall): Pending | undefined {
    if (this.#link.tailCalls !== "direct" || !caller.canReturnFrom || this.#refusal() !== undefined)
      return undefined;
    const sent = this.#send(target, call, undefined, SendResultsTo.yourself, false);
    if (!(sent instanceof Question)) return new FailedCall(caller, sent, caller);
    caller.returnFrom(sent.id);
    return sent;
  }

  /** The peer's bootstrap capability, which can be called at once. */
  bootstrap(): ClientHook {
    const refusal = this.#refusal();
    if (refusal !== undefined) return new BrokenClient(refusal);
    const question = new Question(this.#link, this, undefined, false, 0, []);
    question.id = this.#table.add(question);
    const message = this.#link.outbox.begin();
    writeBootstrap(message, question.id);
    this.#link.outbox.commit(message);
    question.askedAt = this.#link.outbox.turnStart;
    const client = question.pipelineClient([]);
    question[Symbol.dispose]();
    return client;
  }

  /** The question that a Return is for; undefined for one that we did not need. */
  returned(id: QuestionId): Question | undefined {
    if (id >= firstUnreturned) {
      this.#returnsAll = true;
      return undefined;
    }
    const question = this.#table.get(id);
    if (question === undefined) throw new ProtocolError(`peer returned question ${id}, which we did not ask`);
    if (!question.isAwaitingReturn) throw new ProtocolError(`peer returned question ${id} twice`);
    return question;
  }

  /** The peer sent back a call or a bootstrap as unimplemented: it has no answer, nor what was in the params. */
  unimplemented(id: QuestionId): void {
    const question = this.#table.get(id) ?? this.#unreturned.get(id);
    if (question === undefined) return;
    const exports = question.received(true, false);
    if (!question.isFinished) {
      question.fail(
        new RpcError("unimplemented", "the peer does not implement this message", { remote: true }),
      );
    }
    this.#link.exports.releaseEach(exports);
  }

  remove(question: Question): void {
    if (!this.#unreturned.delete(question.id)) this.#table.remove(question.id);
    this.#link.settled();
  }

  /** The connection is gone. */
  clear(): (error: RpcError) => void {
    const questions = [...this.#table.clear(), ...this.#unreturned.values()];
    this.#unreturned.clear();
    return (error) => {
      for (const question of questions) question.lost(error);
    };
  }

  #refusal(): RpcError | undefined {
    const { lost, limits, outbox } = this.#link;
    if (lost !== undefined) return lost;
    if (this.size >= limits.questions) {
      return new RpcError(
        "overloaded",
        `${this.size} calls are in flight to the peer, the most that limits.questions allows`,
      );
    }
    if (outbox.isCongested) {
      return new RpcError(
        "overloaded",
        `${outbox.waitingBytes} bytes wait for a peer that reads slowly; limits.queuedBytes is ${limits.queuedBytes}`,
      );
    }
    return undefined;
  }

  #send(
    target: RemoteClient,
    call: Callless,
    caller: OutgoingCall | undefined,
    sendResultsTo: SendResultsTo,
    isUnreturned: boolean,
  ): Question | RpcError {
    const { outbox, descriptors, exports } = this.#link;
    const message = outbox.begin();
    const slots = beginCall(message);
    const draft = new PayloadDraft(message, { segment: slots.segment, at: slots.content });
    // Building params runs the user's code, which may drop what it calls, or end the connection.
    target.addReference();
    let table: WrittenTable | undefined;
    try {
      call.params(draft);
      if (this.#link.lost !== undefined) throw this.#link.lost;
      if (draft.clients.length > 0) {
        table = descriptors.writeTable(message, slots.segment, slots.capTable, draft.clients);
      }
      target.writeTarget(message, slots.segment, slots.target);
    } catch (error) {
      if (table !== undefined) exports.releaseEach(table.exports);
      outbox.rollback(message);
      draft.release();
      target.release();
      return toRpcError(error);
    }
    const isTail = sendResultsTo === SendResultsTo.yourself;
    const question = new Question(
      this.#link,
      this,
      caller,
      isTail,
      message.byteLength,
      table?.exports ?? noExports,
    );
    question.id = isUnreturned ? this.#addUnreturned(question) : this.#table.add(question);
    finishCall(
      slots,
      question.id,
      call.interfaceId,
      call.methodId,
      sendResultsTo,
      flagsOf(call, isUnreturned),
    );
    outbox.commit(message);
    question.askedAt = outbox.turnStart;
    if (table !== undefined) {
      exports.sendBroken(table.broken);
      draft.release();
    }
    target.release();
    return question;
  }

  #addUnreturned(question: Question): QuestionId {
    let id = this.#nextUnreturned;
    while (this.#unreturned.has(id as QuestionId)) id = nextUnreturned(id);
    this.#nextUnreturned = nextUnreturned(id);
    this.#unreturned.set(id as QuestionId, question);
    question.isAwaitingReturn = false;
    return id as QuestionId;
  }
}

/** A call of the peer's whose results are for a question of ours. */
interface ResultSource {
  /** Nobody waits for them any more. */
  unwanted(): void;
}

/** It empties when both sides are through with it: the Return has come, and the Finish has gone or is not needed. */
export class Question implements Pending {
  id: QuestionId = 0 as QuestionId;
  askedAt = 0;
  isAwaitingReturn = true;
  /** Messages have been sent to what will be in its results. */
  isAddressed = false;
  readonly byteLength: number;
  readonly ready = undefined;
  readonly passedOnTo = undefined;
  /** The results stay with the peer, for a call of its own that we pass on. */
  readonly isTail: boolean;
  readonly #link: Link;
  readonly #questions: Questions;
  #call: OutgoingCall | undefined;
  #paramExports: readonly ExportId[];
  /** Those who may still address the peer's answer: the caller until it has results, and pipelined capabilities. */
  #holders = 1;
  #isFinished = false;
  #isFinishNeeded = true;
  #isDropped = false;
  #pipelined: PipelineMemo<PromiseClient> | undefined;
  #outcome: { readonly results: Payload } | { readonly error: RpcError } | undefined;
  #source: ResultSource | undefined;

  constructor(
    link: Link,
    questions: Questions,
    call: OutgoingCall | undefined,
    isTail: boolean,
    byteLength: number,
    paramExports: readonly ExportId[],
  ) {
    this.#link = link;
    this.#questions = questions;
    this.#call = call;
    this.isTail = isTail;
    this.byteLength = byteLength;
    this.#paramExports = paramExports;
  }

  /** Nobody waits for the results any more; the peer was told. */
  get isFinished(): boolean {
    return this.#isFinished;
  }

  /** It has come to an end: it has results, or has failed. */
  get isOver(): boolean {
    return this.#outcome !== undefined;
  }

  // What the caller holds.

  pipelineClient(path: readonly number[]): ClientHook {
    const known = this.#pipelined?.get(path);
    if (known !== undefined) return known.addReference();
    const outcome = this.#outcome;
    if (outcome !== undefined) {
      if ("error" in outcome) return new BrokenClient(outcome.error);
      return outcome.results.isDisposed ? released() : outcome.results.clientAtPath(path);
    }
    const client = new PipelineClient(this.#link, this, path);
    // Results that will not come here do not say where the capability leads. Those of a call that the peer passed back to
    // us have yet to come.
    if (this.isTail || (!this.isAwaitingReturn && this.#source === undefined)) return client;
    const promise = new PromiseClient(this.#link, client, () => this.#pipelined?.forget(path));
    this.#pipelined ??= new PipelineMemo();
    this.#pipelined.set(path, promise);
    return promise;
  }

  pipeline(path: readonly number[]): Capability {
    return new Reference(this.pipelineClient(path), this.#link.references);
  }

  abandon(): void {
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    if (this.#isDropped || this.#outcome !== undefined) return;
    this.#isDropped = true;
    this.#call = undefined;
    this.#pipelined?.release();
    this.letGo();
  }

  // Who may still address the answer.

  hold(): void {
    this.#holders++;
  }

  letGo(): void {
    if (--this.#holders > 0) return;
    this.#isFinished = true;
    if (this.#isFinishNeeded && this.#link.lost === undefined) {
      const message = this.#link.outbox.begin();
      // Capabilities in results that come after this are not for us, nor in those that a peer sends although it was told
      // not to: it is to release them itself.
      writeFinish(message, this.id, this.isAwaitingReturn || this.id >= firstUnreturned);
      this.#link.outbox.commit(message);
    }
    if (!this.isAwaitingReturn && this.#link.lost === undefined) this.#questions.remove(this);
    if (this.#outcome === undefined && this.#source !== undefined) this.#dropSource(this.#source);
  }

  // What the Return says.

  /** The Return has come. Gives the exports to release, if it says that the params are done with. */
  received(releaseParams: boolean, isFinishNeeded: boolean): readonly ExportId[] {
    this.isAwaitingReturn = false;
    this.#isFinishNeeded = isFinishNeeded;
    const exports = releaseParams ? this.#paramExports : noExports;
    this.#paramExports = noExports;
    if (this.#isFinished) this.#questions.remove(this);
    return exports;
  }

  /** The results will be those of a call to an object of ours. */
  takeFrom(source: ResultSource): void {
    if (this.#isFinished) this.#dropSource(source);
    else this.#source = source;
  }

  /**
   * Calls that were pipelined from this one may be on their way to the source, by way of the peer. Then only the peer's
   * Finish, which follows them, says that nobody wants the source any more. The source may have one of its own.
   */
  #dropSource(source: ResultSource): void {
    if (!this.isAddressed) queueMicrotask(() => source.unwanted());
  }

  /** The results have come. Takes over the payload. */
  complete(results: Payload, areReflected = false): void {
    this.#outcome = { results };
    const pipelined = this.#pipelined;
    if (pipelined !== undefined) {
      // Whoever pipelined must learn first: what is called on the results comes later than what was called on the
      // promise, also when an embargo holds that back.
      for (const { path, client } of pipelined.live()) this.#resolve(client, results, path, areReflected);
      results.onDispose(() => pipelined.release());
    }
    const call = this.#call;
    this.#over();
    if (call === undefined) results[Symbol.dispose]();
    else this.#tell(() => call.returned(results));
  }

  fail(error: RpcError): void {
    this.#outcome = { error };
    const call = this.#call;
    if (this.#pipelined !== undefined) {
      for (const { client } of this.#pipelined.live()) client.resolve(new BrokenClient(error), false);
      this.#pipelined.release();
    }
    this.#over();
    if (call !== undefined && call.pipelining !== "only") this.#tell(() => call.failed(error));
  }

  /** The connection is gone; so is the table. */
  lost(error: RpcError): void {
    this.#isFinishNeeded = false;
    if (this.#outcome === undefined) this.fail(error);
  }

  #resolve(promise: PromiseClient, results: Payload, path: readonly number[], isReflected: boolean): void {
    let index: number;
    try {
      index = results.indexAt(path);
    } catch (error) {
      promise.resolve(new BrokenClient(toRpcError(error)), false);
      return;
    }
    promise.resolve(results.clientAt(index), isReflected || results.isReflected(index));
    if (index >= 0) results.replaceClient(index, promise.innermost().addReference());
  }

  #over(): void {
    const wasDropped = this.#isDropped;
    this.#isDropped = true;
    this.#call = undefined;
    if (!wasDropped) this.letGo();
  }

  #tell(callback: () => void): void {
    try {
      callback();
    } catch (error) {
      this.#link.report(error);
    }
  }
}

const noExports: readonly ExportId[] = Object.freeze([]);
const firstUnreturned = 2 ** 31;

function nextUnreturned(id: number): number {
  return id + 1 < 2 ** 32 ? id + 1 : firstUnreturned;
}

function flagsOf(call: Callless, isUnreturned: boolean): number {
  if (isUnreturned) return CallFlag.onlyPromisePipeline;
  return call.pipelining === "none" ? CallFlag.noPromisePipelining : 0;
}

function released(): ClientHook {
  return new BrokenClient(new RpcError("failed", "pipelined on results that were disposed"));
}
