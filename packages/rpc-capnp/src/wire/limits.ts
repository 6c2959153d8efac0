// limits.ts: what a message may be. A received message is believed only within these bounds.

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
export class WireError extends Error {
  override readonly name = "WireError";
  readonly code: "MALFORMED" | "LIMIT";

  constructor(code: "MALFORMED" | "LIMIT", message: string) {
    super(message);
    this.code = code;
  }
}
