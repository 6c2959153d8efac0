export {
  type BuilderSegment,
  type CopyMemory,
  MessageBuilder,
  type MessageMemory,
  ownMemory,
  type PointerSlot,
} from "./builder.ts";
export { canonicalSegment } from "./canonical.ts";
export { brand, CodedError } from "./coded-error.ts";
export { type CapabilityMapping, copyPathsToCapabilities, copyPointer, copyStruct } from "./copy.ts";
export { ElementSize } from "./element-layout.ts";
export { frameSize } from "./frame-header.ts";
export { FrameParser, plainBytes, readFrame, readPackedFrame } from "./framing.ts";
export {
  completeLimits,
  defaultMessageLimits,
  type MessageLimits,
  WireError,
  type WireErrorCode,
} from "./limits.ts";
export { ListReader } from "./list-reader.ts";
export { MessageReader } from "./message-reader.ts";
export { Packer, pack, Unpacker } from "./packing.ts";
export { PointerReader } from "./pointer-reader.ts";
export type { ReaderSegment } from "./segment.ts";
export { StructCursor } from "./struct-cursor.ts";
export { StructReader } from "./struct-reader.ts";
