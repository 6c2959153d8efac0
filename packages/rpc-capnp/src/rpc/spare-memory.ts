// spare-memory.ts: memory that large Data was sent from, used again for the next: made anew each time, it would have to be
// cleared first, and the garbage collector would run for every few messages.
import { letGo } from "./let-go.ts";

/**
 * Keeps what is given back only as long as the garbage collector leaves it, which is until it runs for another reason: a
 * connection that is idle holds nothing.
 */
export class SpareMemory {
  readonly #spare: { readonly bytes: WeakRef<Uint8Array>; readonly byteLength: number }[] = [];
  #spareBytes = 0;

  /** Memory of at least so many bytes, whatever is in it. */
  readonly take = (byteLength: number): Uint8Array => {
    for (let spare = this.#spare.pop(); spare !== undefined; spare = this.#spare.pop()) {
      this.#spareBytes -= spare.byteLength;
      const bytes = spare.bytes.deref();
      if (bytes === undefined) continue;
      if (byteLength <= spare.byteLength && spare.byteLength <= mostTimes * byteLength) return bytes;
      letGo(bytes.buffer);
    }
    return new Uint8Array(Math.ceil(byteLength / step) * step);
  };

  /** Gives back what was taken. Nobody may have a view of it any more. */
  give(bytes: Uint8Array): void {
    const { byteLength } = bytes;
    if (this.#spareBytes + byteLength > mostBytes) {
      letGo(bytes.buffer);
      return;
    }
    this.#spareBytes += byteLength;
    this.#spare.push({ bytes: new WeakRef(bytes), byteLength });
  }
}

/** Data of about the same size fits into the same memory. */
const step = 64 * 1024;
/** How many times as large as it need be memory is used again. */
const mostTimes = 4;
/** As much as the largest message: of memory that is new, a page at a time, 32 MiB take ten times as long as their copy. */
const mostBytes = 64 * 2 ** 20;
