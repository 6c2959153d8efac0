// relay.ts: one connection of a client to the inspector: what the inspector says goes to the client in order, and as fast
// as that takes it.
import { TeleopError } from "@teleop/core";
import type { Inspector_Messages } from "./debugger.capnp.ts";
import type { Link, LinkHandler } from "./link.ts";

/** Disposing it closes the link, and releases the client's object. */
export class Relay implements LinkHandler, Disposable {
  /** Resolves when it is over. */
  readonly ended: Promise<void>;
  readonly #receiver: Inspector_Messages;
  readonly #over: () => void;
  #link: Link | undefined;
  #waiting: string[] = [];
  #characters = 0;
  #isSending = false;
  #isOver = false;

  /**
   * @param receiver the client's, which is ours from now on.
   * @param over called once, when the link is closed, or was never opened.
   */
  constructor(receiver: Inspector_Messages, over: () => void) {
    this.#receiver = receiver;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#over = () => {
      over();
      resolve();
    };
  }

  /** Takes the link over. */
  begin(link: Link): void {
    if (this.#isOver) link[Symbol.dispose]();
    else this.#link = link;
  }

  /** @throws TeleopError `CONNECTION_CLOSED` when the inspector has closed. */
  send(message: string): void {
    if (this.#link === undefined) throw new TeleopError("CONNECTION_CLOSED", "the inspector has closed");
    this.#link.send(message);
  }

  message(text: string): void {
    if (this.#isOver) return;
    this.#waiting.push(text);
    this.#characters += text.length;
    // The inspector cannot be asked to wait.
    if (this.#characters > MOST_WAITING) this[Symbol.dispose]();
    else if (!this.#isSending) void this.#sendAll();
  }

  closed(): void {
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting = [];
    const link = this.#link;
    this.#link = undefined;
    link?.[Symbol.dispose]();
    this.#receiver[Symbol.dispose]();
    this.#over();
  }

  /** Never rejects. */
  async #sendAll(): Promise<void> {
    this.#isSending = true;
    try {
      for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
        this.#characters -= text.length;
        await this.#receiver.send({ message: text });
      }
    } catch {
      // The client has gone, or does not want it: it knows.
      this[Symbol.dispose]();
    }
    this.#isSending = false;
  }
}

/** Characters: what a client that debugs does not take is of no use to anybody later. */
const MOST_WAITING = 64 * 1024 * 1024;
