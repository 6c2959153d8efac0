// options.ts: options that everything that waits has in common.

/** `signal` stops the wait at once, leaves nothing behind, and rejects with the signal's reason. */
export interface AbortOptions {
  readonly signal?: AbortSignal | undefined;
}
