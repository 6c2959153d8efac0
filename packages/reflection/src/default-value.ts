// default-value.ts: what a field is when nobody sets it, for whoever shows it, or begins to change it.
import { type Field, propertyOf, type StructType, setProperty } from "@teleop/capnp/capability";
import { decode, encode, type Struct } from "@teleop/rpc-capnp/schema";

/**
 * The value of a field that nobody has set, as it reads: a null pointer to a struct is undefined, and a member of a union
 * has the value with which it is chosen. Of what leads to capabilities it is undefined.
 */
export function defaultValue(type: StructType, field: Field): unknown {
  switch (field.type.kind) {
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return undefined;
  }
  const chosen = {};
  if (field.tag !== undefined) setProperty(chosen, type.which, field.name);
  const struct = type.typed<Struct>();
  const read = decode(struct, encode(struct, chosen));
  return typeof read === "object" && read !== null ? propertyOf(read, field.name) : undefined;
}
