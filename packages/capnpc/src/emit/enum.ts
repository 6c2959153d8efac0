// enum.ts: an enum as TypeScript: a union of its names, and its schema at run time.
import type { EnumNode } from "../schema/model.ts";
import { docComment } from "./doc.ts";
import { declarationHead, documentation } from "./generics.ts";
import { block, braces, commaList, group, indent, type Layout } from "./layout.ts";
import { annotationsProperty, text } from "./literal.ts";
import type { FileScope } from "./scope.ts";

/** The declarations of one enum. */
export function enumDeclaration(node: EnumNode, scope: FileScope): readonly Layout[] {
  const name = scope.nameOf(node);
  const values = node.enumerants.map((enumerant) => text(enumerant.name));
  const about = node.enumerants.flatMap((enumerant): Layout[] => {
    const known = [...documentation(enumerant, "doc"), ...annotationsProperty(enumerant.annotations)];
    return known.length === 0 ? [] : [[`${enumerant.name}: `, braces(known), ","]];
  });
  const properties: Layout[] = [
    ...declarationHead(node),
    ...documentation(node, "doc"),
    ...annotationsProperty(node.annotations),
    ["values: ", commaList("[", values, "]")],
    ...(about.length === 0 ? [] : [["about: ", block(about)]]),
  ];
  return [
    [docComment(node), `export type ${name} =`, alternatives(values), ";"],
    [
      `export const ${name}: $.Enum<${name}> = /*#__PURE__*/ $.enumType(`,
      block(properties.map((property) => [property, ","])),
      ");",
    ],
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
