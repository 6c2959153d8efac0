// schema-file.ts: a schema that is read to be used at once: compiled, and what is declared in it found by its name.
import { compileSchemas } from "../compile-schemas.ts";
import { CapnpcError } from "../errors.ts";
import type { FileNode, SchemaNode, StructNode } from "../schema/model.ts";
import { readRequest } from "../schema/request.ts";
import { usageError } from "./command-line.ts";
import { RuntimeTypes } from "./runtime-types.ts";

export interface SchemaFileOptions {
  readonly importPaths: readonly string[];
  readonly noStandardImport: boolean;
}

/**
 * Compiles one schema.
 *
 * @throws CapnpcError `BAD_SCHEMA`, as `compileSchemas` does.
 */
export function schemaFile(path: string, options: SchemaFileOptions): CompiledFile {
  const request = compileSchemas([path], options);
  const [file] = readRequest(request).requested;
  if (file === undefined) throw new CapnpcError("BAD_REQUEST", `${path} is not in what was compiled of it`);
  return { node: file.node, types: new RuntimeTypes(request) };
}

/** A schema that was compiled: what it declares, and what that is at run time. */
export interface CompiledFile {
  readonly node: FileNode;
  readonly types: RuntimeTypes;
}

/**
 * The struct of a name, `Outer.Inner`.
 *
 * @throws CapnpcError `USAGE` when there is none.
 */
export function structNamed(file: FileNode, path: string, name: string): StructNode {
  const { node, rest } = declarationNamed(file, name.split("."));
  if (node.kind === "struct" && rest.length === 0) return node;
  const structs = structsIn(file, "");
  const those = structs.length === 0 ? "it declares no struct" : `its structs are ${structs.join(", ")}`;
  const problem =
    rest.length === 0 && node.kind !== "file"
      ? `${name} in ${path} is no struct but ${kindNames[node.kind]}`
      : `there is no ${name} in ${path}`;
  throw usageError(`${problem}; ${those}`);
}

/** As far as names lead through declarations, and what is left of them. */
export function declarationNamed(
  file: FileNode,
  names: readonly string[],
): { readonly node: SchemaNode; readonly rest: readonly string[] } {
  let node: SchemaNode = file;
  for (const [i, name] of names.entries()) {
    const inner: SchemaNode | undefined = node.nested.find((nested) => nested.name === name);
    if (inner === undefined) return { node, rest: names.slice(i) };
    node = inner;
  }
  return { node, rest: [] };
}

function structsIn(node: SchemaNode, prefix: string): readonly string[] {
  return node.nested.flatMap((nested) => {
    const inner = structsIn(nested, `${prefix}${nested.name}.`);
    return nested.kind === "struct" ? [`${prefix}${nested.name}`, ...inner] : inner;
  });
}

export const kindNames: Readonly<Record<Exclude<SchemaNode["kind"], "file">, string>> = {
  struct: "a struct",
  enum: "an enum",
  interface: "an interface",
  const: "a constant",
  annotation: "an annotation",
};
