// wire.ts: the entry `@teleop/rpc-capnp/wire`: messages below any schema, for tools that read what no schema of theirs
// describes, as the schema compiler does.
export {
  brand,
  CodedError,
  copyPointer,
  defaultMessageLimits,
  frameSize,
  ListReader,
  MessageBuilder,
  type MessageLimits,
  MessageReader,
  PointerReader,
  StructReader,
  WireError,
} from "@teleop/capnp/wire";
