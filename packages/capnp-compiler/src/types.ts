// types.ts: types as a schema has them once all names are looked up.
import type { SchemaNode } from "./schema-node.ts";

/** Types without parts, as the schema of schemas calls them, in its order. */
export const simpleKinds = [
  "void",
  "bool",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "float32",
  "float64",
  "text",
  "data",
] as const;
export type SimpleKind = (typeof simpleKinds)[number];

/** Pointers of which not everything is known. */
export type AnyKind = "anyPointer" | "anyStruct" | "anyList" | "capability";

export type Type =
  | { readonly kind: SimpleKind | AnyKind }
  | ListType
  | DeclaredType
  /** What could not be found; that has been reported. */
  | { readonly kind: "unknown" }
  /** A type parameter of the declaration `scope`. */
  | { readonly kind: "parameter"; readonly scope: bigint; readonly index: number }
  /** A type parameter of the method in which it stands. */
  | { readonly kind: "methodParameter"; readonly index: number };

export interface ListType {
  readonly kind: "list";
  readonly element: Type;
  readonly extent: Extent;
}

export interface DeclaredType {
  readonly kind: "enum" | "struct" | "interface";
  readonly node: SchemaNode;
  readonly brand: Brand;
  readonly extent: Extent;
}

/** What the type parameters of a declaration, and of those around it, stand for; from the inside to the outside. */
export type Brand = readonly BrandScope[];

export interface BrandScope {
  readonly scope: bigint;
  /** What each parameter stands for; `inherit`: for itself, where the brand is used inside of the scope. */
  readonly bindings: "inherit" | readonly Type[];
}

/** How much there is of a type. It can name itself many times over, and a small schema would become a huge one. */
export interface Extent {
  readonly parts: number;
  readonly depth: number;
}

export const largestType: Extent = { parts: 10_000, depth: 100 };

export function listOf(element: Type): ListType {
  return { kind: "list", element, extent: extentAround([element]) };
}

export function declaredType(kind: DeclaredType["kind"], node: SchemaNode, brand: Brand): DeclaredType {
  const bound = brand.flatMap(({ bindings }) => (bindings === "inherit" ? [] : bindings));
  return { kind, node, brand, extent: extentAround(bound) };
}

export function extentOf(type: Type): Extent {
  return "extent" in type ? type.extent : { parts: 1, depth: 1 };
}

function extentAround(types: readonly Type[]): Extent {
  let parts = 1;
  let depth = 0;
  for (const type of types) {
    const extent = extentOf(type);
    parts += extent.parts;
    depth = Math.max(depth, extent.depth);
  }
  return { parts, depth: depth + 1 };
}

/** Whether a value of the type is behind a pointer. */
export function isPointer(type: Type): boolean {
  return dataBits(type) === undefined;
}

/** Bits of a value in the data section of a struct; undefined for what is behind a pointer. */
export function dataBits(type: Type): number | undefined {
  switch (type.kind) {
    case "void":
    case "unknown":
      return 0;
    case "bool":
      return 1;
    case "int8":
    case "uint8":
      return 8;
    case "int16":
    case "uint16":
    case "enum":
      return 16;
    case "int32":
    case "uint32":
    case "float32":
      return 32;
    case "int64":
    case "uint64":
    case "float64":
      return 64;
    default:
      return undefined;
  }
}

/** A type as messages call it. */
export function typeText(type: Type): string {
  switch (type.kind) {
    case "list":
      return `List(${typeText(type.element)})`;
    case "enum":
    case "struct":
    case "interface":
      return type.node.name;
    case "parameter":
    case "methodParameter":
      return "a type parameter";
    case "uint8":
    case "uint16":
    case "uint32":
    case "uint64":
      return `UI${type.kind.slice(2)}`;
    default:
      return `${type.kind.charAt(0).toUpperCase()}${type.kind.slice(1)}`;
  }
}

/**
 * A type as it is seen through a brand: parameters are what the brand binds them to. Those of scopes that it does not
 * have are any pointer.
 */
export function substitute(type: Type, brand: Brand): Type {
  switch (type.kind) {
    case "parameter": {
      const bindings = brand.find(({ scope }) => scope === type.scope)?.bindings;
      if (bindings === "inherit") return type;
      return bindings?.[type.index] ?? { kind: "anyPointer" };
    }
    case "list":
      return listOf(substitute(type.element, brand));
    case "enum":
    case "struct":
    case "interface":
      return declaredType(type.kind, type.node, substituteBrand(type, brand));
    default:
      return type;
  }
}

function substituteBrand(type: DeclaredType, brand: Brand): Brand {
  return type.brand.flatMap(({ scope, bindings }): BrandScope[] => {
    if (bindings !== "inherit") {
      return [{ scope, bindings: bindings.map((binding) => substitute(binding, brand)) }];
    }
    const outer = brand.find((each) => each.scope === scope);
    return outer === undefined ? [] : [outer];
  });
}

/** Whether two types are the same, however their brands are written. */
export function isSameType(one: Type, other: Type): boolean {
  switch (one.kind) {
    case "list":
      return other.kind === "list" && isSameType(one.element, other.element);
    case "enum":
    case "struct":
    case "interface":
      return other.kind === one.kind && one.node === other.node && isSameBrand(one, other);
    case "parameter":
      return other.kind === "parameter" && one.scope === other.scope && one.index === other.index;
    case "methodParameter":
      return other.kind === "methodParameter" && one.index === other.index;
    default:
      return one.kind === other.kind;
  }
}

function isSameBrand(one: DeclaredType, other: DeclaredType): boolean {
  for (let node: SchemaNode | undefined = one.node; node !== undefined; node = node.parent) {
    const scope = node.id;
    for (let index = 0; index < node.parameters.length; index++) {
      const parameter: Type = { kind: "parameter", scope, index };
      if (!isSameType(substitute(parameter, one.brand), substitute(parameter, other.brand))) return false;
    }
  }
  return true;
}
