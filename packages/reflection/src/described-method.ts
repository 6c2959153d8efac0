// described-method.ts: finds a method in the description of its interface.
import { calledName, type Method } from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core/basics";
import type { InterfaceDescription, MethodDescription } from "@teleop/rpc-capnp/schema";

/**
 * A method as its interface describes it.
 *
 * @throws TeleopError `NO_SCHEMA` for a method of another.
 */
export function describedMethod({ methods }: InterfaceDescription, method: Method): MethodDescription {
  const called = calledName(method);
  const described = methods.find(({ name, property }) => (property ?? name) === called);
  if (described === undefined) throw new TeleopError("NO_SCHEMA", `${called} is not described`);
  return described;
}
