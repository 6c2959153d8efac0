export { type BuilderSegment, MessageBuilder, type MessageMemory, type PointerSlot } from "./builder.ts";
export { type CapabilityMapping, copyPathsToCapabilities, copyPointer } from "./copy.ts";
export { FrameParser, frameSize, plainBytes } from "./framing.ts";
export { defaultMessageLimits, type MessageLimits, WireError } from "./limits.ts";
export {
  ElementSize,
  ListReader,
  MessageReader,
  PointerReader,
  type ReaderSegment,
  StructCursor,
  StructReader,
} from "./reader.ts";
