// answer.ts: the calls that the peer made: who serves them, what goes back, and when the peer is through with it.
//
// rpc.capnp `Bootstrap`, `Call`, `Return`, `Finish`.
import { messageOf } from "@teleop/core/basics";
import { WireError } from "../wire/index.ts";
import { BrokenClient } from "./broken-client.ts";
import type { ClientHook, Pending, ReceivedCall } from "./client-hook.ts";
import { ProtocolError, RpcError, toRpcError } from "./exception.ts";
import type { AnswerId, ExportId, QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import { beginResults, setNoFinishNeeded, writeException, writeReturn } from "./messages.ts";
import { buildPayload, type Payload, PayloadDraft, snapshot } from "./payload.ts";
import type { Question } from "./question.ts";
import { QueuedClient } from "./queued-client.ts";
import type { InterfaceId, MethodName } from "./seam.ts";
import { type ConnectionTable, PeerTable } from "./tables.ts";
import { ReturnTag } from "./tags.ts";

export class Answers implements ConnectionTable {
  readonly #link: Link;
  readonly #table = new PeerTable<AnswerId, Answer>();
  /** Calls that are still served though the peer is through with them: their methods run, or others pipelined. */
  readonly #orphans = new Set<Answer>();
  /** Answers whose results are still to come. */
  running = 0;

  constructor(link: Link) {
    this.#link = link;
  }

  get size(): number {
    return this.#table.size;
  }

  has(id: AnswerId): boolean {
    return this.#table.get(id) !== undefined;
  }

  add(answer: Answer): void {
    this.#table.set(answer.id, answer);
    this.running++;
  }

  /** What a pipelined call, or a descriptor, of the peer's addresses. A new reference; undefined if there is none. */
  pipelineClient(id: AnswerId, path: readonly number[]): ClientHook | undefined {
    return this.#table.get(id)?.pipelineClient(path);
  }

  /** The peer is through with an answer. One that we do not know any more held no capability. */
  finish(id: AnswerId, releaseResultCaps: boolean): void {
    const answer = this.#table.remove(id);
    if (answer === undefined) return;
    answer.finish(releaseResultCaps);
    if (answer.isServing) this.#orphans.add(answer);
    this.#link.settled();
  }

  /** The peer wants the results of one of its calls to be the results of one of ours. */
  take(id: AnswerId, question: Question): void {
    const answer = this.#table.get(id);
    if (answer === undefined) {
      throw new ProtocolError(
        `peer returned question ${question.id} from its question ${id}, which it did not ask`,
      );
    }
    answer.giveTo(question);
  }

  remove(answer: Answer): void {
    this.#table.remove(answer.id);
    this.#link.settled();
  }

  /** The call is not served any more. */
  served(answer: Answer): void {
    this.#orphans.delete(answer);
  }

  /** The connection is gone: nobody waits for anything any more. */
  clear(): () => void {
    const answers = this.#table.clear();
    const orphans = [...this.#orphans];
    this.#orphans.clear();
    return () => {
      for (const answer of answers) answer.finish(false);
      for (const orphan of orphans) orphan.abandon();
    };
  }
}

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
  /** `returned`: the Return is on its way. `finished`: nothing may be sent for it any more. */
  #state: "running" | "returned" | "finished" = "running";
  #isServing = true;
  /** Paths that were pipelined from it. */
  #paths: Set<string> | undefined;
  #pending: Pending | undefined;
  /** What the results led to when they were sent, for what the peer still addresses to them. */
  #results: Payload | undefined;
  #resultExports: readonly ExportId[] = noExports;
  #error: RpcError | undefined;
  /** Results that stay here, and for which question they are. */
  #kept: Payload | undefined;
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
    if (this.#state === "finished") pending.abandon();
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
    if (this.#error !== undefined) return new BrokenClient(this.#error);
    this.#countPath(path);
    const results = this.#results ?? this.#kept;
    if (results === undefined || results.isDisposed) return this.#pending?.pipelineClient(path);
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
    const wasRunning = this.#state === "running";
    this.#state = "finished";
    const pending = this.#pending;
    if (wasRunning) {
      this.link.answers.running--;
      this.#sendEmpty(this.#isRedirected ? ReturnTag.resultsSentElsewhere : ReturnTag.canceled);
    }
    if (this.link.lost !== undefined) pending?.abandon();
    else if (this.#taker?.isFinished !== false) pending?.[Symbol.dispose]();
    // Who serves the call here tells when it is over. Another vat does not.
    if (this.#isPassedOn) this.#served();
    this.#results?.[Symbol.dispose]();
    this.#kept?.[Symbol.dispose]();
    if (releaseResultCaps) this.link.exports.releaseEach(this.#resultExports);
  }

  /** Whether the call's method still runs. */
  get isServing(): boolean {
    return this.#isServing;
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
    if (this.#state === "finished") this.#served();
  }

  get canReturnFrom(): boolean {
    return !this.#isRedirected && this.pipelining === undefined && this.#state === "running";
  }

  returnFrom(questionId: QuestionId): void {
    this.#returned();
    const message = this.link.outbox.begin();
    writeReturn(message, this.id, ReturnTag.takeFromOtherQuestion, questionId);
    this.link.outbox.commit(message);
    this.#served();
  }

  handedBack(): void {
    this.#served();
  }

  returnBuilt(build: (draft: PayloadDraft) => void): Payload | undefined {
    if (this.#isRedirected || this.pipelining === "only" || this.#state !== "running") {
      const results = buildPayload(build);
      this.#keep(results);
      return results;
    }
    const { outbox, descriptors, exports } = this.link;
    const why = this.#whyNoResults();
    if (why !== undefined) {
      this.#error = new RpcError("overloaded", why);
      this.#sendException(this.#error);
      return undefined;
    }
    const message = outbox.begin();
    const slots = beginResults(message, this.id);
    const draft = new PayloadDraft(message, { segment: slots.segment, at: slots.content });
    try {
      build(draft);
      // Building results runs the user's code, which may have ended the connection.
      if (this.#hasEnded()) {
        outbox.rollback(message);
        draft.release();
        return undefined;
      }
      if (draft.clients.length === 0) {
        setNoFinishNeeded(slots);
        this.#returned();
        this.#state = "finished";
        this.link.answers.remove(this);
        outbox.commit(message);
        return undefined;
      }
      const table = descriptors.writeTable(message, slots.segment, slots.capTable, draft.clients);
      this.#resultExports = table.exports;
      this.#results = snapshot(
        draft,
        table.described.map((client) => client.addReference()),
      );
      this.#returned();
      outbox.commit(message);
      exports.sendBroken(table.broken);
    } catch (error) {
      outbox.rollback(message);
      draft.release();
      throw error;
    }
    draft.release();
    return this.#results;
  }

  delivered(): void {}

  /** Another vat's results, or another call's, are the answer. */
  returned(results: Payload): void {
    if (this.#isRedirected) {
      this.#keep(results);
    } else {
      try {
        this.returnBuilt((draft) => results.copyTo(draft));
      } catch (error) {
        this.failed(toRpcError(error));
      }
      results[Symbol.dispose]();
    }
    this.#served();
  }

  failed(error: RpcError): void {
    this.#error = error;
    if (this.#isRedirected || this.pipelining === "only") this.#stay();
    else if (this.#state === "running") this.#sendException(error);
    this.#served();
  }

  threw(error: unknown, method: MethodName, hadAnswered: boolean): void {
    this.link.threw(error, method, hadAnswered);
  }

  over(): void {
    this.#served();
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
    this.#give();
  }

  /** Those for whom the results were do not want them any more, which the peer cannot know yet. */
  unwanted(): void {
    if (this.#state === "running") {
      this.#returned();
      this.#sendEmpty(ReturnTag.resultsSentElsewhere);
    }
    this.#pending?.[Symbol.dispose]();
    if (this.#isPassedOn) this.#served();
  }

  #keep(results: Payload): void {
    this.#kept = results;
    this.#stay();
    if (this.#state === "finished") results[Symbol.dispose]();
  }

  /** What the call came to stays here, for pipelined calls, and for one of our questions. */
  #stay(): void {
    if (this.#state === "running") {
      this.#returned();
      this.#sendEmpty(ReturnTag.resultsSentElsewhere);
    }
    this.#give();
  }

  /** The taker may be the call for which the results of another one are, and so on. */
  #give(): void {
    const taker = this.#taker;
    if (taker === undefined || (this.#error === undefined && this.#kept === undefined)) return;
    const kept = this.#kept?.share(this.link.references);
    const error = this.#error;
    queueMicrotask(() => {
      if (taker.isFinished || taker.isOver) kept?.[Symbol.dispose]();
      else if (error !== undefined) taker.fail(error);
      else if (kept !== undefined) taker.complete(kept, true);
    });
  }

  #hasEnded(): boolean {
    return this.#state !== "running" || this.link.lost !== undefined;
  }

  #returned(): void {
    if (this.#state !== "running") return;
    this.#state = "returned";
    this.link.answers.running--;
  }

  #sendEmpty(tag: ReturnTag): void {
    if (this.link.lost !== undefined || this.pipelining === "only") return;
    const message = this.link.outbox.begin();
    writeReturn(message, this.id, tag);
    this.link.outbox.commit(message);
  }

  #sendException(error: RpcError): void {
    this.#returned();
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
    outbox.commit(message);
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

  #served(): void {
    if (!this.#isServing) return;
    this.#isServing = false;
    this.#params?.[Symbol.dispose]();
    this.link.answers.served(this);
    this.link.serving(-(this.byteLength + servingOverhead * (1 + (this.#paths?.size ?? 0))));
  }

  /** What is pipelined from a call is kept, once for each path, for as long as the call is served: it counts, too. */
  #countPath(path: readonly number[]): void {
    if (!this.#isServing) return;
    const key = path.join();
    this.#paths ??= new Set();
    if (this.#paths.has(key)) return;
    this.#paths.add(key);
    this.link.serving(servingOverhead);
  }
}

const noExports: readonly ExportId[] = Object.freeze([]);
/** What a call takes beside its message, and each path pipelined from it, roughly, in bytes. */
const servingOverhead = 1024;
