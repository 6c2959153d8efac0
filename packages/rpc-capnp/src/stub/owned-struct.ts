// owned-struct.ts: a struct that was received, together with the capabilities in it.
import { showAs } from "./inspect.ts";
import type { PayloadReading } from "./payload-reading.ts";

/** All decoded, as own properties. Disposing it releases the capabilities in it. */
export class OwnedStruct implements Disposable {
  readonly #reading: PayloadReading;

  static {
    showAs(OwnedStruct.prototype, (struct) => ({ ...struct }));
  }

  constructor(reading: PayloadReading) {
    this.#reading = reading;
  }

  [Symbol.dispose](): void {
    this.#reading[Symbol.dispose]();
  }
}
