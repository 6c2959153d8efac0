// streaming.ts: lets a sender of streaming calls run ahead of the answers, but only by a window of bytes.
//
// https://capnproto.org/language.html, `-> stream`. The window belongs to the sender's reference, and so survives the
// resolution of a promise that it streams to.
import type { Client, Pending } from "./client.ts";
import type { RpcError } from "./exception.ts";
import { defaultRpcLimits } from "./limits.ts";
import type { Capability, OutgoingCall, PayloadBuilder, PayloadReader, PendingCall } from "./seam.ts";

/** The streaming calls of one reference and its duplicates. */
export class StreamFlow {
  readonly #windowBytes: number;
  #bytesInFlight = 0;
  #callsInFlight = 0;
  #error: RpcError | undefined;
  /** Resolves when the window has room; made only when somebody has to wait. */
  #room: PromiseWithResolvers<void> | undefined;
  /** Resolves when nothing is in flight. */
  #silence: PromiseWithResolvers<void> | undefined;

  constructor(windowBytes: number = defaultRpcLimits.streamWindowBytes) {
    this.#windowBytes = windowBytes;
  }

  /** What the stream has failed with. */
  get error(): RpcError | undefined {
    return this.#error;
  }

  call(client: Client, call: OutgoingCall): PendingCall {
    return new StreamingCall(this, client, call);
  }

  sent(bytes: number): Promise<void> | undefined {
    this.#callsInFlight++;
    this.#bytesInFlight += bytes;
    if (this.#bytesInFlight < this.#windowBytes) return undefined;
    this.#room ??= waiting();
    return this.#room.promise;
  }

  answered(bytes: number, error?: RpcError): void {
    this.#callsInFlight--;
    this.#bytesInFlight -= bytes;
    if (error !== undefined && this.#error === undefined) {
      this.#error = error;
      this.#room?.reject(error);
      this.#room = undefined;
    }
    if (this.#bytesInFlight < this.#windowBytes) {
      this.#room?.resolve();
      this.#room = undefined;
    }
    if (this.#callsInFlight === 0) {
      if (this.#error === undefined) this.#silence?.resolve();
      else this.#silence?.reject(this.#error);
      this.#silence = undefined;
    }
  }

  async streamed(): Promise<void> {
    if (this.#callsInFlight > 0) {
      this.#silence ??= waiting();
      await this.#silence.promise;
    }
    if (this.#error !== undefined) throw this.#error;
  }
}

/** Nobody may be listening any more when it rejects. */
function waiting(): PromiseWithResolvers<void> {
  const deferred = Promise.withResolvers<void>();
  deferred.promise.catch(() => {});
  return deferred;
}

/** One streaming call: the caller's call and pending call, with the flow told of both ends. */
class StreamingCall implements OutgoingCall, PendingCall {
  readonly interfaceId;
  readonly methodId;
  readonly pipelining;
  readonly streaming = true;
  readonly ready: Promise<void> | undefined;
  readonly #flow: StreamFlow;
  readonly #call: OutgoingCall;
  readonly #pending: Pending;
  #isOver = false;
  #isRefused = false;

  constructor(flow: StreamFlow, client: Client, call: OutgoingCall) {
    this.#flow = flow;
    this.#call = call;
    this.interfaceId = call.interfaceId;
    this.methodId = call.methodId;
    this.pipelining = call.pipelining;
    this.#pending = client.call(this);
    this.ready = flow.sent(this.#pending.byteLength);
  }

  params(payload: PayloadBuilder): void {
    // A stream that has failed is over: its later calls fail alike, and are not sent.
    if (this.#flow.error !== undefined) throw this.#flow.error;
    try {
      this.#call.params(payload);
    } catch (error) {
      this.#isRefused = true;
      throw error;
    }
  }

  returned(results: PayloadReader): void {
    this.#over();
    this.#call.returned(results);
  }

  failed(error: RpcError): void {
    // A call whose params could not be written was never part of the stream.
    this.#over(this.#isRefused ? undefined : error);
    this.#call.failed(error);
  }

  pipeline(path: readonly number[]): Capability {
    return this.#pending.pipeline(path);
  }

  [Symbol.dispose](): void {
    this.#pending[Symbol.dispose]();
    this.#over();
  }

  #over(error?: RpcError): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#flow.answered(this.#pending.byteLength, error);
  }
}
