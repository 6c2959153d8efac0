// call.ts: a call under way: a promise of its results and, where they can hold capabilities, a way to reach those at once.
//
// https://capnproto.org/rpc.html#time-travel-promise-pipelining

import type { CapnpEsMessageClass, CapnpEsStructClass, Type } from "@teleop/capnp";
import {
  type CapabilityValues,
  definePipeline,
  type PipelineSource,
  type RuntimeType,
  reach,
  type StructType,
} from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core/basics";
import { promisedCapability } from "../rpc/capability.ts";
import { toRpcError } from "../rpc/exception.ts";
import type { Capability, PayloadReader } from "../rpc/seam.ts";
import { type Called, Exchange } from "./exchange.ts";
import { otherStruct } from "./other-struct.ts";
import { OwnedStruct } from "./owned-struct.ts";
import { readPayload, readPayloadAs } from "./payload-codec.ts";
import { PayloadReading } from "./payload-reading.ts";

/** What is called, where results come back. */
export interface Asked extends Called {
  readonly resultsType: StructType;
}

/** A call whose promise has the results. */
class CallExchange extends Exchange<object> {
  readonly #resultsType: StructType;
  #reading: PayloadReading | undefined;
  #isLazy = false;
  #otherType: RuntimeType | undefined;

  constructor(
    asked: Asked,
    params: unknown,
    signal: AbortSignal | undefined,
    site: Error,
    pipelining: "none" | undefined,
  ) {
    super(asked, params, signal, site, pipelining);
    this.#resultsType = asked.resultsType;
  }

  /** Results will be a view, if they have not been decoded yet. */
  decodeLazily(): void {
    this.#isLazy = true;
  }

  /** Results will be a struct of another type. */
  decodeAs(type: Type | CapnpEsStructClass | CapnpEsMessageClass): void {
    if (this.#reading !== undefined) {
      throw new TeleopError(
        "INVALID_ARGUMENT",
        `the results of ${this.methodName} have been read; as() is asked for where the call is made`,
      );
    }
    this.#otherType = otherStruct(type, this.#resultsType);
  }

  /** The capability at `path`. A new reference. */
  pipeline(path: readonly number[]): Capability {
    if (this.#reading !== undefined) return this.#reading.at(path);
    const { failure, pending } = this;
    if (failure !== undefined || pending === undefined) {
      return promisedCapability(Promise.reject(failure?.error));
    }
    return pending.pipeline(path);
  }

  protected override take(payload: PayloadReader): void {
    const reading = new PayloadReading(payload, this.#isLazy);
    this.#reading = reading;
    try {
      this.resolve(this.#decode(reading));
    } catch (error) {
      reading[Symbol.dispose]();
      this.fail(this.toldAtSite(toRpcError(error)));
    }
  }

  /** Cancels the call, or releases its results. */
  override [Symbol.dispose](): void {
    if (this.#reading !== undefined) this.#reading[Symbol.dispose]();
    else super[Symbol.dispose]();
  }

  #decode(reading: PayloadReading): object {
    if (this.#otherType !== undefined) {
      const results = readPayloadAs(this.#otherType, reading);
      reading.finish();
      return Object.defineProperty(results, Symbol.dispose, { value: () => reading[Symbol.dispose]() });
    }
    if (this.#isLazy) {
      const view = readPayload(this.#resultsType, reading);
      return Object.defineProperty(view, Symbol.dispose, { value: () => reading[Symbol.dispose]() });
    }
    const results = readPayload(this.#resultsType, reading, new OwnedStruct(reading));
    reading.finish();
    return results;
  }
}

/** A call whose results hold no capabilities. */
export class PlainCall extends Promise<object> implements Disposable {
  readonly #exchange: CallExchange;

  static {
    // `await` takes a promise as it is, without wrapping it into another one, if this says that it is a plain promise.
    Object.defineProperty(PlainCall.prototype, "constructor", { value: Promise });
  }

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  constructor(exchange: CallExchange) {
    super((resolve, reject) => exchange.settleWith(resolve, reject));
    this.#exchange = exchange;
  }

  static begin(
    capability: Capability,
    asked: Asked,
    params: unknown,
    signal: AbortSignal | undefined,
    site: Error,
  ): PlainCall {
    const exchange = new CallExchange(asked, params, signal, site, "none");
    const call = new PlainCall(exchange);
    exchange.begin(capability, call);
    return call;
  }

  reader(): Promise<object> {
    this.#exchange.decodeLazily();
    return this;
  }

  as(type: Type | CapnpEsStructClass | CapnpEsMessageClass): Promise<object> {
    this.#exchange.decodeAs(type);
    return this;
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
  readonly #exchange: CallExchange;
  readonly #stubs = new Map<string, { readonly values: CapabilityValues; readonly stub: Disposable }>();
  /** Apart from the call, whose properties are those that the fields of its results are called. */
  #source: PipelineSource | undefined;
  #isAwaited = false;

  constructor(exchange: CallExchange) {
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

  static override begin(
    capability: Capability,
    asked: Asked,
    params: unknown,
    signal: AbortSignal | undefined,
    site: Error,
  ): PipelinedCall {
    const exchange = new CallExchange(asked, params, signal, site, undefined);
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
