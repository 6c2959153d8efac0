// client.ts: the entry `@teleop/reflection/client`: describes and calls services without code that was generated of them.
export { type CallbackCall, Callbacks, type OnCallback } from "./callbacks.ts";
export {
  type DynamicCallOptions,
  DynamicResults,
  dynamicCall,
  dynamicStream,
  type HeldCapability,
  type MakeParams,
  type NamedCapability,
} from "./dynamic-call.ts";
export { type DynamicClient, type DynamicServer, interfaceFrom } from "./dynamic-types.ts";
export {
  type KnownService,
  listServices,
  type OffersServices,
  type ServiceSchema,
  schemaOf,
} from "./reflect.ts";
export { Reflection } from "./reflection.capnp.ts";
export { compiledSchema, type SchemaFile } from "./schema-file.ts";
