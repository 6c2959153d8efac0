// served-call.ts: one call to an object of ours: what its method sees of it, and what its caller holds of it.

import type { Peer } from "@teleop/core";
import { callHook, TeleopError } from "@teleop/core/basics";
import { nullClient } from "./broken-client.ts";
import { callController } from "./call-signal.ts";
import type { Client, Pending, ReceivedCall } from "./client.ts";
import { RpcError, reportToConsole, toRpcError } from "./exception.ts";
import { buildPayload, type Payload } from "./payload.ts";
import { PipelineMemo } from "./pipeline.ts";
import { QueuedClient } from "./queued-client.ts";
import { Reference } from "./reference.ts";
import type {
  Capability,
  Dispatcher,
  IncomingCall,
  InterfaceId,
  MethodName,
  OutgoingCall,
  PayloadBuilder,
  PayloadReader,
} from "./seam.ts";

/** What the object's client does when a call of it is over. */
interface Host {
  /** The call has run to its end. `error` is what it failed with. */
  ended(call: ServedCall, error: RpcError | undefined): void;
}

export class ServedCall implements IncomingCall, Pending {
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  readonly byteLength: number;
  readonly ready = undefined;
  readonly #host: Host;
  readonly #call: ReceivedCall;
  readonly #params: Payload;
  /** How far the answer is. `passedOn`: another call's results will be ours. */
  #answer:
    | { readonly state: "open" }
    | { readonly state: "returned"; readonly results: Payload | undefined }
    | { readonly state: "failed"; readonly error: RpcError }
    | { readonly state: "passedOn"; readonly to: Pending } = open;
  /** The caller wants no answer any more; those who pipelined from the call may still. */
  #isDropped = false;
  #isStreaming = false;
  #abort: AbortController | undefined;
  /** Undefined for a call that is not served. */
  #dispatcher: Dispatcher | undefined;
  #early: Payload | undefined;
  #pipelined: PipelineMemo<QueuedClient> | undefined;

  constructor(host: Host, call: ReceivedCall) {
    this.#host = host;
    this.#call = call;
    this.interfaceId = call.interfaceId;
    this.methodId = call.methodId;
    this.byteLength = call.byteLength;
    this.#params = call.takeParams();
  }

  // What the method sees.

  get params(): PayloadReader {
    return this.#params;
  }

  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = callController(this.#call.link?.report ?? reportToConsole);
      if (this.#isUnwanted) this.#abort.abort(canceled());
    }
    return this.#abort.signal;
  }

  get peer(): Peer | undefined {
    return this.#call.link?.peer;
  }

  get isStreaming(): boolean {
    return this.#isStreaming;
  }

  results(build: (payload: PayloadBuilder) => void): void {
    this.#mustBeOpen("results()");
    if (this.#isDropped) {
      // Only calls that were pipelined may still want to know.
      const results = this.#pipelined?.isUsed === true ? buildPayload(build) : undefined;
      this.#returned(results);
      results?.[Symbol.dispose]();
      return;
    }
    this.#returned(this.#call.returnBuilt(build));
    this.#call.delivered();
  }

  setPipeline(build: (payload: PayloadBuilder) => void): void {
    this.#mustBeOpen("setPipeline()");
    if (this.#early !== undefined)
      throw new TeleopError("INVALID_ARGUMENT", "setPipeline() was called twice for one call");
    this.#early = buildPayload(build);
    this.#resolvePipelined(this.#early);
  }

  tailCall(target: Capability, call: Omit<OutgoingCall, "returned" | "failed">): void {
    this.#mustBeOpen("tailCall()");
    const to = Reference.clientOf(target).innermost();
    const pending =
      this.#call.link === undefined ? undefined : to.onLink(this.#call.link)?.tailCall(call, this.#call);
    this.#passOn(pending ?? to.call(this.#tail(call)));
  }

  streaming(): void {
    this.#isStreaming = true;
  }

  // What the object's client does.

  /** Serves the call. Returns with the method running, or ended. */
  run(dispatcher: Dispatcher): void {
    this.#dispatcher = dispatcher;
    try {
      const running = dispatcher.dispatch(this.interfaceId, this.methodId, this);
      if (running === undefined) this.#ended();
      else if (running instanceof Promise) running.then(this.#ended, this.#threw);
      // Others keep to no rules: they may call back at once, twice, or with anything.
      else Promise.resolve(running).then(this.#ended, this.#threw);
    } catch (error) {
      this.#threw(error);
    }
  }

  /** Fails a call that is not to be served. */
  refuse(error: RpcError): void {
    this.#threw(error);
  }

  /**
   * Why a call that has waited need not be served any more. A peer's call is served whatever happened meanwhile: old
   * implementations finish streaming calls at once, and do not mean it (rpc.capnp
   * `Finish.requireEarlyCancellationWorkaround`).
   */
  get abandonedBy(): RpcError | undefined {
    return this.#isUnwanted && this.#call.link === undefined ? canceled() : undefined;
  }

  // What the caller holds.

  pipelineClient(path: readonly number[]): Client {
    const known = this.#pipelined?.get(path);
    if (known !== undefined) return known.addReference();
    if (this.#early !== undefined) return clientIn(this.#early, path);
    const client = new QueuedClient(() => this.#abortIfUnwanted());
    switch (this.#answer.state) {
      case "open":
        this.#pipelined ??= new PipelineMemo();
        this.#pipelined.set(path, client.addReference());
        return client;
      case "returned":
        client.resolve(clientIn(this.#answer.results, path));
        return client;
      case "failed":
        client.reject(this.#answer.error);
        return client;
      case "passedOn":
        client.resolve(this.#answer.to.pipelineClient(path));
        return client;
    }
  }

  pipeline(path: readonly number[]): Capability {
    return new Reference(this.pipelineClient(path));
  }

  abandon(): void {
    this[Symbol.dispose]();
    if (this.#answer.state === "passedOn") this.#answer.to.abandon();
    else if (this.#answer.state === "open") this.#abort?.abort(canceled());
  }

  [Symbol.dispose](): void {
    if (this.#isDropped) return;
    this.#isDropped = true;
    if (this.#answer.state === "open") this.#pipelined?.release();
    this.#abortIfUnwanted();
  }

  get #isUnwanted(): boolean {
    return this.#isDropped && this.#pipelined?.isUsed !== true;
  }

  #abortIfUnwanted(): void {
    if (this.#answer.state === "passedOn") {
      if (this.#isDropped) this.#answer.to[Symbol.dispose]();
    } else if (this.#answer.state === "open" && this.#isUnwanted) this.#abort?.abort(canceled());
  }

  #mustBeOpen(what: string): void {
    if (this.#answer.state !== "open")
      throw new TeleopError("INVALID_ARGUMENT", `${what} was called for a call that is already answered`);
  }

  #returned(results: Payload | undefined): void {
    this.#answer = { state: "returned", results };
    this.#resolvePipelined(results);
    if (results === undefined) this.#forgetPipelines();
    else if (this.#pipelined !== undefined || this.#early !== undefined)
      results.onDispose(this.#forgetPipelines);
  }

  readonly #forgetPipelines = (): void => {
    this.#pipelined?.release();
    this.#early?.[Symbol.dispose]();
  };

  #resolvePipelined(results: Payload | undefined): void {
    if (this.#pipelined === undefined) return;
    for (const { path, client } of this.#pipelined.live()) client.resolve(clientIn(results, path));
  }

  #passOn(to: Pending): void {
    this.#answer = { state: "passedOn", to };
    if (this.#pipelined !== undefined) {
      for (const { path, client } of this.#pipelined.live()) client.resolve(to.pipelineClient(path));
    }
    this.#forgetPipelines();
    this.#abortIfUnwanted();
  }

  /** The other call, for when its results have to come by here. */
  #tail(call: Omit<OutgoingCall, "returned" | "failed">): OutgoingCall {
    return {
      interfaceId: call.interfaceId,
      methodId: call.methodId,
      params: (payload) => call.params(payload),
      returned: (results) => {
        if (this.#isDropped) results[Symbol.dispose]();
        else this.#call.returned(results);
      },
      failed: (error) => {
        if (!this.#isDropped) this.#call.failed(error);
      },
    };
  }

  readonly #ended = (): void => {
    try {
      if (this.#answer.state === "open") this.results(nothing);
    } catch (error) {
      this.#threw(error);
      return;
    }
    this.#over();
  };

  readonly #threw = (thrown: unknown): void => {
    const error = toRpcError(thrown);
    if (this.#answer.state !== "open") {
      this.#tellThrown(thrown, true);
      this.#over(error);
      return;
    }
    // A method that was told to stop does so.
    if (!this.#isUnwanted) this.#tellThrown(thrown, false);
    this.#answer = { state: "failed", error };
    if (this.#pipelined !== undefined) {
      for (const { client } of this.#pipelined.live()) client.reject(error);
    }
    this.#forgetPipelines();
    if (!this.#isDropped) this.#call.failed(error);
    this.#over(error);
  };

  #tellThrown(thrown: unknown, hadAnswered: boolean): void {
    const dispatcher = this.#dispatcher;
    if (dispatcher === undefined) return;
    const { interfaceId, methodId } = this;
    callHook(() => {
      const name = dispatcher.nameOf?.(interfaceId, methodId) ?? numbersOf(interfaceId, methodId);
      this.#call.threw(thrown, name, hadAnswered);
    }, this.#call.link?.report ?? reportToConsole);
  }

  #over(error?: RpcError): void {
    this.#params[Symbol.dispose]();
    this.#call.over();
    this.#host.ended(this, error);
  }
}

const open = Object.freeze({ state: "open" });

function nothing(): void {}

function numbersOf({ low, high }: InterfaceId, methodId: number): MethodName {
  const id = ((BigInt(high) << 32n) | BigInt(low)).toString(16).padStart(16, "0");
  return { interface: `@0x${id}`, method: `@${methodId}` };
}

function canceled(): RpcError {
  return new RpcError("failed", "the caller canceled the call");
}

function clientIn(results: Payload | undefined, path: readonly number[]): Client {
  if (results === undefined || results.isDisposed) return nullClient();
  return results.clientAtPath(path);
}
