// dynamic.ts: calls methods by their names, with JSON: for command lines and other tools that learn of an interface late.
import { fromJson, type Json, toJson, ValueError } from "@teleop/capnp";
import {
  calledName,
  InterfaceType,
  type Method,
  methodProperty,
  RuntimeType,
} from "@teleop/capnp/capability";
import { beginCall } from "./client.ts";
import { notA, Stub } from "./stub.ts";
import type { CallOptions, Client, Interface } from "./types.ts";

/**
 * Calls a method by its name in the schema: `await call(stub, Echo, "echo", { message: "hi" })`; one that has the name of
 * another by its property, `Base_close`. Capabilities in the
 * results are shown, and released. A streaming method gives `{}` once the next call is welcome.
 *
 * @throws ValueError when the interface has no such method, or the JSON does not fit its params; RpcError when the call
 *   fails; TeleopError `INVALID_ARGUMENT` when `stub` is no stub, `DISPOSED` when it was disposed.
 */
export async function call(
  stub: Client,
  type: Interface,
  name: string,
  params: unknown = {},
  options: CallOptions = {},
): Promise<Json> {
  const method = methodNamed(type, name);
  let init: unknown;
  try {
    init = fromJson(method.params.typed(), params);
  } catch (error) {
    throw ValueError.within(error, "params");
  }
  const results = await invokeAt(new Error(), stub, method, init, options);
  if (method.results === undefined) return {};
  try {
    return toJson(method.results.typed(), results);
  } finally {
    (results as Disposable)[Symbol.dispose]();
  }
}

/**
 * The method of a name, of an interface or its ancestors; one that has the name of another is found by its property,
 * `Base_close`.
 *
 * @throws ValueError `UNKNOWN_NAME` when there is none, with the names that there are.
 */
export function methodNamed(type: Interface, name: string): Method {
  const runtime = RuntimeType.of(type).resolve([]);
  const methods = runtime instanceof InterfaceType ? runtime.allMethods : [];
  const method =
    methods.find((each) => each.property === methodProperty(name)) ??
    methods.find((each) => each.property === name);
  if (method !== undefined) return method;
  const known = methods.map((each) => calledName(each)).join(", ");
  throw new ValueError(
    "UNKNOWN_NAME",
    `${runtime.title} has no method ${JSON.stringify(name)}; it has ${known}`,
  );
}

/**
 * Calls a method of a stub, whether that has it by its type or not, with params as the stub's own method takes them.
 * Gives the results, which the caller disposes; of a streaming method undefined, once the next call is welcome.
 *
 * @throws as the stub's own method; TeleopError `INVALID_ARGUMENT` when `stub` is no stub, `DISPOSED` when it was disposed.
 */
export async function invoke(
  stub: Client,
  method: Method,
  params: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  return await invokeAt(new Error(), stub, method, params, options);
}

/** @param site made in the function that the caller called: an error's stack begins above it. */
async function invokeAt(
  site: Error,
  stub: Client,
  method: Method,
  params: unknown,
  { signal }: CallOptions,
): Promise<unknown> {
  const capability = Stub.capabilityOf(stub);
  if (capability === undefined) throw notA("a stub", stub);
  return await beginCall(capability, method, params, signal, site);
}
