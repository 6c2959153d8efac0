// bun.ts: a plugin for Bun, with which a schema can be imported as it is.
import { dirname } from "node:path";
import { runtimeOf } from "./generate.ts";
import { type SchemaModuleOptions, schemaModule, standardPrefix } from "./schema-modules.ts";

export type { SchemaModuleOptions } from "./schema-modules.ts";

/** What the plugin needs of Bun's `PluginBuilder`. */
export interface SchemaPluginBuilder {
  onResolve(
    constraints: { readonly filter: RegExp },
    callback: (args: { readonly path: string; readonly importer: string }) => {
      path: string;
      namespace: string;
    },
  ): unknown;
  onLoad(
    constraints: { readonly filter: RegExp; readonly namespace?: string },
    callback: (args: { readonly path: string }) => { contents: string; loader: "ts" },
  ): unknown;
}

/** A `BunPlugin`. */
export interface SchemaPlugin {
  readonly name: string;
  setup(builder: SchemaPluginBuilder): void;
}

/**
 * Makes `import { Jobs } from "./jobs.capnp"` work: in programs that Bun runs, with `plugin(capnpSchemas())` of "bun" in a
 * file that is preloaded, and in `Bun.build({ plugins: [capnpSchemas()] })`. A schema with mistakes cannot be imported;
 * the error shows them.
 */
export function capnpSchemas(options: SchemaModuleOptions = {}): SchemaPlugin {
  const load = (path: string, more: SchemaModuleOptions = {}) =>
    ({ contents: schemaModule(path, { ...options, ...more }), loader: "ts" }) as const;
  return {
    name: "@teleop/capnpc",
    setup(builder) {
      builder.onLoad({ filter: /\.capnp$/ }, ({ path }) => load(path));
      // Those that come with Cap'n Proto are in no file, so that nothing can be found from where they are.
      let runtime: string | undefined;
      builder.onResolve({ filter: new RegExp(`^${standardPrefix}`) }, ({ path, importer }) => {
        runtime ??= Bun.resolveSync(runtimeOf(options), dirname(importer));
        return { path: path.slice(standardPrefix.length), namespace };
      });
      builder.onLoad({ filter: /\.capnp$/, namespace }, ({ path }) =>
        load(`${standardPrefix}${path}`, { runtime }),
      );
    },
  };
}

const namespace: string = standardPrefix.slice(0, -1);
