// scope.ts: what names mean inside of one generated file, and what it must import for that.
import { CapnpcError } from "../errors.ts";
import { parametersInScope } from "../schema/brands.ts";
import type { FileNode, Method, RequestedFile, SchemaNode } from "../schema/model.ts";
import { declarationsOf } from "./declarations.ts";
import { textLiteral } from "./foreign-text.ts";
import { identifierOf, parameterNames, pathOf } from "./names.ts";

/** How a generated file refers to others, and what it is for. */
export interface FileOptions {
  /** The module specifier of what generated code is written in. */
  readonly runtime: string;
  /** The module specifier by which a generated file imports another. */
  readonly moduleOf: (from: RequestedFile, to: FileNode) => string;
  /** Whether interfaces are called and served. */
  readonly calls: boolean;
}

/** The names of one generated file. Asking for a foreign declaration imports it. */
export class FileScope {
  readonly file: RequestedFile;
  /** Whether interfaces are called and served; otherwise they are described, and capabilities opaque. */
  readonly calls: boolean;
  readonly #moduleOf: (from: RequestedFile, to: FileNode) => string;
  readonly #declared = new Set<string>();
  /** Imported declarations: their names here, by id, and the module that each comes from. */
  readonly #imports = new Map<
    bigint,
    { readonly module: string; readonly name: string; readonly alias: string }
  >();

  constructor(file: RequestedFile, { moduleOf, calls }: Pick<FileOptions, "moduleOf" | "calls">) {
    this.file = file;
    this.calls = calls;
    this.#moduleOf = moduleOf;
    for (const node of declarationsOf(file.node)) this.#declared.add(identifierOf(node));
  }

  /** What the declaration is called here. */
  nameOf(node: SchemaNode): string {
    const home = fileOf(node);
    if (home === this.file.node) return identifierOf(node);
    const known = this.#imports.get(node.id);
    if (known !== undefined) return known.alias;
    const name = identifierOf(node);
    let alias = name;
    while (this.#isDeclared(alias)) alias = `${alias}_`;
    this.#imports.set(node.id, { module: this.#moduleOf(this.file, home), name, alias });
    return alias;
  }

  /** What the type parameters in scope of a node are called here, in the order of `parametersInScope`. */
  parametersOf(node: SchemaNode, method?: Method): readonly string[] {
    const names = parametersInScope(node).map(({ name }) => name);
    return parameterNames([...names, ...(method?.implicitParameters ?? [])], (name) =>
      this.#isDeclared(name),
    );
  }

  /** The modules that are imported. */
  modules(): readonly string[] {
    return [...new Set([...this.#imports.values()].map(({ module }) => module))].sort();
  }

  /** The import statements, in a stable order. */
  imports(): readonly string[] {
    const modules = new Map<string, string[]>();
    for (const { module, name, alias } of this.#imports.values()) {
      const names = modules.get(module) ?? [];
      names.push(name === alias ? name : `${name} as ${alias}`);
      modules.set(module, names);
    }
    return [...modules]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([module, names]) => `import { ${names.sort().join(", ")} } from ${textLiteral(module)};`);
  }

  #isDeclared(name: string): boolean {
    if (this.#declared.has(name)) return true;
    for (const { alias } of this.#imports.values()) if (alias === name) return true;
    return false;
  }
}

/** The file in which a node is declared. */
export function fileOf(node: SchemaNode): FileNode {
  let outer: SchemaNode | undefined = node;
  while (outer !== undefined && outer.kind !== "file") outer = outer.scope;
  if (outer === undefined) {
    throw new CapnpcError("BAD_REQUEST", `${node.displayName} is declared in no file`);
  }
  return outer;
}

/** What in a schema cannot be expressed, and where. */
export class UnsupportedConstruct extends Error {
  override readonly name = "UnsupportedConstruct";
  readonly file: FileNode;
  readonly path: readonly string[];

  constructor(node: SchemaNode, member: string | undefined, reason: string) {
    super(reason);
    this.file = fileOf(node);
    this.path = member === undefined ? pathOf(node) : [...pathOf(node), member];
  }
}
