// promise-client.ts: a promise of the peer's: calls go to the peer until it says where the promise leads.
//
// Then this is the whole embargo rule: if calls were sent to the promise and it leads back to us, they are still on
// their way through the peer, and later calls wait for them. rpc.capnp `Disembargo`.
import type { BuilderSegment, MessageBuilder } from "@teleop/capnp/wire";
import { BrokenClient } from "./broken-client.ts";
import type { ClientHook, Pending, ReceivedCall } from "./client-hook.ts";
import { RpcError } from "./exception.ts";
import type { Link } from "./link.ts";
import { RemoteClient } from "./remote-client.ts";
import type { OutgoingCall } from "./seam.ts";

export class PromiseClient extends RemoteClient {
  readonly #onDropped: (() => void) | undefined;
  /** Both are owned: where calls go until it is resolved, and from then on. */
  #state:
    | {
        readonly state: "waiting";
        readonly at: RemoteClient;
        readonly listeners: ((to: ClientHook) => void)[];
      }
    | { readonly state: "resolved"; to: ClientHook };
  #hasReceivedCalls = false;

  /**
   * @param at where calls go for now: an import or a promised answer. Its reference is taken over.
   * @param onDropped told when nobody holds the promise any more. It must release nothing.
   */
  constructor(link: Link, at: RemoteClient, onDropped?: () => void) {
    super(link);
    this.#state = { state: "waiting", at, listeners: [] };
    this.#onDropped = onDropped;
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

  override onLink(link: Link): RemoteClient | undefined {
    return this.#state.state === "waiting" ? super.onLink(link) : undefined;
  }

  override call(call: OutgoingCall): Pending {
    if (this.#state.state === "resolved") return this.innermost().call(call);
    this.#hasReceivedCalls = true;
    return this.#state.at.call(call);
  }

  override forward(call: ReceivedCall): Pending {
    if (this.#state.state === "resolved") return this.innermost().forward(call);
    this.#hasReceivedCalls = true;
    return this.#state.at.forward(call);
  }

  override tailCall(
    call: Omit<OutgoingCall, "returned" | "failed">,
    caller: ReceivedCall,
  ): Pending | undefined {
    if (this.#state.state === "resolved") return undefined;
    this.#hasReceivedCalls = true;
    return this.#state.at.tailCall(call, caller);
  }

  override writeTarget(message: MessageBuilder, segment: BuilderSegment, at: number): void {
    this.#waitingAt().writeTarget(message, segment, at);
  }

  override writeDescriptor(message: MessageBuilder, segment: BuilderSegment, at: number): RemoteClient {
    // Whoever gets it may send calls along it, which count as sent by way of the peer.
    this.#hasReceivedCalls = true;
    return this.#waitingAt().writeDescriptor(message, segment, at);
  }

  override resolvedToThis(receivedCalls: boolean): void {
    this.#hasReceivedCalls ||= receivedCalls;
  }

  /**
   * The peer has said where the promise leads. Takes over the reference to `to`.
   *
   * @param isReflected the peer took `to` for one of ours, so that calls may be on their way back to us, whatever it
   *   leads to by now.
   */
  resolve(to: ClientHook, isReflected: boolean): void {
    if (this.#state.state === "resolved" || this.isReleased) {
      to.release();
      return;
    }
    const { at, listeners } = this.#state;
    // Letting go of `to` may be letting go of this, if a promise was resolved to itself.
    this.addReference();
    const target = this.#embargoed(this.#withoutCycle(to, at), at, isReflected);
    this.#state = { state: "resolved", to: target };
    for (const listener of listeners) listener(target);
    at.release();
    this.release();
  }

  protected override leadTo(to: ClientHook): ClientHook {
    if (this.#state.state === "waiting") return super.leadTo(to);
    const before = this.#state.to;
    this.#state.to = to;
    return before;
  }

  protected override destroy(): ClientHook {
    this.#onDropped?.();
    return this.#state.state === "resolved" ? this.#state.to : this.#state.at;
  }

  #waitingAt(): RemoteClient {
    if (this.#state.state === "resolved")
      throw new Error("a resolved promise has no place at the peer any more");
    return this.#state.at;
  }

  #withoutCycle(to: ClientHook, at: RemoteClient): ClientHook {
    const innermost = to.innermost();
    if (innermost !== this && innermost !== at) return to;
    to.release();
    return new BrokenClient(new RpcError("failed", "a promised capability resolved to itself"));
  }

  #embargoed(to: ClientHook, at: RemoteClient, isReflected: boolean): ClientHook {
    const innermost = to.innermost();
    // Broken capabilities are passed by value: the peer knows of no object of ours, and order makes no difference.
    if (innermost.brokenBy !== undefined) return to;
    if (!isReflected) {
      // Still at the peer: calls keep their order by taking the same way. If that is a promise too, it inherits what
      // must be known when it resolves.
      innermost.onLink(this.link)?.resolvedToThis(this.#hasReceivedCalls);
      return to;
    }
    if (!this.#hasReceivedCalls || this.link.lost !== undefined) return to;
    return this.link.embargoes.begin(at, to);
  }
}
