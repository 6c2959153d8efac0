// served-call.ts: one call to an object of ours: what its method sees of it, and what its caller holds of it.

import type { Peer } from "@teleop/core";
import { callHook, TeleopError } from "@teleop/core/basics";
import { BrokenClient, nullClient } from "./broken-client.ts";
import { callController } from "./call-signal.ts";
import { type ClientHook, type Pending, type ReceivedCall, sourceOf } from "./client-hook.ts";
import { RpcError, reportToConsole, toRpcError } from "./exception.ts";
import type { Link } from "./link.ts";
import { TailCall } from "./local-call.ts";
import { numbersOf } from "./method-name.ts";
import { buildPayload, type Payload } from "./payload.ts";
import { PipelineMemo } from "./pipeline.ts";
import { QueuedClient } from "./queued-client.ts";
import { Reference } from "./reference.ts";
import type {
  Capability,
  Dispatcher,
  IncomingCall,
  InterfaceId,
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
  readonly #host: Host;
  readonly #call: ReceivedCall;
  readonly #params: Payload;
  /** How far the answer is. `passedOn`: another call's results will be ours; `source`, as far as that is known, its. */
  #answer:
    | { readonly state: "open" }
    | { readonly state: "returned"; readonly results: Payload | undefined }
    | { readonly state: "failed"; readonly error: RpcError }
    | { readonly state: "passedOn"; readonly to: Pending; source: Pending } = open;
  /** The caller wants no answer any more; those who pipelined from the call may still. */
  #isDropped = false;
  #isStreaming = false;
  #isDispatching = false;
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
    const results = this.#call.returnBuilt(build);
    this.#returned(results);
    // A caller in this vat may answer its own caller at once, and so on: only from the method itself is the stack known.
    if (this.#isDispatching || this.#call.link !== undefined) this.#call.delivered(results);
    else this.#deliverSoon(results);
  }

  #deliverSoon(results: Payload | undefined): void {
    queueMicrotask(() => (this.#isDropped ? results?.[Symbol.dispose]() : this.#call.delivered(results)));
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
    this.#passOn(pending ?? to.call(new TailCall(call, this.#call, () => !this.#isDropped)));
  }

  streaming(): void {
    this.#isStreaming = true;
  }

  // What the object's client does.

  /** Serves the call. Returns with the method running, or ended. */
  run(dispatcher: Dispatcher): void {
    this.#dispatcher = dispatcher;
    this.#isDispatching = true;
    try {
      const running = dispatcher.dispatch(this.interfaceId, this.methodId, this);
      if (running === undefined) this.#ended();
      else this.#endWith(running);
    } catch (error) {
      this.#threw(error);
    } finally {
      this.#isDispatching = false;
    }
  }

  /** Apart from `run`, where closures would be made room for in each call, whether it makes them or not. */
  #endWith(running: PromiseLike<unknown>): void {
    // Others than promises keep to no rules: they may call back at once, twice, or with anything.
    (running instanceof Promise ? running : Promise.resolve(running)).then(
      () => this.#ended(),
      (error: unknown) => this.#threw(error),
    );
  }

  /** Fails a call that is not to be served. */
  refuse(error: RpcError): void {
    this.#threw(error);
  }

  /**
   * Why a call that has waited need not be served any more. A peer's call is served whatever happened meanwhile: old
   * implementations finish streaming calls at once, and do not mean it (rpc.capnp
   * `Finish.requireEarlyCancellationWorkaround`). But nobody waits for it when the connection has gone.
   */
  get abandonedBy(): RpcError | undefined {
    const { link } = this;
    const isAbandoned = this.#isUnwanted && (link === undefined || link.lost !== undefined);
    return isAbandoned ? canceled() : undefined;
  }

  /** The connection that it came over; undefined for a call made in this vat. */
  get link(): Link | undefined {
    return this.#call.link;
  }

  // What the caller holds.

  pipelineClient(path: readonly number[]): ClientHook {
    const known = this.#pipelined?.get(path);
    if (known !== undefined) return known.addReference();
    if (this.#early !== undefined) return clientIn(this.#early, path);
    switch (this.#answer.state) {
      case "open": {
        const client = new QueuedClient(() => this.#dropped(path));
        this.#pipelined ??= new PipelineMemo();
        this.#pipelined.set(path, client);
        return client;
      }
      case "returned":
        return clientIn(this.#answer.results, path);
      case "failed":
        return new BrokenClient(this.#answer.error);
      case "passedOn":
        this.#answer.source = sourceOf(this.#answer.source);
        return this.#answer.source.pipelineClient(path);
    }
  }

  get ready(): undefined {
    return undefined;
  }

  get passedOnTo(): Pending | undefined {
    return this.#answer.state === "passedOn" && this.#early === undefined ? this.#answer.to : undefined;
  }

  pipeline(path: readonly number[]): Capability {
    return new Reference(this.pipelineClient(path));
  }

  abandon(): void {
    this[Symbol.dispose]();
    if (this.#answer.state === "passedOn") {
      const { to } = this.#answer;
      queueMicrotask(() => to.abandon());
    } else {
      this.#abortSoon();
    }
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

  #dropped(path: readonly number[]): void {
    this.#pipelined?.forget(path);
    this.#abortIfUnwanted();
  }

  /** The call that this one was passed on to may have been passed on too: it is told in a microtask of its own. */
  #abortIfUnwanted(): void {
    if (this.#answer.state === "passedOn") {
      const { to } = this.#answer;
      if (this.#isDropped) queueMicrotask(() => to[Symbol.dispose]());
    } else if (this.#isUnwanted) {
      this.#abortSoon();
    }
  }

  /** A listener may cancel another call, whose listener cancels another. */
  #abortSoon(): void {
    const abort = this.#abort;
    if (abort === undefined || this.#answer.state !== "open") return;
    queueMicrotask(() => {
      if (this.#answer.state === "open") abort.abort(canceled());
    });
  }

  #mustBeOpen(what: string): void {
    if (this.#answer.state !== "open")
      throw new TeleopError("INVALID_ARGUMENT", `${what} was called for a call that is already answered`);
  }

  #returned(results: Payload | undefined): void {
    this.#answer = results === undefined ? returnedNothing : { state: "returned", results };
    this.#resolvePipelined(results);
    if (results === undefined) this.#forgetPipelines();
    else if (this.#pipelined !== undefined || this.#early !== undefined) this.#forgetPipelinesWith(results);
  }

  #forgetPipelinesWith(results: Payload): void {
    results.onDispose(() => this.#forgetPipelines());
  }

  #forgetPipelines(): void {
    this.#pipelined?.release();
    this.#early?.[Symbol.dispose]();
  }

  #resolvePipelined(results: Payload | undefined): void {
    if (this.#pipelined === undefined) return;
    for (const { path, client } of this.#pipelined.live()) client.resolve(clientIn(results, path));
  }

  #passOn(to: Pending): void {
    this.#answer = { state: "passedOn", to, source: to };
    if (this.#pipelined !== undefined) {
      for (const { path, client } of this.#pipelined.live()) client.resolve(to.pipelineClient(path));
    }
    this.#forgetPipelines();
    this.#abortIfUnwanted();
  }

  #ended(): void {
    try {
      if (this.#answer.state === "open") this.results(nothing);
    } catch (error) {
      this.#threw(error);
      return;
    }
    this.#over();
  }

  #threw(thrown: unknown): void {
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
  }

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
/** Results that hold no capability need not stay. */
const returnedNothing = Object.freeze({ state: "returned", results: undefined });

function nothing(): void {}

function canceled(): RpcError {
  return new RpcError("failed", "the caller canceled the call");
}

function clientIn(results: Payload | undefined, path: readonly number[]): ClientHook {
  if (results === undefined || results.isDisposed) return nullClient();
  return results.clientAtPath(path);
}
