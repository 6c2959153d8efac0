// failure.ts: errors of nodes, as they are told: in text, never long, and with the node at which each arose. An error that
// one node throws is what the nodes after it fail with; people want to look at the first.
import { messageOf } from "@teleop/core/basics";

/** An error as it was recorded. Nothing of the application's is kept by it. */
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

/** What is told of an error, at most: characters of each text, and causes. */
const LONGEST = 8192;
const MOST_CAUSES = 10;

/** The errors of one pipeline. */
export class Failures {
  /** Weak, so that an error lives no longer for having been recorded. */
  readonly #origins = new WeakMap<object, number>();

  record(error: unknown, node: number, isFinal: boolean): FailureRecord {
    const chain = chainOf(error);
    const known = chain.map((link) => this.#origins.get(link)).find((origin) => origin !== undefined);
    const root = known ?? (chain.length === 0 || isOnlyConsequence(error) ? 0 : node);
    if (root !== 0) for (const link of chain) if (!this.#origins.has(link)) this.#origins.set(link, root);
    const [, ...causes] = chain;
    return {
      message: cut(textOf(error)),
      type: error instanceof Error ? cut(readText(error, "name")) : "",
      stack: error instanceof Error ? cut(readText(error, "stack")) : "",
      causes: causes.map((cause) => cut(textOf(cause))),
      at: performance.now(),
      root,
      isFinal,
    };
  }
}

/** The error and its causes, the nearest first, as far as they are objects. */
function chainOf(error: unknown): object[] {
  const chain: object[] = [];
  let link: unknown = error;
  while (typeof link === "object" && link !== null && !chain.includes(link) && chain.length <= MOST_CAUSES) {
    chain.push(link);
    link = readCause(link);
  }
  return chain;
}

/** What a stream makes of its own when another has ended too early: where that failed it cannot tell. */
function isOnlyConsequence(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
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

function readText(error: Error, field: string): string {
  try {
    const value: unknown = Reflect.get(error, field);
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}

function textOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message || error.name : String(error);
  } catch {
    return messageOf(error);
  }
}

function cut(text: unknown): string {
  const whole = String(text);
  return whole.length > LONGEST ? `${whole.slice(0, LONGEST)}…` : whole;
}
