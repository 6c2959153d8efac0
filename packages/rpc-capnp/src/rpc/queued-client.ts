// queued-client.ts: a promise of this vat: holds calls, in order, until it is known where they go.
import { BrokenClient } from "./broken-client.ts";
import { Client, type Pending, type ReceivedCall } from "./client.ts";
import { RpcError } from "./exception.ts";
import { beginLocalCall } from "./local-call.ts";
import { PipelineMemo } from "./pipeline.ts";
import { Reference } from "./reference.ts";
import type { Capability, OutgoingCall } from "./seam.ts";

export class QueuedClient extends Client {
  readonly #onDropped: (() => void) | undefined;
  #state:
    | {
        readonly state: "waiting";
        readonly calls: QueuedCall[];
        readonly listeners: ((to: Client) => void)[];
      }
    | { readonly state: "resolved"; readonly to: Client } = { state: "waiting", calls: [], listeners: [] };

  /** @param onDropped told when nobody holds the promise any more. */
  constructor(onDropped?: () => void) {
    super();
    this.#onDropped = onDropped;
  }

  override get resolved(): Client | undefined {
    return this.#state.state === "resolved" ? this.#state.to : undefined;
  }

  override get isPromise(): boolean {
    return this.#state.state === "waiting";
  }

  override whenResolved(listener: (to: Client) => void): void {
    if (this.#state.state === "resolved") listener(this.#state.to);
    else this.#state.listeners.push(listener);
  }

  override call(call: OutgoingCall): Pending {
    if (this.#state.state === "resolved") return this.#state.to.call(call);
    return beginLocalCall(call, (held) => this.forward(held));
  }

  override forward(call: ReceivedCall): Pending {
    if (this.#state.state === "resolved") return this.#state.to.forward(call);
    const queued = new QueuedCall(call, this);
    this.#state.calls.push(queued);
    return queued;
  }

  /**
   * Sends on what waited, in order, then tells the listeners. Takes over the reference to `to`. Does nothing if the
   * promise has resolved already, or nobody wants it any more.
   */
  resolve(to: Client): void {
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
    for (const call of calls) call.goTo(target);
    for (const listener of listeners) listener(target);
    this.release();
  }

  reject(error: RpcError): void {
    this.resolve(new BrokenClient(error));
  }

  protected override destroy(): void {
    if (this.#state.state === "resolved") this.#state.to.release();
    this.#onDropped?.();
  }
}

/** A call that waits in a queue. It keeps the promise alive: made is made, also if nobody else holds the capability. */
class QueuedCall implements Pending {
  readonly byteLength: number;
  readonly ready = undefined;
  readonly #pipelined = new PipelineMemo<QueuedClient>();
  #state:
    | { readonly state: "waiting"; readonly call: ReceivedCall; readonly queue: QueuedClient }
    | { readonly state: "gone"; readonly pending: Pending }
    | { readonly state: "canceled" };
  #isDropped = false;

  constructor(call: ReceivedCall, queue: QueuedClient) {
    this.byteLength = call.byteLength;
    this.#state = { state: "waiting", call, queue: queue.addReference() };
  }

  goTo(target: Client): void {
    if (this.#state.state !== "waiting") return;
    const { call, queue } = this.#state;
    const pending = target.forward(call);
    this.#state = { state: "gone", pending };
    for (const { path, client } of this.#pipelined.live()) client.resolve(pending.pipelineClient(path));
    // A caller that gets its results has nothing to dispose any more, so nothing may be held until then.
    this.#pipelined.release();
    // From here on the capabilities pipelined from the call keep it alive, if anything does.
    if (this.#isDropped) pending[Symbol.dispose]();
    queue.release();
  }

  pipelineClient(path: readonly number[]): Client {
    const known = this.#pipelined.get(path);
    if (known !== undefined) return known.addReference();
    if (this.#state.state === "gone") return this.#state.pending.pipelineClient(path);
    if (this.#state.state === "canceled") return new BrokenClient(neverMade());
    const client = new QueuedClient(() => this.#cancelIfUnwanted());
    this.#pipelined.set(path, client.addReference());
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

  #cancelIfUnwanted(): void {
    if (this.#state.state === "waiting" && this.#isDropped && !this.#pipelined.isUsed) this.#cancel();
  }

  #cancel(): void {
    if (this.#state.state !== "waiting") return;
    const { call, queue } = this.#state;
    this.#state = { state: "canceled" };
    for (const { client } of this.#pipelined.live()) client.reject(neverMade());
    call.takeParams()[Symbol.dispose]();
    call.over();
    queue.release();
  }
}

function neverMade(): RpcError {
  return new RpcError(
    "failed",
    "the call that this capability was pipelined from was canceled before it was served",
  );
}
