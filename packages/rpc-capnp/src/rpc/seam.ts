// seam.ts: where typed stubs and the engine meet: calls and payloads without types, callbacks without promises.
//
// The engine below knows nothing of schemas; the stubs above know nothing of questions and answers. Callbacks, since a
// typed stub makes the one promise that its user sees, and two would cost every call a second one.
import type { CapabilityReference, InterfaceId } from "@teleop/capnp/capability";
import type { MessageBuilder, PointerReader, PointerSlot } from "@teleop/capnp/wire";
import type { Peer } from "@teleop/core";
import type { RpcError } from "./exception.ts";

export type { InterfaceId };

/** Params or results under construction. It lives until the function that was given it returns. */
export interface PayloadBuilder {
  readonly message: MessageBuilder;
  /** The pointer to set: to a struct for params and results. */
  readonly content: PointerSlot;
  /** How deep what is being written is nested, for codecs, which count it. */
  depth: number;
  /**
   * Adds a capability to the payload's table and returns its index, for `message.setCapability`; -1 for a null
   * capability, which makes a null pointer there. The payload takes a reference of its own; the caller keeps, and
   * disposes, the one that it passed.
   */
  addCapability(capability: Capability): number;
}

/**
 * Params or results that were received. Whoever holds it disposes it, which releases the capabilities in it. Disposed,
 * it can no longer be read.
 */
export interface PayloadReader extends Disposable {
  readonly content: PointerReader;
  /**
   * A new reference to the capability at `index` of the payload's table, which the caller disposes; -1, as read from a
   * null pointer, gives a null capability, whose calls fail.
   */
  capability(index: number): Capability;
}

/** What a caller says of one call. */
export interface OutgoingCall {
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  /** What the caller knows the method as, for messages: `Calculator.add()`. */
  readonly methodName?: string | undefined;
  /** Writes the params, once, inside `call()`. What it throws fails the call, and nothing is sent. */
  params(payload: PayloadBuilder): void;
  /**
   * Exactly one of these is called, once, never from inside `call()`; none after the pending call is disposed, and none
   * when `pipelining` is `only`. What they throw is reported to the connection's `onError`, and changes nothing.
   */
  returned(results: PayloadReader): void;
  failed(error: RpcError): void;
  /** The call's bytes count against the stream's window, and `PendingCall.ready` tells when the next is welcome. */
  readonly streaming?: boolean | undefined;
  /**
   * `none`: the caller will not pipeline, which spares some servers work. `only`: the caller wants nothing but what it
   * pipelines from the call. rpc.capnp `Call.noPromisePipelining`, `Call.onlyPromisePipeline`.
   */
  readonly pipelining?: "none" | "only" | undefined;
}

/**
 * A call under way. Disposing it cancels the call; capabilities pipelined from it live on, and keep alive what they
 * need. Once the call has returned or failed, disposing it does nothing.
 */
export interface PendingCall extends Disposable {
  /**
   * The capability that will be at `path` in the results: indexes of pointers from the results' root struct on.
   * A new reference, which can be called at once. After the return it is the one in the results, until those are
   * disposed.
   * https://capnproto.org/rpc.html#time-travel-promise-pipelining
   */
  pipeline(path: readonly number[]): Capability;
  /**
   * For a streaming call: resolves when the window has room for another; undefined when it has room now. Rejects when
   * a streaming call on the same reference fails before that.
   */
  readonly ready: Promise<void> | undefined;
}

/**
 * One counted reference to an object: ours, the peer's, promised, null or broken. Disposing releases it, once.
 * Only the engine makes these.
 */
export interface Capability extends CapabilityReference {
  /** @throws TeleopError `DISPOSED` when this reference was disposed. Every other failure arrives in `failed`. */
  call(call: OutgoingCall): PendingCall;
  /** Another reference to the same object. */
  dup(): Capability;
  /** Settles when it is known what the reference leads to; rejects with the RpcError when that is an error. */
  whenResolved(): Promise<void>;
  /**
   * Resolves when every streaming call made on this reference, or on its `dup()`s, has been answered. Rejects with the
   * error of the first that failed; streaming calls made after that fail with it too.
   */
  streamed(): Promise<void>;
}

/** An object that serves calls. The engine calls it for local and remote callers alike, in the order of the calls. */
export interface Dispatcher {
  /**
   * Serves one call. It is answered by `call.results` or `call.tailCall`; if neither was used when the function
   * returns or its promise resolves, with an empty struct. What it throws fails the call.
   * Unknown methods: throw `RpcError` of type `unimplemented`.
   */
  dispatch(interfaceId: InterfaceId, methodId: number, call: IncomingCall): void | Promise<void>;
  /** What a method is called, for messages. Without it, or a name, they have the numbers. */
  nameOf?(interfaceId: InterfaceId, methodId: number): MethodName | undefined;
  /** The last reference has gone: nobody can call any more. Calls under way may still run. */
  released?(): void | Promise<void>;
}

/** What the schema calls a method. */
export interface MethodName {
  /** `calculator.capnp:Calculator` */
  readonly interface: string;
  readonly method: string;
}

/** What a method sees of one call. */
export interface IncomingCall {
  /** Disposed by the engine once the call is over, or earlier by the method, to let go of what was passed. */
  readonly params: PayloadReader;
  /** Aborted when the caller has lost interest, or the connection has gone; that may be so from the start. */
  readonly signal: AbortSignal;
  /** Who calls, as far as the transport tells; undefined for a call from our own vat. */
  readonly peer: Peer | undefined;
  /**
   * Builds the results and answers the call; may be called once. What `build` throws passes through, and the call is
   * still to be answered. If the caller has gone, nothing is built.
   */
  results(build: (payload: PayloadBuilder) => void): void;
  /** Lets pipelined calls run on these results while the call goes on; may be called once, before `results`. */
  setPipeline(build: (payload: PayloadBuilder) => void): void;
  /**
   * Answers with the results of another call. The call is over for this method. Results that go back to the peer they
   * come from need not travel, if the connection's option `tailCalls` says so.
   * https://capnproto.org/rpc.html; rpc.capnp `Call.sendResultsTo.yourself`.
   */
  tailCall(target: Capability, call: Omit<OutgoingCall, "returned" | "failed">): void;
  /**
   * Declares, before `dispatch` returns, that the method is a streaming one: the object's following calls wait until
   * the promise of `dispatch` settles, and fail with its error if it rejects.
   */
  streaming(): void;
}
