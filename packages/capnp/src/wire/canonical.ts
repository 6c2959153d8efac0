// canonical.ts: the one form that all messages with the same content have, to be hashed, signed or compared.
//
// https://capnproto.org/encoding.html#canonicalization: one segment without a header, objects in preorder without gaps,
// structs without zeros at the end of their sections, as far as a list of them allows it.
import { MessageBuilder } from "./builder.ts";
import { Copying, type Shape } from "./copy.ts";
import { WireError } from "./limits.ts";
import type { ListReader } from "./list-reader.ts";
import type { PointerReader } from "./pointer-reader.ts";
import type { StructReader } from "./struct-reader.ts";

/**
 * What a pointer leads to as a message in canonical form: its segment, without a frame header.
 *
 * @throws WireError `MALFORMED` when it is malformed, or holds a capability, which has no canonical form; `LIMIT` when
 *   its pointers overlap, or it exceeds the limits of its message.
 */
export function canonicalSegment(source: PointerReader): Uint8Array {
  const { byteLength } = source.message;
  // Copying takes no more words than the source has: with the root pointer they are in the first segment, all of them.
  const bytes = new Uint8Array(headerBytes + pointerBytes + byteLength);
  const message = new MessageBuilder(source.message.limits, {
    bytes,
    view: new DataView(bytes.buffer),
    start: 0,
    limit: bytes.byteLength,
  });
  if (source.kind() !== "null") {
    const copying = new Copying(source.message, message, refuseCapability, truncated);
    copying.pointer(source, message.root.segment, message.root.at);
  }
  return bytes.subarray(headerBytes, message.firstSegmentEnd);
}

const headerBytes = 8;
const pointerBytes = 8;

function refuseCapability(): never {
  throw new WireError("MALFORMED", "a message with a capability has no canonical form");
}

/** Without what is zero at the end of the sections; of a list, at the end of those of every element. */
const truncated: Shape = (source) => {
  const shape = { dataBytes: 0, pointerCount: 0 };
  if ("length" in source) for (let i = 0; i < elementsOf(source); i++) extend(shape, source.struct(i));
  else extend(shape, source);
  return shape;
};

/** Elements without content have nothing to look at, however many they are. */
function elementsOf(list: ListReader): number {
  return list.stepBits === 0 ? 0 : list.length;
}

function extend(shape: { dataBytes: number; pointerCount: number }, struct: StructReader): void {
  let { dataBytes, pointerCount } = struct;
  while (dataBytes > shape.dataBytes && struct.uint64(dataBytes - 8) === 0n) dataBytes -= 8;
  while (pointerCount > shape.pointerCount && struct.isNull(pointerCount - 1)) pointerCount--;
  shape.dataBytes = Math.max(shape.dataBytes, dataBytes);
  shape.pointerCount = Math.max(shape.pointerCount, pointerCount);
}
