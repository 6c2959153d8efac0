// streaming.ts: lets a sender of streaming calls run ahead of the answers, but only by a window of bytes.
//
// https://capnproto.org/language.html, `-> stream`. The window belongs to the sender's reference, and so survives the
// resolution of a promise that it streams to.
import type { ClientHook, Pending } from "./client-hook.ts";
import type { RpcError } from "./exception.ts";
import { defaultRpcLimits } from "./limits.ts";
import type { Capability, OutgoingCall, PayloadBuilder, PayloadReader, PendingCall } from "./seam.ts";

/**
 * The streaming calls of one reference and its duplicates: one stream, and after it was lost with its connection, once
 * its sender has been told, another one.
 */
export class StreamFlow {
  readonly #windowBytes: number;
  #stream: Stream;

  constructor(windowBytes: number = defaultRpcLimits.streamWindowBytes) {
    this.#windowBytes = windowBytes;
    this.#stream = new Stream(windowBytes);
  }

  call(client: ClientHook, call: OutgoingCall): PendingCall {
    return new StreamingCall(this, this.#stream, client, call);
  }

  async streamed(): Promise<void> {
    const stream = this.#stream;
    try {
      await stream.streamed();
    } catch (error) {
      this.told(stream);
      throw error;
    }
  }

  /**
   * The sender is about to hear what the stream has failed with. Calls that it has made without knowing fail alike; when
   * it knows, those that follow begin a new stream if only the connection was lost: the reference may lead elsewhere by
   * then.
   */
  told(stream: Stream): void {
    if (stream.error?.type !== "disconnected") return;
    // Before whoever waits for the rejection goes on.
    queueMicrotask(() => {
      if (this.#stream === stream) this.#stream = new Stream(this.#windowBytes);
    });
  }
}

/** Streaming calls that succeed together, or fail from one on. */
class Stream {
  readonly #windowBytes: number;
  #bytesInFlight = 0;
  #callsInFlight = 0;
  #error: RpcError | undefined;
  /** Resolves when the window has room; made only when somebody has to wait. */
  #room: PromiseWithResolvers<void> | undefined;
  /** Resolves when nothing is in flight. */
  #silence: PromiseWithResolvers<void> | undefined;

  constructor(windowBytes: number) {
    this.#windowBytes = windowBytes;
  }

  /** What the stream has failed with. */
  get error(): RpcError | undefined {
    return this.#error;
  }

  sent(bytes: number): Promise<void> | undefined {
    this.#callsInFlight++;
    this.#bytesInFlight += bytes;
    if (this.#bytesInFlight < this.#windowBytes) return undefined;
    this.#room ??= waiting();
    return this.#room.promise;
  }

  /** @returns whether somebody who waits for room hears of the error. */
  answered(bytes: number, error?: RpcError): boolean {
    let isTold = false;
    this.#callsInFlight--;
    this.#bytesInFlight -= bytes;
    if (error !== undefined && this.#error === undefined) {
      this.#error = error;
      isTold = this.#room !== undefined;
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
    return isTold;
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
  readonly #stream: Stream;
  readonly #call: OutgoingCall;
  readonly #pending: Pending;
  #isOver = false;
  #isRefused = false;
  #isWritten = false;

  constructor(flow: StreamFlow, stream: Stream, client: ClientHook, call: OutgoingCall) {
    this.#flow = flow;
    this.#stream = stream;
    this.#call = call;
    this.interfaceId = call.interfaceId;
    this.methodId = call.methodId;
    this.pipelining = call.pipelining;
    this.#pending = client.call(this);
    this.ready = stream.sent(this.#pending.byteLength);
  }

  params(payload: PayloadBuilder): void {
    // A stream that has failed is over: its later calls fail alike, and are not sent.
    if (this.#stream.error !== undefined) throw this.#stream.error;
    try {
      this.#call.params(payload);
      this.#isWritten = true;
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
    const isTold = this.#stream.answered(this.#pending.byteLength, error);
    // The caller of a call that was not written waits for what becomes of it; others may have gone on.
    if (isTold || (error !== undefined && !this.#isWritten)) this.#flow.told(this.#stream);
  }
}
