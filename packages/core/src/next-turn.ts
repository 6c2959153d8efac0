// next-turn.ts: puts off what need not be done yet, so that a program which arms gets to its own work first.

/**
 * Resolves in the next turn of the event loop, which the process stays alive for: what is put off is done also in one
 * that ends by itself then, though not in one that calls `process.exit()` before.
 */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
