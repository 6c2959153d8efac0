// broken-client.ts: a capability that leads nowhere: every call fails with one error.
import { type BrokenReason, ClientHook, type Pending, type ReceivedCall } from "./client-hook.ts";
import { RpcError, tellCaller } from "./exception.ts";
import { describeMethod } from "./method-name.ts";
import { Reference } from "./reference.ts";
import type { Capability, OutgoingCall } from "./seam.ts";

export class BrokenClient extends ClientHook implements BrokenReason {
  readonly isNull: boolean;
  #error: RpcError | undefined;

  /** @param error what its calls fail with. Absent: it is a null capability. */
  constructor(error?: RpcError) {
    super();
    this.#error = error;
    this.isNull = error === undefined;
  }

  /** A peer can send null capabilities by the million: the error of one is made when somebody wants to know it. */
  get error(): RpcError {
    this.#error ??= new RpcError(
      "failed",
      "called a null capability: the pointer it was read from is not set",
    );
    return this.#error;
  }

  override get brokenBy(): BrokenReason {
    return this;
  }

  override call(call: OutgoingCall): Pending {
    return new FailedCall(call, this.#errorOf(call));
  }

  override forward(call: ReceivedCall): Pending {
    return new FailedCall(call, this.#errorOf(call), call);
  }

  protected override destroy(): undefined {}

  #errorOf(call: OutgoingCall): RpcError {
    return this.isNull
      ? new RpcError(
          "failed",
          `called a null capability, ${describeMethod(call)}: the pointer it was read from is not set`,
        )
      : this.error;
  }
}

/** What a null pointer reads as. */
export function nullClient(): BrokenClient {
  return new BrokenClient();
}

/** A call that failed before it went anywhere. Its caller is told once `call()` has returned. */
export class FailedCall implements Pending {
  readonly byteLength = 0;
  readonly ready = undefined;
  readonly passedOnTo = undefined;
  readonly #error: RpcError;
  #isDisposed = false;

  /** @param received the call again, if it was being passed on: it is over. */
  constructor(call: OutgoingCall, error: RpcError, received?: ReceivedCall) {
    this.#error = error;
    queueMicrotask(() => {
      if (!this.#isDisposed && call.pipelining !== "only") {
        // What is passed on tells its own caller, who is safe to tell; others are the application's.
        if (received === undefined) tellCaller(() => call.failed(error));
        else call.failed(error);
      }
      received?.over();
    });
  }

  pipelineClient(_path: readonly number[]): ClientHook {
    return new BrokenClient(this.#error);
  }

  pipeline(path: readonly number[]): Capability {
    return new Reference(this.pipelineClient(path));
  }

  abandon(): void {
    this[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
  }
}
