// index.ts: the schema compiler as a library.
export { type CompileOptions, type CompileResult, compile } from "./compile.ts";
export {
  type Diagnostic,
  type DiagnosticNote,
  type DiagnosticRange,
  formatDiagnostics,
} from "./diagnostics.ts";
export { freshId, idText } from "./ids.ts";
export { diskFiles, memoryFiles, type SchemaFiles } from "./schema-files.ts";
export { standardSchemas } from "./standard/index.ts";
