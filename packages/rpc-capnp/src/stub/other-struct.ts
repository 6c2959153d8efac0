// other-struct.ts: params and results as a struct of another type than the generated one, as those of capnp-es are.
import {
  type CapnpEsMessageClass,
  type CapnpEsStructClass,
  type Type,
  ValueError,
  type ValueOf,
} from "@teleop/capnp";
import { type RuntimeType, type StructType, typeToReadAs } from "@teleop/capnp/capability";

/**
 * The type to read a method's params or results as.
 *
 * @throws ValueError `WRONG_TYPE` for another struct than the method has, by the id in its schema.
 */
export function otherStruct(
  given: Type | CapnpEsStructClass | CapnpEsMessageClass,
  own: StructType,
): RuntimeType {
  const type: RuntimeType & { readonly id?: bigint } = typeToReadAs(given);
  if (type.id === undefined || type.id === 0n || type.id === own.id) return type;
  throw new ValueError(
    "WRONG_TYPE",
    `${own.title} (@0x${hex(own.id)}) cannot be read as ${type.title} (@0x${hex(type.id)}), which is another struct`,
  );
}

function hex(id: bigint): string {
  return id.toString(16).padStart(16, "0");
}

const paramsType = Symbol("the type that params are read as");

/** A server's method that has its params read as another type. */
interface Typed {
  readonly [paramsType]?: Type | CapnpEsStructClass | CapnpEsMessageClass;
}

/**
 * A server's method that takes its params as another struct than the generated one: of capnp-es, as the `Message` that
 * they are the root of, or of a schema that is newer.
 *
 *     Library.server({ put: paramsAs(capnpEs(Library_Put$Params), ({ book }) => …) })
 *
 * Calls fail, with a ValueError `WRONG_TYPE`, when the method has other params.
 */
export function paramsAs<S extends object, Context, Result>(
  type: CapnpEsStructClass<S> | CapnpEsMessageClass<S>,
  method: (params: S, context: Context) => Result,
): (params: unknown, context: Context) => Result;
export function paramsAs<T extends Type, Context, Result>(
  type: T,
  method: (params: NonNullable<ValueOf<T>>, context: Context) => Result,
): (params: unknown, context: Context) => Result;
export function paramsAs(
  type: Type | CapnpEsStructClass | CapnpEsMessageClass,
  method: (params: never, context: unknown) => unknown,
): object {
  const typed = function (this: object, params: never, context: unknown): unknown {
    return method.call(this, params, context);
  };
  return Object.defineProperty(typed, paramsType, { value: type });
}

/** The type that a method takes its params as; undefined where it is the generated one. */
export function paramsTypeOf(method: object, own: StructType): RuntimeType | undefined {
  const type = (method as Typed)[paramsType];
  return type === undefined ? undefined : otherStruct(type, own);
}
