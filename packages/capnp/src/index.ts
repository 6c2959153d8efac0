// index.ts: the entry `@teleop/capnp`: what generated files are written in, and what reads and writes their messages.
export type {
  CapnpEsMessage,
  CapnpEsMessageClass,
  CapnpEsObject,
  CapnpEsPointer,
  CapnpEsSegment,
  CapnpEsStructClass,
} from "./capnp-es/shapes.ts";
export { canonicalize, decodeCanonical, encodeCanonical, isCanonical } from "./message/canonical.ts";
export { message, nullOf } from "./message/constants.ts";
export { decode, encode } from "./message/message.ts";
export { decodePacked, encodePacked } from "./message/packed.ts";
export {
  type ByteSource,
  type DecodeOptions,
  decodeAll,
  decodeStream,
  type EncodeOptions,
  encodeAll,
  encodeStream,
} from "./message/streams.ts";
export { view } from "./message/view.ts";
export { pointer } from "./schema/any-pointer.ts";
export type {
  AnyPointerInit,
  AnyPointerValue,
  Bytes,
  Empty,
  EmptyInit,
  Enum,
  Interface,
  ListBuilder,
  Opaque,
  OpaqueInit,
  Params,
  Pointer,
  Struct,
  StructListBuilder,
} from "./schema/declared-types.ts";
export {
  AnyList,
  AnyPointer,
  AnyStruct,
  Bool,
  bind,
  bytes,
  Capability,
  Data,
  enumType,
  Float32,
  Float64,
  groupType,
  Int8,
  Int16,
  Int32,
  Int64,
  interfaceType,
  List,
  parameter,
  structType,
  Text,
  UInt8,
  UInt16,
  UInt32,
  UInt64,
  Void,
} from "./schema/define.ts";
export {
  type DeclarationDescription,
  describe,
  describeDeclaration,
  describeStruct,
  type ElementDescription,
  type EnumDescription,
  type FieldDescription,
  type InterfaceDescription,
  type MethodDescription,
  type StructDescription,
} from "./schema/describe.ts";
export { type FromJsonOptions, fromJson } from "./schema/from-json.ts";
export { type Json, type ToJsonOptions, toJson } from "./schema/to-json.ts";
export type {
  Annotation,
  Declaration,
  EnumDefinition,
  FieldDefinition,
  FieldOptions,
  InitOf,
  InterfaceDefinition,
  Kind,
  ListType,
  MethodDefinition,
  MethodOptions,
  ParameterType,
  PipelineOf,
  SimpleType,
  StructDefinition,
  Type,
  ValueOf,
} from "./schema/types.ts";
export { ValueError, type ValueErrorCode } from "./schema/value-error.ts";
export { defaultMessageLimits, type MessageLimits, WireError, type WireErrorCode } from "./wire/index.ts";
