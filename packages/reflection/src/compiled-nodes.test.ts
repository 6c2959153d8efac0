// compiled-nodes.test.ts: what a process tells of its schema is what the compiler makes of it, for the schemas of the
// packages; and the compiler's nodes make the types that generated code has.
import { describe, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type AnyPointerValue,
  decode,
  encode,
  encodeCanonical,
  type Struct,
  structType,
} from "@teleop/capnp";
import { type Brand_Scope, CodeGeneratorRequest, type Node, nodesOf } from "@teleop/capnp/nodes";
import { compile } from "@teleop/capnp-compiler";
import {
  AnyPointer,
  describe as described,
  describeStruct,
  type Interface,
  type Type,
} from "@teleop/rpc-capnp/schema";
import { callableTypes } from "./dynamic-types.ts";

const root = join(import.meta.dir, "../../..");

/** Schemas, and the generated files that they are in. */
const schemas: Readonly<Record<string, string>> = {
  "packages/reflection/src/testing/board.capnp": "packages/reflection/src/testing/board.capnp.ts",
  "packages/reflection/schema/reflection.capnp": "packages/reflection/src/reflection.capnp.ts",
  "packages/rpc-capnp/schema/teleop.capnp": "packages/rpc-capnp/src/teleop/teleop.capnp.ts",
  "packages/capnp/src/testing/sample.capnp": "packages/rpc-capnp/src/testing/sample.capnp.ts",
  "packages/capnp/src/testing/corners.capnp": "packages/rpc-capnp/src/testing/corners.capnp.ts",
  "packages/rpc-capnp/src/testing/inheritance.capnp": "packages/rpc-capnp/src/testing/inheritance.capnp.ts",
  "interop/schema/interop.capnp": "interop/schema/interop.capnp.ts",
};

for (const name of await readdir(join(root, "packages/diagnostics/schema"))) {
  const part = name.replace(/\.capnp$/, "");
  Object.assign(schemas, {
    [`packages/diagnostics/schema/${name}`]: `packages/diagnostics/src/${part}/${name}.ts`,
  });
}

/** What types of the run time do not know, or say otherwise and mean the same. */
function known(node: Node): unknown {
  const { id, displayName, displayNamePrefixLength, parameters, isGeneric } = node;
  const base = { id, displayName, displayNamePrefixLength, parameters, isGeneric, which: node.which };
  if (node.which === "annotation") return { ...base, parameters: [] };
  return plain({ ...node, ...base });
}

const unknownToTypes = new Set([
  "scopeId",
  "nestedNodes",
  "startByte",
  "endByte",
  "codeOrder",
  "ordinal",
  "hadExplicitDefault",
]);

const Holder: Struct<unknown, { readonly content: AnyPointerValue }> = structType({
  id: 1n,
  name: "test:Holder",
  dataWords: 0,
  pointers: 1,
  fields: () => [["content", AnyPointer, 0]],
});

/** Parameters that are bound to themselves are inherited, whichever way it is written. */
function inherited(scope: Brand_Scope): object {
  const { scopeId } = scope;
  const isBoundToItself =
    scope.which === "bind" &&
    "bind" in scope &&
    scope.bind.every((binding, parameterIndex) =>
      Bun.deepEquals(binding, {
        which: "type",
        type: {
          which: "anyPointer",
          anyPointer: { which: "parameter", parameter: { scopeId, parameterIndex } },
        },
      }),
    );
  return { ...scope, scopeId, ...(isBoundToItself && { which: "inherit", bind: undefined }) };
}

/** With what pointers lead to, in its one canonical form. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if ("content" in value && "as" in value) {
    const content = value as AnyPointerValue;
    return content.content === "null"
      ? "null"
      : Buffer.from(encodeCanonical(Holder, { content })).toString("hex");
  }
  if ("scopes" in value && Array.isArray(value.scopes)) {
    const scopes: readonly Brand_Scope[] = value.scopes;
    return [...scopes]
      .sort((a, b) => (a.scopeId < b.scopeId ? -1 : 1))
      .map((scope) => plain(inherited(scope)));
  }
  const parts = Object.entries(value).filter(
    ([name, part]) => part !== undefined && !unknownToTypes.has(name),
  );
  // Compilers write an empty brand of every annotation.
  const isAnnotation = "value" in value && "brand" in value && "id" in value;
  return Object.fromEntries(
    parts.filter(([name]) => !(isAnnotation && name === "brand")).map(([name, part]) => [name, plain(part)]),
  );
}

describe.each(Object.entries(schemas))("%s", (schema, generated) => {
  const folder = join(root, schema, "..");
  const { request } = compile([join(root, schema)], { sourcePrefix: folder, importPaths: [folder] });
  if (request === undefined) throw new Error(`${schema} does not compile`);
  const compiled = decode(CodeGeneratorRequest, request);

  const declared = async (): Promise<readonly (Struct | Interface)[]> => {
    const module: Readonly<Record<string, unknown>> = await import(join(root, generated));
    return Object.values(module).filter(
      (type): type is Struct | Interface =>
        typeof type === "object" &&
        type !== null &&
        "kind" in type &&
        (type.kind === "struct" || type.kind === "interface"),
    );
  };

  test("is told as it is compiled", async () => {
    const types = await declared();
    expect(types.length).toBeGreaterThan(0);
    const told = decode(
      CodeGeneratorRequest,
      encode(CodeGeneratorRequest, nodesOf(types as readonly Type[])),
    );
    const byId = new Map(compiled.nodes.map((node) => [node.id, node]));
    expect(told.nodes.map(known)).toEqual(told.nodes.map(({ id }) => known(byId.get(id) as Node)));
    for (const node of told.nodes) {
      expect([0n, byId.get(node.id)?.scopeId]).toContain(node.scopeId);
    }
    const docs = new Map(compiled.sourceInfo.map((info) => [info.id, info]));
    for (const { id, docComment, members } of told.sourceInfo) {
      const info = docs.get(id);
      expect({ id, docComment, members: members.map((member) => member.docComment) }).toEqual({
        id,
        docComment: info?.docComment ?? "",
        members: info?.members.map((member) => member.docComment) ?? [],
      });
    }
  });

  test("makes types that are described as those of generated code", async () => {
    const made = callableTypes(compiled);
    for (const type of await declared()) {
      // A generic makes so many types of itself and no more, of which other tests may have had theirs.
      if (type.name === "corners.capnp:Branching") continue;
      if (type.kind === "interface") {
        expect(described(made.interface(type.id))).toEqual(described(type as Interface));
      } else {
        expect(describeStruct(made.struct(type.id))).toEqual(describeStruct(type as Struct));
      }
    }
  });
});
