// remote-client.ts: a client whose calls go to the peer of one connection.
import type { BuilderSegment, MessageBuilder } from "@teleop/capnp/wire";
import { ClientHook, type Pending, type ReceivedCall } from "./client-hook.ts";
import type { Link } from "./link.ts";
import type { OutgoingCall } from "./seam.ts";

export abstract class RemoteClient extends ClientHook {
  readonly link: Link;

  constructor(link: Link) {
    super();
    this.link = link;
  }

  /** Writes where a message to this client is addressed. Only for clients that have not resolved. */
  abstract writeTarget(message: MessageBuilder, segment: BuilderSegment, at: number): void;

  /**
   * Writes this client as a capability of a payload, in the peer's own terms: it goes back to where it came from.
   * Returns what the descriptor names. For a promise that is not the promise, but where it leads now: the peer sends
   * everything that it addresses to the descriptor there, also when the promise has resolved (rpc.capnp
   * `Disembargo`, "The Tribble 4-way Race Condition").
   */
  abstract writeDescriptor(message: MessageBuilder, segment: BuilderSegment, at: number): RemoteClient;

  /**
   * A promise of the peer's has resolved to this client, over the same connection. `receivedCalls`: calls were sent to
   * that promise, so if this client in turn resolves to something of ours, it needs an embargo.
   */
  resolvedToThis(_receivedCalls: boolean): void {}

  override onLink(link: Link): RemoteClient | undefined {
    return link === this.link ? this : undefined;
  }

  override isFrom(link: Link): boolean {
    return link === this.link || super.isFrom(link);
  }

  protected override get from(): Link {
    return this.link;
  }

  override call(call: OutgoingCall): Pending {
    return this.link.questions.ask(this, call);
  }

  override forward(call: ReceivedCall): Pending {
    if (call.link !== this.link) return this.link.questions.ask(this, call, call);
    const direct = this.tailCall(call, call);
    if (direct !== undefined) return direct;
    const pending = this.link.questions.ask(this, call, call);
    call.handedBack();
    return pending;
  }

  /**
   * Makes a call whose results are to be the answer to `caller`, which came from the same peer: they need not travel.
   * rpc.capnp `Call.sendResultsTo.yourself`. Undefined where that cannot be done.
   */
  tailCall(call: Omit<OutgoingCall, "returned" | "failed">, caller: ReceivedCall): Pending | undefined {
    return this.link.questions.askForCaller(this, call, caller);
  }
}
