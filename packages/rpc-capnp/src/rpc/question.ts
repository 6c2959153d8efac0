// question.ts: a call that we made: what comes back, who waits for it, and when the peer may forget it.
//
// rpc.capnp `Return`, `Finish`.
import { BrokenClient } from "./broken-client.ts";
import type { ClientHook, Pending } from "./client-hook.ts";
import { RpcError, toRpcError } from "./exception.ts";
import type { ExportId, QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import { writeFinish } from "./messages.ts";
import type { Payload } from "./payload.ts";
import { PipelineMemo } from "./pipeline.ts";
import { PipelineClient } from "./pipeline-client.ts";
import { PromiseClient } from "./promise-client.ts";
import { Reference } from "./reference.ts";
import type { Capability, OutgoingCall } from "./seam.ts";

/**
 * What comes back for a question: a Return with results; one without, where the results stay with the peer, for a call of
 * its own that we pass on; or none: then the peer keeps the answer until it gets a Finish.
 */
export type QuestionKind = "returned" | "tail" | "unreturned";

/** A call of the peer's whose results are for a question of ours. */
interface ResultSource {
  /** Nobody waits for them any more. */
  unwanted(): void;
}

/** Where a question is until both sides are through with it. */
interface QuestionTable {
  remove(question: Question): void;
}

/** It empties when both sides are through with it: the Return has come, and the Finish has gone or is not needed. */
export class Question implements Pending {
  readonly id: QuestionId;
  isAwaitingReturn: boolean;
  /** Messages have been sent to what will be in its results. */
  isAddressed = false;
  readonly byteLength: number;
  /** The results stay with the peer, for a call of its own that we pass on. */
  readonly isTail: boolean;
  readonly #link: Link;
  readonly #questions: QuestionTable;
  readonly #isReturned: boolean;
  #askedAt = 0;
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

  /**
   * @param caller who is told what comes back, if anybody is.
   * @param paramExports what the peer holds of us because of the params.
   */
  constructor(
    link: Link,
    questions: QuestionTable,
    id: QuestionId,
    caller: OutgoingCall | undefined,
    kind: QuestionKind,
    byteLength: number,
    paramExports: readonly ExportId[],
  ) {
    this.id = id;
    this.isAwaitingReturn = kind !== "unreturned";
    this.isTail = kind === "tail";
    this.byteLength = byteLength;
    this.#link = link;
    this.#questions = questions;
    this.#isReturned = kind !== "unreturned";
    this.#call = caller;
    this.#paramExports = paramExports;
  }

  get ready(): undefined {
    return undefined;
  }

  get passedOnTo(): undefined {
    return undefined;
  }

  /** When the message went, by `performance.now()`. */
  get askedAt(): number {
    return this.#askedAt;
  }

  /** The message has gone. */
  sent(at: number): void {
    this.#askedAt = at;
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
      writeFinish(message, this.id, this.isAwaitingReturn || !this.#isReturned);
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
    if (call === undefined) {
      results[Symbol.dispose]();
      return;
    }
    try {
      call.returned(results);
    } catch (error) {
      this.#link.report(error);
    }
  }

  fail(error: RpcError): void {
    this.#outcome = { error };
    const call = this.#call;
    if (this.#pipelined !== undefined) {
      for (const { client } of this.#pipelined.live()) client.resolve(new BrokenClient(error), false);
      this.#pipelined.release();
    }
    this.#over();
    if (call === undefined || call.pipelining === "only") return;
    try {
      call.failed(error);
    } catch (thrown) {
      this.#link.report(thrown);
    }
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
}

const noExports: readonly ExportId[] = Object.freeze([]);

function released(): ClientHook {
  return new BrokenClient(new RpcError("failed", "pipelined on results that were disposed"));
}
