// schema.ts: the entry `@teleop/rpc-capnp/schema`: what generated files are written in, and what reads schemas.
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
  describeStruct,
  type ElementDescription,
  type EnumDescription,
  type FieldDescription,
  type InterfaceDescription,
  type MethodDescription,
  type StructDescription,
} from "./schema/describe.ts";
export { fromJson } from "./schema/from-json.ts";
export {
  type Ancestor,
  ancestorsOf,
  type BoundWalk,
  methodProperties,
  type Walk,
} from "./schema/inheritance.ts";
export { initProperty, methodProperty, pipelineProperty } from "./schema/names.ts";
export { type Json, toJson } from "./schema/to-json.ts";
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
  StructDefinition,
  Type,
  ValueOf,
} from "./schema/types.ts";
export { ValueError, type ValueErrorCode } from "./schema/value-error.ts";
export { pointer } from "./stub/any-pointer.ts";
export { message, nullOf } from "./stub/constants.ts";
export { dup } from "./stub/dup.ts";
export { call } from "./stub/dynamic.ts";
export { decode, encode } from "./stub/message.ts";
export { isNull } from "./stub/stub.ts";
export type {
  Answer,
  AnyCapabilityInit,
  AnyPointerInit,
  AnyPointerPipeline,
  AnyPointerValue,
  BindOptions,
  Bytes,
  Call,
  CallOptions,
  CapabilityInit,
  Client,
  Context,
  Empty,
  EmptyInit,
  Enum,
  Interface,
  ListBuilder,
  Params,
  Pointer,
  StreamAnswer,
  StreamCall,
  StreamContext,
  Struct,
  StructListBuilder,
  StubOf,
  Without,
} from "./stub/types.ts";
export { WireError, type WireErrorCode } from "./wire/index.ts";
