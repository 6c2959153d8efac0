// evaluate.ts: runs what somebody has typed, and shows what came of it.
import { inspect } from "node:util";
import { after } from "@teleop/core/plugin";
import { RpcError } from "@teleop/rpc-capnp";
import type { Eval_Result } from "./eval.capnp.ts";

export interface EvaluateOptions {
  /** What it sees by name beside what is global. */
  readonly scope: Readonly<Record<string, unknown>>;
  /** Milliseconds that a promise is waited for; 0 for as long as it takes. */
  readonly timeout: number;
  /** How deep objects are shown. */
  readonly depth: number;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

/**
 * What it throws is a result, too.
 *
 * @throws RpcError `failed` when a promise takes longer than `timeout`; the reason of `signal`.
 */
export async function evaluate(
  expression: string,
  { scope, timeout, depth, signal }: EvaluateOptions,
): Promise<Eval_Result.Init> {
  const began = performance.now();
  const show = (value: unknown, thrown: boolean): Eval_Result.Init => ({
    ...shown(value, depth),
    ...(thrown ? { json: "" } : {}),
    thrown,
    milliseconds: performance.now() - began,
  });
  // Async, so that it throws in one way only. It begins in this very turn.
  const settled = (async () => compile(expression, Object.keys(scope))(...Object.values(scope)))().then(
    (value) => () => show(value, false),
    (error: unknown) => () => show(error, true),
  );
  return (await soon(settled, timeout, signal))();
}

/** An expression, if it is one: an object is one, not a block. */
function compile(source: string, names: readonly string[]): (...values: readonly unknown[]) => unknown {
  const asExpression = tryFunction(names, `return (async () => (\n${source}\n))();`);
  if (asExpression !== undefined) return asExpression;
  const awaits = /\bawait\b/.test(source)
    ? tryFunction(names, `return (async () => {\n${source}\n})();`)
    : undefined;
  if (awaits !== undefined) return awaits;
  // A direct eval: it sees the names, and tells the value of the last statement.
  const run = Function(...names, SOURCE, `return eval(${SOURCE});`);
  return (...values) => run(...values, source);
}

/** A name that nobody types. */
const SOURCE = "__teleop_source__";

function tryFunction(
  names: readonly string[],
  body: string,
): ((...values: readonly unknown[]) => unknown) | undefined {
  try {
    return Function(...names, body) as (...values: readonly unknown[]) => unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function soon<T>(wait: Promise<T>, timeout: number, signal: AbortSignal): Promise<T> {
  const stopped = Promise.withResolvers<never>();
  const abort = () => stopped.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  const late = `what the expression gave has not settled within ${timeout} ms; it goes on`;
  const longest = timeout === 0 ? Number.POSITIVE_INFINITY : timeout;
  using timer = after(longest, () => stopped.reject(new RpcError("failed", late)));
  timer.unref();
  try {
    return await Promise.race([wait, stopped.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** Characters; beyond it a value is cut. */
const MOST = 1024 * 1024;

function shown(
  value: unknown,
  depth: number,
): Pick<Eval_Result.Init, "text" | "json" | "type" | "truncated"> {
  const text = textOf(value, depth);
  const json = jsonOf(value);
  return {
    text: text.slice(0, MOST),
    json: json.length > MOST ? "" : json,
    type: value === null ? "null" : typeof value,
    truncated: text.length > MOST || json.length > MOST,
  };
}

/** Showing an object runs its own code, which may throw. */
function textOf(value: unknown, depth: number): string {
  try {
    return inspect(value, { depth, maxArrayLength: 1_000, maxStringLength: MOST + 1, breakLength: 100 });
  } catch (error) {
    return `a value that cannot be shown: ${String(error)}`;
  }
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    // A circle, a bigint, or a toJSON() that throws: it has no form in JSON.
    return "";
  }
}
