// failure.ts: errors of nodes, as they are told: in text, never long, and with the node at which each arose. An error that
// one node throws is what the nodes after it fail with; people want to look at the first.
import { messageOf } from "@teleop/core/basics";

/** An error as it is told. Nothing of the application's is kept by it. */
export interface FailureRecord {
  readonly message: string;
  /** Such as TypeError; empty for what is no error. */
  readonly type: string;
  readonly stack: string;
  /** The messages of its causes, from the nearest on. */
  readonly causes: readonly string[];
  /** Milliseconds, of `performance.now()`. */
  readonly at: number;
  /** The id of the node at which it arose; 0 where that cannot be told. */
  readonly root: number;
  /** Whether the node ended with it. */
  readonly isFinal: boolean;
}

/** Characters of each text, and of all causes together, at most. */
const LONGEST = 8192;
/** Where it only follows from that of another node, which tells it in full: one error may end thousands of nodes. */
const LONGEST_CONSEQUENCE = 1024;
const MOST_CAUSES = 10;

/** The errors of one pipeline. */
export class Failures {
  /** Weak, so that an error lives no longer for having been recorded. */
  readonly #origins = new WeakMap<object, number>();

  /** Never throws, whatever the error does when it is looked at; neither does what it gives. */
  record(error: unknown, node: number, isFinal: boolean): RecordedFailure {
    const links = chainOf(error).filter(isObject);
    const known = links.map((link) => this.#origins.get(link)).find((origin) => origin !== undefined);
    const root = known ?? (links.length === 0 || isOnlyConsequence(error) ? 0 : node);
    if (root !== 0) for (const link of links) if (!this.#origins.has(link)) this.#origins.set(link, root);
    const longest = known === undefined || known === node ? LONGEST : LONGEST_CONSEQUENCE;
    return new RecordedFailure(error, longest, { at: performance.now(), root, isFinal });
  }
}

/**
 * An error that is made text when somebody looks, and kept until then: the text of a stack takes longer than all else, and of
 * most errors nobody will ever read it.
 */
export class RecordedFailure {
  readonly #facts: Pick<FailureRecord, "at" | "root" | "isFinal">;
  readonly #longest: number;
  #error: unknown;
  #told: FailureRecord | undefined;

  constructor(error: unknown, longest: number, facts: Pick<FailureRecord, "at" | "root" | "isFinal">) {
    this.#error = error;
    this.#longest = longest;
    this.#facts = facts;
  }

  tell(): FailureRecord {
    this.#told ??= { ...wordsOf(this.#error, this.#longest), ...this.#facts };
    this.#error = undefined;
    return this.#told;
  }
}

function wordsOf(
  error: unknown,
  longest: number,
): Pick<FailureRecord, "message" | "type" | "stack" | "causes"> {
  return {
    message: textOf(error, longest),
    type: cut(readText(error, "name"), longest),
    stack: cut(readText(error, "stack"), longest),
    causes: textsOf(chainOf(error).slice(1), longest),
  };
}

/** The error and its causes, the nearest first. A cause may be no object; it is the last then. */
function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [error];
  let link = error;
  while (isObject(link) && chain.length <= MOST_CAUSES) {
    link = readCause(link);
    if (link === undefined || link === null || chain.includes(link)) break;
    chain.push(link);
  }
  return chain;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** What a stream makes of its own when another has ended too early: where that failed it cannot tell. */
function isOnlyConsequence(error: unknown): boolean {
  return readText(error, "name") === "AbortError" || readText(error, "code") === "ERR_STREAM_PREMATURE_CLOSE";
}

function readCause(link: object): unknown {
  try {
    return Reflect.get(link, "cause");
  } catch {
    // An error of the application's may be made to throw when it is looked at.
    return undefined;
  }
}

/** Empty for what is no error. */
function readText(error: unknown, field: string): string {
  try {
    const value: unknown = error instanceof Error ? Reflect.get(error, field) : "";
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}

/** As many as there is room for. */
function textsOf(errors: readonly unknown[], longest: number): string[] {
  const texts: string[] = [];
  let left = longest;
  for (const error of errors) {
    if (left <= 0) break;
    const text = textOf(error, left);
    left -= text.length;
    texts.push(text);
  }
  return texts;
}

function textOf(error: unknown, longest: number): string {
  try {
    return cut(String(error instanceof Error ? error.message || error.name : error), longest);
  } catch {
    return cut(messageOf(error), longest);
  }
}

function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
