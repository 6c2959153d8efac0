// ids.ts: the numbers of the four tables, so typed that one side's cannot be taken for the other's.
//
// Every id is named from our side: a received message names them from the peer's, so an id changes its type where it is
// read. rpc.capnp, "The Four Tables".

declare const table: unique symbol;

/** Chosen by us: a call that we made. The peer calls it an answer. */
export type QuestionId = number & { readonly [table]: "questions" };
/** Chosen by the peer: a call that it made. */
export type AnswerId = number & { readonly [table]: "answers" };
/** Chosen by us: a capability that we gave to the peer. */
export type ExportId = number & { readonly [table]: "exports" };
/** Chosen by the peer: a capability that it gave to us. */
export type ImportId = number & { readonly [table]: "imports" };
/** Chosen by us: calls that wait until the peer has sent back what was under way. */
export type EmbargoId = number & { readonly [table]: "embargoes" };
