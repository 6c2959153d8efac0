// exchange.ts: one call of a stub, as the engine sees it: its params are written, it ends, or its caller cancels it.
import { ValueError } from "@teleop/capnp";
import type { StructType } from "@teleop/capnp/capability";
import { WireError } from "@teleop/capnp/wire";
import { beginStackAt, type RpcError, toldAt } from "../rpc/exception.ts";
import type {
  Capability,
  InterfaceId,
  OutgoingCall,
  PayloadBuilder,
  PayloadReader,
  PendingCall,
} from "../rpc/seam.ts";
import { requireSignal } from "./abort-signal.ts";
import { writePayload } from "./payload-codec.ts";

/** What is called; the same for each call of a method. */
export interface Called {
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  /** For messages: `Calculator.add()`. */
  readonly methodName: string;
  readonly paramsType: StructType;
}

/** A call ends once: with what comes back, or with the first of all that can go wrong, the caller's cancelling included. */
export abstract class Exchange<Value> implements OutgoingCall, Disposable {
  readonly pipelining: "none" | undefined;
  readonly #called: Called;
  readonly #params: unknown;
  readonly #signal: AbortSignal | undefined;
  readonly #site: Error;
  #promise: Promise<unknown> | undefined;
  #resolve: ((value: Value) => void) | undefined;
  #reject: ((error: unknown) => void) | undefined;
  #pending: PendingCall | undefined;
  /** What was wrong with the params: the caller learns it as it is, not as an error of the call. */
  #invalid: { readonly error: unknown } | undefined;
  #end: End | undefined;
  #forgetSignal: (() => void) | undefined;

  /**
   * @param params a plain object, or a function that builds.
   * @param site made where the caller called: an error's stack begins there.
   */
  constructor(
    called: Called,
    params: unknown,
    signal: AbortSignal | undefined,
    site: Error,
    pipelining: "none" | undefined,
  ) {
    this.pipelining = pipelining;
    this.#called = called;
    this.#params = params;
    this.#signal = signal;
    this.#site = site;
  }

  get interfaceId(): InterfaceId {
    return this.#called.interfaceId;
  }

  get methodId(): number {
    return this.#called.methodId;
  }

  get methodName(): string {
    return this.#called.methodName;
  }

  settleWith(resolve: (value: Value) => void, reject: (error: unknown) => void): void {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Makes the call. Whatever goes wrong, the promise tells. */
  begin(capability: Capability, promise: Promise<unknown>): void {
    this.#promise = promise;
    let signal: AbortSignal | undefined;
    try {
      signal = requireSignal(this.#signal);
      if (signal?.aborted === true) {
        this.fail(signal.reason);
        return;
      }
      this.#pending = capability.call(this);
    } catch (error) {
      this.fail(error);
      return;
    }
    if (signal !== undefined) this.#cancelWith(signal);
  }

  params(payload: PayloadBuilder): void {
    try {
      writePayload(this.#called.paramsType, this.#params, payload, "params");
    } catch (error) {
      // A message that grew too large is no fault of one value: the call fails as others do.
      if (!(error instanceof WireError))
        this.#invalid = { error: error instanceof ValueError ? beginStackAt(this.#site, error) : error };
      throw error;
    }
  }

  returned(results: PayloadReader): void {
    this.#endWith(returned);
    this.take(results);
  }

  failed(error: RpcError): void {
    this.fail(this.#invalid === undefined ? this.toldAtSite(error) : this.#invalid.error);
  }

  /** Cancels the call, unless it has ended. */
  [Symbol.dispose](): void {
    this.#cancel(new DOMException("the call was disposed before it returned", "AbortError"));
  }

  /** The results have come. They are the taker's to dispose. */
  protected abstract take(results: PayloadReader): void;

  /** The call under way; undefined if it could not be begun. */
  protected get pending(): PendingCall | undefined {
    return this.#pending;
  }

  /** What the call has failed with. */
  protected get failure(): { readonly error: unknown } | undefined {
    return this.#end?.state === "failed" ? this.#end : undefined;
  }

  protected toldAtSite(error: RpcError): RpcError {
    return toldAt(this.#site, error);
  }

  protected resolve(value: Value): void {
    this.#resolve?.(value);
  }

  protected reject(error: unknown): void {
    // A call that nobody waits for fails in silence: a server must not go down because a client that it notified left.
    // Not by a method of the promise: its properties are called as the fields of the results are.
    if (this.#promise !== undefined) Promise.prototype.then.call(this.#promise, undefined, () => {});
    this.#reject?.(error);
  }

  protected fail(error: unknown): void {
    this.#endWith({ state: "failed", error });
    this.reject(error);
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
    if (this.#end !== undefined) return;
    this.#pending?.[Symbol.dispose]();
    this.fail(reason);
  }

  #endWith(end: End): void {
    this.#end = end;
    this.#forgetSignal?.();
  }
}

/** How a call ended. */
type End = { readonly state: "returned" } | { readonly state: "failed"; readonly error: unknown };

const returned: End = Object.freeze({ state: "returned" });
