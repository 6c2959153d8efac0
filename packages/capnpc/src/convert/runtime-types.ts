// runtime-types.ts: the types of a schema at run time, made from its model: what generated code would be, without code.
import {
  type Annotation,
  AnyList,
  AnyPointer,
  AnyStruct,
  Bool,
  bind,
  Capability,
  Data,
  enumType,
  type FieldDefinition,
  type FieldOptions,
  Float32,
  Float64,
  groupType,
  Int8,
  Int16,
  Int32,
  Int64,
  interfaceType,
  List,
  parameter,
  type Struct,
  structType,
  Text,
  type Type,
  UInt8,
  UInt16,
  UInt32,
  UInt64,
  Void,
} from "@teleop/capnp";
import { whichProperty } from "../emit/unions.ts";
import { argumentsOf, inheritAll, parametersInScope } from "../schema/brands.ts";
import type {
  AppliedAnnotation,
  EnumNode,
  Field,
  InterfaceNode,
  Type as ModelType,
  SchemaNode,
  SlotField,
  StructNode,
  TypeReference,
} from "../schema/model.ts";
import { isZero, readValue } from "../schema/values.ts";
import { initOf } from "./runtime-values.ts";

/** The types that the declarations of one model are. */
export class RuntimeTypes {
  readonly #structs = new Map<StructNode, Struct>();
  readonly #enums = new Map<EnumNode, Type>();
  readonly #interfaces = new Map<InterfaceNode, Type>();

  /** A struct or a group; its type parameters are AnyPointer. */
  struct(node: StructNode): Struct {
    return made(this.#structs, node, () =>
      (node.isGroup ? groupType : structType)({
        ...declaration(node),
        dataWords: node.dataWords,
        pointers: node.pointers,
        ...(node.discriminantCount > 0 && { union: node.discriminantOffset, which: whichProperty(node) }),
        fields: () => node.fields.map((field) => this.#field(field, node)),
      }),
    );
  }

  /** A type as it is written in the declaration `owner`, whose type parameters may be in it. */
  type(type: ModelType, owner: SchemaNode): Type {
    switch (type.kind) {
      case "list":
        return List(this.type(type.element, owner));
      case "enum":
        return made(this.#enums, type.node, () =>
          enumType({ ...declaration(type.node), values: type.node.enumerants.map(({ name }) => name) }),
        );
      case "struct":
        return this.bound(type, owner);
      case "interface":
        return this.#bound(this.#interface(type.node), type, owner);
      case "parameter":
        return parameter(
          parametersInScope(owner).findIndex(
            ({ scope, index }) => scope === type.scope && index === type.index,
          ),
        );
      case "methodParameter":
        return AnyPointer;
      default:
        return simpleTypes[type.kind];
    }
  }

  /** Its methods are left out: in a message it is a capability, whatever can be called of it. */
  #interface(node: InterfaceNode): Type {
    return made(this.#interfaces, node, () => interfaceType({ ...declaration(node), methods: () => [] }));
  }

  /** A struct with types for its parameters, as it is written in the declaration `owner`. */
  bound(reference: TypeReference<StructNode>, owner: SchemaNode): Struct {
    return this.#bound(this.struct(reference.node), reference, owner) as Struct;
  }

  #bound(generic: Type, reference: TypeReference<StructNode | InterfaceNode>, owner: SchemaNode): Type {
    const types = argumentsOf(reference);
    if (types.every(({ kind }) => kind === "anyPointer")) return generic;
    return bind(generic, ...types.map((type) => this.type(type, owner)));
  }

  #field(field: Field, owner: StructNode): FieldDefinition {
    const options: FieldOptions = {
      ...(field.discriminant !== undefined && { tag: field.discriminant }),
      ...(field.kind === "slot" && defaultOf(field)),
      annotations: annotationsOf(field.annotations),
    };
    if (field.kind === "group") {
      const group = { node: field.group, brand: inheritAll(field.group) };
      return [field.name, this.bound(group, owner), 0, options];
    }
    const offset = field.type.kind === "void" ? 0 : field.offset;
    return [field.name, this.type(field.type, owner), offset, options];
  }
}

function declaration(node: SchemaNode) {
  const parameters = node.kind === "enum" ? [] : parametersInScope(node).map(({ name }) => name);
  return {
    id: node.id,
    name: node.displayName,
    ...(parameters.length > 0 && { parameters }),
    annotations: annotationsOf(node.annotations),
  };
}

function defaultOf(field: SlotField): { readonly default?: unknown } {
  if (field.defaultValue.kind === "null") return {};
  const value = readValue(field.defaultValue, field.type);
  // A null pointer to a struct reads as undefined, which an empty struct is not.
  const isPresent = field.defaultValue.kind === "pointer" && value.kind === "struct";
  return isZero(value) && !isPresent ? {} : { default: initOf(value) };
}

/** Those that were sent with their declarations. */
function annotationsOf(annotations: readonly AppliedAnnotation[]): readonly Annotation[] {
  return annotations.flatMap(({ declaration, value }) =>
    declaration === undefined
      ? []
      : [
          {
            id: declaration.id,
            name: declaration.displayName,
            value: initOf(readValue(value, declaration.type)),
          },
        ],
  );
}

/** The same declaration is the same type, also where it is met in itself. */
function made<Node, T>(known: Map<Node, T>, node: Node, make: () => T): T {
  const type = known.get(node) ?? make();
  known.set(node, type);
  return type;
}

const simpleTypes = {
  void: Void,
  bool: Bool,
  int8: Int8,
  int16: Int16,
  int32: Int32,
  int64: Int64,
  uint8: UInt8,
  uint16: UInt16,
  uint32: UInt32,
  uint64: UInt64,
  float32: Float32,
  float64: Float64,
  text: Text,
  data: Data,
  anyPointer: AnyPointer,
  anyStruct: AnyStruct,
  anyList: AnyList,
  capability: Capability,
} as const;
