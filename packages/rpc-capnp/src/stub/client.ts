// client.ts: the methods of stubs: each begins a call.
import type { Type } from "@teleop/capnp";
import {
  type InterfaceType,
  type Method,
  RuntimeType,
  type StructType,
  type TypeParameters,
} from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core/basics";
import type { Capability } from "../rpc/seam.ts";
import { PipelinedCall, PlainCall } from "./call.ts";
import { StreamPromise } from "./stream-call.ts";
import { Stub } from "./stub.ts";
import type { BindOptions, CallOptions } from "./types.ts";

type Options = CallOptions & BindOptions<Readonly<Record<string, Type>>>;
type Begin = (
  capability: Capability,
  params: unknown,
  signal: AbortSignal | undefined,
  site: Error,
) => object;

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
      const bound = beginner(method, bindings(method, options.bind));
      return bound(capability, params, options.signal, new Error());
    }
    begin ??= beginner(method, []);
    // Its stack is only written out if the call fails.
    return begin(capability, params, options?.signal, new Error());
  };
}

/** Begins a call of any method, for callers that know it by name only. `site` is made where the caller called. */
export function beginCall(
  capability: Capability,
  method: Method,
  params: unknown,
  signal: AbortSignal | undefined,
  site: Error,
): object {
  return beginner(method, [])(capability, params, signal, site);
}

function beginner(method: Method, parameters: TypeParameters): Begin {
  const { interfaceId, methodId } = method;
  const methodName = `${method.owner.title}.${method.name}()`;
  const { params: paramsType, results: resultsType } = method.bind(parameters);
  const called = { interfaceId, methodId, methodName, paramsType };
  if (resultsType === undefined) {
    return (capability, params, signal, site) =>
      StreamPromise.begin(capability, called, params, signal, site);
  }
  const asked = { ...called, resultsType };
  const Call = callClass(resultsType);
  return (capability, params, signal, site) => Call.begin(capability, asked, params, signal, site);
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
