// keepalive.ts: notices a peer that is there and says nothing: one that is stopped, or busy for ever.
//
// The system knows nothing of such a peer: it goes on taking what we send, until its buffers are full.
import { after } from "@teleop/core/basics";

/** The connection, as the keepalive sees it. */
export interface Watched {
  /** A number that grows whenever the peer does anything; undefined while its silence is our doing. */
  sign(): number | undefined;
  /** Sends what every peer answers. */
  ask(): void;
  /** The peer has said nothing for so many milliseconds, and was asked meanwhile. */
  silent(milliseconds: number): void;
}

/** Asks a peer that has been silent for a time, and gives it up when it is silent for as long again. */
export class Keepalive implements Disposable {
  readonly #watched: Watched;
  readonly #halfMs: number;
  #timer: Disposable | undefined;
  #lastSign: number | undefined;
  #silentHalves = 0;

  constructor(milliseconds: number, watched: Watched) {
    this.#watched = watched;
    this.#halfMs = milliseconds / 2;
    this.#wait();
  }

  [Symbol.dispose](): void {
    this.#timer?.[Symbol.dispose]();
  }

  #wait(): void {
    const timer = after(this.#halfMs, this.#look);
    timer.unref();
    this.#timer = timer;
  }

  /** However late it comes, since we ourselves were stopped or busy, it counts as one half. */
  readonly #look = (): void => {
    const sign = this.#watched.sign();
    if (sign === undefined || sign !== this.#lastSign) {
      this.#lastSign = sign;
      this.#silentHalves = 0;
    } else if (++this.#silentHalves === 2) {
      this.#watched.ask();
    } else if (this.#silentHalves === 4) {
      this.#watched.silent(this.#silentHalves * this.#halfMs);
      return;
    }
    this.#wait();
  };
}
