// schema-file.ts: the interfaces of a schema in a file, for processes that do not tell theirs.
import { CodeGeneratorRequest, type NodeTypes } from "@teleop/capnp/nodes";
import { TeleopError } from "@teleop/core/basics";
import { decode, type Interface } from "@teleop/rpc-capnp/schema";
import { callableTypes, type DynamicClient, type DynamicServer, interfaceFrom } from "./dynamic-types.ts";

export interface SchemaFileOptions {
  /** Folders in which imports with a leading slash are looked up, before anywhere else. */
  readonly importPaths?: readonly string[] | undefined;
}

/** A schema that was compiled. */
export interface SchemaFile {
  readonly types: NodeTypes;
  /** The interfaces that the file declares, by their path in it: `Outer.Echo`. */
  readonly interfaces: ReadonlyMap<string, bigint>;
  /**
   * The interface of that path; without one, the only one that there is, or the one that is called as the service is,
   * upper and lower case aside.
   *
   * @throws TeleopError `NO_SCHEMA` when there is none, with those that there are.
   */
  interfaceFor(service: string, path?: string): Interface<DynamicClient, DynamicServer>;
}

/**
 * Compiles a schema, without a native tool.
 *
 * @throws TeleopError `BAD_SCHEMA` with all that the compiler says is wrong with it.
 */
export async function compiledSchema(file: string, options: SchemaFileOptions = {}): Promise<SchemaFile> {
  const { compile, formatDiagnostics } = await import("@teleop/capnp-compiler");
  const { request, diagnostics } = compile([file], { importPaths: options.importPaths });
  if (request === undefined) throw new TeleopError("BAD_SCHEMA", formatDiagnostics(diagnostics).trimEnd());
  const schema = decode(CodeGeneratorRequest, request, requestLimits(request));
  const types = callableTypes(schema);
  const interfaces = interfacesOf(schema);
  return {
    types,
    interfaces,
    interfaceFor(service, path) {
      const id = interfaces.get(path ?? nameFor(service, [...interfaces.keys()]) ?? "");
      if (id !== undefined) return interfaceFrom(types, id);
      const names = [...interfaces.keys()];
      const those = names.length === 0 ? "it declares none" : `it declares ${names.join(", ")}`;
      throw new TeleopError(
        "NO_SCHEMA",
        path === undefined
          ? `which interface of ${file} is the service ${service}? ${those}: name one, ${file}:${names[0] ?? "Interface"}`
          : `there is no interface ${path} in ${file}; ${those}`,
      );
    },
  };
}

function nameFor(service: string, names: readonly string[]): string | undefined {
  if (names.length === 1) return names[0];
  const wanted = service.toLowerCase();
  const alike = names.filter((name) => (name.split(".").at(-1) ?? "").toLowerCase() === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

function interfacesOf({ nodes, requestedFiles }: CodeGeneratorRequest): ReadonlyMap<string, bigint> {
  const [file] = requestedFiles;
  const prefix = `${file?.filename ?? ""}:`;
  const found = nodes.filter(
    ({ which, displayName }) => which === "interface" && displayName.startsWith(prefix),
  );
  return new Map(found.map(({ displayName, id }) => [displayName.slice(prefix.length), id]));
}

/** The compiler is trusted: reading what it says of many schemas visits more than reading a message may. */
function requestLimits(request: Uint8Array) {
  return { messageBytes: Math.max(request.byteLength, 8), nesting: 1000, traversalWords: 2 ** 40 };
}
