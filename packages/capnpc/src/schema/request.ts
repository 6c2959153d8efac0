// request.ts: reads what `capnp compile` says to its plugins, a CodeGeneratorRequest, into the model.
//
// https://capnproto.org/otherlang.html#how-to-write-compiler-plugins; the message is declared in schema.capnp.
import { Buffer } from "node:buffer";
import { defaultMessageLimits, frameSize, MessageReader, WireError } from "@teleop/capnp/wire";
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
import {
  type AnnotationStruct,
  type BrandStruct,
  type FieldStruct,
  type MemberStruct,
  type MethodStruct,
  type NodeStruct,
  type RequestedFileStruct,
  RequestStructs,
  type TypeStruct,
} from "./request-structs.ts";

/**
 * Reads a framed, unpacked CodeGeneratorRequest, as `capnp` writes it to a plugin's standard input.
 *
 * @throws CapnpcError `BAD_REQUEST` when it is not one; `UNSUPPORTED` when it uses what we do not know.
 */
export function readRequest(bytes: Uint8Array): SchemaModel {
  try {
    const root = messageIn(bytes).root().struct();
    if (root === undefined) throw new WireError("MALFORMED", "its root is null");
    return new RequestReader(new RequestStructs(root)).read();
  } catch (error) {
    if (error instanceof WireError) throw notARequest(bytes, error);
    throw error;
  }
}

function messageIn(bytes: Uint8Array): MessageReader {
  // The compiler is trusted: reading what it says of many schemas visits more than reading a message may.
  const limits = {
    ...defaultMessageLimits,
    messageBytes: bytes.byteLength,
    nesting: deepestNesting,
    traversalWords: Number.POSITIVE_INFINITY,
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (frameSize(view, 0, limits) !== bytes.byteLength) {
    throw new WireError("MALFORMED", "it is not as long as its header says");
  }
  return MessageReader.atFrame(bytes, view, 0, limits);
}

/** Of pointers: lists of lists, and structs in structs in a constant. */
const deepestNesting = 1000;

function notARequest(bytes: Uint8Array, cause?: unknown): CapnpcError {
  return new CapnpcError(
    "BAD_REQUEST",
    `${bytes.byteLength} bytes of input are not a CodeGeneratorRequest: run this as a plugin of the capnp compiler`,
    { cause },
  );
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

class RequestReader {
  readonly #request: RequestStructs;
  readonly #sources = new Map<bigint, NodeStruct>();
  readonly #docs = new Map<bigint, { own: string | undefined; members: (string | undefined)[] }>();
  readonly #nodes = new Map<bigint, SchemaNode>();

  constructor(request: RequestStructs) {
    this.#request = request;
  }

  read(): SchemaModel {
    for (const source of this.#request.nodes) this.#sources.set(source.id, source);
    for (const info of this.#request.sourceInfo) {
      const members = info.members.map((member) => docText(member.docComment));
      this.#docs.set(info.id, { own: docText(info.docComment), members });
    }
    // Every node must exist before any refers to another, since they refer to each other in circles.
    for (const id of this.#sources.keys()) this.#node(id);
    for (const node of this.#nodes.values()) this.#fill(node);
    return {
      requested: this.#request.requestedFiles.map((file) => this.#file(file)),
      nodes: this.#nodes,
    };
  }

  #file(file: RequestedFileStruct): RequestedFile {
    const imports = new Map(file.imports.map((imported) => [imported.id, imported.name]));
    return { node: this.#expect(file.id, "file"), filename: file.filename, imports };
  }

  /** The node as far as it can be told without any other but its scope. */
  #node(id: bigint): SchemaNode {
    const known = this.#nodes.get(id);
    if (known !== undefined) return known;
    const source = this.#source(id);
    const { displayName } = source;
    const base = {
      id,
      name: behindPrefix(displayName, source.displayNamePrefixLength),
      displayName,
      scope: this.#sources.has(source.scopeId) ? this.#node(source.scopeId) : undefined,
      parameters: source.parameters.map((parameter) => checkedName(parameter.name, displayName)),
      nested: [],
      annotations: [],
      doc: this.#docs.get(id)?.own,
    };
    const node = shell(source, base);
    if (node.kind !== "file") checkedName(node.name, displayName);
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
      (nested as Mutable<SchemaNode>).name = checkedName(name, nested.displayName);
    }
    switch (filled.kind) {
      case "file":
        return;
      case "struct":
        filled.fields.push(...this.#fields(node.id, source.fields));
        return;
      case "enum":
        filled.enumerants.push(
          ...source.enumerants.map((enumerant, i) => this.#member(node.id, enumerant, i)),
        );
        return;
      case "interface":
        filled.methods.push(...source.methods.map((method, i) => this.#method(node.id, method, i)));
        for (const superclass of source.superclasses) {
          filled.superclasses.push(this.#reference(superclass.id, "interface", superclass.brand));
        }
        return;
      case "const":
        filled.type = this.#type(source.type, node);
        filled.value = rawValue(source.value);
        return;
      case "annotation":
        filled.type = this.#type(source.type, node);
        return;
    }
  }

  #fields(owner: bigint, fields: readonly FieldStruct[]): Field[] {
    return fields.map((field, i): Field => {
      const base = {
        ...this.#member(owner, field, i),
        discriminant: field.discriminantValue,
      };
      switch (field.tag) {
        case 0:
          return {
            ...base,
            kind: "slot",
            offset: field.offset,
            type: this.#type(field.type, this.#node(owner), field.name),
            defaultValue: rawValue(field.defaultValue),
            hasExplicitDefault: field.hadExplicitDefault,
          };
        case 1: {
          const group = this.#expect(field.typeId, "struct");
          return { ...base, kind: "group", doc: base.doc ?? group.doc, group };
        }
        default:
          throw unknown(this.#node(owner), field.name, "a field that is neither a slot nor a group");
      }
    });
  }

  #member(owner: bigint, member: MemberStruct, index: number): Enumerant {
    return {
      name: checkedName(member.name, this.#node(owner).displayName),
      codeOrder: member.codeOrder,
      annotations: this.#annotations(member.annotations),
      doc: this.#docs.get(owner)?.members[index],
    };
  }

  #method(owner: bigint, method: MethodStruct, index: number): Method {
    return {
      ...this.#member(owner, method, index),
      implicitParameters: method.implicitParameters.map(({ name }) => checkedName(name, method.name)),
      params: this.#methodStruct(owner, method.paramStructType, method.paramBrand),
      results: this.#methodStruct(owner, method.resultStructType, method.resultBrand),
    };
  }

  #methodStruct(owner: bigint, id: bigint, brand: BrandStruct | undefined): TypeReference<StructNode> {
    const reference = this.#reference(id, "struct", brand);
    // "Making the scopeId zero was a mistake" (schema.capnp): type parameters of the interface are in its scope.
    if (reference.node.isInline) (reference.node as Mutable<StructNode>).scope = this.#node(owner);
    return reference;
  }

  #annotations(annotations: readonly AnnotationStruct[]): AppliedAnnotation[] {
    return annotations.map((annotation) => {
      const declaration = this.#sources.has(annotation.id) ? this.#node(annotation.id) : undefined;
      return {
        declaration: declaration?.kind === "annotation" ? declaration : undefined,
        value: rawValue(annotation.value),
      };
    });
  }

  #type(type: TypeStruct | undefined, owner: SchemaNode, member?: string): Type {
    // A null pointer reads as a struct of zeroes: Void.
    if (type === undefined) return { kind: "void" };
    const simple = simpleTypes[type.tag];
    if (simple !== undefined) return { kind: simple };
    switch (type.tag) {
      case 14:
        return { kind: "list", element: this.#type(type.elementType, owner, member) };
      case 15:
        return { kind: "enum", ...this.#reference(type.typeId, "enum", type.brand) };
      case 16:
        return { kind: "struct", ...this.#reference(type.typeId, "struct", type.brand) };
      case 17:
        return { kind: "interface", ...this.#reference(type.typeId, "interface", type.brand) };
      case 18:
        return this.#anyPointer(type, owner, member);
      default:
        throw unknown(owner, member, `a type of an unknown kind (${type.tag})`);
    }
  }

  #anyPointer(type: TypeStruct, owner: SchemaNode, member: string | undefined): Type {
    switch (type.anyPointerTag) {
      case 0: {
        const kind = unconstrainedTypes[type.unconstrainedTag];
        if (kind !== undefined) return { kind };
        break;
      }
      case 1:
        return { kind: "parameter", scope: type.parameterScopeId, index: type.parameterIndex };
      case 2:
        return { kind: "methodParameter", index: type.parameterIndex };
    }
    throw unknown(owner, member, "an AnyPointer of an unknown kind");
  }

  #reference<K extends SchemaNode["kind"]>(
    id: bigint,
    kind: K,
    brand: BrandStruct | undefined,
  ): TypeReference<Extract<SchemaNode, { kind: K }>> {
    const node = this.#expect(id, kind);
    return { node, brand: this.#brand(brand, node) };
  }

  #brand(brand: BrandStruct | undefined, owner: SchemaNode): Brand {
    const scopes = new Map<bigint, readonly Type[] | "inherit">();
    for (const scope of brand?.scopes ?? []) {
      switch (scope.tag) {
        case 0:
          scopes.set(
            scope.scopeId,
            scope.bind.map(({ type }) =>
              type === undefined ? { kind: "anyPointer" } : this.#type(type, owner),
            ),
          );
          break;
        case 1:
          scopes.set(scope.scopeId, "inherit");
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

  #source(id: bigint): NodeStruct {
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

function shell(source: NodeStruct, base: NodeBase): SchemaNode {
  switch (source.tag) {
    case 0:
      return { ...base, kind: "file" } satisfies FileNode;
    case 1:
      return {
        ...base,
        kind: "struct",
        dataWords: source.dataWordCount,
        pointers: source.pointerCount,
        isGroup: source.isGroup,
        isInline: source.scopeId === 0n,
        discriminantCount: source.discriminantCount,
        discriminantOffset: source.discriminantOffset,
        fields: [],
      } satisfies StructNode;
    case 2:
      return { ...base, kind: "enum", enumerants: [] } satisfies EnumNode;
    case 3:
      return { ...base, kind: "interface", methods: [], superclasses: [] } satisfies InterfaceNode;
    case 4:
      return { ...base, kind: "const", type: { kind: "void" }, value: { kind: "void" } } satisfies ConstNode;
    case 5:
      return { ...base, kind: "annotation", type: { kind: "void" } } satisfies AnnotationNode;
    default:
      throw new CapnpcError("UNSUPPORTED", `${base.displayName}: a declaration of an unknown kind`);
  }
}

/** By the tags of `Type`. */
const simpleTypes: readonly (PrimitiveKind | "text" | "data")[] = [
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
];

/** By the tags of `Type.anyPointer.unconstrained`. */
const unconstrainedTypes = ["anyPointer", "anyStruct", "anyList", "capability"] as const;

/**
 * A name as the language has them, letters and digits (https://capnproto.org/language.html): names become code. Those
 * of what a method declares in place have a `$` in the middle.
 */
function checkedName(name: string, owner: string): string {
  if (/^[A-Za-z][A-Za-z0-9]*(?:\$(?:Params|Results))?$/.test(name)) return name;
  throw new CapnpcError(
    "BAD_REQUEST",
    `${JSON.stringify(name)}, of ${JSON.stringify(owner)}, is not a name that a schema can have`,
  );
}

/** What is behind the path in a name: the length of that is in bytes, whatever characters it has. */
function behindPrefix(displayName: string, bytes: number): string {
  return Buffer.from(displayName).subarray(bytes).toString();
}

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
