// describe.ts: tells people and tools what a schema holds, as plain data that can be printed or sent.

import { requireDeclared } from "./declared-type.ts";
import type { Enum, Interface, Struct } from "./declared-types.ts";
import { calledName, InterfaceType, type Method } from "./interface-type.ts";
import { jsonOptions } from "./json-options.ts";
import { RuntimeType } from "./runtime-type.ts";
import { shownDefault } from "./shown-default.ts";
import { EnumRuntimeType, ListRuntimeType } from "./simple-types.ts";
import { type Field, StructType, structOf } from "./struct-type.ts";
import type { Json } from "./to-json.ts";
import type { About, Declaration } from "./types.ts";
import { ValueError } from "./value-error.ts";

/** An interface, with every struct and enum that its methods use. */
export interface InterfaceDescription extends DeclarationDescription {
  readonly superclasses: readonly string[];
  /** Its own methods, then those of its ancestors. */
  readonly methods: readonly MethodDescription[];
  /**
   * By the titles that fields refer to them with. A type whose parameters nest deeper than 8 is left out, and of one
   * generic all but 256: `struct Poly(T) { next :Poly(Poly(T)); }` has no end of them.
   */
  readonly types: { readonly [title: string]: StructDescription | EnumDescription };
}

export interface DeclarationDescription extends ElementDescription {
  /** As in a schema: `0xd36a86369fa1a198`. */
  readonly id: string;
  /** The file and the path in it: `echo.capnp:Echo`. */
  readonly fullName: string;
}

export interface ElementDescription {
  readonly name: string;
  readonly doc?: string;
  /** The text of an annotation named `deprecated`, from whatever file. */
  readonly deprecated?: string;
}

export interface MethodDescription extends ElementDescription {
  /** What to call it by, where its name is that of another method, too: `Base_close`. */
  readonly property?: string;
  /** The interface that declares it. */
  readonly owner: string;
  readonly ordinal: number;
  readonly params: readonly FieldDescription[];
  /** Absent: a streaming method. */
  readonly results?: readonly FieldDescription[];
}

export interface StructDescription extends DeclarationDescription {
  readonly kind: "struct";
  readonly fields: readonly FieldDescription[];
}

export interface EnumDescription extends DeclarationDescription {
  readonly kind: "enum";
  readonly values: readonly ElementDescription[];
}

export interface FieldDescription extends ElementDescription {
  /** As in a schema: `List(Person)`; `group` for a group. */
  readonly type: string;
  /** As JSON; absent when it is zero, empty or null. */
  readonly default?: Json;
  /** It is a member of the union of its struct: one of them is set. */
  readonly isUnionMember?: true;
  /** Of a group. */
  readonly fields?: readonly FieldDescription[];
}

/** Describes an interface with its methods, their params and results, and the types these use. */
export function describe(type: Interface): InterfaceDescription {
  const runtime = RuntimeType.of(type).resolve([]);
  if (!(runtime instanceof InterfaceType))
    throw new ValueError("WRONG_TYPE", `${runtime.title} is not an interface`);
  const types = new TypeTable();
  const methods = runtime.allMethods.map((method) => describeMethod(method, types));
  const superclasses = runtime.lineage.slice(1).map((ancestor) => ancestor.title);
  return {
    ...declarationDescription(runtime.title, runtime.definition),
    superclasses,
    methods,
    types: types.described(),
  };
}

/** Describes what a declaration says of itself, without what is in it. */
export function describeDeclaration(type: Interface | Struct | Enum): DeclarationDescription {
  const runtime = requireDeclared(RuntimeType.of(type).resolve([]));
  return declarationDescription(runtime.title, runtime.definition);
}

/** Describes a struct; the types that its fields use are left out. */
export function describeStruct(type: Struct): StructDescription {
  return structDescription(structOf(type), new TypeTable());
}

/** By title; of one generic not more than anybody reads. */
class TypeTable {
  readonly #types = new Map<string, StructDescription | EnumDescription>();
  /** How many types each declaration has made. */
  readonly #bindings = new Map<bigint, number>();

  /** Whether there is room for a type that is not here yet. */
  wants({ id, title }: StructType | EnumRuntimeType): boolean {
    return !this.#types.has(title) && (this.#bindings.get(id) ?? 0) < mostBindings;
  }

  add({ id, title }: StructType | EnumRuntimeType, description: StructDescription | EnumDescription): void {
    this.#types.set(title, description);
    this.#bindings.set(id, (this.#bindings.get(id) ?? 0) + 1);
  }

  described(): InterfaceDescription["types"] {
    return Object.fromEntries(this.#types);
  }
}

/** Types of one generic that are described. Where it leads to several larger ones, each depth has ever more of them. */
const mostBindings = 256;

function describeMethod(method: Method, types: TypeTable): MethodDescription {
  const { results } = method;
  return {
    ...describeElement(method.name, method),
    ...(calledName(method) === method.name ? {} : { property: method.property }),
    owner: method.owner.title,
    ordinal: method.methodId,
    params: describeFields(method.params, types),
    ...(results === undefined ? {} : { results: describeFields(results, types) }),
  };
}

function describeFields(type: StructType, types: TypeTable): FieldDescription[] {
  return type.fields.map((field) => describeField(field, types));
}

function describeField(field: Field, types: TypeTable): FieldDescription {
  const { type } = field;
  collect(type, types);
  return {
    ...describeElement(field.name, field),
    type: type.kind === "group" ? "group" : type.title,
    ...(field.default === undefined
      ? {}
      : { default: shownDefault(type, field.default, jsonOptions(field.annotations)) }),
    ...(field.tag === undefined ? {} : { isUnionMember: true as const }),
    ...(type.kind === "group" && type instanceof StructType ? { fields: describeFields(type, types) } : {}),
  };
}

/** Describes what a field refers to, once. */
function collect(type: RuntimeType, types: TypeTable): void {
  if (type instanceof ListRuntimeType) collect(type.element, types);
  else if (type.nesting > deepestNesting) return;
  else if (type instanceof EnumRuntimeType) {
    if (types.wants(type)) types.add(type, enumDescription(type));
  } else if (type instanceof StructType && type.kind === "struct" && types.wants(type)) {
    // In place before its fields are looked at: they may lead back to it.
    const fields: FieldDescription[] = [];
    types.add(type, { kind: "struct", ...declarationDescription(type.title, type.definition), fields });
    fields.push(...describeFields(type, types));
  }
}

/**
 * A generic may lead to ever larger types of itself, which somebody has to stop: types whose parameters nest deeper are
 * named, and not described.
 */
const deepestNesting = 8;

function structDescription(type: StructType, types: TypeTable): StructDescription {
  return {
    kind: "struct",
    ...declarationDescription(type.title, type.definition),
    fields: describeFields(type, types),
  };
}

function enumDescription(type: EnumRuntimeType): EnumDescription {
  return {
    kind: "enum",
    ...declarationDescription(type.title, type.definition),
    values: type.values.map((name) => describeElement(name, type.about(name))),
  };
}

function declarationDescription(title: string, definition: Declaration): DeclarationDescription {
  return {
    ...describeElement(title, definition),
    id: `0x${definition.id.toString(16).padStart(16, "0")}`,
    fullName: definition.name,
  };
}

function describeElement(name: string, { doc, annotations = [] }: About): ElementDescription {
  const deprecated = annotations.find((annotation) => /[.:]deprecated$/.test(annotation.name));
  return {
    name,
    ...(doc === undefined ? {} : { doc }),
    ...(deprecated === undefined ? {} : { deprecated: String(deprecated.value ?? "") }),
  };
}
