// raw-message.ts: takes a message apart that a schema embeds.
import {
  defaultMessageLimits,
  frameSize,
  type ListReader,
  MessageReader,
  type PointerReader,
  type StructReader,
} from "@teleop/capnp/wire";
import { emptyStruct, type RawPointer, type RawStruct } from "./value.ts";

/**
 * The struct that is the root of a framed message, unpacked; an empty one for a null root.
 *
 * @throws WireError when it is malformed, or nests deeper than messages may
 */
export function rawMessage(bytes: Uint8Array): RawStruct {
  const limits = { ...defaultMessageLimits, messageBytes: Math.max(bytes.byteLength, 8) };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = frameSize(view, 0, limits);
  if (size < 0 || size > bytes.byteLength) return refuseShort(bytes.byteLength);
  const root = MessageReader.atFrame(bytes, view, 0, limits).root().struct();
  return root === undefined ? emptyStruct(0, 0) : rawStruct(root);
}

function refuseShort(length: number): never {
  throw new RangeError(`it is longer than the ${length} bytes of the file, as its header says`);
}

function rawStruct(struct: StructReader): RawStruct {
  const { segment, start, dataBytes, pointerCount } = struct;
  const raw = emptyStruct(Math.ceil(dataBytes / 8), pointerCount);
  raw.data.set(segment.bytes.subarray(start, start + dataBytes));
  for (let i = 0; i < pointerCount; i++) raw.pointers[i] = rawPointer(struct.pointer(i));
  return raw;
}

function rawPointer(pointer: PointerReader | undefined): RawPointer {
  switch (pointer?.kind()) {
    case "struct": {
      const struct = pointer.struct();
      return struct && rawStruct(struct);
    }
    case "list": {
      const list = pointer.list();
      return list && rawList(list);
    }
    default:
      // A capability of a message that is no call leads nowhere.
      return undefined;
  }
}

function rawList(list: ListReader): RawPointer {
  const { elementSize, length, stepBits } = list;
  const indexes = Array.from({ length }, (_, i) => i);
  switch (elementSize) {
    case 7:
      return {
        kind: "structs",
        dataWords: list.dataBytes / 8,
        pointers: list.pointerCount,
        elements: indexes.map((i) => rawStruct(list.struct(i))),
      };
    case 6:
      return { kind: "pointers", elements: indexes.map((i) => rawPointer(list.pointer(i))) };
    default: {
      const bytes = Math.ceil((length * stepBits) / 8);
      const data = list.segment.bytes.slice(list.start, list.start + bytes);
      return { kind: "list", elementSize, bits: stepBits, length, data };
    }
  }
}
