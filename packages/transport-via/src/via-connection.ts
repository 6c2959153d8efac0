// via-connection.ts: the client's end of a connection that goes over the bridge, which behaves as a socket does here.
import {
  type Connection,
  type ConnectionHandler,
  endWithin,
  type Peer,
  TeleopError,
  tellClosed,
} from "@teleop/core/plugin";
import type { Bytes, Connection as Made } from "./bridge.capnp.ts";
import { ByteSender } from "./byte-sender.ts";
import { errorOf, failureOf } from "./failure.ts";

/** What came from the target while nobody wanted it. */
type Held =
  | { readonly type: "data"; readonly chunk: Uint8Array; readonly taken: () => void }
  | { readonly type: "end" }
  | { readonly type: "closed"; readonly error: TeleopError };

export interface ViaConnectionOptions {
  /** The command that leads there, for messages. */
  readonly where: string;
  /** How long disposing waits for the target, in milliseconds. */
  readonly lingerMs: number;
  /** Called once, when the connection is over. */
  readonly onOver: () => void;
  /** Why there is no bridge any more; undefined where there is one. */
  readonly whyLost: () => Promise<TeleopError | undefined>;
}

/** Made before the bridge is asked for it, since what the target says may come before the bridge's answer. */
export class ViaConnection implements Connection {
  address: string;
  peer: Peer = {};
  /** What the bridge sends the target's bytes to. */
  readonly fromTarget: Bytes.Server & Disposable;

  readonly #where: string;
  readonly #lingerMs: number;
  readonly #onOver: () => void;
  readonly #whyLost: () => Promise<TeleopError | undefined>;
  #out: ByteSender | undefined;
  #handler: ConnectionHandler | undefined;
  #paused = false;
  /** Bytes in here are not acknowledged: the bridge sends only so many. */
  readonly #held: Held[] = [];
  #peerEnded = false;
  /** The end of the target's side has come, be it that it waits here. */
  #peerSendsNoMore = false;
  #closesInOrder = false;
  /** There is nothing to hold back any more but what has arrived. */
  #peerGone = false;
  #sending: "open" | "ending" | "ended" | "broken" = "open";
  #over: { readonly error: Error | undefined } | undefined;

  constructor({ where, lingerMs, onOver, whyLost }: ViaConnectionOptions) {
    this.#where = where;
    this.address = where;
    this.#lingerMs = lingerMs;
    this.#onOver = onOver;
    this.#whyLost = whyLost;
    this.fromTarget = {
      write: ({ bytes }) => this.#received(bytes),
      end: () => this.#arrived({ type: "end" }),
      close: ({ failure }) => {
        if (failure !== undefined) this.#arrived({ type: "closed", error: errorOf(failure, this.#where) });
        // Both sides have ended. That ours is there is the answer to end(), which comes by itself.
        else if (this.#peerSendsNoMore && this.#sending !== "open") this.#closesInOrder = true;
      },
      [Symbol.dispose]: () => {
        if (!this.#closesInOrder && this.#over === undefined && !this.#peerGone) void this.#dropped();
      },
    };
  }

  /** What the bridge has made. It stays the caller's. */
  made({ address, pid, uid, gid, toTarget }: Made): void {
    this.address = `${this.#where}: ${address}`;
    this.peer = { pid: known(pid), uid: known(uid), gid: known(gid) };
    this.#out = new ByteSender(toTarget.dup(), { onBroken: (error) => this.#sendingBroke(error) });
    // It may have been lost in the same moment.
    if (this.#over !== undefined) this.#out.drop(this.#error("it is over"), undefined);
  }

  /** The way to the bridge is gone, and with it the connection. What had arrived is still delivered. */
  lost(error: TeleopError): void {
    this.#arrived({ type: "closed", error });
  }

  open(handler: ConnectionHandler): void {
    if (this.#handler !== undefined) {
      const message = `${this.address}: open() was called twice`;
      throw new TeleopError("INVALID_ARGUMENT", message, { address: this.address });
    }
    this.#handler = handler;
    if (this.#over !== undefined) this.#tellClosed(this.#over.error);
    else if (this.#held.length > 0) queueMicrotask(this.#deliverHeld);
  }

  write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#sending !== "open" || this.#out === undefined) throw this.#writeError();
    return this.#out.write(bytes);
  }

  pause(): void {
    this.#paused = !this.#peerGone && !this.#haveBothEnded;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    if (this.#handler !== undefined && this.#over === undefined) queueMicrotask(this.#deliverHeld);
  }

  end(): Promise<void> {
    if (this.#out === undefined) return Promise.reject(this.#writeError());
    const ended = this.#out.end();
    if (this.#sending === "open") {
      this.#sending = "ending";
      ended.then(
        () => this.#ourEndIsThere(),
        () => {},
      );
    }
    return ended;
  }

  abort(reason?: unknown): void {
    if (this.#over !== undefined) return;
    const error =
      reason instanceof Error
        ? reason
        : this.#error(reason === undefined ? "aborted" : `aborted: ${String(reason)}`, reason);
    this.#finish(error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await endWithin(this, this.#lingerMs);
    if (this.#over !== undefined) return;
    const inOrder = this.#peerEnded && this.#sending === "ended";
    this.#finish(inOrder ? undefined : this.#error("disposed before both sides had ended"));
  }

  #received(chunk: Uint8Array): Promise<void> | undefined {
    if (this.#over !== undefined) return undefined;
    if (this.#handler !== undefined && !this.#paused && this.#held.length === 0) {
      this.#deliverData(this.#handler, chunk);
      return undefined;
    }
    return new Promise((taken) => this.#held.push({ type: "data", chunk, taken }));
  }

  #arrived(held: Exclude<Held, { readonly type: "data" }>): void {
    if (this.#over !== undefined || this.#peerGone) return;
    this.#held.push(held);
    this.#peerSendsNoMore = true;
    if (held.type === "closed") this.#leftAlone(held.error);
    else if (this.#haveBothEnded) this.#paused = false;
    this.#deliverHeld();
  }

  /** The bridge has let go of it without a word: usually there is no bridge any more. */
  async #dropped(): Promise<void> {
    const error = await this.#whyLost();
    this.#arrived({ type: "closed", error: error ?? this.#error("the bridge closed the connection") });
  }

  readonly #deliverHeld = (): void => {
    while (this.#handler !== undefined && !this.#paused && this.#over === undefined) {
      const held = this.#held.shift();
      if (held === undefined) return;
      this.#deliver(this.#handler, held);
    }
  };

  #deliver(handler: ConnectionHandler, held: Held): void {
    switch (held.type) {
      case "data":
        this.#deliverData(handler, held.chunk);
        held.taken();
        break;
      case "end":
        this.#peerEnded = true;
        this.#guard(() => handler.end());
        this.#closeWhenBothEnded();
        break;
      case "closed":
        this.#finish(held.error);
        break;
    }
  }

  #deliverData(handler: ConnectionHandler, chunk: Uint8Array): void {
    this.#guard(() => handler.data(chunk));
  }

  #guard(call: () => void): void {
    try {
      call();
    } catch (error) {
      this.abort(error);
    }
  }

  get #haveBothEnded(): boolean {
    return this.#peerSendsNoMore && this.#sending === "ended";
  }

  #ourEndIsThere(): void {
    if (this.#over !== undefined || this.#sending !== "ending") return;
    this.#sending = "ended";
    if (this.#haveBothEnded && this.#paused) this.resume();
    this.#closeWhenBothEnded();
  }

  #closeWhenBothEnded(): void {
    if (this.#over === undefined && this.#sending === "ended" && this.#peerEnded) this.#finish(undefined);
  }

  /** The target sends no more, and takes no more: what it had sent is delivered, and then that it has gone. */
  #leftAlone(error: TeleopError): void {
    this.#peerGone = true;
    this.#paused = false;
    this.#out?.drop(this.#sendingBroke(error), undefined);
  }

  /** Why it broke comes as the connection's end. */
  #sendingBroke(cause: unknown): TeleopError {
    if (this.#sending !== "ended") this.#sending = "broken";
    return this.#error("the peer takes no more", cause);
  }

  /** Nothing more is delivered, everybody who waits is told. */
  #finish(error: Error | undefined): void {
    if (this.#over !== undefined) return;
    this.#over = { error };
    for (const held of this.#held.splice(0)) if (held.type === "data") held.taken();
    if (this.#sending !== "ended") this.#sending = "broken";
    const lost = this.#error("the connection went before everything was sent", error);
    this.#out?.drop(lost, error === undefined ? undefined : failureOf(error));
    this.#onOver();
    this.#tellClosed(error);
  }

  #tellClosed(error: Error | undefined): void {
    const handler = this.#handler;
    if (handler !== undefined) queueMicrotask(() => tellClosed(this, handler, error));
  }

  #writeError(): TeleopError {
    if (this.#over !== undefined) return this.#error("write() on a closed connection", this.#over.error);
    return this.#error(
      this.#sending === "broken" ? "the peer takes no more" : "write() after the end of our side",
    );
  }

  #error(what: string, cause?: unknown): TeleopError {
    return new TeleopError("CONNECTION_CLOSED", `${this.address}: ${what}`, { address: this.address, cause });
  }
}

function known(id: bigint): number | undefined {
  return id < 0n ? undefined : Number(id);
}
