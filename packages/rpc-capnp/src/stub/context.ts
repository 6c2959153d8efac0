// context.ts: what a server's method sees of one call, and how it answers.
import type { Method, StructType } from "@teleop/capnp/capability";
import type { Peer } from "@teleop/core";
import { TeleopError } from "@teleop/core/basics";
import type { IncomingCall } from "../rpc/seam.ts";
import { writePayload } from "./payload-codec.ts";
import { Stub } from "./stub.ts";
import type { Context } from "./types.ts";

export class CallContext implements Context {
  readonly #call: IncomingCall;
  readonly #method: Method;

  constructor(call: IncomingCall, method: Method) {
    this.#call = call;
    this.#method = method;
  }

  get signal(): AbortSignal {
    return this.#call.signal;
  }

  get peer(): Peer | undefined {
    return this.#call.peer;
  }

  results(results: unknown): void {
    const type = this.#resultsType;
    this.#call.results((payload) => writePayload(type, results, payload, "results"));
  }

  setPipeline(results: unknown): void {
    const type = this.#resultsType;
    this.#call.setPipeline((payload) => writePayload(type, results, payload, "results"));
  }

  tailCall(target: object, property: string, params?: unknown): void {
    const capability = Stub.capabilityOf(target);
    if (capability === undefined)
      throw new TeleopError("INVALID_ARGUMENT", "a tail call goes to a stub, not to another kind of object");
    const method = Stub.methodOf(target, property);
    if (method === undefined) {
      throw new TeleopError("INVALID_ARGUMENT", `the stub of a tail call has no method ${property}()`);
    }
    const { interfaceId, methodId, params: type } = method;
    this.#call.tailCall(capability, {
      interfaceId,
      methodId,
      params: (payload) => writePayload(type, params, payload, "params"),
    });
  }

  /** Answers with what the method returned; with nothing, if it has answered already or has nothing to say. */
  answer(returned: unknown): void {
    // What a streaming method returns is often what its last expression happened to be.
    if (returned !== undefined && this.#method.results !== undefined) this.results(returned);
  }

  get #resultsType(): StructType {
    const { name, results } = this.#method;
    if (results === undefined) {
      throw new TeleopError("INVALID_ARGUMENT", `${name} is a streaming method: it has no results`);
    }
    return results;
  }
}
