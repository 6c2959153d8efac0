// node-hooks.ts: for Node.js, with which a schema can be imported as it is. Node.js leaves out the types itself.
// https://nodejs.org/api/module.html#customization-hooks
import { fileURLToPath, pathToFileURL } from "node:url";
import { type SchemaModuleOptions, schemaModule, standardPrefix } from "./schema-modules.ts";

/** What a hook returns. */
interface Resolved {
  readonly url: string;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: boolean;
}

interface ResolveContext {
  readonly parentURL?: string | undefined;
}

/** What `registerHooks` of `node:module` takes. */
export interface SchemaHooks {
  resolve<R>(
    specifier: string,
    context: ResolveContext,
    next: (specifier: string, context: ResolveContext) => R,
  ): R | Resolved;
  load<R>(url: string, context: object, next: (url: string, context: object) => R): R | Loaded;
}

/** Hooks that make modules of schemas. */
export function schemaHooks(options: SchemaModuleOptions = {}): SchemaHooks {
  // Schemas that come with Cap'n Proto are in no file: what they import is found from where they were first imported.
  let importer: string | undefined;
  return {
    resolve(specifier, context, next) {
      if (specifier.startsWith(standardPrefix)) {
        if (!context.parentURL?.startsWith(standardPrefix)) importer ??= context.parentURL;
        return { url: specifier, shortCircuit: true };
      }
      if (context.parentURL?.startsWith(standardPrefix) !== true) return next(specifier, context);
      return next(specifier, { ...context, parentURL: importer });
    },
    load(url, context, next) {
      if (!/\.capnp$/.test(url)) return next(url, context);
      const path = url.startsWith(standardPrefix) ? url : fileURLToPath(url);
      const source = schemaModule(path, options, fileUrl);
      return { format: "module-typescript", source, shortCircuit: true };
    },
  };
}

/** A specifier is a URL to Node.js: in a path, `#`, `?` and `%` would mean something else, and so would `C:`. */
function fileUrl(path: string): string {
  return pathToFileURL(path).href;
}
