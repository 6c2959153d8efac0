export { type BuilderSegment, MessageBuilder, type MessageMemory, type PointerSlot } from "./builder.ts";
export { brand, CodedError } from "./coded-error.ts";
export { type CapabilityMapping, copyPathsToCapabilities, copyPointer, copyStruct } from "./copy.ts";
export { FrameParser, frameSize, plainBytes } from "./framing.ts";
export {
  completeLimits,
  defaultMessageLimits,
  type MessageLimits,
  WireError,
  type WireErrorCode,
} from "./limits.ts";
export {
  ElementSize,
  ListReader,
  MessageReader,
  PointerReader,
  type ReaderSegment,
  StructCursor,
  StructReader,
} from "./reader.ts";
