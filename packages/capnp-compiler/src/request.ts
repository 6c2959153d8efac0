// request.ts: writes what code generators read: a CodeGeneratorRequest.
//
// https://capnproto.org/otherlang.html#how-to-write-compiler-plugins; the layouts are those of schema.capnp, in which
// numbers of fields and the members of unions are.
import { defaultMessageLimits, MessageBuilder } from "@teleop/capnp/wire";
import type {
  AppliedAnnotation,
  CompiledField,
  CompiledMethod,
  CompiledNode,
  CompiledPart,
  MethodStruct,
  NamedId,
  NodeContent,
  StructContent,
  ValueSlot,
} from "./compiled.ts";
import { bitsOf } from "./raw-numbers.ts";
import { type StructSize, StructWriter } from "./struct-writer.ts";
import { annotationTargets } from "./syntax.ts";
import { type Brand, simpleKinds, type Type } from "./types.ts";
import { rawText } from "./value.ts";

/** A file that code is to be generated for. */
export interface RequestedFile {
  readonly id: bigint;
  readonly filename: string;
  /** Paths as the file has them, and the ids of the files that they lead to. */
  readonly imports: readonly NamedId[];
  /** Names in the file, and the nodes that they stand for. */
  readonly identifiers: readonly { readonly start: number; readonly end: number; readonly id: bigint }[];
}

/** The version of the native compiler that the request claims to be of. */
export interface CapnpVersion {
  readonly major: number;
  readonly minor: number;
  readonly micro: number;
}

export interface RequestOptions {
  readonly version: CapnpVersion;
  /** Whether it tells where in the files everything is. */
  readonly hasPositions: boolean;
}

/** The request as a message with its frame header, unpacked. */
export function writeRequest(
  nodes: readonly CompiledNode[],
  files: readonly RequestedFile[],
  options: RequestOptions,
): Uint8Array {
  const message = new MessageBuilder({ ...defaultMessageLimits, messageBytes: largestRequest });
  new RequestWriter(options).write(StructWriter.root(message, sizes.request), nodes, files);
  return joined(message.finish());
}

/** What a message can be that is read by offsets of 32 bits. */
const largestRequest = 2 ** 31;

const sizes = {
  request: { dataWords: 0, pointers: 4 },
  version: { dataWords: 1, pointers: 0 },
  requestedFile: { dataWords: 1, pointers: 3 },
  fileSourceInfo: { dataWords: 0, pointers: 1 },
  identifier: { dataWords: 3, pointers: 0 },
  /** Of NestedNode, Import and Superclass. */
  namedId: { dataWords: 1, pointers: 1 },
  sourceInfo: { dataWords: 2, pointers: 2 },
  sourceMember: { dataWords: 1, pointers: 1 },
  node: { dataWords: 6, pointers: 6 },
  parameter: { dataWords: 0, pointers: 1 },
  field: { dataWords: 3, pointers: 4 },
  enumerant: { dataWords: 1, pointers: 2 },
  method: { dataWords: 3, pointers: 5 },
  type: { dataWords: 3, pointers: 1 },
  brand: { dataWords: 0, pointers: 1 },
  brandScope: { dataWords: 2, pointers: 1 },
  binding: { dataWords: 1, pointers: 1 },
  value: { dataWords: 2, pointers: 1 },
  annotation: { dataWords: 1, pointers: 2 },
} as const satisfies Readonly<Record<string, StructSize>>;

/** Of those that tell positions, as compilers had them that knew of none. */
const sizesWithoutPositions = {
  requestedFile: { dataWords: 1, pointers: 2 },
  sourceInfo: { dataWords: 1, pointers: 2 },
  sourceMember: { dataWords: 0, pointers: 1 },
  node: { dataWords: 5, pointers: 6 },
} as const satisfies Readonly<Record<string, StructSize>>;

/** Members of the unions of types and values, which have the same numbers. */
const declaredTags: ReadonlyMap<Type["kind"], number> = new Map<Type["kind"], number>([
  ...simpleKinds.map((kind, tag) => [kind, tag] as const),
  ["list", 14],
  ["enum", 15],
  ["struct", 16],
  ["interface", 17],
]);
const anyPointerTag = 18;

function tagOf({ kind }: Type): number {
  return declaredTags.get(kind) ?? anyPointerTag;
}

class RequestWriter {
  readonly #options: RequestOptions;
  readonly #sizes: { readonly [K in keyof typeof sizesWithoutPositions]: StructSize };

  constructor(options: RequestOptions) {
    this.#options = options;
    this.#sizes = options.hasPositions ? sizes : sizesWithoutPositions;
  }

  write(request: StructWriter, nodes: readonly CompiledNode[], files: readonly RequestedFile[]): void {
    const { major, minor, micro } = this.#options.version;
    const all = nodes.flatMap((node): (CompiledNode | CompiledPart)[] => [node, ...node.parts]);
    request.list(0, this.#sizes.node, all, (writer, node) => this.#node(writer, node));
    request.list(1, this.#sizes.requestedFile, files, (writer, file) => this.#file(writer, file));
    const version = request.struct(2, sizes.version);
    version.uint16(0, major);
    version.bits(2, minor);
    version.bits(3, micro);
    request.list(3, this.#sizes.sourceInfo, all, (writer, node) => this.#sourceInfo(writer, node));
  }

  #file(writer: StructWriter, { id, filename, imports, identifiers }: RequestedFile): void {
    writer.uint64(0, id);
    writer.text(0, filename);
    writer.list(1, sizes.namedId, imports, writeNamedId);
    if (!this.#options.hasPositions) return;
    const info = writer.struct(2, sizes.fileSourceInfo);
    info.list(0, sizes.identifier, identifiers, (each, identifier) => {
      each.uint32(0, identifier.start);
      each.uint32(4, identifier.end);
      each.uint64(8, identifier.id);
    });
  }

  #sourceInfo(writer: StructWriter, node: CompiledNode | CompiledPart): void {
    writer.uint64(0, node.id);
    writeDoc(writer, node.doc);
    this.#positions(writer, 8, node);
    const members = membersOf(node.content);
    if (members === undefined) return;
    writer.list(1, this.#sizes.sourceMember, members, (each, member) => {
      writeDoc(each, member.doc);
      this.#positions(each, 0, member);
    });
  }

  #positions(
    writer: StructWriter,
    offset: number,
    place: { readonly start: number; readonly end: number },
  ): void {
    if (!this.#options.hasPositions) return;
    writer.uint32(offset, place.start);
    writer.uint32(offset + 4, place.end);
  }

  #node(writer: StructWriter, node: CompiledNode | CompiledPart): void {
    writer.uint64(0, node.id);
    writer.text(0, node.displayName);
    writer.uint32(8, node.displayNamePrefixLength);
    writer.uint64(16, node.scopeId);
    if (node.isGeneric) writer.bits(36, 1);
    if (node.nested !== undefined) writer.list(1, sizes.namedId, node.nested, writeNamedId);
    writeAnnotations(writer, 2, node.annotations);
    if (node.parameters.length > 0) writeParameters(writer, 5, node.parameters);
    this.#positions(writer, 40, node);
    writeContent(writer, node.content);
  }
}

/** What source info tells of, one by one; undefined: of nothing. */
function membersOf(content: NodeContent) {
  switch (content.kind) {
    case "struct":
      return content.fields.length === 0 ? undefined : content.fields;
    case "enum":
      return content.enumerants;
    case "interface":
      return content.methods;
    default:
      return undefined;
  }
}

function writeContent(writer: StructWriter, content: NodeContent): void {
  switch (content.kind) {
    case "file":
      break;
    case "struct":
      writer.uint16(12, 1);
      writeStruct(writer, content);
      break;
    case "enum":
      writer.uint16(12, 2);
      writer.list(3, sizes.enumerant, content.enumerants, writeMember);
      break;
    case "interface":
      writer.uint16(12, 3);
      writer.list(3, sizes.method, content.methods, writeMethod);
      writer.list(4, sizes.namedId, content.superclasses, (each, { id, brand }) => {
        each.uint64(0, id);
        writeBrand(each, 0, brand);
      });
      break;
    case "const":
      writer.uint16(12, 4);
      writeType(writer.struct(3, sizes.type), content.value.type);
      writeValue(writer.struct(4, sizes.value), content.value);
      break;
    case "annotation":
      writer.uint16(12, 5);
      writeType(writer.struct(3, sizes.type), content.type);
      annotationTargets.forEach((target, bit) => {
        if (content.targets.has(target)) writer.bits(14 + (bit >> 3), 1 << (bit & 7));
      });
  }
}

function writeStruct(writer: StructWriter, content: StructContent): void {
  writer.uint16(14, content.dataWords);
  writer.uint16(24, content.pointers);
  writer.uint16(26, inlineComposite);
  if (content.isGroup) writer.bits(28, 1);
  writer.uint16(30, content.discriminantCount);
  writer.uint32(32, content.discriminantOffset);
  if (content.fields.length > 0) writer.list(3, sizes.field, content.fields, writeField);
}

/** How lists of a struct are to be encoded: one behind the other, always. */
const inlineComposite = 7;

function writeMember(
  writer: StructWriter,
  member: {
    readonly name: string;
    readonly codeOrder: number;
    readonly annotations: readonly AppliedAnnotation[];
  },
): void {
  writer.text(0, member.name);
  writer.uint16(0, member.codeOrder);
  writeAnnotations(writer, 1, member.annotations);
}

function writeField(writer: StructWriter, field: CompiledField): void {
  writeMember(writer, field);
  // What is stored is the difference from the default, 0xffff, which stands for none.
  if (field.discriminant !== undefined) writer.uint16(2, field.discriminant ^ 0xffff);
  if (field.ordinal !== undefined) {
    writer.uint16(10, 1);
    writer.uint16(12, field.ordinal);
  }
  const { content } = field;
  if (content.kind === "group") {
    writer.uint16(8, 1);
    writer.uint64(16, content.part.id);
    return;
  }
  writer.uint32(4, content.offset);
  writeType(writer.struct(2, sizes.type), content.value.type);
  writeValue(writer.struct(3, sizes.value), content.value);
  if (content.hasDefault) writer.bits(16, 1);
}

function writeMethod(writer: StructWriter, method: CompiledMethod): void {
  writeMember(writer, method);
  writeMethodStruct(writer, 8, 2, method.params);
  writeMethodStruct(writer, 16, 3, method.results);
  writeParameters(writer, 4, method.parameters);
}

function writeMethodStruct(
  writer: StructWriter,
  offset: number,
  pointer: number,
  { id, brand }: MethodStruct,
): void {
  writer.uint64(offset, id);
  writeBrand(writer, pointer, brand);
}

function writeParameters(writer: StructWriter, pointer: number, names: readonly string[]): void {
  writer.list(pointer, sizes.parameter, names, (each, name) => {
    each.text(0, name);
  });
}

function writeNamedId(writer: StructWriter, { name, id }: NamedId): void {
  writer.uint64(0, id);
  writer.text(0, name);
}

function writeDoc(writer: StructWriter, doc: Uint8Array | undefined): void {
  if (doc !== undefined) writer.bytes(0, rawText(doc).bytes);
}

function writeAnnotations(
  writer: StructWriter,
  pointer: number,
  annotations: readonly AppliedAnnotation[],
): void {
  if (annotations.length === 0) return;
  writer.list(pointer, sizes.annotation, annotations, (each, { id, brand, value }) => {
    each.uint64(0, id);
    writeValue(each.struct(0, sizes.value), value);
    // The native compiler has a brand here even where there is nothing in it.
    writeScopes(each.struct(1, sizes.brand), brand);
  });
}

function writeType(writer: StructWriter, type: Type): void {
  writer.uint16(0, tagOf(type));
  switch (type.kind) {
    case "list":
      writeType(writer.struct(0, sizes.type), type.element);
      break;
    case "enum":
    case "struct":
    case "interface":
      writer.uint64(8, type.node.id);
      writeBrand(writer, 0, type.brand);
      break;
    case "anyStruct":
      writer.uint16(10, 1);
      break;
    case "anyList":
      writer.uint16(10, 2);
      break;
    case "capability":
      writer.uint16(10, 3);
      break;
    case "parameter":
      writer.uint16(8, 1);
      writer.uint16(10, type.index);
      writer.uint64(16, type.scope);
      break;
    case "methodParameter":
      writer.uint16(8, 2);
      writer.uint16(10, type.index);
  }
}

function writeBrand(writer: StructWriter, pointer: number, brand: Brand): void {
  if (brand.length > 0) writeScopes(writer.struct(pointer, sizes.brand), brand);
}

function writeScopes(writer: StructWriter, brand: Brand): void {
  if (brand.length === 0) return;
  writer.list(0, sizes.brandScope, brand, (each, { scope, bindings }) => {
    each.uint64(0, scope);
    if (bindings === "inherit") {
      each.uint16(8, 1);
      return;
    }
    each.list(0, sizes.binding, bindings, (binding, type) => {
      binding.uint16(0, 1);
      writeType(binding.struct(0, sizes.type), type);
    });
  });
}

function writeValue(writer: StructWriter, { type, value }: ValueSlot): void {
  writer.uint16(0, tagOf(type));
  if (value?.kind === "pointer") {
    writer.raw(0, value.target);
    return;
  }
  const bits = bitsOf(type, value);
  switch (type.kind) {
    case "bool":
    case "int8":
    case "uint8":
      writer.bits(2, Number(bits));
      break;
    case "int16":
    case "uint16":
    case "enum":
      writer.uint16(2, Number(bits));
      break;
    case "int32":
    case "uint32":
    case "float32":
      writer.uint32(4, Number(bits));
      break;
    case "int64":
    case "uint64":
    case "float64":
      writer.uint64(8, bits);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}
