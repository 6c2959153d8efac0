// named-params.ts: the capabilities in params that go by their names until a call is made.
import {
  ListRuntimeType,
  type Method,
  propertyOf,
  type RuntimeType,
  StructType,
  setProperty,
} from "@teleop/capnp/capability";
import { type MakeParams, NamedParam } from "@teleop/reflection/client";
import { ValueError } from "@teleop/rpc-capnp/schema";

/** The names in params, such as `callback` and `$1`, in the order of the fields. */
export function namesIn({ params: type }: Method, params: object): readonly string[] {
  const names: string[] = [];
  replaced(type, params, ({ name }) => {
    names.push(name);
    return undefined;
  });
  return names;
}

/**
 * Params for `dynamicCall()`, with capabilities in the place of their names.
 *
 * @throws ValueError `UNKNOWN_NAME`, when the call is made, for a name that nothing has.
 */
export function withCapabilities(params: object): MakeParams {
  return (method, named) =>
    replaced(method.params, params, ({ name }, type) => {
      const capability = named(name, type.typed());
      if (capability !== undefined) return capability;
      throw new ValueError("UNKNOWN_NAME", `nothing is held as ${name} any more`);
    }) as { [name: string]: unknown };
}

function replaced(
  type: RuntimeType,
  value: unknown,
  replace: (named: NamedParam, type: RuntimeType) => unknown,
): unknown {
  if (value instanceof NamedParam) return replace(value, type);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if (type instanceof ListRuntimeType && Array.isArray(value)) {
    return value.map((element) => replaced(type.element, element, replace));
  }
  if (!(type instanceof StructType)) return value;
  const copy = {};
  for (const name of Object.keys(value)) {
    const field = type.fields.find((each) => each.name === name);
    const part = propertyOf(value, name);
    try {
      setProperty(copy, name, field === undefined ? part : replaced(field.type, part, replace));
    } catch (error) {
      throw ValueError.within(error, name);
    }
  }
  return copy;
}
