// client.ts: what a reference leads to: an object of ours, of the peer's, one that is promised, or an error.
//
// Clients are the engine's side of a capability. They are counted by hand, since dropping the last reference to one has
// an effect: a message to the peer, or an object of ours that nobody can call any more.
import type { RpcError } from "./exception.ts";
import type { QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import type { Payload, PayloadDraft } from "./payload.ts";
import type { RemoteClient } from "./remote-client.ts";
import type { MethodName, OutgoingCall, PendingCall } from "./seam.ts";

/** A call under way, as the engine sees it. */
export interface Pending extends PendingCall {
  /** What will be at `path` in the results. A new reference, which the caller releases. */
  pipelineClient(path: readonly number[]): Client;
  /** Bytes of the params. */
  readonly byteLength: number;
  /**
   * The caller has gone. As disposing, but what serves the call is told also if somebody still holds a capability
   * pipelined from it.
   */
  abandon(): void;
}

/** A call whose params are at hand, in memory that stays: it can wait, and be served or passed on when it is time. */
export interface ReceivedCall extends OutgoingCall {
  /** The connection that it came over; undefined for a call made in this vat. */
  readonly link: Link | undefined;
  /** It is being received at this moment: nothing of ours is on the stack that a server's code could upset. */
  readonly isDirect: boolean;
  readonly byteLength: number;
  /**
   * Answers with the results of a call that we made to the same peer. Only where `canReturnFrom` says so.
   * rpc.capnp `Return.takeFromOtherQuestion`.
   */
  returnFrom(questionId: QuestionId): void;
  readonly canReturnFrom: boolean;
  /** The call has gone to the peer that it came from: nothing is served here, and its Return must be read. */
  handedBack(): void;
  /** The params; the taker disposes them. At most once, and not together with `params()`. */
  takeParams(): Payload;
  /**
   * Answers with results built here. Gives back what pipelined calls can be resolved with, undefined if the results hold
   * no capability; it belongs to the call, until that is finished.
   */
  returnBuilt(build: (draft: PayloadDraft) => void): Payload | undefined;
  /** Tells the caller, after everything that was pipelined on the results has been resolved. */
  delivered(): void;
  /** The method that serves the call threw `error`. After it had answered, nobody else can be told. */
  threw(error: unknown, method: MethodName, hadAnswered: boolean): void;
  /** The method that served the call has ended. */
  over(): void;
}

export abstract class Client {
  #references = 1;

  /** Begins a call. Nothing of the caller's but `params` runs before it returns. */
  abstract call(call: OutgoingCall): Pending;

  /** Passes on a call that came from elsewhere. */
  abstract forward(call: ReceivedCall): Pending;

  /** The last reference has gone. */
  protected abstract destroy(): void;

  /** What calls go to instead, once a promise has resolved. Borrowed. */
  get resolved(): Client | undefined {
    return undefined;
  }

  /** Whether it is a promise that has yet to resolve. */
  get isPromise(): boolean {
    return false;
  }

  /** Calls the listener, synchronously, when a promise resolves. Only for promises. */
  whenResolved(_listener: (resolution: Client) => void): void {
    throw new Error("only a promise resolves");
  }

  /** Why every call fails: a null or broken capability. Those are passed by value, and order means nothing to them. */
  get brokenBy(): BrokenReason | undefined {
    return undefined;
  }

  /** The client itself, if its calls go over this connection. */
  onLink(_link: Link): RemoteClient | undefined {
    return undefined;
  }

  /** Whether it was received over this connection, wherever its calls go by now. */
  isFrom(_link: Link): boolean {
    return false;
  }

  /** Whether calls wait in this vat, and what they wait for did not come over this connection. */
  isWaitingApartFrom(link: Link): boolean {
    let client: Client = this;
    while (!client.isFrom(link)) {
      if (client.resolved === undefined) return client.isPromise;
      client = client.resolved;
    }
    return false;
  }

  /** Where calls go to now. Borrowed. */
  innermost(): Client {
    let client: Client = this;
    for (let next = client.resolved; next !== undefined; next = client.resolved) client = next;
    return client;
  }

  get isReleased(): boolean {
    return this.#references === 0;
  }

  addReference(): this {
    if (this.#references === 0) throw new Error("a released client cannot be referenced again");
    this.#references++;
    return this;
  }

  release(): void {
    if (this.#references === 0) throw new Error("a client was released more often than referenced");
    if (--this.#references === 0) this.destroy();
  }
}

/** Why a capability is broken; a null one is broken by nature. */
export interface BrokenReason {
  readonly error: RpcError;
  readonly isNull: boolean;
}

/** Releases clients that were taken out of a table. */
export function releaseAll(clients: Iterable<Client>): void {
  for (const client of clients) client.release();
}
