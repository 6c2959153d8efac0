// client.ts: the methods of stubs: each begins a call.
import { TeleopError } from "@teleop/core/basics";
import type { Capability } from "../rpc/seam.ts";
import { RuntimeType, type TypeParameters } from "../schema/runtime-type.ts";
import type { StructType } from "../schema/struct-type.ts";
import type { Type } from "../schema/types.ts";
import { PipelinedCall, PlainCall } from "./call.ts";
import type { InterfaceType, Method } from "./interface-type.ts";
import { StreamPromise } from "./stream-call.ts";
import { Stub } from "./stub.ts";
import type { BindOptions, CallOptions } from "./types.ts";

type Options = CallOptions & BindOptions<Readonly<Record<string, Type>>>;
type Begin = (capability: Capability, params: unknown, signal: AbortSignal | undefined) => object;

/** Gives a class of stubs the methods of an interface and of its ancestors. */
export function defineMethods(target: typeof Stub, type: InterfaceType): void {
  for (const method of type.allMethods) {
    Object.defineProperty(target.prototype, method.property, {
      configurable: true,
      writable: true,
      value: stubMethod(method),
    });
  }
}

function stubMethod(method: Method): (this: Stub, params?: unknown, options?: Options) => object {
  let begin: Begin | undefined;
  return function (params, options) {
    const capability = Stub.capabilityOf(this);
    if (capability === undefined) {
      throw new TeleopError(
        "INVALID_ARGUMENT",
        `${method.name}() must be called on a stub of ${method.owner.title}: stub.${method.property}()`,
      );
    }
    if (options?.bind !== undefined && method.parameters.length > 0) {
      return beginner(method, bindings(method, options.bind))(capability, params, options.signal);
    }
    begin ??= beginner(method, []);
    return begin(capability, params, options?.signal);
  };
}

/** Begins a call of any method, for callers that know it by name only. */
export function beginCall(
  capability: Capability,
  method: Method,
  params: unknown,
  signal: AbortSignal | undefined,
): object {
  return beginner(method, [])(capability, params, signal);
}

function beginner(method: Method, parameters: TypeParameters): Begin {
  const { interfaceId, methodId } = method;
  const { params: paramsType, results: resultsType } = method.bind(parameters);
  if (resultsType === undefined) {
    return (capability, params, signal) =>
      StreamPromise.begin(capability, { interfaceId, methodId, paramsType, params, signal });
  }
  const Call = callClass(resultsType);
  return (capability, params, signal) =>
    Call.begin(capability, { interfaceId, methodId, paramsType, params, resultsType, signal });
}

function callClass(results: StructType): typeof PlainCall {
  return results.reachesCapability() ? PipelinedCall.classFor(results) : PlainCall;
}

function bindings(method: Method, bind: Readonly<Record<string, Type | undefined>>): TypeParameters {
  return method.parameters.map((name) => {
    const type = Object.hasOwn(bind, name) ? bind[name] : undefined;
    return type === undefined ? undefined : RuntimeType.of(type).resolve([]);
  });
}
