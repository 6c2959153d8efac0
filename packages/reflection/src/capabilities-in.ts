// capabilities-in.ts: finds the capabilities in a value that was read, without reading what leads to none.
import { ListRuntimeType, propertyOf, type RuntimeType, StructType } from "@teleop/capnp/capability";

/** A capability, or an open pointer that leads to one. */
export interface FoundCapability {
  readonly type: RuntimeType;
  /** The stub, or the open pointer. */
  readonly value: unknown;
  /** The fields and indexes that lead to it. */
  readonly path: readonly string[];
}

/** In the order in which `toJson()` shows them. Null pointers are none. */
export function* capabilitiesIn(
  type: RuntimeType,
  value: unknown,
  path: readonly string[] = [],
): Generator<FoundCapability> {
  if (type.isNull(value) || typeof value !== "object" || value === null) return;
  if (!type.reachesCapability(new Set())) return;
  if (type instanceof ListRuntimeType) {
    if (!Array.isArray(value)) return;
    for (const [index, element] of value.entries()) {
      yield* capabilitiesIn(type.element, element, [...path, String(index)]);
    }
  } else if (type instanceof StructType) {
    const which = type.definition.union === undefined ? undefined : propertyOf(value, type.which);
    for (const { name, type: fieldType, tag } of type.fields) {
      // A default that has no end is not enumerable; no default has a capability.
      const isThere = tag === undefined || which === name;
      if (isThere && Object.getOwnPropertyDescriptor(value, name)?.enumerable !== false) {
        yield* capabilitiesIn(fieldType, propertyOf(value, name), [...path, name]);
      }
    }
  } else if (isCapability(type, value)) {
    yield { type, value, path };
  }
}

function isCapability({ kind }: RuntimeType, value: object): boolean {
  if (kind === "interface" || kind === "capability") return true;
  return "content" in value && value.content === "capability";
}
