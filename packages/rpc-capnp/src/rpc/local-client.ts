// local-client.ts: an object of this vat: serves its calls in the order in which they were made.
import { callHook } from "@teleop/core/basics";
import { ClientHook, type Pending, type ReceivedCall } from "./client-hook.ts";
import { type RpcError, reportToConsole } from "./exception.ts";
import type { Serving } from "./gate.ts";
import { beginLocalCall } from "./local-call.ts";
import type { Dispatcher, OutgoingCall } from "./seam.ts";
import { ServedCall } from "./served-call.ts";

/** It lives as long as somebody references it or a call runs; then the object is told. */
export class LocalClient extends ClientHook implements Serving {
  readonly dispatcher: Dispatcher;
  readonly #onError: ((error: unknown) => unknown) | undefined;
  /** Made when a call has to wait: a process may have many objects, most of which are called now and then. */
  #waiting: ServedCall[] | undefined;
  /** How many at the front of `#waiting` have been served already. */
  #served = 0;
  /** A streaming call is running: those behind it wait. */
  #streamingCall: ServedCall | undefined;
  /** What a streaming call failed with, and with it every later call. */
  #error: RpcError | undefined;
  #isDraining = false;

  /** @param onError told what `dispatcher.released` throws, or rejects with. */
  constructor(dispatcher: Dispatcher, onError?: (error: unknown) => unknown) {
    super();
    this.dispatcher = dispatcher;
    this.#onError = onError;
  }

  /** Tells the application. Never throws. */
  report(error: unknown): void {
    if (this.#onError === undefined) reportToConsole(error);
    else callHook(() => this.#onError?.(error), reportToConsole);
  }

  override call(call: OutgoingCall): Pending {
    return beginLocalCall(call, (held) => this.forward(held));
  }

  override forward(call: ReceivedCall): Pending {
    this.addReference();
    const served = new ServedCall(this, call);
    // Whoever calls from this vat has code on the stack that does not expect ours to run.
    if (call.isDirect && this.#waiting === undefined && this.#streamingCall === undefined) {
      this.#serve(served);
    } else {
      this.#waiting ??= [];
      this.#waiting.push(served);
      this.goOn();
    }
    return served;
  }

  ended(call: ServedCall, error: RpcError | undefined): void {
    if (call.isStreaming) this.#error ??= error;
    if (this.#streamingCall === call) {
      this.#streamingCall = undefined;
      this.goOn();
    }
    this.release();
  }

  /** Serves what waits, once there is nothing else on the stack. */
  goOn(): void {
    if (this.#isDraining || this.#waiting === undefined) return;
    this.#isDraining = true;
    this.#drainSoon();
  }

  /** Apart from `goOn`, which would else make room for a closure each time, though it seldom makes one. */
  #drainSoon(): void {
    queueMicrotask(() => this.#drain());
  }

  #drain(): void {
    this.#isDraining = false;
    for (;;) {
      if (this.#streamingCall !== undefined) return;
      const call = this.#waiting?.[this.#served];
      if (call === undefined) break;
      if (call.link?.gate.hasTime === false) {
        call.link.gate.whenTime(this);
        return;
      }
      this.#served++;
      this.#serve(call);
      this.#dropServed();
    }
    this.#dropServed();
  }

  protected override destroy(): undefined {
    // Whoever dropped the last reference has other things to release, and so may the object.
    if (this.dispatcher.released !== undefined) {
      queueMicrotask(() =>
        callHook(
          () => this.dispatcher.released?.(),
          (error) => this.report(error),
        ),
      );
    }
  }

  #serve(call: ServedCall): void {
    const refusal = this.#error ?? call.abandonedBy;
    if (refusal !== undefined) {
      call.refuse(refusal);
      return;
    }
    this.#streamingCall = call;
    call.link?.gate.serving();
    call.run(this.dispatcher);
    if (!call.isStreaming && this.#streamingCall === call) this.#streamingCall = undefined;
    call.link?.gate.served();
  }

  /** Shortens the queue when that pays: a shift for each call would make a long queue slow. */
  #dropServed(): void {
    const waiting = this.#waiting;
    if (waiting === undefined || this.#served * 2 < waiting.length) return;
    if (this.#served === waiting.length) this.#waiting = undefined;
    else waiting.splice(0, this.#served);
    this.#served = 0;
  }
}
