// questions.ts: the table of the calls that we made, and how they are made.
//
// rpc.capnp `Bootstrap`, `Call`, `Return`, `Finish`.
import { BrokenClient, FailedCall } from "./broken-client.ts";
import type { ClientHook, Pending, ReceivedCall } from "./client-hook.ts";
import type { WrittenTable } from "./descriptors.ts";
import { ProtocolError, RpcError, toRpcError } from "./exception.ts";
import type { ExportId, QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import { beginCall, CallAt, finishCall, writeBootstrap } from "./messages.ts";
import { PayloadDraft } from "./payload.ts";
import { Question, type QuestionKind } from "./question.ts";
import type { RemoteClient } from "./remote-client.ts";
import type { OutgoingCall } from "./seam.ts";
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
    const question = this.#add(this.#table.reserve(), undefined, "returned", 0, noExports);
    const message = this.#link.outbox.begin();
    writeBootstrap(message, question.id);
    this.#link.outbox.commit(message);
    question.sent(this.#link.outbox.turnStart);
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
    const segment = beginCall(message);
    const { start } = segment;
    const draft = new PayloadDraft(message, segment, start + CallAt.content);
    // Building params runs the user's code, which may drop what it calls, or end the connection.
    target.addReference();
    let table: WrittenTable | undefined;
    try {
      call.params(draft);
      if (this.#link.lost !== undefined) throw this.#link.lost;
      if (draft.clients.length > 0) {
        table = descriptors.writeTable(message, segment, start + CallAt.capTable, draft.clients);
      }
      target.writeTarget(message, segment, start + CallAt.target);
    } catch (error) {
      if (table !== undefined) exports.releaseEach(table.exports);
      outbox.rollback(message);
      draft.release();
      target.release();
      return toRpcError(error);
    }
    const returned = sendResultsTo === SendResultsTo.yourself ? "tail" : "returned";
    const kind = isUnreturned ? "unreturned" : returned;
    const question = this.#add(
      isUnreturned ? this.#reserveUnreturned() : this.#table.reserve(),
      caller,
      kind,
      message.byteLength,
      table?.exports ?? noExports,
    );
    finishCall(
      segment,
      question.id,
      call.interfaceId,
      call.methodId,
      sendResultsTo,
      flagsOf(call, isUnreturned),
    );
    outbox.commit(message);
    question.sent(outbox.turnStart);
    if (table !== undefined) {
      exports.sendBroken(table.broken);
      draft.release();
    }
    target.release();
    return question;
  }

  #add(
    id: QuestionId,
    caller: OutgoingCall | undefined,
    kind: QuestionKind,
    byteLength: number,
    paramExports: readonly ExportId[],
  ): Question {
    const question = new Question(this.#link, this, id, caller, kind, byteLength, paramExports);
    if (kind === "unreturned") this.#unreturned.set(id, question);
    else this.#table.set(id, question);
    return question;
  }

  #reserveUnreturned(): QuestionId {
    let id = this.#nextUnreturned;
    while (this.#unreturned.has(id as QuestionId)) id = nextUnreturned(id);
    this.#nextUnreturned = nextUnreturned(id);
    return id as QuestionId;
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
