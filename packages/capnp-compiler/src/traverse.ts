// traverse.ts: which nodes a request has: all of the files that it is for, and whatever those need, with what is around it.
import type { AppliedAnnotation, CompiledNode, NodeContent } from "./compiled.ts";
import { Context, type Environment } from "./context.ts";
import { membersOf, resolveAlias } from "./resolve.ts";
import type { SchemaNode } from "./schema-node.ts";
import type { Brand, Type } from "./types.ts";

/** Compiles files and all that they need; each node comes once, before those that it needs. */
export function compileAll(environment: Environment, files: readonly SchemaNode[]): readonly CompiledNode[] {
  const compiled = new Map<SchemaNode, CompiledNode>();
  const wanted = new Set<SchemaNode>();
  const surrounded = new Set<SchemaNode>();
  // The last one comes next. Whole: with what is declared in it; else: with what is around it.
  const next = files.toReversed().map((node) => ({ node, isWhole: true }));
  for (let each = next.pop(); each !== undefined; each = next.pop()) {
    const { node, isWhole } = each;
    const seen = isWhole ? wanted : surrounded;
    if (seen.has(node)) continue;
    seen.add(node);
    const later: typeof next = [];
    if (!compiled.has(node)) {
      const result = environment.finish(node);
      if (result !== undefined) {
        compiled.set(node, result);
        for (const needed of neededBy(environment, result)) later.push({ node: needed, isWhole: false });
      }
    }
    if (!isWhole && node.parent !== undefined) later.push({ node: node.parent, isWhole: false });
    if (isWhole) {
      const { nodes, aliases } = membersOf(new Context(environment, node), node);
      for (const member of nodes) later.push({ node: member, isWhole: true });
      for (const alias of aliases.values()) resolveAlias(new Context(environment, node), alias);
    }
    next.push(...later.toReversed());
  }
  return [...compiled.values()];
}

/** Nodes that whoever generates code for a node has to know. */
function neededBy(environment: Environment, { content, annotations, parts }: CompiledNode): Set<SchemaNode> {
  const needed = new Set<SchemaNode>();
  const add = (id: bigint) => {
    const node = environment.node(id);
    if (node !== undefined) needed.add(node);
  };
  const addAnnotations = (applied: readonly AppliedAnnotation[]) => {
    for (const { id } of applied) add(id);
  };
  const addType = (type: Type): void => {
    switch (type.kind) {
      case "list":
        addType(type.element);
        break;
      case "enum":
      case "struct":
      case "interface":
        needed.add(type.node);
        addBrand(type.brand);
    }
  };
  const addBrand = (brand: Brand) => {
    for (const { bindings } of brand) if (bindings !== "inherit") bindings.forEach(addType);
  };
  const addContent = (each: NodeContent) => {
    switch (each.kind) {
      case "struct":
        for (const field of each.fields) {
          if (field.content.kind === "slot") addType(field.content.value.type);
          addAnnotations(field.annotations);
        }
        break;
      case "enum":
        for (const enumerant of each.enumerants) addAnnotations(enumerant.annotations);
        break;
      case "interface":
        for (const { id, brand } of each.superclasses) {
          add(id);
          addBrand(brand);
        }
        for (const method of each.methods) {
          for (const { id, brand } of [method.params, method.results]) {
            add(id);
            addBrand(brand);
          }
          addAnnotations(method.annotations);
        }
        break;
      case "const":
        addType(each.value.type);
        break;
      case "annotation":
        addType(each.type);
    }
  };
  addContent(content);
  for (const part of parts) addContent(part.content);
  addAnnotations(annotations);
  return needed;
}
