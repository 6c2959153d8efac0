// feed.ts: carries what happens in this process to one client, at the client's pace. The process never waits for it.

export interface FeedOptions<Item> {
  /** How many may wait for the client. Beyond it the oldest are dropped: who is late wants to know how it is now. */
  readonly most: number;
  /** How many may be under way to the client, beside those that wait. */
  readonly ahead: number;
  /**
   * Sends one, and resolves when it has arrived, or, for a stream, when the next is welcome.
   *
   * @param dropped how many have been dropped since the feed began.
   */
  readonly send: (item: Item, dropped: number) => PromiseLike<void>;
  /** Called once: when the feed was ended, or could not send, since the client has gone or does not want it. */
  readonly ended: () => void;
}

/** What a client holds of its feed: asked to end, it tells what the feed has come to. To release it ends the feed, too. */
export interface Subscription extends Disposable {
  end(): { readonly sent: bigint; readonly dropped: bigint };
}

/** Disposing it ends it: what waits is not sent. */
export class Feed<Item> implements Disposable {
  readonly #options: FeedOptions<Item>;
  readonly #waiting: Item[] = [];
  #underWay = 0;
  #sent = 0;
  #dropped = 0;
  #isEnded = false;

  constructor(options: FeedOptions<Item>) {
    this.#options = options;
  }

  subscription(): Subscription {
    return {
      end: () => {
        this[Symbol.dispose]();
        return { sent: BigInt(this.#sent), dropped: BigInt(this.#dropped) };
      },
      [Symbol.dispose]: () => this[Symbol.dispose](),
    };
  }

  push(item: Item): void {
    if (this.#isEnded) return;
    if (this.#waiting.length === this.#options.most) {
      this.#waiting.shift();
      this.#dropped++;
    }
    this.#waiting.push(item);
    this.#sendMore();
  }

  /** Counts one that the client is not given. */
  drop(): void {
    this.#dropped++;
  }

  [Symbol.dispose](): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#waiting.length = 0;
    this.#options.ended();
  }

  #sendMore(): void {
    while (this.#underWay < this.#options.ahead) {
      const item = this.#waiting.shift();
      if (item === undefined) return;
      this.#underWay++;
      this.#sent++;
      void this.#send(item);
    }
  }

  /** Never rejects. */
  async #send(item: Item): Promise<void> {
    try {
      await this.#options.send(item, this.#dropped);
    } catch {
      // The client has gone, or its own object threw, which it knows better than we do. It sees that the object was released.
      this[Symbol.dispose]();
    }
    this.#underWay--;
    this.#sendMore();
  }
}
