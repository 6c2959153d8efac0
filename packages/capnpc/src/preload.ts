// preload.ts: what is preloaded so that `import { Jobs } from "./jobs.capnp"` works: by Bun, with `preload` of bunfig.toml
// or --preload, and by Node.js with --import.
import * as module from "node:module";
import { capnpSchemas } from "./bun.ts";
import { CapnpcError } from "./errors.ts";
import { schemaHooks } from "./node-hooks.ts";

/** The runtime, which imports schemas from now on. */
export const importsSchemas: "Bun" | "Node.js" = install();

function install(): "Bun" | "Node.js" {
  if ("Bun" in globalThis) {
    Bun.plugin(capnpSchemas());
    return "Bun";
  }
  if ("registerHooks" in module) {
    module.registerHooks(schemaHooks());
    return "Node.js";
  }
  throw new CapnpcError(
    "UNSUPPORTED",
    "schemas can be imported in Bun, and in Node.js from 22.18 on: generate code from them instead, with capnpc-teleop",
  );
}
