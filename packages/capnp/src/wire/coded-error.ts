// coded-error.ts: the base of the errors that this package throws: each has a code, whichever class it is of.
//
// It imports nothing. Where `TeleopError` of `@teleop/core` is loaded as well, `instanceof` takes these for such errors:
// both go by the same mark.

/** An error with a `code` for programs. `instanceof TeleopError` of `@teleop/core` holds for it. */
export abstract class CodedError extends Error {
  abstract readonly code: string;

  /** The message: these errors do not put their codes into it. */
  get rawMessage(): string {
    return this.message;
  }

  static {
    brand(CodedError, "TeleopError");
  }
}

/**
 * Makes `instanceof` go by a mark on the prototype, `Symbol.for("teleop.NAME")`, so that it holds for instances that
 * another copy of this package made. Whether something is of a class that is derived further is asked as ever.
 */
export function brand(type: abstract new (...args: never[]) => Error, name: string): void {
  const mark = Symbol.for(`teleop.${name}`);
  Object.defineProperty(type.prototype, mark, { value: true });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: unknown, candidate: unknown): boolean {
      if (this !== type) return Function.prototype[Symbol.hasInstance].call(this, candidate);
      return typeof candidate === "object" && candidate !== null && mark in candidate;
    },
  });
}
