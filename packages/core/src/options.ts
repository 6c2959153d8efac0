// options.ts: what options have in common: how to stop a wait, and what a number, a function or a plugin must be.
import { TeleopError } from "./errors.ts";

/** `signal` stops the wait at once, leaves nothing behind, and rejects with the signal's reason. */
export interface AbortOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * As the promise, but for no longer than the signal lets it be waited for. The promise goes on; nobody is told what becomes
 * of it, also where that is a failure.
 *
 * @throws the reason of the signal, at once where it is aborted already.
 */
export async function untilAborted<T>(promise: PromiseLike<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await promise;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([aborted.promise, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/**
 * A time that an option gives, in milliseconds.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is not a number of 0 or more. `Infinity` is one: for ever.
 */
export function requireMilliseconds(name: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === "number" && value >= 0) return value;
  throw invalid(`${name} must be a number of milliseconds, 0 or more, not ${show(value)}`);
}

/**
 * Calls back after that time; never, and then there is no timer, if it is longer than a timer can be, which is 24 days:
 * setTimeout() would call back at once.
 *
 * @returns what stops it.
 */
export function after(milliseconds: number, callback: () => void): Disposable & { unref(): void } {
  if (milliseconds > MAX_TIMER_MS) return NO_TIMER;
  const timer = setTimeout(callback, milliseconds);
  return { unref: () => void timer.unref?.(), [Symbol.dispose]: () => clearTimeout(timer) };
}

const MAX_TIMER_MS = 2 ** 31 - 1;
const NO_TIMER = { unref: () => {}, [Symbol.dispose]: () => {} } as const;

/**
 * A number of things or bytes that an option gives.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is not an integer from 1 to 2^53 − 1.
 */
export function requireCount(name: string, value: unknown, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 1) return value;
  throw invalid(`${name} must be a positive integer, not ${show(value)}`);
}

/** @throws TeleopError `INVALID_ARGUMENT` for what is given and no function. */
export function requireFunction(name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw invalid(`${name} must be a function, not ${show(value)}`);
}

/** @throws TeleopError `INVALID_ARGUMENT` for what is given and no AbortSignal. */
export function requireSignal(value: unknown): AbortSignal | undefined {
  if (value === undefined || value instanceof AbortSignal) return value;
  throw invalid(`signal must be an AbortSignal, not ${show(value)}`);
}

/** @throws TeleopError `INVALID_ARGUMENT` for options that are no object. */
export function requireOptions(value: unknown): void {
  if (typeof value === "object" && value !== null) return;
  throw invalid(`options must be an object, not ${show(value)}`);
}

/**
 * Checks an object that an application brings by what it must be able to do.
 *
 * @param what as the message says it: `an Attacher, such as inotify()`.
 * @throws TeleopError `INVALID_ARGUMENT` for what lacks one of the methods, naming it.
 */
export function requirePlugin(
  name: string,
  what: string,
  value: unknown,
  methods: readonly PropertyKey[],
): void {
  if (typeof value !== "object" || value === null) {
    throw invalid(`${name} must be ${what}, not ${show(value)}`);
  }
  for (const method of methods) {
    if (typeof Reflect.get(value, method) === "function") continue;
    throw invalid(`${name} must be ${what}, not an object without ${String(method)}()`);
  }
}

/** @throws TeleopError `INVALID_ARGUMENT` for what is no Attacher. */
export function requireAttacher<T>(value: T | undefined): asserts value is T {
  requirePlugin("attacher", "an Attacher, such as inotify() or unix() makes", value, ["arm", "signal"]);
}

/** @throws TeleopError `INVALID_ARGUMENT` for what is no Connection. */
export function requireConnection(value: unknown): void {
  requirePlugin("connection", "a Connection, such as connect() gives", value, [
    "open",
    "write",
    "pause",
    "resume",
    "end",
    "abort",
    Symbol.asyncDispose,
  ]);
}

/** @throws TeleopError `INVALID_ARGUMENT` for what is neither a Protocol nor a ProtocolLoader. */
export function requireProtocol(value: unknown): void {
  const isLoader = typeof value === "object" && value !== null && "load" in value;
  const method = isLoader ? "load" : "open";
  requirePlugin("protocol", "a Protocol, such as capnp() makes", value, [method]);
}

/** @throws TeleopError `INVALID_ARGUMENT` for what is no Transport. */
export function requireTransport(value: unknown): void {
  requirePlugin("transport", "a Transport, such as unixSocket() makes", value, ["listen", "connect"]);
}

function invalid(message: string): TeleopError {
  return new TeleopError("INVALID_ARGUMENT", message);
}

/** A value as an error message shows it: quoted when it is text, never long, and never a reason to throw. */
export function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value).slice(0, 100);
    case "function":
      return "a function";
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    default:
      return String(value).slice(0, 100);
  }
}
