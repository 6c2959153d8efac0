// printer.ts: writes a message as text, field by field as it lies there: what was not sent is not shown.
//
// Whether a pointer is null decides what `capnp decode` shows, and values do not tell that of texts and lists: so it is
// the message that is printed. What the text comes to is bounded by the limits of the message.
import type { ReadContext } from "../schema/codec.ts";
import { refuseManyEmpty } from "../schema/list-codec.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import type { RuntimeType } from "../schema/runtime-type.ts";
import { ListRuntimeType } from "../schema/simple-types.ts";
import { type Field, StructType } from "../schema/struct-type.ts";
import {
  defaultMessageLimits,
  type ListReader,
  MessageBuilder,
  MessageReader,
  type PointerReader,
  StructReader,
} from "../wire/index.ts";
import { float32Digits, float64Digits } from "./float-digits.ts";
import type { Indent } from "./layout.ts";
import { dataLiteral, textLiteral } from "./literals.ts";

/** Prints the structs of one message. */
export class Printer {
  /** Whose limit of traversal all counts against: also what its sender left out, and reads as a default. */
  readonly #message: MessageReader;
  readonly #context: ReadContext = new NoCapabilities();

  constructor(message: MessageReader) {
    this.#message = message;
  }

  /** The struct at the root; one of defaults for a null pointer. */
  root(type: StructType, indent: Indent): string {
    return this.#pointer(type, this.#message.root(), indent, false);
  }

  /** The elements of the list at the root. */
  elements(type: ListRuntimeType, indent: Indent): readonly string[] {
    return this.#elements(type, this.#message.root(), indent);
  }

  #struct(type: StructType, struct: StructReader, indent: Indent, isPrefixed: boolean): string {
    const { codec, fields } = type;
    const member = codec.hasUnion ? codec.memberOf(struct) : undefined;
    const items: string[] = [];
    for (const [i, field] of fields.entries()) {
      const coded = codec.fields[i];
      if (coded === undefined || (field.tag !== undefined && coded !== member)) continue;
      const { type: fieldType } = field;
      let value: string;
      if (fieldType instanceof StructType && fieldType.kind === "group") {
        value = this.#struct(fieldType, struct, indent.next, true);
      } else if (!isPointer(fieldType)) {
        value = this.#data(fieldType, coded.codec.read(struct, this.#context));
      } else {
        const isNull = struct.isNull(field.offset);
        // A member that is set says so, null or not; the first one needs not.
        if (isNull && (field.tag ?? 0) === 0) continue;
        const pointer = isNull ? this.#default(field, struct.depth) : struct.pointer(field.offset);
        value = this.#pointer(fieldType, pointer ?? nullPointer(struct.depth), indent.next, true);
      }
      items.push(`${field.name} = ${value}`);
    }
    return `(${indent.join(items, "record", isPrefixed)})`;
  }

  #pointer(type: RuntimeType, pointer: PointerReader, indent: Indent, isPrefixed: boolean): string {
    switch (type.kind) {
      case "text":
        return textLiteral(pointer.list()?.text() ?? "");
      case "data":
        return dataLiteral(pointer.list()?.bytes() ?? noBytes);
      case "interface":
      case "capability":
        return "<external capability>";
      default:
        if (type instanceof StructType) {
          const struct = pointer.struct() ?? emptyStruct(pointer.depth);
          this.#chargeMissing(type, struct, 1);
          return this.#struct(type, struct, indent, isPrefixed);
        }
        if (type instanceof ListRuntimeType) {
          return `[${indent.join(this.#elements(type, pointer, indent.next), "list", isPrefixed)}]`;
        }
        return "<opaque pointer>";
    }
  }

  #elements(type: ListRuntimeType, pointer: PointerReader, indent: Indent): readonly string[] {
    const { element } = type;
    if (!isPointer(element)) {
      const { message, segment, at, depth } = pointer;
      const values = type.pointer().read(message, segment, at, depth, this.#context);
      return values.map((value) => this.#data(element, value));
    }
    const list = pointer.list();
    if (list === undefined || list.length === 0) return [];
    const indexes = Array.from({ length: elementsOf(list) }, (_, index) => index);
    if (!(element instanceof StructType)) {
      return indexes.map((index) => this.#pointer(element, list.pointer(index), indent, false));
    }
    this.#chargeMissing(element, list, list.length);
    return indexes.map((index) => this.#struct(element, list.struct(index), indent, false));
  }

  #data(type: RuntimeType, value: unknown): string {
    switch (type.kind) {
      case "void":
        return "void";
      case "float32":
        return float32Digits(Number(value));
      case "float64":
        return float64Digits(Number(value));
      case "enum":
        return typeof value === "number" ? `(${value})` : String(value);
      default:
        return String(value);
    }
  }

  /** What a null pointer reads as, to which so many pointers may nest. */
  #default({ type, default: value }: Field, depth: number): PointerReader {
    if (value === undefined) return nullPointer(depth);
    const draft = new MessageBuilder(defaultMessageLimits);
    type.pointer().write(value, draft, draft.root.segment, draft.root.at, new NoCapabilities());
    this.#message.charge(draft.byteLength / 8);
    return new MessageReader(draft.segments, { ...defaultMessageLimits, nesting: depth }).root();
  }

  /** What was left out is shown all the same. */
  #chargeMissing({ definition }: StructType, sent: StructReader | ListReader, count: number): void {
    const words = definition.dataWords + definition.pointers;
    const missing = words - sent.dataBytes / 8 - sent.pointerCount;
    if (missing > 0) this.#message.charge(Math.ceil(missing * count));
  }
}

/** Whether values of it lie behind pointers. */
function isPointer(type: RuntimeType): boolean {
  switch (type.kind) {
    case "text":
    case "data":
    case "list":
    case "struct":
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return true;
    default:
      return false;
  }
}

function elementsOf(list: ListReader): number {
  refuseManyEmpty(list);
  return list.length;
}

function nullPointer(depth: number): PointerReader {
  return emptyMessage(depth).root();
}

/** A struct of which its sender wrote nothing. */
function emptyStruct(depth: number): StructReader {
  const message = emptyMessage(depth);
  const { segment } = message.root();
  return new StructReader(message, segment, segment.start, 0, 0, depth);
}

function emptyMessage(depth: number): MessageReader {
  const bytes = new Uint8Array(8);
  const segment = { bytes, view: new DataView(bytes.buffer), start: 0, end: 8 };
  return new MessageReader([segment], { ...defaultMessageLimits, nesting: depth });
}

const noBytes = new Uint8Array(0);
