// local-call.ts: a call made in this vat, with its params built, so that it can wait or be served here.
import { FailedCall } from "./broken-client.ts";
import type { Pending, ReceivedCall } from "./client.ts";
import { type RpcError, reportToConsole, tellCaller, toRpcError } from "./exception.ts";
import { buildPayload, type Payload, type PayloadDraft } from "./payload.ts";
import type { InterfaceId, MethodName, OutgoingCall, PayloadReader } from "./seam.ts";

/** Builds the params now, before the caller can change what they are made from, then begins the call. */
export function beginLocalCall(call: OutgoingCall, begin: (held: ReceivedCall) => Pending): Pending {
  let params: Payload;
  try {
    params = buildPayload((draft) => call.params(draft));
  } catch (error) {
    return new FailedCall(call, toRpcError(error));
  }
  return begin(new LocalCall(call, params));
}

class LocalCall implements ReceivedCall {
  readonly link = undefined;
  readonly isDirect = false;
  readonly canReturnFrom = false;
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  readonly byteLength: number;
  readonly streaming: boolean | undefined;
  readonly pipelining: "none" | "only" | undefined;
  readonly #call: OutgoingCall;
  readonly #params: Payload;
  #results: Payload | undefined;

  constructor(call: OutgoingCall, params: Payload) {
    this.interfaceId = call.interfaceId;
    this.methodId = call.methodId;
    this.streaming = call.streaming;
    this.pipelining = call.pipelining;
    this.byteLength = params.byteLength;
    this.#call = call;
    this.#params = params;
  }

  returnFrom(): void {
    throw new Error("a call made in this vat has no peer that could hold the results");
  }

  handedBack(): void {
    throw new Error("a call made in this vat came from no peer");
  }

  takeParams(): Payload {
    return this.#params;
  }

  params(payload: PayloadDraft): void {
    this.#params.copyTo(payload);
    this.#params[Symbol.dispose]();
  }

  returnBuilt(build: (draft: PayloadDraft) => void): Payload {
    this.#results = buildPayload(build);
    return this.#results;
  }

  delivered(): void {
    const results = this.#results;
    if (results !== undefined) this.returned(results);
  }

  returned(results: PayloadReader): void {
    if (this.pipelining === "only") results[Symbol.dispose]();
    else tellCaller(() => this.#call.returned(results));
  }

  failed(error: RpcError): void {
    if (this.pipelining !== "only") tellCaller(() => this.#call.failed(error));
  }

  threw(error: unknown, _method: MethodName, hadAnswered: boolean): void {
    if (hadAnswered) reportToConsole(error);
  }

  over(): void {
    this.#params[Symbol.dispose]();
  }
}
