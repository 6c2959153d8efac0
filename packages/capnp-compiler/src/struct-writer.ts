// struct-writer.ts: writes structs and lists of a message, field by field, where their layout says.
import type { MessageBuilder } from "@teleop/capnp/wire";
import type { RawPointer, RawStruct } from "./value.ts";

type BuilderSegment = ReturnType<MessageBuilder["allocate"]>;

/** The sizes of the sections of a struct, in words and pointers. */
export interface StructSize {
  readonly dataWords: number;
  readonly pointers: number;
}

/** A struct of a message that is being built. Offsets are in bytes of the data section, or indexes of pointers. */
export class StructWriter {
  readonly #message: MessageBuilder;
  readonly #segment: BuilderSegment;
  readonly #start: number;
  readonly #pointers: number;

  constructor(message: MessageBuilder, segment: BuilderSegment, start: number, { dataWords }: StructSize) {
    this.#message = message;
    this.#segment = segment;
    this.#start = start;
    this.#pointers = start + dataWords * 8;
  }

  /** The root of a message. */
  static root(message: MessageBuilder, size: StructSize): StructWriter {
    const { segment, at } = message.root;
    const target = message.initStruct(segment, at, size.dataWords, size.pointers);
    return new StructWriter(message, target, message.offset, size);
  }

  /** Sets bits of a byte, beside those that are set. */
  bits(offset: number, value: number): void {
    const at = this.#start + offset;
    this.#segment.view.setUint8(at, this.#segment.view.getUint8(at) | value);
  }

  uint16(offset: number, value: number): void {
    this.#segment.view.setUint16(this.#start + offset, value, true);
  }

  uint32(offset: number, value: number): void {
    this.#segment.view.setUint32(this.#start + offset, value, true);
  }

  uint64(offset: number, value: bigint): void {
    this.#segment.view.setBigUint64(this.#start + offset, value, true);
  }

  /** Of text as it is in the message, NUL included, or of data. */
  bytes(pointer: number, bytes: Uint8Array): void {
    this.#message.setData(this.#segment, this.#at(pointer), bytes);
  }

  text(pointer: number, text: string): void {
    this.#message.setText(this.#segment, this.#at(pointer), text);
  }

  struct(pointer: number, size: StructSize): StructWriter {
    const target = this.#message.initStruct(this.#segment, this.#at(pointer), size.dataWords, size.pointers);
    return new StructWriter(this.#message, target, this.#message.offset, size);
  }

  /** Writes a list of structs, one for each element. */
  list<T>(
    pointer: number,
    size: StructSize,
    elements: readonly T[],
    write: (writer: StructWriter, element: T) => void,
  ): void {
    const message = this.#message;
    const { dataWords, pointers } = size;
    const target = message.initStructList(
      this.#segment,
      this.#at(pointer),
      elements.length,
      dataWords,
      pointers,
    );
    const start = message.offset;
    elements.forEach((element, index) => {
      const at = start + index * (dataWords + pointers) * 8;
      write(new StructWriter(message, target, at, size), element);
    });
  }

  /** Writes a pointer and all that it leads to. */
  raw(pointer: number, value: RawPointer): void {
    writeRaw(this.#message, this.#segment, this.#at(pointer), value);
  }

  #at(pointer: number): number {
    return this.#pointers + pointer * 8;
  }
}

function writeRaw(message: MessageBuilder, segment: BuilderSegment, at: number, value: RawPointer): void {
  switch (value?.kind) {
    case "bytes":
      message.setData(segment, at, value.bytes);
      break;
    case "struct": {
      const dataWords = value.data.byteLength / 8;
      const target = message.initStruct(segment, at, dataWords, value.pointers.length);
      writeSections(message, target, message.offset, value);
      break;
    }
    case "list": {
      const { elementSize, bits, length, data } = value;
      const target = message.initList(segment, at, elementSize, bits, length);
      target.bytes.set(data, message.offset);
      break;
    }
    case "pointers": {
      const { elements } = value;
      const target = message.initList(segment, at, 6, 64, elements.length);
      const start = message.offset;
      elements.forEach((element, i) => {
        writeRaw(message, target, start + i * 8, element);
      });
      break;
    }
    case "structs": {
      const { dataWords, pointers, elements } = value;
      const target = message.initStructList(segment, at, elements.length, dataWords, pointers);
      const start = message.offset;
      elements.forEach((element, i) => {
        writeSections(message, target, start + i * (dataWords + pointers) * 8, element);
      });
    }
  }
}

function writeSections(
  message: MessageBuilder,
  segment: BuilderSegment,
  start: number,
  { data, pointers }: RawStruct,
): void {
  segment.bytes.set(data, start);
  pointers.forEach((pointer, i) => {
    writeRaw(message, segment, start + data.byteLength + i * 8, pointer);
  });
}
