// stream-call.ts: a streaming call: its promise says when the next is welcome.
//
// https://capnproto.org/language.html, `-> stream`. What the call itself fails with, later calls of the stream tell.
import { ValueError } from "@teleop/capnp";
import type { StructType } from "@teleop/capnp/capability";
import { beginStackAt, type RpcError, toldAt } from "../rpc/exception.ts";
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
import { writePayload } from "./payload-codec.ts";

export interface StreamRequest {
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  /** For messages: `Calculator.add()`. */
  readonly methodName: string;
  readonly paramsType: StructType;
  /** A plain object or a function that builds. */
  readonly params: unknown;
  readonly signal: AbortSignal | undefined;
  /** Made where the caller called: an error's stack begins there. */
  readonly site: Error;
}

/** One streaming call, as the engine sees it. */
class StreamExchange implements OutgoingCall, Disposable {
  readonly streaming = true;
  readonly pipelining = "none";
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  readonly #request: StreamRequest;
  #resolve: (() => void) | undefined;
  #reject: ((error: unknown) => void) | undefined;
  #promise: StreamPromise | undefined;
  #pending: PendingCall | undefined;
  #invalid: { readonly error: unknown } | undefined;
  #forgetSignal: (() => void) | undefined;
  #wasWritten = false;
  #isOver = false;

  constructor(request: StreamRequest) {
    this.interfaceId = request.interfaceId;
    this.methodId = request.methodId;
    this.#request = request;
  }

  get methodName(): string {
    return this.#request.methodName;
  }

  settleWith(resolve: () => void, reject: (error: unknown) => void): void {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(capability: Capability, promise: StreamPromise): void {
    this.#promise = promise;
    let signal: AbortSignal | undefined;
    try {
      signal = requireSignal(this.#request.signal);
      if (signal?.aborted === true) {
        this.#end(signal.reason);
        return;
      }
      this.#pending = capability.call(this);
    } catch (error) {
      this.#end(error);
      return;
    }
    if (signal !== undefined) this.#cancelWith(signal);
    // What was not written will fail, for a reason that comes later.
    if (!this.#wasWritten) return;
    const { ready } = this.#pending;
    if (ready === undefined) this.#resolve?.();
    else ready.then(this.#resolve, (error: unknown) => this.#fail(error));
  }

  params(payload: PayloadBuilder): void {
    try {
      writePayload(this.#request.paramsType, this.#request.params, payload, "params");
      this.#wasWritten = true;
    } catch (error) {
      // As for calls that return results.
      if (!(error instanceof WireError))
        this.#invalid = {
          error: error instanceof ValueError ? beginStackAt(this.#request.site, error) : error,
        };
      throw error;
    }
  }

  returned(results: PayloadReader): void {
    results[Symbol.dispose]();
    this.#isOver = true;
    this.#forgetSignal?.();
  }

  failed(error: RpcError): void {
    this.#end(this.#invalid === undefined ? toldAt(this.#request.site, error) : this.#invalid.error);
  }

  [Symbol.dispose](): void {
    this.#cancel(new DOMException("the call was disposed before it returned", "AbortError"));
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
    if (this.#isOver) return;
    this.#pending?.[Symbol.dispose]();
    this.#end(reason);
  }

  #end(error: unknown): void {
    this.#isOver = true;
    this.#forgetSignal?.();
    this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#promise?.ignoreRejection();
    this.#reject?.(error);
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

  static begin(capability: Capability, request: StreamRequest): StreamPromise {
    const exchange = new StreamExchange(request);
    const promise = new StreamPromise(exchange);
    exchange.begin(capability, promise);
    return promise;
  }

  ignoreRejection(): void {
    this.then(undefined, () => {});
  }

  [Symbol.dispose](): void {
    this.#exchange[Symbol.dispose]();
  }
}
