// let-go.ts: large memory that nobody refers to any more goes back at once, where it is warm, instead of when the garbage
// collector finds it: a stream of large messages would else go through as much memory as the collector lets it.

/** Frees memory, where it is large. Whoever has a view of it all the same finds that empty. */
export function letGo(memory: ArrayBufferLike): void {
  // What is shared between threads cannot be let go of by one of them.
  if (memory.byteLength >= large && memory instanceof ArrayBuffer) memory.transfer(0);
}

const large = 64 * 1024;
