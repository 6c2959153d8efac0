// call.ts: a call under way: a promise of its results and, where they can hold capabilities, a way to reach those at once.
//
// https://capnproto.org/rpc.html#time-travel-promise-pipelining

import { ValueError } from "@teleop/capnp";
import {
  type CapabilityValues,
  definePipeline,
  type PipelineSource,
  reach,
  type StructType,
} from "@teleop/capnp/capability";
import { promisedCapability } from "../rpc/capability.ts";
import { beginStackAt, type RpcError, toldAt, toRpcError } from "../rpc/exception.ts";
import type {
  Capability,
  InterfaceId,
  OutgoingCall,
  PayloadBuilder,
  PayloadReader,
  PendingCall,
} from "../rpc/seam.ts";
import { WireError } from "../wire/index.ts";
import { requireSignal } from "./abort-signal.ts";
import { OwnedStruct } from "./owned-struct.ts";
import { readPayload, writePayload } from "./payload-codec.ts";
import { PayloadReading } from "./payload-contexts.ts";

/** What is called, with what. */
export interface Request {
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  /** For messages: `Calculator.add()`. */
  readonly methodName: string;
  readonly paramsType: StructType;
  /** A plain object or a function that builds. */
  readonly params: unknown;
  readonly resultsType: StructType;
  readonly signal: AbortSignal | undefined;
  /** Made where the caller called: an error's stack begins there. */
  readonly site: Error;
}

/** One call, as the engine sees it. */
class Exchange implements OutgoingCall {
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  readonly pipelining: "none" | undefined;
  readonly #request: Request;
  #promise: PlainCall | undefined;
  #resolve: ((value: object) => void) | undefined;
  #reject: ((error: unknown) => void) | undefined;
  #pending: PendingCall | undefined;
  /** What was wrong with the params: the caller learns it as it is, not as an error of the call. */
  #invalid: { readonly error: unknown } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #reading: PayloadReading | undefined;
  #forgetSignal: (() => void) | undefined;
  #isLazy = false;

  constructor(request: Request, isPipelined: boolean) {
    this.interfaceId = request.interfaceId;
    this.methodId = request.methodId;
    this.pipelining = isPipelined ? undefined : "none";
    this.#request = request;
  }

  get methodName(): string {
    return this.#request.methodName;
  }

  settleWith(resolve: (value: object) => void, reject: (error: unknown) => void): void {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(capability: Capability, promise: PlainCall): void {
    this.#promise = promise;
    let signal: AbortSignal | undefined;
    try {
      signal = requireSignal(this.#request.signal);
      if (signal?.aborted === true) {
        this.#fail(signal.reason);
        return;
      }
      this.#pending = capability.call(this);
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (signal !== undefined) this.#cancelWith(signal);
  }

  /** Results will be a view, if they have not been decoded yet. */
  decodeLazily(): void {
    this.#isLazy = true;
  }

  /** The capability at `path`. A new reference. */
  pipeline(path: readonly number[]): Capability {
    if (this.#reading !== undefined) return this.#reading.at(path);
    if (this.#failure !== undefined || this.#pending === undefined) {
      return promisedCapability(Promise.reject(this.#failure?.error));
    }
    return this.#pending.pipeline(path);
  }

  params(payload: PayloadBuilder): void {
    try {
      writePayload(this.#request.paramsType, this.#request.params, payload, "params");
    } catch (error) {
      // A message that grew too large is no fault of one value: the call fails as others do.
      if (!(error instanceof WireError))
        this.#invalid = {
          error: error instanceof ValueError ? beginStackAt(this.#request.site, error) : error,
        };
      throw error;
    }
  }

  returned(payload: PayloadReader): void {
    this.#forgetSignal?.();
    const reading = new PayloadReading(payload, this.#isLazy);
    this.#reading = reading;
    try {
      this.#resolve?.(this.#decode(payload, reading));
    } catch (error) {
      reading[Symbol.dispose]();
      this.#fail(toldAt(this.#request.site, toRpcError(error)));
    }
  }

  failed(error: RpcError): void {
    this.#forgetSignal?.();
    this.#fail(this.#invalid === undefined ? toldAt(this.#request.site, error) : this.#invalid.error);
  }

  /** Cancels the call, or releases its results. */
  [Symbol.dispose](): void {
    if (this.#reading !== undefined) this.#reading[Symbol.dispose]();
    else if (this.#failure === undefined) {
      this.#cancel(new DOMException("the call was disposed before it returned", "AbortError"));
    }
  }

  #decode(payload: PayloadReader, reading: PayloadReading): object {
    const { resultsType } = this.#request;
    if (this.#isLazy) {
      const view = readPayload(resultsType, payload, reading);
      return Object.defineProperty(view, Symbol.dispose, { value: () => reading[Symbol.dispose]() });
    }
    const results = readPayload(resultsType, payload, reading, new OwnedStruct(reading));
    reading.finish();
    return results;
  }

  #cancelWith(signal: AbortSignal): void {
    // Writing the params ran the user's code, which may have aborted already: then no event will come.
    if (signal.aborted) {
      this.#cancel(signal.reason);
      return;
    }
    const onAbort = (): void => this.#cancel(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    this.#forgetSignal = () => signal.removeEventListener("abort", onAbort);
  }

  #cancel(reason: unknown): void {
    this.#forgetSignal?.();
    this.#pending?.[Symbol.dispose]();
    this.#fail(reason);
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    // A call that nobody waits for fails in silence: a server must not go down because a client that it notified left.
    this.#promise?.ignoreRejection();
    this.#reject?.(error);
  }
}

/** A call whose results hold no capabilities. */
export class PlainCall extends Promise<object> implements Disposable {
  readonly #exchange: Exchange;

  static {
    // `await` takes a promise as it is, without wrapping it into another one, if this says that it is a plain promise.
    Object.defineProperty(PlainCall.prototype, "constructor", { value: Promise });
  }

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(exchange: Exchange) {
    super((resolve, reject) => exchange.settleWith(resolve, reject));
    this.#exchange = exchange;
  }

  static begin(capability: Capability, request: Request): PlainCall {
    const exchange = new Exchange(request, false);
    const call = new PlainCall(exchange);
    exchange.begin(capability, call);
    return call;
  }

  reader(): Promise<object> {
    this.#exchange.decodeLazily();
    return this;
  }

  ignoreRejection(): void {
    super.then(undefined, () => {});
  }

  [Symbol.dispose](): void {
    this.#exchange[Symbol.dispose]();
  }
}

/**
 * A call whose results can hold capabilities. Those that are reached through it before it is awaited belong to it; if
 * it never is, it ends when the last of them is disposed.
 */
export class PipelinedCall extends PlainCall {
  readonly #exchange: Exchange;
  readonly #stubs = new Map<string, { readonly values: CapabilityValues; readonly stub: Disposable }>();
  /** Apart from the call, whose properties are those that the fields of its results are called. */
  #source: PipelineSource | undefined;
  #isAwaited = false;

  constructor(exchange: Exchange) {
    super(exchange);
    this.#exchange = exchange;
  }

  /** The class of calls with such results: it has a property for each field that can lead to a capability. */
  static classFor(type: StructType): typeof PipelinedCall {
    class Call extends PipelinedCall {}
    definePipeline<PipelinedCall>(Call.prototype, type, (call, field) =>
      reach(call.#pipelineSource, field, []),
    );
    return Call;
  }

  static override begin(capability: Capability, request: Request): PipelinedCall {
    const exchange = new Exchange(request, true);
    const call = new this(exchange);
    exchange.begin(capability, call);
    return call;
  }

  // biome-ignore lint/suspicious/noThenProperty: to know whether anybody waits for the results
  override then<A = object, B = never>(
    onResolved?: ((results: object) => A | PromiseLike<A>) | null,
    onRejected?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#isAwaited = true;
    return super.then(onResolved, onRejected);
  }

  get #pipelineSource(): PipelineSource {
    this.#source ??= { capability: (path, values) => this.#stub(path, values) };
    return this.#source;
  }

  #stub(path: readonly number[], values: CapabilityValues): Disposable {
    const key = path.join();
    const known = this.#stubs.get(key);
    if (known?.values === values) return known.stub;
    const stub: Disposable = values.of(this.#exchange.pipeline(path), () => this.#disposed(key, stub));
    this.#stubs.set(key, { values, stub });
    return stub;
  }

  override [Symbol.dispose](): void {
    const stubs = [...this.#stubs.values()];
    this.#stubs.clear();
    for (const { stub } of stubs) stub[Symbol.dispose]();
    super[Symbol.dispose]();
  }

  #disposed(key: string, stub: Disposable): void {
    if (this.#stubs.get(key)?.stub !== stub) return;
    this.#stubs.delete(key);
    if (this.#stubs.size === 0 && !this.#isAwaited) super[Symbol.dispose]();
  }
}
