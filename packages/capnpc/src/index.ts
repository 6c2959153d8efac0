// index.ts: the schema compiler as a library.
export { type CommandStreams, runCommand } from "./command.ts";
export { type CapnpOptions, requestFromSchemas } from "./compile-schemas.ts";
export { CapnpcError, type CapnpcErrorCode, type CapnpcErrorOptions } from "./errors.ts";
export { type GeneratedFile, type GenerateOptions, generate } from "./generate.ts";
