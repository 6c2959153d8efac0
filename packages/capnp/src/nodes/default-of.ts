// default-of.ts: the default of a field in a compiled schema, as a definition of the run time has it.
import { EncodedDefault } from "../schema/encoded-default.ts";
import { badSchema } from "./check-node.ts";
import type { Field_slot } from "./schema.capnp.ts";

/**
 * Undefined: zero, false, empty or null.
 *
 * @param namesOf the enumerants of an enum.
 * @throws ValueError `BAD_SCHEMA` for one that is not of the field's type.
 */
export function defaultOf(
  { type, defaultValue: value }: Field_slot,
  place: string,
  namesOf: (id: bigint) => readonly string[],
): unknown {
  if (value === undefined || type === undefined) return undefined;
  if (value.which !== type.which) throw badSchema(`the default of ${place} is not of its type`);
  switch (value.which) {
    case "void":
    case "interface":
      return undefined;
    case "enum": {
      if (value.enum === 0 || type.which !== "enum") return undefined;
      return namesOf(type.enum.typeId)[value.enum] ?? value.enum;
    }
    case "list":
      return value.list.content === "null" ? undefined : new EncodedDefault(value.list);
    case "struct":
      return value.struct.content === "null" ? undefined : new EncodedDefault(value.struct);
    case "anyPointer":
      return value.anyPointer.content === "null" ? undefined : value.anyPointer;
    default: {
      const plain: unknown = (value as { readonly [name: string]: unknown })[value.which];
      const isZero =
        plain === false ||
        plain === 0n ||
        plain === "" ||
        Object.is(plain, 0) ||
        (plain instanceof Uint8Array && plain.byteLength === 0);
      return isZero ? undefined : plain;
    }
  }
}
