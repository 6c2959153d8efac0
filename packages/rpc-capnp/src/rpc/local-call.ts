// local-call.ts: a call made in this vat, with its params built, so that it can wait or be served here.
import { FailedCall } from "./broken-client.ts";
import type { Pending, ReceivedCall } from "./client-hook.ts";
import { type RpcError, reportToConsole, tellCaller, toRpcError } from "./exception.ts";
import { buildPayload, type Payload, type PayloadDraft } from "./payload.ts";
import type { InterfaceId, MethodName, OutgoingCall, PayloadBuilder, PayloadReader } from "./seam.ts";

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
    return buildPayload(build);
  }

  delivered(results: Payload | undefined): void {
    if (results !== undefined) this.returned(results);
  }

  returned(results: PayloadReader): void {
    const call = this.#made();
    if (call === undefined) results[Symbol.dispose]();
    else if (call instanceof TailCall) call.returned(results);
    else tellCaller(() => call.returned(results));
  }

  failed(error: RpcError): void {
    const call = this.#made();
    if (call instanceof TailCall) call.failed(error);
    else if (call !== undefined) tellCaller(() => call.failed(error));
  }

  /** The call that this one was made for, if anybody wants an answer: a method can pass on a call that was passed on. */
  #made(): OutgoingCall | undefined {
    let made: LocalCall = this;
    for (;;) {
      if (made.pipelining === "only") return undefined;
      const call = made.#call;
      if (!(call instanceof TailCall)) return call;
      if (!call.isWanted()) return undefined;
      if (!(call.caller instanceof LocalCall)) return call;
      made = call.caller;
    }
  }

  threw(error: unknown, _method: MethodName, hadAnswered: boolean): void {
    if (hadAnswered) reportToConsole(error);
  }

  over(): void {
    this.#params[Symbol.dispose]();
  }
}

/** A call whose results are to be those of another, and have to come by here. */
export class TailCall implements OutgoingCall {
  readonly interfaceId: InterfaceId;
  readonly methodId: number;
  readonly caller: ReceivedCall;
  /** Whether the caller still wants to hear of it. */
  readonly isWanted: () => boolean;
  readonly #call: Omit<OutgoingCall, "returned" | "failed">;

  constructor(
    call: Omit<OutgoingCall, "returned" | "failed">,
    caller: ReceivedCall,
    isWanted: () => boolean,
  ) {
    this.interfaceId = call.interfaceId;
    this.methodId = call.methodId;
    this.caller = caller;
    this.isWanted = isWanted;
    this.#call = call;
  }

  params(payload: PayloadBuilder): void {
    this.#call.params(payload);
  }

  returned(results: PayloadReader): void {
    if (this.isWanted()) this.caller.returned(results);
    else results[Symbol.dispose]();
  }

  failed(error: RpcError): void {
    if (this.isWanted()) this.caller.failed(error);
  }
}
