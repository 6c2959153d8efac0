// queued-client.ts: a promise of this vat: holds calls, in order, until it is known where they go.
import { BrokenClient } from "./broken-client.ts";
import { ClientHook, type Pending, type ReceivedCall, sourceOf } from "./client-hook.ts";
import { RpcError } from "./exception.ts";
import { beginLocalCall } from "./local-call.ts";
import { PipelineMemo } from "./pipeline.ts";
import { Reference } from "./reference.ts";
import type { Capability, OutgoingCall } from "./seam.ts";

/** A promise, and what it is to lead to: a reference that is the promise's to take over. */
interface Resolution {
  readonly promise: QueuedClient;
  readonly to: ClientHook;
}

export class QueuedClient extends ClientHook {
  readonly #onDropped: (() => void) | undefined;
  #state:
    | {
        readonly state: "waiting";
        calls: WaitingCalls | undefined;
        readonly listeners: ((to: ClientHook) => void)[];
      }
    | { readonly state: "resolved"; to: ClientHook } = { state: "waiting", calls: undefined, listeners: [] };

  /** Calls that wait are served though nobody wants their answers any more, unless they are abandoned. */
  readonly isKeeping: boolean;

  /** @param onDropped told when nobody holds the promise any more. It must release nothing. */
  constructor(onDropped?: () => void, { isKeeping = false }: { readonly isKeeping?: boolean } = {}) {
    super();
    this.#onDropped = onDropped;
    this.isKeeping = isKeeping;
  }

  override get resolved(): ClientHook | undefined {
    return this.#state.state === "resolved" ? this.#state.to : undefined;
  }

  override get isPromise(): boolean {
    return this.#state.state === "waiting";
  }

  override whenResolved(listener: (to: ClientHook) => void): void {
    if (this.#state.state === "resolved") listener(this.#state.to);
    else this.#state.listeners.push(listener);
  }

  override call(call: OutgoingCall): Pending {
    if (this.#state.state === "resolved") return this.innermost().call(call);
    return beginLocalCall(call, (held) => this.forward(held));
  }

  override forward(call: ReceivedCall): Pending {
    if (this.#state.state === "resolved") return this.innermost().forward(call);
    this.#state.calls ??= new WaitingCalls(this);
    return this.#state.calls.add(call);
  }

  /**
   * Sends on what waited, in order, then tells the listeners. Takes over the reference to `to`. Does nothing if the
   * promise has resolved already, or nobody wants it any more.
   */
  resolve(to: ClientHook): void {
    // What was pipelined from the calls that wait goes with them, and is added behind, however deep that is.
    const resolutions: Resolution[] = [{ promise: this, to }];
    for (const { promise, to } of resolutions) promise.#lead(to, resolutions);
  }

  reject(error: RpcError): void {
    this.resolve(new BrokenClient(error));
  }

  #lead(to: ClientHook, resolutions: Resolution[]): void {
    if (this.#state.state === "resolved" || this.isReleased) {
      to.release();
      return;
    }
    // Letting go of `to`, or of the last call that waits, may be letting go of this.
    this.addReference();
    let target = to;
    if (to.innermost() === this) {
      target = new BrokenClient(new RpcError("failed", "a promised capability resolved to itself"));
      to.release();
    }
    const { calls, listeners } = this.#state;
    this.#state = { state: "resolved", to: target };
    const innermost = target.innermost();
    if (innermost instanceof QueuedClient) innermost.#takeOver(calls);
    else calls?.goTo(target, resolutions);
    for (const listener of listeners) listener(target);
    this.release();
  }

  /** What waited for another promise waits for this one now. */
  #takeOver(calls: WaitingCalls | undefined): void {
    if (this.#state.state === "resolved" || calls === undefined) return;
    if (this.#state.calls === undefined) this.#state.calls = calls.waitFor(this);
    else this.#state.calls.append(calls);
  }

  protected override leadTo(to: ClientHook): ClientHook {
    if (this.#state.state === "waiting") return super.leadTo(to);
    const before = this.#state.to;
    this.#state.to = to;
    return before;
  }

  protected override destroy(): ClientHook | undefined {
    this.#onDropped?.();
    return this.#state.state === "resolved" ? this.#state.to : undefined;
  }
}

/**
 * The calls that wait for a promise, in order. They keep it alive: made is made, also if nobody else holds the
 * capability. A promise that resolves to another hands them over at a cost that does not depend on how many there are,
 * since a peer can make that happen again and again.
 */
class WaitingCalls {
  /** What they wait for. Owned while any waits. */
  #promise: QueuedClient;
  #items: (QueuedCall | WaitingCalls)[] = [];
  #waiting = 0;
  /** Calls in `#items` that do not wait any more, but have not been taken out. */
  #gone = 0;
  /** Those that these are part of. */
  #whole: WaitingCalls | undefined;

  constructor(promise: QueuedClient) {
    this.#promise = promise;
  }

  add(call: ReceivedCall): QueuedCall {
    const queued = new QueuedCall(call, this, this.#promise.isKeeping);
    this.#items.push(queued);
    if (this.#waiting++ === 0) this.#promise.addReference();
    return queued;
  }

  /** Adds others behind these. */
  append(others: WaitingCalls): void {
    if (others.#waiting === 0) return;
    others.#whole = this;
    this.#items.push(others);
    if (this.#waiting === 0) this.#promise.addReference();
    this.#waiting += others.#waiting;
    this.#gone += others.#gone;
    others.#promise.release();
  }

  waitFor(promise: QueuedClient): this {
    const before = this.#promise;
    this.#promise = promise;
    if (this.#waiting > 0) {
      promise.addReference();
      before.release();
    }
    return this;
  }

  /** Sends them on. */
  goTo(target: ClientHook, resolutions: Resolution[]): void {
    for (const call of this.#inOrder()) call.goTo(target, resolutions);
  }

  /** One of them waits no more. */
  left(): void {
    let whole: WaitingCalls = this;
    for (let larger = whole.#whole; larger !== undefined; larger = whole.#whole) {
      // Shortens the way for the next: promises that resolve to promises make it as long as the peer likes.
      if (larger.#whole !== undefined) whole.#whole = larger.#whole;
      whole = larger;
    }
    whole.#oneLess();
  }

  #oneLess(): void {
    this.#waiting--;
    this.#gone++;
    if (this.#waiting === 0) {
      this.#items = [];
      this.#gone = 0;
      this.#promise.release();
    } else if (this.#gone > this.#waiting + leastGone) {
      const calls = this.#inOrder();
      for (const call of calls) call.calls = this;
      this.#items = calls;
      this.#gone = 0;
    }
  }

  /** Those that wait, in order. */
  #inOrder(): QueuedCall[] {
    const calls: QueuedCall[] = [];
    const stack: { readonly items: readonly (QueuedCall | WaitingCalls)[]; next: number }[] = [
      { items: this.#items, next: 0 },
    ];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const item = top.items[top.next++];
      if (item === undefined) stack.pop();
      else if (item instanceof WaitingCalls) stack.push({ items: item.#items, next: 0 });
      else if (item.isWaiting) calls.push(item);
    }
    return calls;
  }
}

/** How many calls that have gone are not worth looking for. */
const leastGone = 16;

/** A call that waits in a queue. */
class QueuedCall implements Pending {
  readonly byteLength: number;
  readonly ready = undefined;
  /** Those that it waits among. */
  calls: WaitingCalls;
  readonly #isKept: boolean;
  readonly #pipelined = new PipelineMemo<QueuedClient>();
  #state:
    | { readonly state: "waiting"; readonly call: ReceivedCall }
    | { readonly state: "gone"; readonly pending: Pending }
    | { readonly state: "canceled" };
  #isDropped = false;

  constructor(call: ReceivedCall, calls: WaitingCalls, isKept: boolean) {
    this.byteLength = call.byteLength;
    this.#isKept = isKept;
    this.calls = calls;
    this.#state = { state: "waiting", call };
  }

  get isWaiting(): boolean {
    return this.#state.state === "waiting";
  }

  get passedOnTo(): Pending | undefined {
    return this.#state.state === "gone" ? this.#state.pending : undefined;
  }

  goTo(target: ClientHook, resolutions: Resolution[]): void {
    if (this.#state.state !== "waiting") return;
    const pending = target.forward(this.#state.call);
    this.#state = { state: "gone", pending };
    for (const { path, client } of this.#pipelined.live()) {
      resolutions.push({ promise: client, to: pending.pipelineClient(path) });
    }
    // A caller that gets its results has nothing to dispose any more, so nothing may be held until then.
    this.#pipelined.release();
    // From here on the capabilities pipelined from the call keep it alive, if anything does.
    if (this.#isDropped) pending[Symbol.dispose]();
    this.calls.left();
  }

  pipelineClient(path: readonly number[]): ClientHook {
    const known = this.#pipelined.get(path);
    if (known !== undefined) return known.addReference();
    if (this.#state.state === "gone") return sourceOf(this.#state.pending).pipelineClient(path);
    if (this.#state.state === "canceled") return new BrokenClient(neverMade());
    const client = new QueuedClient(() => this.#dropped(path));
    this.#pipelined.set(path, client);
    return client;
  }

  pipeline(path: readonly number[]): Capability {
    return new Reference(this.pipelineClient(path));
  }

  abandon(): void {
    this[Symbol.dispose]();
    if (this.#state.state === "gone") this.#state.pending.abandon();
    else if (this.#state.state === "waiting") this.#cancel();
  }

  [Symbol.dispose](): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    this.#pipelined.release();
    if (this.#state.state === "gone") this.#state.pending[Symbol.dispose]();
    else this.#cancelIfUnwanted();
  }

  #dropped(path: readonly number[]): void {
    this.#pipelined.forget(path);
    // Canceling releases what was passed, which may have been pipelined from another call.
    if (this.#isUnwanted) queueMicrotask(() => this.#cancelIfUnwanted());
  }

  get #isUnwanted(): boolean {
    if (this.#isKept || this.#state.state !== "waiting") return false;
    return this.#isDropped && !this.#pipelined.isUsed;
  }

  #cancelIfUnwanted(): void {
    if (this.#isUnwanted) this.#cancel();
  }

  #cancel(): void {
    if (this.#state.state !== "waiting") return;
    const { call } = this.#state;
    this.#state = { state: "canceled" };
    for (const { client } of this.#pipelined.live()) client.reject(neverMade());
    call.takeParams()[Symbol.dispose]();
    call.over();
    this.calls.left();
  }
}

function neverMade(): RpcError {
  return new RpcError(
    "failed",
    "the call that this capability was pipelined from was canceled before it was served",
  );
}
