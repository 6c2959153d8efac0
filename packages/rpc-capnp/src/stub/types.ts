// types.ts: the types in which generated stubs are written, and that people see when they hover over a call.
import type {
  CapnpEsMessageClass,
  CapnpEsObject,
  CapnpEsStructClass,
  Interface as DescribedInterface,
  AnyPointerInit as OpenInit,
  Params,
  Type,
  ValueOf,
} from "@teleop/capnp";
import type { Peer } from "@teleop/core";

/** An interface at run time. `Stub` is what callers use, `Server` what objects that serve it implement. */
export interface Interface<Stub extends Client = Client, Server extends object = object>
  extends DescribedInterface<Stub, CapabilityInit<Stub, Server>, Stub> {
  /**
   * Makes an object callable. The caller owns the stub and disposes it.
   *
   * While an object is served, serving it again as the same interface gives another reference to the same capability.
   * When the last reference has gone, here and in other vats, `server[Symbol.dispose]()` is called if there is one.
   *
   * @throws ValueError for what has none of the interface's methods.
   */
  server(server: Server): Stub;
}

/**
 * A reference to an object somewhere. It counts: dispose it (`using`) when it is no longer needed.
 *
 * A null pointer reads as a stub too, whose calls fail; `isNull(stub)` tells.
 */
export interface Client extends Disposable {
  /** The same object seen through another interface, as a new reference. Nothing checks that it serves it until a call. */
  as<Stub extends Client>(type: Interface<Stub>): Stub;
  /** Another reference to the same object. */
  dup(): this;
  /** Resolves when it is known what this leads to; rejects with RpcError when that is an error. */
  whenResolved(): Promise<void>;
  /**
   * Resolves when every streaming call made on this reference and its `dup()`s has been answered. Rejects with the
   * error of the first that failed.
   */
  streamed(): Promise<void>;
}

/**
 * What a capability field can be set to; left out, it is null. Nothing changes hands: a stub that is passed or returned
 * stays with whoever has it, who disposes it. An object is served, as the interface of the field, for as long as it is
 * used.
 */
export type CapabilityInit<Stub extends Client, Server extends object> =
  | StubOf<Stub>
  | Server
  | PromiseLike<StubOf<Stub> | Server>;

/**
 * Any stub of that interface, told by what its `dup()` gives. It does not name the interface's methods: an object that is
 * written in place would get their types from both the stub and the server, that is, none.
 */
export interface StubOf<Stub extends Client> extends Omit<Client, "dup"> {
  dup(): Stub;
}

export interface CallOptions {
  /** Cancels the call: it rejects with the signal's reason, and the method's own signal fires. */
  readonly signal?: AbortSignal | undefined;
}

/** Types for the type parameters of a generic method; those left out are AnyPointer. */
export interface BindOptions<T> {
  readonly bind?: Partial<T> | undefined;
}

/**
 * A call under way: a promise of its results, and what can be called in them before they arrive. A call that fails
 * while nobody waits for it fails in silence. https://capnproto.org/rpc.html#time-travel-promise-pipelining
 *
 * Capabilities in results are released by disposing the results: `using results = await …`. Stubs that are reached
 * through the call belong to it; disposing it cancels it, if it has not returned, and releases them and the results.
 * A call that is only pipelined on need not be disposed: it ends with the last stub that was reached through it.
 */
export type Call<Results, Pipeline = unknown> = PendingResults<Results> & Pipeline;

export interface PendingResults<Results> extends Promise<Results & Disposable>, Disposable {
  /**
   * The results as a view of the message, each property decoded when it is first read, instead of all of them at once.
   * A list is decoded as a whole, its structs as views. Structs, lists and stubs are the same each time they are read.
   */
  reader(): Promise<Results & Disposable>;
  /**
   * The results as another struct than the method's own: of capnp-es, as the `Message` that they are the root of, or of a
   * schema that is newer. To be asked for in the turn in which the call was made.
   *
   * @throws ValueError `WRONG_TYPE` when the method has other results; `INVALID_ARGUMENT` as `as()` of what an AnyPointer
   *   reads as; TeleopError `INVALID_ARGUMENT` when the results have been read.
   */
  as<T extends Type>(type: T): Promise<NonNullable<ValueOf<T>> & Disposable>;
  as<S extends object>(type: CapnpEsStructClass<S> | CapnpEsMessageClass<S>): Promise<S & Disposable>;
}

/** A streaming call under way: resolves when the next is welcome. Errors arrive in later calls of the stub too. */
export interface StreamCall extends Promise<void>, Disposable {}

/**
 * What a server's method returns: its results, which may be a struct of capnp-es, or nothing when it has filled or
 * forwarded them through the context.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a method without a return statement returns void
export type Returns<Init> = Init | CapnpEsObject | void | PromiseLike<Init | CapnpEsObject | void>;

/** What a server's method sees of one call beside its params. Capabilities in params are the method's until it ends. */
export interface Context<Init = unknown, Builder = unknown> {
  /** Fires when the caller has cancelled the call or the connection has gone. */
  readonly signal: AbortSignal;
  /** Who calls, as far as the transport tells: its PID and user. Undefined for a call from our own process. */
  readonly peer: Peer | undefined;
  /** Fills the results now, instead of returning them. */
  results(results: Params<Init, Builder>): void;
  /** Lets calls that are pipelined on this one run on these results while the method goes on. */
  setPipeline(results: Params<Init, Builder>): void;
  /**
   * Answers with the results of another call, whatever they will be: `return ctx.tailCall(stub, "method", params)`. If
   * that goes back to the caller's own process, the results need not travel: see `RpcConnectionOptions.tailCalls`.
   * https://capnproto.org/rpc.html, rpc.capnp `Return.takeFromOtherQuestion`
   */
  tailCall<Stub extends Client, Method extends MethodOf<Stub, Init>>(
    target: Stub,
    method: Method,
    params?: ParamsOf<Stub, Method>,
  ): void;
}

/** What a server's streaming method sees of one call. */
export type StreamContext = Pick<Context, "signal">;

/** What a server's streaming method returns. While it is pending, the caller's window stays taken. */
export type StreamReturns = void | PromiseLike<void>;

/**
 * The stub or the server of an ancestor, without the methods that are called something else where it is inherited: see
 * `methodProperties`.
 */
export type Without<T, Properties extends keyof T> = Omit<T, Properties | keyof Client>;

/** Names of the methods of `Stub` whose results can stand for `Results`. */
export type MethodOf<Stub, Results> = {
  [M in keyof Stub]: Stub[M] extends (...args: never) => PendingResults<infer R>
    ? R extends Results
      ? M
      : never
    : never;
}[keyof Stub] &
  string;

/** The params that a method of a stub takes. */
export type ParamsOf<Stub, Method extends keyof Stub> = Stub[Method] extends (
  params?: infer P,
  ...rest: never
) => unknown
  ? P
  : never;

/** What an AnyPointer can be set to: `pointer(Type, value)`, a stub, or what was received. Text and bytes say their type. */
export type AnyPointerInit = OpenInit | Client | PromiseLike<Client>;

/** An AnyPointer in a result that has not arrived. */
export interface AnyPointerPipeline {
  /** What can be reached in it when it turns out to be a `type`: a stub for an interface. */
  as<Stub extends Client>(type: Interface<Stub>): Stub;
  as<P>(type: Type<unknown, unknown, P>): P;
}

/** What a Capability field, whose interface is not known, can be set to. */
export type AnyCapabilityInit = Client | PromiseLike<Client>;
