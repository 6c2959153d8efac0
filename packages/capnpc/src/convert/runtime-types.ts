// runtime-types.ts: the types of a schema at run time, what generated code would be, without code: of the nodes that the
// compiler has made, found by what the model says.
import {
  AnyList,
  AnyPointer,
  AnyStruct,
  Bool,
  bind,
  Capability,
  Data,
  decode,
  Float32,
  Float64,
  Int8,
  Int16,
  Int32,
  Int64,
  List,
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
import { structOf } from "@teleop/capnp/capability";
import { CodeGeneratorRequest, NodeTypes } from "@teleop/capnp/nodes";
import { argumentsOf } from "../schema/brands.ts";
import type { InterfaceNode, Type as ModelType, StructNode, TypeReference } from "../schema/model.ts";

/** The types that the declarations of one request are. */
export class RuntimeTypes {
  readonly #types: NodeTypes;

  /** @param request as the compiler writes it. */
  constructor(request: Uint8Array) {
    this.#types = new NodeTypes(decode(CodeGeneratorRequest, request, compilers(request)));
  }

  /** A struct, which a group is by itself, too; its type parameters are AnyPointer. */
  struct({ id, isGroup }: StructNode): Struct {
    const struct = this.#types.struct(id);
    return isGroup ? structType(structOf(struct).definition) : struct;
  }

  /** A type in which no type parameter is left open. */
  type(type: ModelType): Type {
    switch (type.kind) {
      case "list":
        return List(this.type(type.element));
      case "enum":
        return this.#types.enum(type.node.id);
      case "struct":
        return this.bound(type);
      case "interface":
        return this.#bound(this.#types.interface(type.node.id), type);
      case "parameter":
      case "methodParameter":
        return AnyPointer;
      default:
        return simpleTypes[type.kind];
    }
  }

  /** A struct with types for its parameters. */
  bound(reference: TypeReference<StructNode>): Struct {
    return this.#bound(this.struct(reference.node), reference) as Struct;
  }

  #bound(generic: Type, reference: TypeReference<StructNode | InterfaceNode>): Type {
    const types = argumentsOf(reference);
    return types.length === 0 ? generic : bind(generic, ...types.map((type) => this.type(type)));
  }
}

/** The compiler is trusted: reading what it says of many schemas visits more than reading a message may. */
function compilers(request: Uint8Array) {
  return { messageBytes: Math.max(request.byteLength, 8), nesting: 1000, traversalWords: 2 ** 40 };
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
