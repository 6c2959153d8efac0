// vat.ts: the vat under test: takes what a peer sends, makes calls of its own, and shows whether all is well with it.
//
// What is done to it is a list of steps, so that the same can be done again without some of them.
import type { Connection, ConnectionHandler } from "@teleop/core";
import { type Capability, RpcConnection, type RpcLimits, type TraceEvent } from "../../index.ts";
import { defaultMessageLimits, FrameParser, WireError } from "../../wire/index.ts";
import { Random } from "../random.ts";
import { decode, encode, type Literal } from "../rpc-literal.ts";
import { Root, RootObject } from "../test-vat.ts";
import { onUntold } from "../untold.ts";
import { type Call, call, capabilityPath } from "../vat.ts";

export type Step =
  /** Bytes arrive: mostly one message, sometimes a part of one. */
  | { readonly do: "receive"; readonly bytes: Uint8Array }
  /** The vat makes a call, or drops something. What exactly, the seed says. */
  | { readonly do: "act"; readonly seed: number }
  /** What waits for a promise goes on. */
  | { readonly do: "tick" };

export const fuzzLimits: Partial<RpcLimits> = {
  messageBytes: 1024 * 1024,
  answers: 64,
  imports: 64,
  exports: 64,
};

export interface FuzzedVatOptions {
  /** Sees each message that the vat sends. */
  readonly onMessage?: ((message: Literal) => void) | undefined;
  readonly onWrite?: ((bytes: Uint8Array) => void) | undefined;
  readonly trace?: ((event: TraceEvent) => void) | undefined;
}

export class FuzzedVat {
  readonly #rpc: RpcConnection;
  readonly #connection: OneSidedConnection;
  readonly #root: RootObject = new RootObject();
  readonly #ours: OwnCalls;
  readonly #errors: unknown[] = [];
  /** Reads what the vat reads, to know whether it is in the middle of a message. */
  readonly #parser: FrameParser = new FrameParser({ ...defaultMessageLimits, ...fuzzLimits }, () => {});
  #lastSent: Literal = {};
  #answers: readonly Literal[] = [];

  constructor(options: FuzzedVatOptions = {}) {
    this.#connection = new OneSidedConnection((bytes) => {
      options.onWrite?.(bytes);
      for (const frame of splitFrames(bytes)) this.#sent(frame, options.onMessage);
    });
    this.#rpc = new RpcConnection(this.#connection, {
      bootstrap: this.#root.capability(),
      limits: fuzzLimits,
      tailCalls: "direct",
      onError: onUntold((error) => this.#errors.push(error)),
      trace: options.trace,
    });
    this.#ours = new OwnCalls(this.#rpc);
  }

  get isOpen(): boolean {
    return this.#connection.isOpen;
  }

  /** Does steps, those that follow each other directly in one go. */
  async takeAll(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (step.do === "tick") await Promise.resolve();
      else this.takeNow(step);
    }
  }

  takeNow(step: Exclude<Step, { readonly do: "tick" }>): void {
    if (step.do === "act") this.#ours.act(new Random(step.seed));
    else if (this.isOpen) this.#receive(step.bytes);
  }

  /** Ends the connection. @throws what was wrong with the vat, before or after that. */
  async end(): Promise<{ readonly isAborted: boolean }> {
    await turn();
    const isAborted = !this.isOpen;
    if (!isAborted) await this.#mustAnswer();
    this.#ours.drop();
    await this.#rpc[Symbol.asyncDispose]();
    const reason = await this.#rpc.closed;
    this.#root.end();
    this.#ours.end();
    // Methods that were running end one after the other.
    for (let i = 0; i < 1000 && this.#rpc.stats().bytesServing > 0; i++) await ticks(1);
    await ticks(5);
    if (this.#errors.length > 0) throw new AggregateError(this.#errors, "errors that nobody was told of");
    if (isAborted) this.#mustHaveReason(reason);
    const stats = this.#rpc.stats();
    if (!stats.isIdle || stats.bytesServing !== 0)
      throw new Error(`not everything was let go: ${JSON.stringify(stats)}`);
    if (!this.#root.isReleased) throw new Error("the bootstrap object was not released");
    return { isAborted };
  }

  #receive(bytes: Uint8Array): void {
    try {
      this.#parser.push(bytes);
    } catch {
      this.#parser.stop();
    }
    this.#connection.receive(bytes);
  }

  #sent(frame: Uint8Array, onMessage: FuzzedVatOptions["onMessage"]): void {
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

  /** A good call is answered, unless our own nonsense is in its way: half a message, or all that a limit allows. */
  async #mustAnswer(): Promise<void> {
    if (this.#parser.pendingBytes > 0) return;
    const questionId = 0x7fff_fff0;
    const target = { promisedAnswer: { questionId } };
    const params = { content: { number: 77, text: "well?" } };
    this.#receive(encode({ bootstrap: { questionId } }));
    this.#receive(
      encode({ call: { questionId: questionId + 1, target, interfaceId: 1n, methodId: Root.echo, params } }),
    );
    await turn();
    const answer = this.#answers
      .map((message) => message.return as Literal | undefined)
      .find((returned) => returned?.answerId === questionId + 1);
    const results = answer?.results as Literal | undefined;
    const exception = answer?.exception as Literal | undefined;
    const isOverloaded = exception?.type === 1;
    if ((results?.content as Literal | undefined)?.number !== 77 && !isOverloaded)
      throw new Error(`a good call was answered with ${JSON.stringify(answer) ?? "nothing"}`);
  }

  #mustHaveReason(reason: Error | undefined): void {
    if (reason?.message.includes("from the inside")) throw reason;
    const told = (this.#lastSent.abort as Literal | undefined)?.reason;
    // A peer that ends the conversation itself is not told why.
    if (reason === undefined || reason.message.startsWith("the peer aborted")) return;
    if (typeof told !== "string" || told === "")
      throw new Error(`the connection was aborted without telling the peer why: ${reason.message}`);
  }
}

/** Calls that the vat makes itself, so that there is something for the peer to answer. */
class OwnCalls {
  readonly #rpc: RpcConnection;
  readonly #held: Capability[] = [];
  readonly #made: Call[] = [];
  readonly #object: RootObject = new RootObject();
  readonly #own: Capability = this.#object.capability();

  constructor(rpc: RpcConnection) {
    this.#rpc = rpc;
    this.#held.push(rpc.bootstrap());
  }

  act(random: Random): void {
    const target = random.pick(this.#held);
    switch (random.below(6)) {
      case 0:
        this.#held.push(this.#rpc.bootstrap());
        return;
      case 1:
        this.#held.push(target.dup());
        return;
      case 2: {
        if (this.#held.length > 1) this.#held.splice(this.#held.indexOf(target), 1)[0]?.[Symbol.dispose]();
        return;
      }
      default:
        this.#call(target, random);
    }
  }

  drop(): void {
    // Some lead to an object of ours by now, whose methods hang for as long as they may.
    for (const made of this.#made) made.cancel();
    for (const capability of this.#held) capability[Symbol.dispose]();
    this.#own[Symbol.dispose]();
  }

  end(): void {
    this.#object.end();
  }

  #call(target: Capability, random: Random): void {
    const methodId = random.chance(0.6) ? Root.echo : random.below(Object.keys(Root).length);
    const made = call(target, methodId, {
      number: random.below(100),
      capability: random.chance(0.5) ? this.#own : target,
    });
    this.#made.push(made);
    // Whoever gets results lets them go, after a look at them.
    made.results.then(
      (results) => {
        this.#held.push(results.capability);
        results[Symbol.dispose]();
      },
      () => {},
    );
    if (random.chance(0.5)) this.#held.push(made.pipeline(capabilityPath));
    if (random.chance(0.2)) made.cancel();
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
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

export async function ticks(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}
