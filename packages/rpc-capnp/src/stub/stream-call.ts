// stream-call.ts: a streaming call: its promise says when the next is welcome.
//
// https://capnproto.org/language.html, `-> stream`. What the call itself fails with, later calls of the stream tell.
import type { Capability, PayloadBuilder, PayloadReader } from "../rpc/seam.ts";
import { type Called, Exchange } from "./exchange.ts";

/** A call whose promise resolves when the stream has room for another. */
class StreamExchange extends Exchange<void> {
  readonly streaming = true;
  #wasWritten = false;

  constructor(called: Called, params: unknown, signal: AbortSignal | undefined, site: Error) {
    super(called, params, signal, site, "none");
  }

  override begin(capability: Capability, promise: Promise<unknown>): void {
    super.begin(capability, promise);
    // What was not written will fail, for a reason that comes later.
    if (!this.#wasWritten || this.pending === undefined) return;
    const { ready } = this.pending;
    if (ready === undefined) this.resolve();
    else
      ready.then(
        () => this.resolve(),
        (error: unknown) => this.reject(error),
      );
  }

  override params(payload: PayloadBuilder): void {
    super.params(payload);
    this.#wasWritten = true;
  }

  protected override take(results: PayloadReader): void {
    results[Symbol.dispose]();
  }
}

export class StreamPromise extends Promise<void> implements Disposable {
  readonly #exchange: StreamExchange;

  static {
    // As for PlainCall: `await` takes it as it is.
    Object.defineProperty(StreamPromise.prototype, "constructor", { value: Promise });
  }

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  private constructor(exchange: StreamExchange) {
    super((resolve, reject) => exchange.settleWith(resolve, reject));
    this.#exchange = exchange;
  }

  static begin(
    capability: Capability,
    called: Called,
    params: unknown,
    signal: AbortSignal | undefined,
    site: Error,
  ): StreamPromise {
    const exchange = new StreamExchange(called, params, signal, site);
    const promise = new StreamPromise(exchange);
    exchange.begin(capability, promise);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#exchange[Symbol.dispose]();
  }
}
