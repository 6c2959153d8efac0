// enum.ts: an enum as TypeScript: a union of its names, and its schema at run time.
import type { EnumNode } from "../schema/model.ts";
import { aboutProperties, arrayLiteral, declarationProperties, definition } from "./definition.ts";
import { docComment } from "./doc.ts";
import { block, braces, group, indent, type Layout } from "./layout.ts";
import { text } from "./literal.ts";
import type { FileScope } from "./scope.ts";

/** The declarations of one enum. */
export function enumDeclaration(node: EnumNode, scope: FileScope): readonly Layout[] {
  const name = scope.nameOf(node);
  const values = node.enumerants.map((enumerant) => text(enumerant.name));
  const about = node.enumerants.flatMap((enumerant): Layout[] => {
    const known = aboutProperties(enumerant);
    return known.length === 0 ? [] : [[`${enumerant.name}: `, braces(known), ","]];
  });
  const properties: Layout[] = [
    ...declarationProperties(node, scope),
    ["values: ", arrayLiteral(values)],
    ...(about.length === 0 ? [] : [["about: ", block(about)]]),
  ];
  return [
    [docComment(node), `export type ${name} =`, alternatives(values), ";"],
    definition(name, `$.Enum<${name}>`, "$.enumType", properties),
  ];
}

function alternatives(values: readonly string[]): Layout {
  if (values.length === 0) return " never";
  return group(
    indent(
      values.map(
        (value, i): Layout => [
          { kind: "break", flat: " ", broken: "" },
          i === 0 ? { kind: "choice", flat: "", broken: "| " } : "| ",
          value,
        ],
      ),
    ),
  );
}
