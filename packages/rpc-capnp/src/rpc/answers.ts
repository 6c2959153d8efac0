// answers.ts: the table of the calls that the peer made, and those that it has forgotten but that are still served.
//
// rpc.capnp `Bootstrap`, `Call`, `Return`, `Finish`.
import type { Answer } from "./answer.ts";
import type { ClientHook } from "./client-hook.ts";
import { ProtocolError } from "./exception.ts";
import type { AnswerId } from "./ids.ts";
import type { Link } from "./link.ts";
import type { Question } from "./question.ts";
import { type ConnectionTable, PeerTable } from "./tables.ts";

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
    if (answer.isServed) this.#orphans.add(answer);
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
