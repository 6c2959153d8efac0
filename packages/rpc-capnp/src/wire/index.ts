export { type BuilderSegment, MessageBuilder, type PointerSlot } from "./builder.ts";
export { FrameParser, frameSize } from "./framing.ts";
export { defaultMessageLimits, type MessageLimits, WireError } from "./limits.ts";
export {
  ElementSize,
  ListReader,
  MessageReader,
  PointerReader,
  type ReaderSegment,
  StructReader,
} from "./reader.ts";
