// request.ts: reads what `capnp compile` says to its plugins, a CodeGeneratorRequest, into the model.
//
// https://capnproto.org/otherlang.html#how-to-write-compiler-plugins; the message is declared in schema.capnp.
import { Message } from "capnp-es";
import * as Schema from "capnp-es/capnp/schema";
import { CapnpcError } from "../errors.ts";
import type {
  AnnotationNode,
  AppliedAnnotation,
  Brand,
  ConstNode,
  Enumerant,
  EnumNode,
  Field,
  FileNode,
  InterfaceNode,
  Method,
  PrimitiveKind,
  RequestedFile,
  SchemaModel,
  SchemaNode,
  StructNode,
  Type,
  TypeReference,
} from "./model.ts";
import { rawValue } from "./raw-values.ts";

/**
 * Reads a framed, unpacked CodeGeneratorRequest, as `capnp` writes it to a plugin's standard input.
 *
 * @throws CapnpcError `BAD_REQUEST` when it is not one; `UNSUPPORTED` when it uses what we do not know.
 */
export function readRequest(bytes: Uint8Array): SchemaModel {
  if (!isFramed(bytes)) throw notARequest(bytes);
  try {
    const message = new Message(bytes, false);
    // The compiler is trusted, and reading what it says of many schemas visits more than reading a message may.
    message._capnp.traversalLimit = Number.POSITIVE_INFINITY;
    return new RequestReader(message.getRoot(Schema.CodeGeneratorRequest)).read();
  } catch (error) {
    if (error instanceof CapnpcError) throw error;
    throw notARequest(bytes, error);
  }
}

/**
 * Whether the bytes are one message, as far as its header tells. capnp-es would believe any number of segments.
 * https://capnproto.org/encoding.html#serialization-over-a-stream
 */
function isFramed(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 8) return false;
  const segments = view.getUint32(0, true) + 1;
  const header = (4 + segments * 4 + 7) & ~7;
  if (segments > bytes.byteLength / 8 || header > bytes.byteLength) return false;
  let words = 0;
  for (let i = 0; i < segments; i++) words += view.getUint32(4 + i * 4, true);
  return words > 0 && header + words * 8 === bytes.byteLength;
}

function notARequest(bytes: Uint8Array, cause?: unknown): CapnpcError {
  return new CapnpcError(
    "BAD_REQUEST",
    `${bytes.byteLength} bytes of input are not a CodeGeneratorRequest: run this as a plugin of the capnp compiler`,
    { cause },
  );
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

class RequestReader {
  readonly #request: Schema.CodeGeneratorRequest;
  readonly #sources = new Map<bigint, Schema.Node>();
  readonly #docs = new Map<bigint, { own: string | undefined; members: (string | undefined)[] }>();
  readonly #nodes = new Map<bigint, SchemaNode>();

  constructor(request: Schema.CodeGeneratorRequest) {
    this.#request = request;
  }

  read(): SchemaModel {
    for (const source of this.#request.nodes) this.#sources.set(source.id, source);
    for (const info of this.#request.sourceInfo) {
      const members = [...info.members].map((member) => docText(member.docComment));
      this.#docs.set(info.id, { own: docText(info.docComment), members });
    }
    // Every node must exist before any refers to another, since they refer to each other in circles.
    for (const id of this.#sources.keys()) this.#node(id);
    for (const node of this.#nodes.values()) this.#fill(node);
    return {
      requested: [...this.#request.requestedFiles].map((file) => this.#file(file)),
      nodes: this.#nodes,
    };
  }

  #file(file: Schema.CodeGeneratorRequest_RequestedFile): RequestedFile {
    const imports = new Map([...file.imports].map((imported) => [imported.id, imported.name]));
    return { node: this.#expect(file.id, "file"), filename: file.filename, imports };
  }

  /** The node as far as it can be told without any other but its scope. */
  #node(id: bigint): SchemaNode {
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    const source = this.#source(id);
    const base = {
      id,
      name: source.displayName.slice(source.displayNamePrefixLength),
      displayName: source.displayName,
      scope: this.#sources.has(source.scopeId) ? this.#node(source.scopeId) : undefined,
      parameters: [...source.parameters].map((parameter) => parameter.name),
      nested: [],
      annotations: [],
      doc: this.#docs.get(id)?.own,
    };
    const node = shell(source, base);
    this.#nodes.set(id, node);
    return node;
  }

  #fill(node: SchemaNode): void {
    const source = this.#source(node.id);
    const filled = node as Mutable<SchemaNode>;
    filled.annotations.push(...this.#annotations(source.annotations));
    for (const { id, name } of source.nestedNodes) {
      // Of an imported file only the nodes that somebody needs are sent.
      if (!this.#sources.has(id)) continue;
      const nested = this.#node(id);
      filled.nested.push(nested);
      (nested as Mutable<SchemaNode>).name = name;
    }
    switch (filled.kind) {
      case "file":
        return;
      case "struct":
        filled.fields.push(...this.#fields(node.id, source.struct.fields));
        return;
      case "enum":
        filled.enumerants.push(
          ...[...source.enum.enumerants].map((enumerant, i) => this.#member(node.id, enumerant, i)),
        );
        return;
      case "interface":
        filled.methods.push(
          ...[...source.interface.methods].map((method, i) => this.#method(node.id, method, i)),
        );
        for (const superclass of source.interface.superclasses) {
          filled.superclasses.push(this.#reference(superclass.id, "interface", superclass.brand));
        }
        return;
      case "const":
        filled.type = this.#type(source.const.type, node);
        filled.value = rawValue(source.const.value);
        return;
      case "annotation":
        filled.type = this.#type(source.annotation.type, node);
        return;
    }
  }

  #fields(owner: bigint, fields: Iterable<Schema.Field>): Field[] {
    return [...fields].map((field, i): Field => {
      const { discriminantValue } = field;
      const base = {
        ...this.#member(owner, field, i),
        discriminant: discriminantValue === Schema.Field.NO_DISCRIMINANT ? undefined : discriminantValue,
      };
      switch (field.which()) {
        case Schema.Field_Which.SLOT: {
          const { slot } = field;
          return {
            ...base,
            kind: "slot",
            offset: slot.offset,
            type: this.#type(slot.type, this.#node(owner), field.name),
            defaultValue: rawValue(slot.defaultValue),
            hasExplicitDefault: slot.hadExplicitDefault,
          };
        }
        case Schema.Field_Which.GROUP: {
          const group = this.#expect(field.group.typeId, "struct");
          return { ...base, kind: "group", doc: base.doc ?? group.doc, group };
        }
        default:
          throw unknown(this.#node(owner), field.name, "a field that is neither a slot nor a group");
      }
    });
  }

  #member(owner: bigint, member: Schema.Field | Schema.Enumerant | Schema.Method, index: number): Enumerant {
    return {
      name: member.name,
      codeOrder: member.codeOrder,
      annotations: this.#annotations(member.annotations),
      doc: this.#docs.get(owner)?.members[index],
    };
  }

  #method(owner: bigint, method: Schema.Method, index: number): Method {
    return {
      ...this.#member(owner, method, index),
      implicitParameters: [...method.implicitParameters].map((parameter) => parameter.name),
      params: this.#methodStruct(owner, method.paramStructType, method.paramBrand),
      results: this.#methodStruct(owner, method.resultStructType, method.resultBrand),
    };
  }

  #methodStruct(owner: bigint, id: bigint, brand: Schema.Brand): TypeReference<StructNode> {
    const reference = this.#reference(id, "struct", brand);
    // "Making the scopeId zero was a mistake" (schema.capnp): type parameters of the interface are in its scope.
    if (reference.node.isInline) (reference.node as Mutable<StructNode>).scope = this.#node(owner);
    return reference;
  }

  #annotations(annotations: Iterable<Schema.Annotation>): AppliedAnnotation[] {
    return [...annotations].map((annotation) => {
      const declaration = this.#sources.has(annotation.id) ? this.#node(annotation.id) : undefined;
      return {
        declaration: declaration?.kind === "annotation" ? declaration : undefined,
        value: rawValue(annotation.value),
      };
    });
  }

  #type(type: Schema.Type, owner: SchemaNode, member?: string): Type {
    const which = type.which();
    const simple = simpleTypes.get(which);
    if (simple !== undefined) return { kind: simple };
    switch (which) {
      case Schema.Type_Which.LIST:
        return { kind: "list", element: this.#type(type.list.elementType, owner, member) };
      case Schema.Type_Which.ENUM:
        return { kind: "enum", ...this.#reference(type.enum.typeId, "enum", type.enum.brand) };
      case Schema.Type_Which.STRUCT:
        return { kind: "struct", ...this.#reference(type.struct.typeId, "struct", type.struct.brand) };
      case Schema.Type_Which.INTERFACE:
        return {
          kind: "interface",
          ...this.#reference(type.interface.typeId, "interface", type.interface.brand),
        };
      case Schema.Type_Which.ANY_POINTER:
        return this.#anyPointer(type.anyPointer, owner, member);
      default:
        throw unknown(owner, member, `a type of an unknown kind (${which})`);
    }
  }

  #anyPointer(type: Schema.Type_AnyPointer, owner: SchemaNode, member: string | undefined): Type {
    switch (type.which()) {
      case Schema.Type_AnyPointer_Which.PARAMETER:
        return { kind: "parameter", scope: type.parameter.scopeId, index: type.parameter.parameterIndex };
      case Schema.Type_AnyPointer_Which.IMPLICIT_METHOD_PARAMETER:
        return { kind: "methodParameter", index: type.implicitMethodParameter.parameterIndex };
      case Schema.Type_AnyPointer_Which.UNCONSTRAINED: {
        const kind = unconstrainedTypes.get(type.unconstrained.which());
        if (kind !== undefined) return { kind };
      }
    }
    throw unknown(owner, member, "an AnyPointer of an unknown kind");
  }

  #reference<K extends SchemaNode["kind"]>(
    id: bigint,
    kind: K,
    brand: Schema.Brand,
  ): TypeReference<Extract<SchemaNode, { kind: K }>> {
    const node = this.#expect(id, kind);
    return { node, brand: this.#brand(brand, node) };
  }

  #brand(brand: Schema.Brand, owner: SchemaNode): Brand {
    const scopes = new Map<bigint, readonly Type[] | "inherit">();
    for (const scope of brand.scopes) {
      switch (scope.which()) {
        case Schema.Brand_Scope_Which.INHERIT:
          scopes.set(scope.scopeId, "inherit");
          break;
        case Schema.Brand_Scope_Which.BIND:
          scopes.set(
            scope.scopeId,
            [...scope.bind].map((binding) =>
              binding._isType ? this.#type(binding.type, owner) : { kind: "anyPointer" },
            ),
          );
          break;
        default:
          throw unknown(owner, undefined, "a binding of type parameters of an unknown kind");
      }
    }
    return scopes;
  }

  #expect<K extends SchemaNode["kind"]>(id: bigint, kind: K): Extract<SchemaNode, { kind: K }> {
    const node = this.#node(id);
    if (!isKind(node, kind)) {
      throw new CapnpcError("BAD_REQUEST", `${node.displayName} is used as ${kind}, but is ${node.kind}`);
    }
    return node;
  }

  #source(id: bigint): Schema.Node {
    const source = this.#sources.get(id);
    if (source === undefined) {
      throw new CapnpcError("BAD_REQUEST", `the request refers to node 0x${id.toString(16)}, but lacks it`);
    }
    return source;
  }
}

function isKind<K extends SchemaNode["kind"]>(
  node: SchemaNode,
  kind: K,
): node is Extract<SchemaNode, { kind: K }> {
  return node.kind === kind;
}

type NodeBase = Omit<FileNode, "kind">;

function shell(source: Schema.Node, base: NodeBase): SchemaNode {
  switch (source.which()) {
    case Schema.Node_Which.FILE:
      return { ...base, kind: "file" } satisfies FileNode;
    case Schema.Node_Which.STRUCT: {
      const { struct } = source;
      return {
        ...base,
        kind: "struct",
        dataWords: struct.dataWordCount,
        pointers: struct.pointerCount,
        isGroup: struct.isGroup,
        isInline: source.scopeId === 0n,
        discriminantCount: struct.discriminantCount,
        discriminantOffset: struct.discriminantOffset,
        fields: [],
      } satisfies StructNode;
    }
    case Schema.Node_Which.ENUM:
      return { ...base, kind: "enum", enumerants: [] } satisfies EnumNode;
    case Schema.Node_Which.INTERFACE:
      return { ...base, kind: "interface", methods: [], superclasses: [] } satisfies InterfaceNode;
    case Schema.Node_Which.CONST:
      return { ...base, kind: "const", type: { kind: "void" }, value: { kind: "void" } } satisfies ConstNode;
    case Schema.Node_Which.ANNOTATION:
      return { ...base, kind: "annotation", type: { kind: "void" } } satisfies AnnotationNode;
    default:
      throw new CapnpcError("UNSUPPORTED", `${base.displayName}: a declaration of an unknown kind`);
  }
}

const simpleTypes: ReadonlyMap<number, PrimitiveKind | "text" | "data"> = new Map([
  [Schema.Type_Which.VOID, "void"],
  [Schema.Type_Which.BOOL, "bool"],
  [Schema.Type_Which.INT8, "int8"],
  [Schema.Type_Which.INT16, "int16"],
  [Schema.Type_Which.INT32, "int32"],
  [Schema.Type_Which.INT64, "int64"],
  [Schema.Type_Which.UINT8, "uint8"],
  [Schema.Type_Which.UINT16, "uint16"],
  [Schema.Type_Which.UINT32, "uint32"],
  [Schema.Type_Which.UINT64, "uint64"],
  [Schema.Type_Which.FLOAT32, "float32"],
  [Schema.Type_Which.FLOAT64, "float64"],
  [Schema.Type_Which.TEXT, "text"],
  [Schema.Type_Which.DATA, "data"],
]);

const unconstrainedTypes: ReadonlyMap<number, "anyPointer" | "anyStruct" | "anyList" | "capability"> =
  new Map([
    [Schema.Type_AnyPointer_Unconstrained_Which.ANY_KIND, "anyPointer"],
    [Schema.Type_AnyPointer_Unconstrained_Which.STRUCT, "anyStruct"],
    [Schema.Type_AnyPointer_Unconstrained_Which.LIST, "anyList"],
    [Schema.Type_AnyPointer_Unconstrained_Which.CAPABILITY, "capability"],
  ]);

/** Comments come with a final newline each; without a comment, as an empty text. */
function docText(comment: string): string | undefined {
  const text = comment.trimEnd();
  return text === "" ? undefined : text;
}

function unknown(owner: SchemaNode, member: string | undefined, what: string): CapnpcError {
  const place = member === undefined ? owner.displayName : `${owner.displayName}.${member}`;
  return new CapnpcError(
    "UNSUPPORTED",
    `${place}: ${what}, which this version does not know; a newer one may`,
  );
}
