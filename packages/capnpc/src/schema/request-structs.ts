// request-structs.ts: the structs of schema.capnp that a CodeGeneratorRequest is made of, read in place.
//
// A compiler for schemas cannot be made of code that it generates: the layouts are written out here, as
// `capnp compile -ocapnp schema.capnp` shows them. Unions are read by their tag, whose numbers are in request.ts.
import type { PointerReader, StructReader } from "@teleop/capnp/wire";

/** A struct of the request. Fields that the sender's capnp does not know read as zero, empty or null. */
class RequestStruct {
  protected readonly struct: StructReader;

  constructor(struct: StructReader) {
    this.struct = struct;
  }

  protected text(index: number): string {
    return this.struct.text(index) ?? "";
  }

  protected list<T>(index: number, Element: new (struct: StructReader) => T): readonly T[] {
    const list = this.struct.list(index);
    if (list === undefined) return [];
    return Array.from({ length: list.length }, (_, i) => new Element(list.struct(i)));
  }

  protected one<T>(index: number, Content: new (struct: StructReader) => T): T | undefined {
    const struct = this.struct.struct(index);
    return struct && new Content(struct);
  }
}

export class RequestStructs extends RequestStruct {
  get nodes(): readonly NodeStruct[] {
    return this.list(0, NodeStruct);
  }
  get requestedFiles(): readonly RequestedFileStruct[] {
    return this.list(1, RequestedFileStruct);
  }
  get sourceInfo(): readonly SourceInfoStruct[] {
    return this.list(3, SourceInfoStruct);
  }
}

export class RequestedFileStruct extends RequestStruct {
  get id(): bigint {
    return this.struct.uint64(0);
  }
  get filename(): string {
    return this.text(0);
  }
  get imports(): readonly NamedIdStruct[] {
    return this.list(1, NamedIdStruct);
  }
}

/** `Node.NestedNode`, and `RequestedFile.Import`, which is laid out alike. */
export class NamedIdStruct extends RequestStruct {
  get id(): bigint {
    return this.struct.uint64(0);
  }
  get name(): string {
    return this.text(0);
  }
}

export class SourceInfoStruct extends RequestStruct {
  get id(): bigint {
    return this.struct.uint64(0);
  }
  get docComment(): string {
    return this.text(0);
  }
  get members(): readonly DocStruct[] {
    return this.list(1, DocStruct);
  }
}

export class DocStruct extends RequestStruct {
  get docComment(): string {
    return this.text(0);
  }
}

export class NodeStruct extends RequestStruct {
  get id(): bigint {
    return this.struct.uint64(0);
  }
  get displayName(): string {
    return this.text(0);
  }
  get displayNamePrefixLength(): number {
    return this.struct.uint32(8);
  }
  get tag(): number {
    return this.struct.uint16(12);
  }
  get scopeId(): bigint {
    return this.struct.uint64(16);
  }
  get nestedNodes(): readonly NamedIdStruct[] {
    return this.list(1, NamedIdStruct);
  }
  get annotations(): readonly AnnotationStruct[] {
    return this.list(2, AnnotationStruct);
  }
  get parameters(): readonly ParameterStruct[] {
    return this.list(5, ParameterStruct);
  }

  // Of a struct.
  get dataWordCount(): number {
    return this.struct.uint16(14);
  }
  get pointerCount(): number {
    return this.struct.uint16(24);
  }
  get isGroup(): boolean {
    return this.struct.bit(224);
  }
  get discriminantCount(): number {
    return this.struct.uint16(30);
  }
  get discriminantOffset(): number {
    return this.struct.uint32(32);
  }
  get fields(): readonly FieldStruct[] {
    return this.list(3, FieldStruct);
  }

  // Of an enum.
  get enumerants(): readonly MemberStruct[] {
    return this.list(3, MemberStruct);
  }

  // Of an interface.
  get methods(): readonly MethodStruct[] {
    return this.list(3, MethodStruct);
  }
  get superclasses(): readonly SuperclassStruct[] {
    return this.list(4, SuperclassStruct);
  }

  // Of a constant or an annotation.
  get type(): TypeStruct | undefined {
    return this.one(3, TypeStruct);
  }
  get value(): ValueStruct | undefined {
    return this.one(4, ValueStruct);
  }
}

export class ParameterStruct extends RequestStruct {
  get name(): string {
    return this.text(0);
  }
}

/** What `Enumerant`, `Field` and `Method` begin with. */
export class MemberStruct extends RequestStruct {
  get name(): string {
    return this.text(0);
  }
  get codeOrder(): number {
    return this.struct.uint16(0);
  }
  get annotations(): readonly AnnotationStruct[] {
    return this.list(1, AnnotationStruct);
  }
}

export class FieldStruct extends MemberStruct {
  /** Undefined: not a member of a union. */
  get discriminantValue(): number | undefined {
    // The default is 0xffff, which stands for none; what is stored is the difference from it.
    const stored = this.struct.uint16(2);
    return stored === 0 ? undefined : stored ^ 0xffff;
  }
  get tag(): number {
    return this.struct.uint16(8);
  }

  // Of a slot.
  get offset(): number {
    return this.struct.uint32(4);
  }
  get type(): TypeStruct | undefined {
    return this.one(2, TypeStruct);
  }
  get defaultValue(): ValueStruct | undefined {
    return this.one(3, ValueStruct);
  }
  get hadExplicitDefault(): boolean {
    return this.struct.bit(128);
  }

  // Of a group.
  get typeId(): bigint {
    return this.struct.uint64(16);
  }
}

export class SuperclassStruct extends RequestStruct {
  get id(): bigint {
    return this.struct.uint64(0);
  }
  get brand(): BrandStruct | undefined {
    return this.one(0, BrandStruct);
  }
}

export class MethodStruct extends MemberStruct {
  get paramStructType(): bigint {
    return this.struct.uint64(8);
  }
  get resultStructType(): bigint {
    return this.struct.uint64(16);
  }
  get paramBrand(): BrandStruct | undefined {
    return this.one(2, BrandStruct);
  }
  get resultBrand(): BrandStruct | undefined {
    return this.one(3, BrandStruct);
  }
  get implicitParameters(): readonly ParameterStruct[] {
    return this.list(4, ParameterStruct);
  }
}

export class TypeStruct extends RequestStruct {
  get tag(): number {
    return this.struct.uint16(0);
  }

  // Of a list.
  get elementType(): TypeStruct | undefined {
    return this.one(0, TypeStruct);
  }

  // Of an enum, a struct or an interface.
  get typeId(): bigint {
    return this.struct.uint64(8);
  }
  get brand(): BrandStruct | undefined {
    return this.one(0, BrandStruct);
  }

  // Of an AnyPointer: unconstrained, a type parameter, or a method's own.
  get anyPointerTag(): number {
    return this.struct.uint16(8);
  }
  get unconstrainedTag(): number {
    return this.struct.uint16(10);
  }
  get parameterIndex(): number {
    return this.struct.uint16(10);
  }
  get parameterScopeId(): bigint {
    return this.struct.uint64(16);
  }
}

export class BrandStruct extends RequestStruct {
  get scopes(): readonly BrandScopeStruct[] {
    return this.list(0, BrandScopeStruct);
  }
}

export class BrandScopeStruct extends RequestStruct {
  get scopeId(): bigint {
    return this.struct.uint64(0);
  }
  get tag(): number {
    return this.struct.uint16(8);
  }
  get bind(): readonly BindingStruct[] {
    return this.list(0, BindingStruct);
  }
}

export class BindingStruct extends RequestStruct {
  /** Undefined: left open. */
  get type(): TypeStruct | undefined {
    return this.struct.uint16(0) === 0 ? undefined : this.one(0, TypeStruct);
  }
}

export class AnnotationStruct extends RequestStruct {
  get id(): bigint {
    return this.struct.uint64(0);
  }
  get value(): ValueStruct | undefined {
    return this.one(0, ValueStruct);
  }
}

export class ValueStruct extends RequestStruct {
  get tag(): number {
    return this.struct.uint16(0);
  }
  get bool(): boolean {
    return this.struct.bit(16);
  }
  get int8(): number {
    return this.struct.int8(2);
  }
  get int16(): number {
    return this.struct.int16(2);
  }
  get int32(): number {
    return this.struct.int32(4);
  }
  get int64(): bigint {
    return this.struct.int64(8);
  }
  get uint8(): number {
    return this.struct.uint8(2);
  }
  /** Of an enum, too. */
  get uint16(): number {
    return this.struct.uint16(2);
  }
  get uint32(): number {
    return this.struct.uint32(4);
  }
  get uint64(): bigint {
    return this.struct.uint64(8);
  }
  get float32(): number {
    return this.struct.float32(4);
  }
  get float64(): number {
    return this.struct.float64(8);
  }
  get textValue(): string {
    return this.text(0);
  }
  get data(): Uint8Array {
    return this.struct.data(0)?.slice() ?? new Uint8Array(0);
  }
  /** Of a list, a struct or an AnyPointer. Undefined for null. */
  get pointer(): PointerReader | undefined {
    return this.struct.isNull(0) ? undefined : this.struct.pointer(0);
  }
}
