// link.ts: one connection as its tables see it: each other, the way out, and what to do when something is wrong.
//
// Here, and nowhere else, is listed which tables a connection has: a new one is emptied with the others, and counted.
import type { Peer } from "@teleop/core";
import { Answers } from "./answers.ts";
import type { BudgetShare } from "./budget.ts";
import { Descriptors } from "./descriptors.ts";
import { Embargoes } from "./embargo.ts";
import type { RpcError } from "./exception.ts";
import { Exports } from "./export.ts";
import { Gate } from "./gate.ts";
import { Imports } from "./import.ts";
import type { RpcLimits } from "./limits.ts";
import type { Outbox } from "./outbox.ts";
import { Questions } from "./questions.ts";
import type { ReferenceOwner } from "./reference.ts";
import type { MethodName } from "./seam.ts";
import type { ConnectionTable } from "./tables.ts";

/** How a call that leads back to the peer goes there; see `RpcConnectionOptions.tailCalls`. */
export type TailCalls = "forwarded" | "direct";

/** What a connection gives to its tables. */
export interface LinkParts {
  /** Who is at the other end, as far as the transport tells. */
  readonly peer: Peer;
  readonly limits: RpcLimits;
  readonly tailCalls: TailCalls;
  readonly outbox: Outbox;
  /** What we hold for the peer. */
  readonly share: BudgetShare;
  /** For references to what came over this connection. */
  readonly references: ReferenceOwner;
}

/** What a connection does for its tables. */
export interface LinkEvents {
  /** Ends the connection, because the peer broke the protocol, or we did. */
  readonly abort: (error: unknown) => void;
  /** Tells the application of an error that no caller can be told. */
  readonly report: (error: unknown) => void;
  /** Tells the application that a method threw. */
  readonly threw: (error: unknown, method: MethodName, hadAnswered: boolean) => void;
  /** The stack trace to send along with an error, if the application wants that. */
  readonly traceOf: (error: RpcError) => string | undefined;
  /** Calls of so many bytes more are being served, or with a negative number fewer. */
  readonly serving: (bytes: number) => void;
  /** Something has left a table. */
  readonly settled: () => void;
}

export class Link implements LinkParts, LinkEvents {
  readonly peer: Peer;
  readonly limits: RpcLimits;
  readonly tailCalls: TailCalls;
  readonly outbox: Outbox;
  readonly share: BudgetShare;
  readonly references: ReferenceOwner;
  readonly abort: LinkEvents["abort"];
  readonly report: LinkEvents["report"];
  readonly threw: LinkEvents["threw"];
  readonly traceOf: LinkEvents["traceOf"];
  readonly serving: LinkEvents["serving"];
  readonly settled: LinkEvents["settled"];
  /** Says when the peer's calls may be served. */
  readonly gate: Gate;
  readonly descriptors: Descriptors = new Descriptors(this);
  readonly questions: Questions = new Questions(this);
  readonly answers: Answers = new Answers(this);
  readonly exports: Exports = new Exports(this);
  readonly imports: Imports = new Imports(this);
  readonly embargoes: Embargoes = new Embargoes(this);
  /** Those who wait for the peer learn first that it has gone. Then we let go of what it held. */
  readonly #tables: readonly ConnectionTable[] = [
    this.questions,
    this.imports,
    this.embargoes,
    this.answers,
    this.exports,
  ];
  #lost: RpcError | undefined;

  constructor(parts: LinkParts, events: LinkEvents) {
    this.peer = parts.peer;
    this.limits = parts.limits;
    this.tailCalls = parts.tailCalls;
    this.outbox = parts.outbox;
    this.share = parts.share;
    this.references = parts.references;
    this.abort = events.abort;
    this.report = events.report;
    this.threw = events.threw;
    this.traceOf = events.traceOf;
    this.serving = events.serving;
    this.settled = events.settled;
    this.gate = new Gate(parts.limits.turnMs);
  }

  /** Why nothing can be sent any more; undefined while it can. */
  get lost(): RpcError | undefined {
    return this.#lost;
  }

  /** Whether neither side holds anything of the other, or waits for it. */
  get isIdle(): boolean {
    return this.#tables.every((table) => table.size === 0);
  }

  /** Whether a call is under way in either direction. */
  get isCalling(): boolean {
    return this.questions.size > 0 || this.answers.running > 0;
  }

  /** From now on nothing can be sent. The tables are as they were, until they are cleared. */
  lose(error: RpcError): void {
    this.#lost = error;
  }

  /** Empties all tables before it lets go of anything that was in them: what is released may call back. */
  clear(error: RpcError): void {
    const releases = this.#tables.map((table) => table.clear());
    for (const release of releases) release(error);
  }
}
