// console-tap.ts: hears what is said to the console, while it lasts, and leaves the console as it found it.

/** A method that prints, and what its arguments are. */
export type ConsoleMethod = (typeof METHODS)[number];

const METHODS = [
  "debug",
  "log",
  "info",
  "warn",
  "error",
  "trace",
  "dir",
  "table",
  "assert",
  "group",
  "groupCollapsed",
] as const;

type Method = (...args: unknown[]) => unknown;

/**
 * Told of each call before anything is printed. It must not throw. What it says to the console itself is not heard.
 *
 * @param caller the outermost function of ours in the stack, for `Error.captureStackTrace()`.
 */
export type Heard = (method: ConsoleMethod, args: readonly unknown[], caller: Method) => void;

/**
 * Puts a method of its own in the place of each that prints. Disposing puts those back that were there, exactly, where ours
 * are still in their place. Where somebody has put another over one of ours meanwhile, which calls ours, that stays, and
 * ours does nothing any more but pass calls on.
 */
export class ConsoleTap implements Disposable {
  readonly #console: Console;
  readonly #heard: Heard;
  readonly #replaced = new Map<
    ConsoleMethod,
    { readonly ours: Method; readonly theirs: PropertyDescriptor }
  >();
  #isActive = true;
  /** While a method of the console runs, what it calls in turn is its own business, and said already. */
  #isInside = false;

  constructor(heard: Heard, target: Console = globalThis.console) {
    this.#console = target;
    this.#heard = heard;
    for (const method of METHODS) this.#replace(method);
  }

  /** Whether anything can be heard: not of a console that cannot be changed. */
  get hears(): boolean {
    return this.#replaced.size > 0;
  }

  [Symbol.dispose](): void {
    this.#isActive = false;
    for (const [method, { ours, theirs }] of this.#replaced) {
      if (Object.getOwnPropertyDescriptor(this.#console, method)?.value === ours) {
        Object.defineProperty(this.#console, method, theirs);
      }
    }
    this.#replaced.clear();
  }

  #replace(method: ConsoleMethod): void {
    const theirs = Object.getOwnPropertyDescriptor(this.#console, method);
    const original: unknown = theirs?.value;
    if (theirs === undefined || typeof original !== "function" || !theirs.configurable) return;
    const attributes = attributesOf(original);
    if (attributes === undefined) return;
    const tap = this;
    const ours: Method = function (this: unknown, ...args) {
      if (!tap.#isActive || tap.#isInside) return Reflect.apply(original, this, args);
      tap.#isInside = true;
      // No call in here is a tail call, by which JavaScriptCore would take this function out of the stack.
      try {
        tap.#heard(method, args, ours);
        return Reflect.apply(original, this, args);
      } finally {
        tap.#isInside = false;
      }
    };
    // Who asks for them gets the same answers.
    Object.defineProperties(ours, attributes);
    Object.defineProperty(this.#console, method, { ...theirs, value: ours });
    this.#replaced.set(method, { ours, theirs });
  }
}

/** Undefined where a Proxy in the place of the method does not tell: it stays as it is, and is not heard. */
function attributesOf(method: object): PropertyDescriptorMap | undefined {
  try {
    return Object.getOwnPropertyDescriptors(method);
  } catch {
    return undefined;
  }
}
