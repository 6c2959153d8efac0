// capability.ts: the entry `@teleop/capnp/capability`, for authors of a capability system, as `@teleop/rpc-capnp` is one.
//
// They implement `CapabilitySystem` and `CapabilityValues`, make their interfaces and open types with it, and read and
// write messages within contexts of their own, which know where capabilities come from and go to. What methods and
// fields are called where their names are taken is here, too: code generators have to agree; and how bytes are written in
// hexadecimal digits and base64.
export { readRoot, readRootAs, writeRoot } from "./message/root.ts";
export { AnyPointerType, typeToReadAs } from "./schema/any-pointer.ts";
export { fromBase64, fromHex, toBase64, toHex } from "./schema/bytes.ts";
export { CapabilityPointerType } from "./schema/capability-pointer.ts";
export {
  type CapabilityReference,
  type CapabilitySystem,
  type CapabilityValues,
  references,
} from "./schema/capability-system.ts";
export type { PipelineSource, PointerCodec, ReadContext, WriteContext } from "./schema/codec.ts";
export { type Bindings, ParameterRuntimeType } from "./schema/generics.ts";
export {
  type Ancestor,
  ancestorsOf,
  type BoundWalk,
  methodProperties,
  type Walk,
} from "./schema/inheritance.ts";
export { calledName, type InterfaceId, InterfaceType, type Method } from "./schema/interface-type.ts";
export { initProperty, methodProperty, pipelineProperty } from "./schema/names.ts";
export { NoCapabilities } from "./schema/no-capabilities.ts";
export { propertyOf, setProperty } from "./schema/properties.ts";
export { RuntimeType, type TypeParameters } from "./schema/runtime-type.ts";
export { EnumRuntimeType, ListRuntimeType, shortName } from "./schema/simple-types.ts";
export { definePipeline, reach } from "./schema/struct-pipeline.ts";
export { type Field, StructType, structOf } from "./schema/struct-type.ts";
export { describeValue, wrongType } from "./schema/value-error.ts";
