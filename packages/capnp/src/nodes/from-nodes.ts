// from-nodes.ts: the types at run time that a compiled schema describes: what generated code would be, without code.
import type { Enum, Interface, Struct } from "../schema/declared-types.ts";
import {
  AnyList,
  AnyPointer,
  AnyStruct,
  Bool,
  bind,
  Capability,
  Data,
  enumType,
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
  structType,
  Text,
  UInt8,
  UInt16,
  UInt32,
  UInt64,
  Void,
} from "../schema/define.ts";
import type {
  About,
  Declaration,
  FieldDefinition,
  InterfaceDefinition,
  MethodDefinition,
  Type,
} from "../schema/types.ts";
import { appliedOf } from "./annotations.ts";
import {
  badSchema,
  type EnumNode,
  hexId,
  type InterfaceNode,
  isMember,
  printable,
  requireNames,
  requirePlaces,
  type StructNode,
  shownName,
} from "./check-node.ts";
import { defaultOf } from "./default-of.ts";
import { type Argument, NodeScopes } from "./node-scopes.ts";
import type {
  Annotation,
  Brand,
  Field,
  Method,
  Node,
  Node_SourceInfo,
  Type as TypeNode,
} from "./schema.capnp.ts";
import { streamResultId } from "./stream-result.ts";

/** A compiled schema, as it was read: the nodes of a CodeGeneratorRequest, or of a service that tells them. */
export interface ReadSchema {
  readonly nodes: readonly Node[];
  readonly sourceInfo: readonly Node_SourceInfo[];
}

/** What types are made of that capabilities may be values of. */
export interface CapabilityTypes {
  interfaceType(definition: InterfaceDefinition): Type;
  parameter(index: number): Type;
  readonly AnyPointer: Type;
  readonly AnyStruct: Type;
  readonly AnyList: Type;
  readonly Capability: Type;
}

/** Those of this package, whose interfaces are described only. */
const described: CapabilityTypes = { interfaceType, parameter, AnyPointer, AnyStruct, AnyList, Capability };

/**
 * The types of a schema. Each is made when it is asked for, and what it refers to when that is needed: what is wrong with
 * a declaration is told by whoever looks at it first, as a ValueError `BAD_SCHEMA`.
 */
export class NodeTypes {
  readonly nodes: ReadonlyMap<bigint, Node>;
  readonly #docs: ReadonlyMap<bigint, Node_SourceInfo>;
  readonly #scopes: NodeScopes;
  readonly #kit: CapabilityTypes;
  readonly #types = new Map<bigint, Type>();

  /** @param types those of `@teleop/rpc-capnp/schema` for interfaces that can be called. */
  constructor(schema: ReadSchema, types: CapabilityTypes = described) {
    this.nodes = new Map(schema.nodes.map((node) => [node.id, node]));
    this.#docs = new Map(schema.sourceInfo.map((info) => [info.id, info]));
    this.#scopes = new NodeScopes(this.nodes);
    this.#kit = types;
  }

  /** @throws ValueError `BAD_SCHEMA` when there is no interface of that id. */
  interface(id: bigint, brand?: Brand): Interface {
    return this.#reference(id, brand, "interface", noOwner) as Interface;
  }

  /** A struct; its type parameters are AnyPointer. @throws ValueError `BAD_SCHEMA` when there is no struct of that id. */
  struct(id: bigint): Struct {
    return this.#struct(this.#node(id, "struct")) as Struct;
  }

  /** @throws ValueError `BAD_SCHEMA` when there is no enum of that id. */
  enum(id: bigint): Enum {
    return this.#enum(this.#node(id, "enum")) as Enum;
  }

  #node<K extends "struct" | "enum" | "interface">(id: bigint, kind: K): NodeOf<K> {
    const node = this.nodes.get(id);
    if (node === undefined) throw badSchema(`it refers to ${hexId(id)}, which is not in it`);
    if (node.which !== kind) throw badSchema(`${shownName(node)} is used as ${kind}, but is ${node.which}`);
    return node as NodeOf<K>;
  }

  #made(id: bigint, make: () => Type): Type {
    const type = this.#types.get(id) ?? make();
    this.#types.set(id, type);
    return type;
  }

  #struct(node: StructNode): Type {
    return this.#made(node.id, () => {
      const name = shownName(node);
      const { dataWordCount, pointerCount, discriminantCount, discriminantOffset, isGroup } = node.struct;
      const names = node.struct.fields.map((field) => field.name);
      requireNames(names, name);
      requirePlaces(node, name);
      return (isGroup ? groupType : structType)({
        ...this.#declaration(node),
        dataWords: dataWordCount,
        pointers: pointerCount,
        ...(discriminantCount > 0 && {
          union: discriminantOffset,
          which: names.includes("which") ? "which_" : "which",
        }),
        fields: () => node.struct.fields.map((field, index) => this.#field(field, index, node)),
      });
    });
  }

  #enum(node: EnumNode): Type {
    return this.#made(node.id, () => {
      const { enumerants } = node.enum;
      const values = enumerants.map(({ name }) => name);
      requireNames(values, shownName(node));
      const about = enumerants.map(
        ({ name, annotations }, i) => [name, this.#member(node, i, annotations)] as const,
      );
      return enumType({ ...this.#declaration(node), values, about: Object.fromEntries(about) });
    });
  }

  #interface(node: InterfaceNode): Type {
    return this.#made(node.id, () => {
      const { methods, superclasses } = node.interface;
      requireNames(
        methods.map(({ name }) => name),
        shownName(node),
      );
      return this.#kit.interfaceType({
        ...this.#declaration(node),
        superclasses: () =>
          superclasses.map(({ id, brand }) => this.#reference(id, brand, "interface", { node })),
        methods: () => methods.map((method, index) => this.#method(method, index, node)),
      });
    });
  }

  #declaration(node: Node): Declaration {
    const parameters = this.#scopes.parametersOf(node).map(({ name }) => name);
    const around = this.#scopes.around(node);
    return {
      id: node.id,
      name: shownName(node),
      ...(parameters.length > 0 && { parameters }),
      ...(around !== undefined &&
        this.#scopes.parametersOf(around).length > 0 && { scope: () => this.#declared(around) }),
      ...this.#about(this.#docs.get(node.id)?.docComment, node.annotations),
    };
  }

  /** A declaration that others are in; a file declares nothing itself. */
  #declared(node: Node): Type {
    return node.which === "struct"
      ? this.#struct(this.#node(node.id, "struct"))
      : this.#interface(this.#node(node.id, "interface"));
  }

  #field(field: Field, index: number, owner: StructNode): FieldDefinition {
    const more = {
      ...(isMember(field) && { tag: field.discriminantValue }),
      ...this.#member(owner, index, field.annotations),
    };
    if (field.which === "group" && "group" in field) {
      return [field.name, this.#group(field.group.typeId, owner), 0, more];
    }
    if (field.which !== "slot" || !("slot" in field)) {
      throw badSchema(`${shownName(owner)}.${field.name} is neither a slot nor a group`);
    }
    const { slot } = field;
    const type = this.#type(slot.type, { node: owner });
    const offset = slot.type === undefined || slot.type.which === "void" ? 0 : slot.offset;
    const preset = defaultOf(slot, `${shownName(owner)}.${field.name}`, (id) =>
      this.#node(id, "enum").enum.enumerants.map(({ name }) => name),
    );
    return [field.name, type, offset, { ...more, ...(preset !== undefined && { default: preset }) }];
  }

  #group(id: bigint, owner: StructNode): Type {
    const group = this.#node(id, "struct");
    this.#scopes.requireGroup(group, owner);
    const type = this.#struct(group);
    const parameters = this.#scopes.parametersOf(owner);
    // Its parameters are those around it.
    return parameters.length === 0 ? type : bind(type, ...parameters.map((_, i) => this.#kit.parameter(i)));
  }

  #method(method: Method, index: number, owner: InterfaceNode): MethodDefinition {
    const parameters = method.implicitParameters.map(({ name }) => name);
    requireNames(parameters, `${shownName(owner)}.${method.name}`);
    const place = { node: owner, implicit: parameters.length };
    const params = this.#methodStruct(method.paramStructType, method.paramBrand, place);
    const results =
      method.resultStructType === streamResultId
        ? "stream"
        : this.#methodStruct(method.resultStructType, method.resultBrand, place);
    return [
      method.name,
      params,
      results,
      {
        ...(parameters.length > 0 && { parameters }),
        ...this.#member(owner, index, method.annotations),
      },
    ];
  }

  #methodStruct(id: bigint, brand: Brand | undefined, place: Place): Type {
    if (this.#node(id, "struct").struct.isGroup)
      throw badSchema(`a method takes or gives the group ${hexId(id)}`);
    return this.#reference(id, brand, "struct", place);
  }

  #member(owner: Node, index: number, annotations: readonly Annotation[]): About {
    return this.#about(this.#docs.get(owner.id)?.members[index]?.docComment, annotations);
  }

  #about(comment: string | undefined, annotations: readonly Annotation[]): About {
    const doc = printable(comment ?? "").trimEnd();
    const applied = appliedOf(annotations, (id) => {
      const node = this.nodes.get(id);
      return node?.which === "annotation" ? shownName(node) : undefined;
    });
    return { ...(doc !== "" && { doc }), ...(applied.length > 0 && { annotations: applied }) };
  }

  /** A declaration with types for its parameters, as it is written in `place`. */
  #reference(
    id: bigint,
    brand: Brand | undefined,
    kind: "struct" | "enum" | "interface",
    place: Place,
  ): Type {
    if (kind === "enum") return this.#enum(this.#node(id, kind));
    const node = this.#node(id, kind);
    const generic = node.which === "struct" ? this.#struct(node) : this.#interface(node);
    const bound = this.#scopes.argumentsOf(node, brand).map((argument) => this.#argument(argument, place));
    return bound.every((type) => type === this.#kit.AnyPointer) ? generic : bind(generic, ...bound);
  }

  #argument(argument: Argument, place: Place): Type {
    switch (argument.kind) {
      case "open":
        return this.#kit.AnyPointer;
      case "implicit":
        return this.#implicit(argument.index, place);
      case "inherited":
        return this.#parameter(argument.scope, argument.index, place);
      case "type":
        return this.#type(argument.type, place);
    }
  }

  #parameter(scope: bigint, index: number, { node }: Place): Type {
    const at = node === undefined ? -1 : this.#scopes.indexIn(node, scope, index);
    return at < 0 ? this.#kit.AnyPointer : this.#kit.parameter(at);
  }

  /** A parameter of a method: they follow those of its interface. */
  #implicit(index: number, { node, implicit = 0 }: Place): Type {
    if (node === undefined || index >= implicit) return this.#kit.AnyPointer;
    return this.#kit.parameter(this.#scopes.parametersOf(node).length + index);
  }

  #type(type: TypeNode | undefined, place: Place): Type {
    // A null pointer reads as a struct of zeroes.
    if (type === undefined) return Void;
    switch (type.which) {
      case "list":
        return List(this.#type(type.list.elementType, place));
      case "enum":
        return this.#reference(type.enum.typeId, type.enum.brand, "enum", place);
      case "struct":
        return this.#reference(type.struct.typeId, type.struct.brand, "struct", place);
      case "interface":
        return this.#reference(type.interface.typeId, type.interface.brand, "interface", place);
      case "anyPointer":
        return this.#open(type.anyPointer, place);
      default: {
        const simple = Object.hasOwn(simpleTypes, type.which) ? simpleTypes[type.which] : undefined;
        if (simple !== undefined) return simple;
        throw badSchema(`a type is of kind ${type.which}, which this version does not know; a newer one may`);
      }
    }
  }

  #open(type: Extract<TypeNode, { readonly which: "anyPointer" }>["anyPointer"], place: Place): Type {
    switch (type.which) {
      case "parameter":
        return this.#parameter(type.parameter.scopeId, type.parameter.parameterIndex, place);
      case "implicitMethodParameter":
        return this.#implicit(type.implicitMethodParameter.parameterIndex, place);
      case "unconstrained":
        switch (type.unconstrained.which) {
          case "struct":
            return this.#kit.AnyStruct;
          case "list":
            return this.#kit.AnyList;
          case "capability":
            return this.#kit.Capability;
          default:
            return this.#kit.AnyPointer;
        }
      default:
        return this.#kit.AnyPointer;
    }
  }
}

type NodeOf<K> = K extends "struct" ? StructNode : K extends "enum" ? EnumNode : InterfaceNode;

/** Where a type is written: in a declaration, whose parameters may be in it, or in a method of one, with its own. */
interface Place {
  readonly node?: Node;
  readonly implicit?: number;
}

const noOwner: Place = {};

const simpleTypes: Readonly<Record<string, Type>> = {
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
};
