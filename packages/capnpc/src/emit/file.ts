// file.ts: a whole generated file.
import type { FileNode, RequestedFile } from "../schema/model.ts";
import { constantDeclaration } from "./constant.ts";
import { declarationsOf, type Emitted } from "./declarations.ts";
import { enumDeclaration } from "./enum.ts";
import { commentLines, textLiteral } from "./foreign-text.ts";
import { describedInterface, interfaceDeclaration } from "./interface.ts";
import { joinLines, type Layout, newline, print } from "./layout.ts";
import { identifierOf } from "./names.ts";
import { type FileOptions, FileScope, UnsupportedConstruct } from "./scope.ts";
import { structDeclaration } from "./struct.ts";

/** The file that is generated for a schema: its text, and the generated files that it imports. */
export function generatedFile(
  file: RequestedFile,
  options: FileOptions,
): { readonly text: string; readonly modules: readonly string[] } {
  refuseSameNames(file.node);
  const scope = new FileScope(file, options);
  // Names depend on what is imported, and what is imported on what is declared: the first round only asks.
  for (const node of declarationsOf(file.node)) declaration(node, scope);
  const body = print(
    joinLines(
      declarationsOf(file.node).flatMap((node) => declaration(node, scope).map((part) => [newline, part])),
    ),
    lineWidth,
  );
  // A statement comes first in any case: the compiler takes orders from block comments before it (`@jsx`).
  const imports = [
    ...(usesRunTime(body) ? [`import * as $ from ${textLiteral(options.runtime)};`] : []),
    ...scope.imports(),
  ];
  const head = [
    `// Generated from ${fileNameIn(file)} by @teleop/capnpc. Do not edit.`,
    ...(file.node.doc === undefined
      ? []
      : ["//", ...commentLines(file.node.doc).map((line) => `// ${line}`.trimEnd())]),
    ...(imports.length === 0 ? ["export {};"] : imports),
  ];
  return { text: `${head.join("\n")}\n${body === "" ? "" : `${body}\n`}`, modules: scope.modules() };
}

const lineWidth = 110;

function fileNameIn({ filename }: RequestedFile): string {
  return commentLines(filename.split("/").at(-1) ?? "").join(" ");
}

/** Whether the code names the run time: what a text or a comment of the schema says does not count. */
function usesRunTime(body: string): boolean {
  return body.replaceAll(/"(?:\\.|[^"\\])*"|\/\*[\s\S]*?\*\//g, "").includes("$.");
}

function declaration(node: Emitted, scope: FileScope): readonly Layout[] {
  switch (node.kind) {
    case "struct":
      return structDeclaration(node, scope);
    case "enum":
      return enumDeclaration(node, scope);
    case "interface":
      return scope.calls ? interfaceDeclaration(node, scope) : describedInterface(node, scope);
    case "const":
      return constantDeclaration(node, scope);
  }
}

/** Two declarations whose paths differ only in where a word ends would have one name in TypeScript. */
function refuseSameNames(file: FileNode): void {
  const seen = new Map<string, Emitted>();
  for (const node of declarationsOf(file)) {
    const name = identifierOf(node);
    const other = seen.get(name);
    if (other !== undefined) {
      throw new UnsupportedConstruct(
        node,
        undefined,
        `${node.displayName} and ${other.displayName} would both be called ${name} in TypeScript; rename one`,
      );
    }
    seen.set(name, node);
  }
}
