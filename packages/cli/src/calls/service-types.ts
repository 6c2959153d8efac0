// service-types.ts: by which types the services of a process are called: those that it tells, or those of a file.

import type { FlagParametersForType } from "@stricli/core";
import { TeleopError } from "@teleop/core";
import type { Target } from "@teleop/defaults";
import type { DynamicClient, SchemaFile } from "@teleop/reflection/client";
import type { Interface } from "@teleop/rpc-capnp/schema";
import { answerSoon, type Context } from "../context.ts";
import type { Invocation } from "../invocation.ts";

/** Of every command that calls or describes. */
export type SchemaFlags = {
  readonly schema: string | undefined;
  readonly importPath: readonly string[] | undefined;
};

export const schemaFlags: FlagParametersForType<SchemaFlags, Invocation> = {
  schema: {
    kind: "parsed",
    parse: String,
    optional: true,
    placeholder: "file",
    brief:
      "The schema of the service, FILE.capnp or FILE.capnp:Interface, where the process does not tell it",
  },
  importPath: {
    kind: "parsed",
    parse: String,
    optional: true,
    variadic: true,
    placeholder: "folder",
    brief: "Where the schema's imports with a leading slash are looked up",
  },
};

/** Gives the interface of a service, as often as it is asked for. */
export interface ServiceTypes {
  /** The file, where there is one: it is not asked of the process then. */
  readonly file: SchemaFile | undefined;
  /** @param signal of the call that it is asked for; default: of the command. */
  of(service: string, signal?: AbortSignal): Promise<Interface<DynamicClient>>;
}

/** @throws TeleopError `BAD_SCHEMA` for a file that does not compile. */
export async function serviceTypes(
  target: Target,
  flags: SchemaFlags,
  context: Context,
): Promise<ServiceTypes> {
  const { compiledSchema, schemaOf } = await import("@teleop/reflection/client");
  if (flags.schema === undefined) {
    const known = new Map<string, Interface<DynamicClient>>();
    return {
      file: undefined,
      async of(service, signal = context.signal) {
        const soon = answerSoon({ signal, timeoutMs: context.timeoutMs });
        const type =
          known.get(service) ?? (await schemaOf(target, [service], { signal: soon })).interfaceOf(service);
        known.set(service, type);
        return type;
      },
    };
  }
  const { path, name } = namedFile(flags.schema);
  const file = await compiledSchema(path, { importPaths: flags.importPath });
  return { file, of: async (service) => file.interfaceFor(service, name) };
}

/** `echo.capnp:Outer.Echo`: a file, and an interface in it. */
function namedFile(schema: string): { readonly path: string; readonly name: string | undefined } {
  const found = /^(.*\.capnp):([A-Za-z][\w.]*)$/.exec(schema);
  if (found?.[1] !== undefined) return { path: found[1], name: found[2] };
  if (schema === "") throw new TeleopError("USAGE", "--schema names a file, echo.capnp");
  return { path: schema, name: undefined };
}
