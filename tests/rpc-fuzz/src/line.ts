// line.ts: the peer's end of a connection of a vat under test: what it sends arrives at once, and what the vat says is
// read as it is written.

import { defaultMessageLimits, FrameParser, WireError } from "@teleop/capnp/wire";
import type { Connection, ConnectionHandler } from "@teleop/core";
import type { RpcLimits } from "@teleop/rpc-capnp";
import { decode, encode, type Literal } from "@teleop/rpc-testing";

/** A vat that looks at the clock would not do the same again. */
export const longTurns: Partial<RpcLimits> = { turnMs: 3_600_000 };

export const fuzzLimits: Partial<RpcLimits> = {
  ...longTurns,
  messageBytes: 1024 * 1024,
  answers: 64,
  imports: 64,
  exports: 64,
};

export interface LineOptions {
  /** Sees each message that the vat sends. */
  readonly onMessage?: ((message: Literal) => void) | undefined;
  readonly onWrite?: ((bytes: Uint8Array) => void) | undefined;
}

export class Line {
  /** The vat's end. */
  readonly connection: Connection;
  readonly #connection: OneSidedConnection;
  /** Reads what the vat reads, to know whether it is in the middle of a message. */
  readonly #parser: FrameParser;
  #lastSent: Literal = {};
  #answers: readonly Literal[] = [];
  #framesReceived = 0;

  /** @param limits what the vat is told, so that both know alike what a message is. */
  constructor({ onMessage, onWrite }: LineOptions = {}, limits: Partial<RpcLimits> = fuzzLimits) {
    this.#parser = new FrameParser({ ...defaultMessageLimits, ...limits }, () => {});
    this.#connection = new OneSidedConnection((bytes) => {
      onWrite?.(bytes);
      for (const frame of splitFrames(bytes)) this.#received(frame, onMessage);
    });
    this.connection = this.#connection;
  }

  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  /** How many messages the vat has sent. */
  get framesReceived(): number {
    return this.#framesReceived;
  }

  /** Sends bytes to the vat, if the connection is still there. */
  send(bytes: Uint8Array): void {
    if (!this.isOpen) return;
    try {
      this.#parser.push(bytes);
    } catch {
      this.#parser.stop();
    }
    // The vat owns what it receives.
    this.#connection.receive(new Uint8Array(bytes));
  }

  /**
   * A good call to the vat's bootstrap object is answered, unless our own nonsense is in its way: half a message, or all
   * that a limit allows.
   *
   * @throws if it is not.
   */
  async mustAnswer(call: Literal, isGood: (returned: Literal) => boolean): Promise<void> {
    if (this.#parser.pendingBytes > 0) return;
    const questionId = 0x7fff_fff0;
    const target = { promisedAnswer: { questionId } };
    this.send(encode({ bootstrap: { questionId } }));
    this.send(encode({ call: { ...call, questionId: questionId + 1, target } }));
    await turn();
    const answer = this.#answers
      .map((message) => message.return as Literal | undefined)
      .find((returned) => returned?.answerId === questionId + 1);
    const exception = answer?.exception as Literal | undefined;
    const isOverloaded = exception?.type === 1;
    if (answer === undefined || (!isGood(answer) && !isOverloaded))
      throw new Error(`a good call was answered with ${JSON.stringify(answer) ?? "nothing"}`);
  }

  /** @throws if the vat ended the connection for a reason of which it did not tell us, or by a failure of its own. */
  mustHaveToldWhy(reason: Error | undefined): void {
    if (reason?.message.includes("from the inside")) throw reason;
    const told = (this.#lastSent.abort as Literal | undefined)?.reason;
    // A peer that ends the conversation itself is not told why.
    if (reason === undefined || reason.message.startsWith("the peer aborted")) return;
    if (typeof told !== "string" || told === "")
      throw new Error(`the connection was aborted without telling the peer why: ${reason.message}`);
  }

  #received(frame: Uint8Array, onMessage: LineOptions["onMessage"]): void {
    this.#framesReceived++;
    let messages: readonly Literal[];
    try {
      messages = decode(frame);
    } catch (error) {
      // What it passes on, or sends back as unimplemented, is nonsense of ours, and need not be readable.
      if (!(error instanceof WireError)) throw error;
      messages = [];
    }
    for (const message of messages) {
      this.#lastSent = message;
      this.#answers = [...this.#answers.slice(-1), message];
      onMessage?.(message);
    }
  }
}

/** A connection whose other end is a function, called at once. */
class OneSidedConnection implements Connection {
  readonly address = "fuzz";
  readonly peer = {};
  readonly #onWrite: (bytes: Uint8Array) => void;
  #handler: ConnectionHandler | undefined;
  isOpen = true;

  constructor(onWrite: (bytes: Uint8Array) => void) {
    this.#onWrite = onWrite;
  }

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
  }

  receive(bytes: Uint8Array): void {
    this.#handler?.data(bytes);
  }

  write(bytes: Uint8Array): undefined {
    this.#onWrite(bytes);
  }

  pause(): void {}
  resume(): void {}

  async end(): Promise<void> {
    this.abort();
  }

  abort(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    queueMicrotask(() => this.#handler?.closed());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort();
  }
}

/** Cuts what a vat wrote, which is in order, into messages. */
export function splitFrames(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.byteLength; ) {
    const segments = view.getUint32(at, true) + 1;
    let size = 8 * Math.ceil((4 + 4 * segments) / 8);
    for (let i = 0; i < segments; i++) size += view.getUint32(at + 4 + 4 * i, true) * 8;
    frames.push(bytes.slice(at, at + size));
    at += size;
  }
  return frames;
}

/** Lets happen what follows, also what waits for a turn of the event loop: calls do, where many take long. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

export async function ticks(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}
