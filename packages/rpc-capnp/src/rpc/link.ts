// link.ts: one connection as its tables see it: each other, the way out, and what to do when something is wrong.
import type { Peer } from "@teleop/core";
import type { Answers } from "./answer.ts";
import type { BudgetShare } from "./budget.ts";
import type { Descriptors } from "./descriptors.ts";
import type { Embargoes } from "./embargo.ts";
import type { RpcError } from "./exception.ts";
import type { Exports } from "./export.ts";
import type { Gate } from "./gate.ts";
import type { Imports } from "./import.ts";
import type { RpcLimits } from "./limits.ts";
import type { Outbox } from "./outbox.ts";
import type { Questions } from "./question.ts";
import type { ReferenceOwner } from "./reference.ts";
import type { MethodName } from "./seam.ts";

/** How a call that leads back to the peer goes there; see `RpcConnectionOptions.tailCalls`. */
export type TailCalls = "forwarded" | "direct";

export interface Link {
  /** Who is at the other end, as far as the transport tells. */
  readonly peer: Peer;
  readonly limits: RpcLimits;
  readonly tailCalls: TailCalls;
  readonly outbox: Outbox;
  /** Says when the peer's calls may be served. */
  readonly gate: Gate;
  /** What we hold for the peer. */
  readonly share: BudgetShare;
  readonly questions: Questions;
  readonly answers: Answers;
  readonly exports: Exports;
  readonly imports: Imports;
  readonly embargoes: Embargoes;
  readonly descriptors: Descriptors;
  /** For references to what came over this connection. */
  readonly references: ReferenceOwner;
  /** Why nothing can be sent any more; undefined while it can. */
  readonly lost: RpcError | undefined;
  /** Ends the connection, because the peer broke the protocol, or we did. */
  abort(error: unknown): void;
  /** Tells the application of an error that no caller can be told. */
  report(error: unknown): void;
  /** Tells the application that a method threw. */
  threw(error: unknown, method: MethodName, hadAnswered: boolean): void;
  /** The stack trace to send along with an error, if the application wants that. */
  traceOf(error: RpcError): string | undefined;
  /** Calls of so many bytes more are being served, or with a negative number fewer. */
  serving(bytes: number): void;
  /** Something has left a table. */
  settled(): void;
}
