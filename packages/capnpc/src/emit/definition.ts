// definition.ts: what the constants of the run-time schema have in common: the statement, and how each of them begins.
import { parametersInScope } from "../schema/brands.ts";
import type { AppliedAnnotation, SchemaNode } from "../schema/model.ts";
import { block, commaList, type Layout } from "./layout.ts";
import { annotationsProperty, idLiteral, text } from "./literal.ts";
import type { FileScope } from "./scope.ts";

/** `export const name: type = $.make({ … });`, marked as pure, so that a bundler can drop it. */
export function definition(name: string, type: Layout, make: string, properties: readonly Layout[]): Layout {
  const lines = block(properties.map((property) => [property, ","]));
  return [`export const ${name}: `, type, ` = /*#__PURE__*/ ${make}(`, lines, ");"];
}

/** What every definition says of its declaration. */
export function declarationProperties(node: SchemaNode, names: FileScope): Layout[] {
  // An enum has no use for the parameters of what is around it.
  const inScope = node.kind === "enum" ? [] : parametersInScope(node);
  const parameters = inScope.map(({ name }) => text(name));
  const { scope } = node;
  const inherits = scope !== undefined && inScope.some((parameter) => parameter.scope !== node.id);
  return [
    `id: ${idLiteral(node.id)}`,
    `name: ${text(node.displayName)}`,
    ...(parameters.length > 0 ? [["parameters: ", arrayLiteral(parameters)]] : []),
    ...(inherits ? [`scope: () => ${names.nameOf(scope)}`] : []),
    ...aboutProperties(node),
  ];
}

/** What is known of a declaration or a member beside what it is. */
export function aboutProperties(about: {
  readonly doc: string | undefined;
  readonly annotations: readonly AppliedAnnotation[];
}): Layout[] {
  const doc = about.doc === undefined ? [] : [`doc: ${text(about.doc)}`];
  return [...doc, ...annotationsProperty(about.annotations)];
}

/** `[item, item]`. */
export function arrayLiteral(items: readonly Layout[]): Layout {
  return commaList("[", items, "]");
}
