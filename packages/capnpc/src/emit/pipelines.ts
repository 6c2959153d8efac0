// pipelines.ts: which structs have something that can be called before they arrive.
//
// https://capnproto.org/rpc.html#time-travel-promise-pipelining
import type { Field, StructNode } from "../schema/model.ts";
import type { FileScope } from "./scope.ts";

/**
 * Whether a capability can be reached through fields of a struct, where there are calls. Lists are no path; a member of a union is none
 * either, since nobody knows yet which one will be set.
 */
export function canPipeline(node: StructNode, { calls }: FileScope): boolean {
  return calls && reaches(node, new Set());
}

/** Whether calls can be made through a field. */
export function isPipelined(field: Field): boolean {
  return fieldReaches(field, new Set());
}

function reaches(node: StructNode, visited: Set<StructNode>): boolean {
  if (visited.has(node)) return false;
  visited.add(node);
  return node.fields.some((field) => fieldReaches(field, visited));
}

function fieldReaches(field: Field, visited: Set<StructNode>): boolean {
  if (field.discriminant !== undefined) return false;
  if (field.kind === "group") return reaches(field.group, visited);
  switch (field.type.kind) {
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "parameter":
      return true;
    case "struct":
      return reaches(field.type.node, visited);
    default:
      return false;
  }
}
