// declared-type.ts: the types that a schema declares, which have an id and a name of their own.
import { InterfaceType } from "./interface-type.ts";
import type { RuntimeType } from "./runtime-type.ts";
import { EnumRuntimeType } from "./simple-types.ts";
import { StructType } from "./struct-type.ts";
import { ValueError } from "./value-error.ts";

export type DeclaredType = StructType | EnumRuntimeType | InterfaceType;

/** @throws ValueError `WRONG_TYPE` for a type that no schema declares. */
export function requireDeclared(type: RuntimeType): DeclaredType {
  if (type instanceof StructType || type instanceof EnumRuntimeType || type instanceof InterfaceType)
    return type;
  throw new ValueError("WRONG_TYPE", `${type.title} is not declared in a schema`);
}
