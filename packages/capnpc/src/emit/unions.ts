// unions.ts: the property that tells which member of a union is set.
import type { StructNode } from "../schema/model.ts";

/** `which`, unless a field has that name. Names in schemas have no underscores. */
export function whichProperty(node: StructNode): string {
  return node.fields.some(({ name }) => name === "which") ? "which_" : "which";
}
