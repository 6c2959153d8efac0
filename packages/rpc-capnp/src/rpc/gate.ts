// gate.ts: when the calls of one connection may be served: in turns with those of others, and while results are taken.
//
// What waits here are calls, and what must not overtake them. Everything else that the peer sends is handled as it
// comes: two vats that both wait until the other has read would wait for ever.

/** Something that serves calls of the connection, and waits until it has time again. */
export interface Serving {
  goOn(): void;
}

export class Gate {
  /** How long the calls are served before others have their turn, in milliseconds. */
  readonly #turnMs: number;
  /** When the first call of the turn began, by `performance.now()`. */
  #since = 0;
  /** When the time was spent. */
  #spentAt = 0;
  /** Calls served in it, and how many may be: what a method does after an `await` is not seen when it is called. */
  #calls = 0;
  #mostCalls = fewCalls;
  /** How many calls have been served when the clock is looked at next. */
  #nextLook = 1;
  #isSpent = false;
  #isHeldBack = false;
  #isClosed = false;
  #isTurnDue = false;
  #held: (() => void)[] = [];
  /** How many at the front of `#held` have gone through. */
  #through = 0;
  #waiting = new Set<Serving>();

  constructor(turnMs: number) {
    this.#turnMs = turnMs;
  }

  /** Whether a call may be served now. If not, it is to be held. */
  get isOpen(): boolean {
    return !this.#isSpent && !this.#isHeldBack && this.#held.length === 0;
  }

  /** Whether the connection's calls may take more time before others have their turn. */
  get hasTime(): boolean {
    return !this.#isSpent;
  }

  /** The event loop has come to this connection. */
  begin(): void {
    if (this.#isSpent) return;
    this.#calls = 0;
    this.#nextLook = 1;
  }

  /** A call is about to be served. One that waited for a promise comes long after the event loop did. */
  serving(): void {
    if (this.#calls === 0) this.#since = performance.now();
  }

  /** A call has been served, or has begun to be. */
  served(): void {
    if (++this.#calls < this.#nextLook) return;
    const now = performance.now();
    const took = now - this.#since;
    if (this.#calls < this.#mostCalls && took < this.#turnMs) {
      // The clock costs more than a quick call can spare. What these are followed by may be slow, but is few.
      const isQuick = (quickCalls * 4 * took) / this.#calls < this.#turnMs - took;
      this.#nextLook = Math.min(this.#calls + (isQuick ? quickCalls : 1), this.#mostCalls);
      return;
    }
    if (this.#isSpent || this.#isClosed) return;
    this.#isSpent = true;
    this.#spentAt = now;
    this.#turnSoon();
  }

  /** Delivers a call, or what must come behind those that are held, when the gate is open. It must not throw. */
  hold(deliver: () => void): void {
    this.#held.push(deliver);
    this.#turnSoon();
  }

  /** Tells `serving`, once, when there is time again. */
  whenTime(serving: Serving): void {
    this.#waiting.add(serving);
  }

  /** Results wait for the peer: no more are to be made, for now. */
  holdBack(isHeldBack: boolean): void {
    this.#isHeldBack = isHeldBack && !this.#isClosed;
    if (!this.#isHeldBack) this.#turnSoon();
  }

  /** The connection has gone. Whatever is held goes through, to find that out. */
  close(): void {
    this.#isClosed = true;
    this.#isHeldBack = false;
    this.#isSpent = false;
    this.#goOn();
  }

  #turnSoon(): void {
    if (this.#isTurnDue || (!this.#isSpent && this.#held.length === 0)) return;
    this.#isTurnDue = true;
    nextTurn(this.#turn);
  }

  readonly #turn = (): void => {
    this.#isTurnDue = false;
    if (this.#isSpent) {
      const now = performance.now();
      // What the clock saw while calls were served was their own, or time in which none came. Only what followed is
      // a reason for fewer of them.
      if (now - this.#since < 2 * this.#turnMs) this.#mostCalls = Math.min(manyCalls, 2 * this.#mostCalls);
      else if (now - this.#spentAt >= this.#turnMs) {
        this.#mostCalls = Math.max(leastCalls, this.#mostCalls >> 2);
      }
      this.#isSpent = false;
    }
    this.begin();
    this.#goOn();
  };

  #goOn(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const serving of waiting) serving.goOn();
    while (!this.#isSpent && !this.#isHeldBack) {
      const deliver = this.#held[this.#through];
      if (deliver === undefined) break;
      this.#through++;
      deliver();
    }
    // A shift for each would make a long queue slow.
    if (this.#through * 2 < this.#held.length) return;
    this.#held = this.#held.slice(this.#through);
    this.#through = 0;
  }
}

/** As many calls are served in one turn at first, and at least and at most, as it turns out how long they take. */
const fewCalls = 128;
const leastCalls = 8;
const manyCalls = 4096;

/** How many calls are served for one look at the clock, as long as they are quick. */
const quickCalls = 4;

/** After what the event loop has to do for others. */
const nextTurn: (then: () => void) => void =
  typeof setImmediate === "function" ? (then) => void setImmediate(then) : (then) => void setTimeout(then);
