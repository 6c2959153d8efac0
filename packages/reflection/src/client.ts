// client.ts: the entry `@teleop/reflection/client`: describes and calls services without code that was generated of them.
export { type CallbackCall, Callbacks, type OnCallback } from "./callbacks.ts";
export { defaultValue } from "./default-value.ts";
export { describedMethod } from "./described-method.ts";
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
export { type Held, HeldCapabilities, type Naming, titleOf } from "./held.ts";
export { impactOf } from "./impact.ts";
export { forLine, forShell } from "./quoted.ts";
export {
  type KnownService,
  listServices,
  type OffersServices,
  type ServiceSchema,
  schemaOf,
} from "./reflect.ts";
export { Reflection } from "./reflection.capnp.ts";
export { interfacesOfMethod, relatedInterfaces } from "./related-interfaces.ts";
export { compiledSchema, type SchemaFile } from "./schema-file.ts";
export { bytesOfText, valueOfText } from "./text-values.ts";
export { isWhole, paramsOfWords, parsedJson, type WordSources, wantsInput } from "./words.ts";
export { NamedParam, type WordsOptions, wordsOfParams } from "./words-of-params.ts";
