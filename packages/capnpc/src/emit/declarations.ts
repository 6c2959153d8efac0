// declarations.ts: which declarations of a schema become code, and in which order.
import type { FileNode, SchemaNode } from "../schema/model.ts";

export type Emitted = Exclude<SchemaNode, { kind: "file" | "annotation" }>;

/** Every declaration in a file: each before what is in it, in the order of the text. */
export function declarationsOf(file: FileNode): readonly Emitted[] {
  return file.nested.flatMap(withInner);
}

function withInner(node: SchemaNode): readonly Emitted[] {
  switch (node.kind) {
    case "file":
    case "annotation":
      return [];
    case "enum":
    case "const":
      return [node];
    case "struct": {
      const groups = node.fields.flatMap((field) => (field.kind === "group" ? withInner(field.group) : []));
      return [node, ...node.nested.flatMap(withInner), ...groups];
    }
    case "interface": {
      const structs = node.methods.flatMap(({ params, results }) => [params.node, results.node]);
      const inline = structs.filter((struct) => struct.isInline);
      return [node, ...node.nested.flatMap(withInner), ...inline.flatMap(withInner)];
    }
  }
}
