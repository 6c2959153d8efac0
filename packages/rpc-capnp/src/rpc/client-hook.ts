// client-hook.ts: what a reference leads to: an object of ours, of the peer's, one that is promised, or an error.
//
// Hooks are the engine's side of a capability; a `Client` is the application's: a stub. Hooks are counted by hand, since
// dropping the last reference to one has an effect: a message to the peer, or an object of ours that nobody can call any
// more. The kinds of hooks are named for what they lead to: `LocalClient`, `ImportClient`, `BrokenClient`.
import type { RpcError } from "./exception.ts";
import type { QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import type { Payload, PayloadDraft } from "./payload.ts";
import type { RemoteClient } from "./remote-client.ts";
import type { MethodName, OutgoingCall, PendingCall } from "./seam.ts";

/** A call under way, as the engine sees it. */
export interface Pending extends PendingCall {
  /** What will be at `path` in the results. A new reference, which the caller releases. */
  pipelineClient(path: readonly number[]): ClientHook;
  /** Bytes of the params. */
  readonly byteLength: number;
  /**
   * The caller has gone. As disposing, but what serves the call is told also if somebody still holds a capability
   * pipelined from it.
   */
  abandon(): void;
  /** The call whose results will be this one's, if it was passed on. Borrowed. */
  readonly passedOnTo: Pending | undefined;
}

/** The call that a call's results will really come from. A peer decides how often it is passed on. */
export function sourceOf(call: Pending): Pending {
  let source = call;
  for (let next = source.passedOnTo; next !== undefined; next = source.passedOnTo) source = next;
  return source;
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
  /**
   * Everything that was pipelined on what `returnBuilt` gave has been resolved. Tells the caller, if that is to hear of
   * the results only now.
   */
  delivered(results: Payload | undefined): void;
  /** The method that serves the call threw `error`. After it had answered, nobody else can be told. */
  threw(error: unknown, method: MethodName, hadAnswered: boolean): void;
  /** The method that served the call has ended. */
  over(): void;
}

/**
 * A peer decides how long the chains are in which one client leads to another, so nothing here, nor in what extends it,
 * follows them by recursion: `release` is a loop, `innermost` shortens what it has walked, and what else follows from a
 * release, such as a call that is canceled, comes in a microtask of its own.
 */
export abstract class ClientHook {
  #references = 1;
  /** The connections of promises that this one led through, and does not any more. */
  #passed: readonly Link[] | undefined;
  /** Those who wait until it is known where the promise leads at last. */
  #settling: ((settled: ClientHook) => void)[] | undefined;

  /** Begins a call. Nothing of the caller's but `params` runs before it returns. */
  abstract call(call: OutgoingCall): Pending;

  /** Passes on a call that came from elsewhere. */
  abstract forward(call: ReceivedCall): Pending;

  /**
   * The last reference has gone. Runs nothing of the application's. Gives back the client that this one led to, if it
   * did, for `release` to release.
   */
  protected abstract destroy(): ClientHook | undefined;

  /** What calls go to instead, once a promise has resolved. Borrowed. */
  get resolved(): ClientHook | undefined {
    return undefined;
  }

  /**
   * Leads to `to` at once, which it led to by way of others. Takes over the reference, and gives back the one to what it
   * led to. Only for promises that have resolved.
   */
  protected leadTo(_to: ClientHook): ClientHook {
    throw new Error("only a promise that has resolved leads elsewhere");
  }

  /** Whether it is a promise that has yet to resolve. */
  get isPromise(): boolean {
    return false;
  }

  /** Calls the listener, synchronously, when a promise resolves. Only for promises. */
  whenResolved(_listener: (resolution: ClientHook) => void): void {
    throw new Error("only a promise resolves");
  }

  /** Calls the listener when it is known where this leads at last, however many promises it passes on the way. */
  whenSettled(listener: (settled: ClientHook) => void): void {
    const innermost = this.innermost();
    if (innermost.isPromise) innermost.#settleLater([listener]);
    else listener(innermost);
  }

  #settleLater(listeners: ((settled: ClientHook) => void)[]): void {
    if (this.#settling !== undefined) {
      this.#settling = joined(this.#settling, listeners);
      return;
    }
    this.#settling = listeners;
    this.whenResolved((resolution) => {
      const waiting = this.#settling ?? [];
      this.#settling = undefined;
      const innermost = resolution.innermost();
      if (innermost.isPromise) innermost.#settleLater(waiting);
      else for (const settled of waiting) settled(innermost);
    });
  }

  /** Why every call fails: a null or broken capability. Those are passed by value, and order means nothing to them. */
  get brokenBy(): BrokenReason | undefined {
    return undefined;
  }

  /** The client itself, if its calls go over this connection. */
  onLink(_link: Link): RemoteClient | undefined {
    return undefined;
  }

  /** Whether it was received over this connection, or has led through what was, wherever its calls go by now. */
  isFrom(link: Link): boolean {
    return this.#passed?.includes(link) === true;
  }

  /** The connection that it was received over. */
  protected get from(): Link | undefined {
    return undefined;
  }

  /** Whether calls wait in this vat, and what they wait for did not come over this connection. */
  isWaitingApartFrom(link: Link): boolean {
    const innermost = this.innermost();
    return innermost.isPromise && !this.isFrom(link) && !innermost.isFrom(link);
  }

  /** Where calls go to now. Borrowed. */
  innermost(): ClientHook {
    const next = this.resolved;
    if (next === undefined) return this;
    return next.resolved === undefined ? next : this.#takeShortCut(next);
  }

  /** Makes all on the way lead to where it ends. A chain that is walked again and again must not cost its length. */
  #takeShortCut(next: ClientHook): ClientHook {
    const way: ClientHook[] = [this];
    let end = next;
    for (let after = end.resolved; after !== undefined; after = end.resolved) {
      way.push(end);
      end = after;
    }
    const last = way.pop();
    const passed = new Set(last?.links);
    for (const client of way.reverse()) {
      const links = client.links;
      client.#passed = [...new Set([...(client.#passed ?? []), ...passed])];
      for (const link of links) passed.add(link);
      client.leadTo(end.addReference()).release();
    }
    return end;
  }

  private get links(): readonly Link[] {
    const passed = this.#passed ?? [];
    return this.from === undefined ? passed : [this.from, ...passed];
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
    let client: ClientHook | undefined = this;
    do {
      if (client.#references === 0) throw new Error("a client was released more often than referenced");
      client = --client.#references === 0 ? client.destroy() : undefined;
    } while (client !== undefined);
  }
}

/** Why a capability is broken; a null one is broken by nature. */
export interface BrokenReason {
  readonly error: RpcError;
  readonly isNull: boolean;
}

/**
 * Both lists as one, in any order: the shorter is added to the longer, so that what waits for promises which resolve to
 * each other is moved seldom, however often they do.
 */
export function joined<T>(one: T[], other: T[]): T[] {
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  for (const item of shorter) longer.push(item);
  return longer;
}

/** Releases clients that were taken out of a table. */
export function releaseAll(clients: Iterable<ClientHook>): void {
  for (const client of clients) client.release();
}
