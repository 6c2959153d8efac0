// caller.ts: calls what is typed, and shows what comes of it: results, and calls of objects that the target was given.
import { readFileSync } from "node:fs";
import { TeleopError } from "@teleop/core";
import { messageOf } from "@teleop/core/basics";
import type { Target } from "@teleop/defaults";
import {
  type CallbackCall,
  type DynamicCallOptions,
  type DynamicResults,
  dynamicCall,
  dynamicStream,
  type HeldCapability,
  impactOf,
  isWhole,
  type MakeParams,
  paramsOfWords,
  parsedJson,
  type WordSources,
  wantsInput,
} from "@teleop/reflection/client";
import { type Client, type Interface, type Json, methodNamed } from "@teleop/rpc-capnp/schema";
import type { Context } from "../context.ts";
import { tellImpact } from "../output/impact.ts";
import { toJson, writeJson } from "../output/json.ts";
import type { Output } from "../output/output.ts";
import { printable, printableJson } from "../output/printable.ts";
import type { CallStep } from "./call-line.ts";
import { chunksOf, inputBytes, jsonLines } from "./input.ts";

/** Whose method is called. */
export interface Callee {
  readonly stub: Client;
  readonly type: Interface;
}

export interface CallerOptions {
  /** What a name such as `$1` stands for in params. */
  readonly capability?: DynamicCallOptions["capability"];
  /** What a capability in results is shown as. */
  readonly show?: DynamicCallOptions["show"];
  readonly signal: AbortSignal;
}

/** What a call has come to: results, or how many calls of a streaming method. */
export type Called = { readonly results: DynamicResults } | { readonly calls: number };

/**
 * Makes one call. A streaming method that is given standard input is called once for each line of JSON, or, where only a
 * Data comes from there, once for each piece of it.
 */
export async function callStep(
  context: Context,
  { stub, type }: Callee,
  { method: name, words }: CallStep,
  options: CallerOptions,
): Promise<Called> {
  const { signal } = options;
  const method = methodNamed(type, name);
  const cost = impactOf(method);
  if (cost !== undefined) tellImpact(context, printable(cost));
  const callOptions: DynamicCallOptions = {
    ...options,
    onCallback: (call) => showCallback(context, call),
  };
  const isStream = method.results === undefined;
  const [word, ...others] = words;
  if (word === "-" && others.length === 0 && isStream) {
    const lines = jsonLines(context.input, signal);
    return await dynamicStream(stub, type, name, lines, callOptions);
  }
  if (isStream && words.some(wantsInput)) {
    const pieces = paramsOfPieces(words, context, signal);
    return await dynamicStream(stub, type, name, pieces, callOptions);
  }
  const params = await paramsOf(words, context, signal);
  return { results: await dynamicCall(stub, type, name, params, callOptions) };
}

/** Why there is no more to be heard of a target that has gone in order. */
export function hasEnded(): TeleopError {
  return new TeleopError("DISCONNECTED", "the target has ended the connection");
}

/** The capability in results that the next step calls. */
export function calleeIn(results: DynamicResults, path: string): Callee {
  const held = results.capabilityAt(path === "" ? [] : path.split("."));
  return { stub: held.stub, type: requireType(held, path) };
}

/** @throws TeleopError `NO_SCHEMA`. */
export function requireType({ type }: HeldCapability, name: string): Interface {
  if (type !== undefined) return type;
  throw new TeleopError(
    "NO_SCHEMA",
    `the schema does not tell which interface ${name === "" ? "the capability" : name} has, so that nothing of it can be called`,
  );
}

async function paramsOf(
  words: readonly string[],
  context: Context,
  signal: AbortSignal,
): Promise<Json | MakeParams> {
  const input = words.some(wantsInput) ? await inputBytes(context.input, signal) : new Uint8Array();
  const sources: WordSources = { file: fileBytes, input: () => input };
  const [word, ...others] = words;
  if (word !== undefined && isWhole(word)) {
    if (others.length > 0) {
      throw new TeleopError("USAGE", `params are JSON, ${shown(word)}, or field=value: not both`);
    }
    const text =
      word === "-" ? decoded(input) : word.startsWith("@") ? decoded(fileBytes(word.slice(1))) : word;
    return parsedJson(text, "params") as Json;
  }
  return (method, named) => paramsOfWords(method, words, sources, named);
}

async function* paramsOfPieces(
  words: readonly string[],
  context: Context,
  signal: AbortSignal,
): AsyncGenerator<MakeParams> {
  for await (const piece of chunksOf(context.input, signal)) {
    yield (method, named) => paramsOfWords(method, words, { file: fileBytes, input: () => piece }, named);
  }
}

/** @throws TeleopError `FILE_FAILED`. */
function fileBytes(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    throw new TeleopError("FILE_FAILED", `${path} cannot be read: ${messageOf(error)}`, {
      path,
      cause: error,
    });
  }
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function shown(word: string): string {
  return word.length > 20 ? `${word.slice(0, 20)}…` : word;
}

/** The target waits with its next call until there is room for it. */
async function showCallback(
  { out, json }: Context,
  { name, method, params }: CallbackCall,
): Promise<undefined> {
  if (json) writeJson(out, { $callback: name, method, params });
  else out.line(`${out.colours.cyan(`${name}.${method}`)} ${toJson(params)}`);
  await out.hasRoom();
}

/** Results for people are spread over lines where they look at them, and on one line in a pipe and with `--json`. */
export function showResults(
  { out, json }: { readonly out: Output; readonly json: boolean },
  value: unknown,
): void {
  if (json || !out.isTerminal) writeJson(out, value);
  else out.line(pretty(value));
}

function pretty(value: unknown): string {
  return printableJson(JSON.stringify(JSON.parse(toJson(value)), undefined, 2));
}

/**
 * Waits until the target has let go of what it was given, so that its calls are shown.
 *
 * @throws the reason of `signal`; why the connection ended, if it does before.
 */
export async function untilReleased(
  target: Pick<Target, "closed">,
  results: DynamicResults,
  { err }: Context,
  signal: AbortSignal,
): Promise<void> {
  if (results.callbacks.held === 0) return;
  if (err.isTerminal)
    err.line(
      err.colours.dim("the target holds a callback: its calls are shown until it lets go; Ctrl-C ends this"),
    );
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  let end: { readonly reason: Error | undefined } | undefined;
  const closed = target.closed.then((reason) => {
    end = { reason };
  });
  try {
    await Promise.race([results.callbacks.released(), stopped.promise, closed]);
    // The end of the connection lets go, too, and may be told after that.
    await new Promise(setImmediate);
    if (end === undefined) return;
    throw end.reason ?? hasEnded();
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
