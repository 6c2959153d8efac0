// reference-model.ts: what must come of a conversation, computed without messages, tables or time.
//
// It knows where every reference leads, who waits for whom, and which outcomes of a call are right. It is told what
// vats do, in the order in which they do it, and never how the engine does it.
import type { RpcErrorType } from "@teleop/rpc-capnp";

/** What a call may fail with. */
export interface Failure {
  readonly type: RpcErrorType;
  readonly reason: string;
}

/** Where a reference leads. */
export type Destination =
  | { readonly kind: "object"; readonly object: ModelObject }
  | { readonly kind: "null" }
  | { readonly kind: "broken"; readonly failure: Failure }
  | ModelPromise
  | { readonly kind: "result"; readonly call: ModelCall; readonly place: Place };

/** Which of the two capabilities in results. */
export type Place = 0 | 1;

export const nowhere: Destination = Object.freeze({ kind: "null" });

export class ModelPromise {
  readonly kind = "promise";
  readonly name: string;
  to: Destination | undefined;

  constructor(name: string) {
    this.name = name;
  }
}

export class ModelObject {
  readonly name: string;
  readonly vat: string;
  releases = 0;
  /** What a streaming call failed with, and with it every call that has not arrived by then. */
  poison: Failure | undefined;

  constructor(name: string, vat: string) {
    this.name = name;
    this.vat = vat;
  }
}

/** Calls that must arrive in the order in which they are made: those on one reference. */
export class Sequence {
  #made = 0;
  #lastArrived = -1;

  next(): number {
    return this.#made++;
  }

  /** Whether a call arrives in order; calls in between may have been canceled. */
  arrived(position: number): boolean {
    const isInOrder = position > this.#lastArrived;
    this.#lastArrived = Math.max(position, this.#lastArrived);
    return isInOrder;
  }
}

/** Streaming calls that fail together: those of a reference and its duplicates. */
export class Flow {
  readonly calls: ModelCall[] = [];
}

export type CallStyle = "plain" | "streaming" | "pipelineOnly" | "unpipelined";

export type Answer =
  /** A method that ends without an answer gives an empty struct, whose number is 0. */
  | { readonly type: "results"; readonly give: readonly Destination[]; readonly number: number }
  | { readonly type: "failure"; readonly failure: Failure }
  | { readonly type: "tail"; readonly call: ModelCall };

export type Outcome =
  | { readonly type: "returned"; readonly number: number }
  | { readonly type: "failed"; readonly failure: Failure };

export class ModelCall {
  readonly name: string;
  /** Travels with the call, and back with its results. */
  readonly number: number;
  readonly vat: string;
  readonly target: Destination;
  readonly style: CallStyle;
  readonly sequence: Sequence;
  readonly position: number;
  readonly flow: Flow | undefined;
  /** The call that is answered with this one's results. */
  readonly answers: ModelCall | undefined;
  isArrived = false;
  isCanceled = false;
  /** Somebody has, or had, a capability pipelined from it, and so keeps it going when it is canceled. */
  isPipelined = false;
  /** What the server did about it. */
  answer: Answer | undefined;
  /** What the server had set as its pipeline. */
  early: readonly Destination[] | undefined;
  /** What the caller was told. */
  outcome: Outcome | undefined;

  constructor(
    name: string,
    number: number,
    vat: string,
    target: Destination,
    sequence: Sequence,
    options: { readonly style: CallStyle; readonly flow?: Flow; readonly answers?: ModelCall },
  ) {
    this.name = name;
    this.number = number;
    this.vat = vat;
    this.target = target;
    this.sequence = sequence;
    this.position = sequence.next();
    this.style = options.style;
    this.flow = options.style === "streaming" ? options.flow : undefined;
    this.answers = options.answers;
    this.flow?.calls.push(this);
  }

  /** Whether the caller will be told how it ends. */
  get isAwaited(): boolean {
    return (
      this.answers === undefined &&
      !this.isCanceled &&
      this.outcome === undefined &&
      this.style !== "pipelineOnly"
    );
  }
}

/** Where a destination leads as far as is decided: an object, null, a failure; or what it waits for. */
export function follow(start: Destination): Destination {
  let at = start;
  for (;;) {
    const next = step(at);
    if (next === undefined) return at;
    at = next;
  }
}

function step(at: Destination): Destination | undefined {
  if (at.kind === "promise") return at.to;
  if (at.kind !== "result") return undefined;
  const { call, place } = at;
  if (call.answer === undefined) return call.early?.[place] ?? fateOf(call);
  switch (call.answer.type) {
    case "results":
      return call.answer.give[place] ?? nowhere;
    case "failure":
      return { kind: "broken", failure: call.answer.failure };
    case "tail":
      return { kind: "result", call: call.answer.call, place };
  }
}

/** Why a call that has not arrived never will. */
function fateOf(call: ModelCall): Destination | undefined {
  if (call.isArrived) return undefined;
  const target = follow(call.target);
  if (target.kind === "null" || target.kind === "broken") return target;
  if (target.kind === "object" && target.object.poison !== undefined)
    return { kind: "broken", failure: target.object.poison };
  // A stream that has failed fails its later calls before they go anywhere. Whether rightly, `faultOf` tells.
  if (call.flow !== undefined && call.outcome?.type === "failed")
    return { kind: "broken", failure: call.outcome.failure };
  return undefined;
}

/** The promise or call that must be settled next, for a destination to be decided; undefined if it is. */
export function waitsFor(destination: Destination): ModelPromise | ModelCall | undefined {
  const end = follow(destination);
  if (end.kind === "promise") return end;
  if (end.kind !== "result") return undefined;
  return end.call.isArrived ? end.call : (waitsFor(end.call.target) ?? end.call);
}

/** Whether a promise or a call may be settled by a destination: not if that waits for the promise or call itself. */
export function maySettle(what: ModelPromise | ModelCall, by: Destination): boolean {
  return waitsFor(by) !== what;
}

/**
 * Whether a promise or a call keeps itself alive, so that counting references never lets go of it: its results hold
 * something that was promised to be in results that hold it in turn, before any of them had come. Each vat asks for
 * results as long as it holds what was promised to be in them, and holds what is in results as long as they are asked
 * for.
 */
export function isKnotted(what: ModelPromise | ModelCall): boolean {
  const seen = new Set<ModelPromise | ModelCall>();
  const waiting = [...heldBy(what)];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === what) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...heldBy(at));
  }
  return false;
}

function heldBy(what: ModelPromise | ModelCall): readonly (ModelPromise | ModelCall)[] {
  if (what instanceof ModelPromise) return what.to === undefined ? [] : holderOf(what.to);
  const { answer, early } = what;
  const given = answer?.type === "results" ? answer.give : [];
  const passedOn = answer?.type === "tail" ? [answer.call] : [];
  return [...passedOn, ...[...given, ...(early ?? [])].flatMap(holderOf)];
}

function holderOf(destination: Destination): readonly (ModelPromise | ModelCall)[] {
  if (destination.kind === "promise") return [destination];
  return destination.kind === "result" ? [destination.call] : [];
}

/** What is wrong with the outcome of a call, now that everything is decided; undefined if nothing is. */
export function faultOf(call: ModelCall, wasDisconnected: boolean): string | undefined {
  const { outcome } = call;
  if (outcome === undefined) return call.isAwaited ? "was never answered" : undefined;
  if (outcome.type === "returned") {
    const last = lastOf(call);
    if (!last.isArrived || last.answer?.type !== "results")
      return `returned, though ${last.name} did not return`;
    return outcome.number === last.answer.number
      ? undefined
      : `returned results with number ${outcome.number}, not ${last.answer.number} as ${last.name} did`;
  }
  const { failure } = outcome;
  if (wasDisconnected && isOfDisconnection(failure)) return undefined;
  const right = failuresOf(call);
  if (right.some((one) => isAlike(one, failure))) return undefined;
  const expected = right.length === 0 ? "no failure" : right.map(describeFailure).join(" or ");
  return `failed with ${describeFailure(failure)}; expected ${expected}`;
}

/** A vat that is gone takes with it the calls that it had made, and what others hold of their results. */
function isOfDisconnection({ type, reason }: Failure): boolean {
  return type === "disconnected" || reason.includes("was canceled before it was served");
}

/** The call whose results are those of a call. */
function lastOf(call: ModelCall): ModelCall {
  return call.answer?.type === "tail" ? lastOf(call.answer.call) : call;
}

function failuresOf(call: ModelCall): readonly Failure[] {
  const last = lastOf(call);
  const failures: Failure[] = [];
  if (last.answer?.type === "failure") failures.push(last.answer.failure);
  if (!last.isArrived) {
    const target = follow(last.target);
    if (target.kind === "null") failures.push(calledNull);
    if (target.kind === "broken") failures.push(target.failure);
    if (target.kind === "object" && target.object.poison !== undefined) failures.push(target.object.poison);
    for (const other of call.flow?.calls ?? []) {
      if (other !== call && other.outcome?.type === "failed") failures.push(other.outcome.failure);
    }
  }
  return failures;
}

const calledNull: Failure = { type: "failed", reason: "called a null capability" };
const nullReasons = ["called a null capability", "pipelined call on a call that returned no capabilities"];

function isAlike(expected: Failure, actual: Failure): boolean {
  if (expected.type !== actual.type) return false;
  if (expected.reason === actual.reason) return true;
  return isNull(expected) && isNull(actual);
}

function isNull({ reason }: Failure): boolean {
  return nullReasons.some((start) => reason.startsWith(start));
}

export function describeFailure({ type, reason }: Failure): string {
  return `${type} (${reason})`;
}

export function describeDestination(destination: Destination): string {
  switch (destination.kind) {
    case "object":
      return `object ${destination.object.name} of ${destination.object.vat}`;
    case "null":
      return "nothing";
    case "broken":
      return describeFailure(destination.failure);
    case "promise":
      return `promise ${destination.name}`;
    case "result":
      return `capability ${destination.place} in the results of ${destination.call.name}`;
  }
}
