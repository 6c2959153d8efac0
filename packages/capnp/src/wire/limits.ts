// limits.ts: what a message may be. A received message is believed only within these bounds.
import { brand, CodedError } from "./coded-error.ts";

/** Bounds on one message, sent or received. Each is a positive integer. */
export interface MessageLimits {
  /** Bytes of one message, all segments together, without the frame header. Default 64 MiB. */
  readonly messageBytes: number;
  /** Segments of one message. Default 511, as in the C++ implementation. */
  readonly segments: number;
  /** How deep pointers may nest. Default 64. */
  readonly nesting: number;
  /**
   * Words that reading one message may visit, counting each visit, so that a small message whose pointers overlap
   * cannot be read as a huge one. Default 8 Mi words (64 MiB).
   */
  readonly traversalWords: number;
}

export const defaultMessageLimits: MessageLimits = Object.freeze({
  messageBytes: 64 * 1024 * 1024,
  segments: 511,
  nesting: 64,
  traversalWords: 8 * 1024 * 1024,
});

/** A message that is malformed (`MALFORMED`) or larger than the limits allow (`LIMIT`). */
export class WireError extends CodedError {
  override readonly name = "WireError";
  readonly code: WireErrorCode;

  constructor(code: WireErrorCode, message: string) {
    super(message);
    this.code = code;
  }

  static {
    brand(WireError, "WireError");
  }
}

export type WireErrorCode = "MALFORMED" | "LIMIT";

/**
 * The limits that an application gave, the others by default. `undefined` is as good as none.
 *
 * @param refuse makes the error for a limit that is no positive integer, or that does not exist.
 */
export function completeLimits<Limits extends { readonly [name in keyof Limits]: number }>(
  defaults: Limits,
  given: Partial<Limits> | undefined,
  refuse: (problem: string) => Error,
): Limits {
  if (given === undefined) return defaults;
  if (typeof given !== "object" || given === null) throw refuse("limits must be an object");
  const all: { -readonly [name in keyof Limits]: number } = { ...defaults };
  for (const [name, value] of Object.entries<unknown>(given)) {
    if (!isLimit(defaults, name)) {
      throw refuse(`there is no limit ${name}; there are ${Object.keys(defaults).join(", ")}`);
    }
    if (value === undefined) continue;
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 1) {
      const shown =
        typeof value === "string" ? JSON.stringify(value) : typeof value === "object" ? "an object" : value;
      throw refuse(`the limit ${name} must be a positive integer, not ${String(shown)}`);
    }
    all[name] = value;
  }
  return all as Limits;
}

function isLimit<Limits extends object>(limits: Limits, name: PropertyKey): name is keyof Limits {
  return Object.hasOwn(limits, name);
}
