// compile-node.ts: makes the outline of one node, whatever kind of declaration it is.
import { compileAnnotations } from "./annotations.ts";
import type {
  CompiledMember,
  CompiledNode,
  CompiledPart,
  EnumContent,
  NodeContent,
  ValueSlot,
} from "./compiled.ts";
import { Context, type Environment } from "./context.ts";
import { compileInterface } from "./interface.ts";
import { checkMemberNames } from "./member-names.ts";
import { byOrdinal, lacksOrdinal, OrdinalCheck } from "./ordinals.ts";
import { membersOf, resolveType } from "./resolve.ts";
import type { SchemaNode } from "./schema-node.ts";
import { compileStruct } from "./struct.ts";
import type { ConstDeclaration, EnumDeclaration } from "./syntax.ts";
import { compileSlot, type Unfinished } from "./values.ts";

/** All of a node but the values that need outlines of others: those are in its `unfinished`. */
export function compileNode(environment: Environment, node: SchemaNode): CompiledNode {
  const context = new Context(environment, node);
  const { declaration } = node;
  checkMemberNames(context, declaration.members);
  const parts: CompiledPart[] = [];
  const unfinished: Unfinished = [];
  const content = compileContent(context, parts, unfinished);
  return {
    id: node.id,
    scopeId: node.parent?.id ?? 0n,
    displayName: node.displayName,
    displayNamePrefixLength: node.displayNamePrefixLength,
    isGeneric: node.isGeneric,
    parameters: node.parameters.map(({ value }) => value),
    nested: membersOf(context, node).nodes.map(({ name, id }) => ({ name, id })),
    annotations: compileAnnotations(context, declaration.annotations, declaration.kind, unfinished),
    start: declaration.start,
    end: declaration.end,
    doc: declaration.doc,
    content,
    parts,
    unfinished,
  };
}

function compileContent(context: Context, parts: CompiledPart[], unfinished: Unfinished): NodeContent {
  const { node } = context;
  const { declaration } = node;
  switch (declaration.kind) {
    case "file":
      return { kind: "file" };
    case "const":
      return { kind: "const", value: compileConst(context, declaration, unfinished) };
    case "enum":
      return compileEnum(context, declaration, unfinished);
    case "struct":
      return compileStruct(context, node, declaration.members, declaration.isIncomplete, parts, unfinished);
    case "interface":
      return compileInterface(context, declaration, parts, unfinished);
    case "annotation":
      return {
        kind: "annotation",
        type: resolveType(context, declaration.type) ?? { kind: "unknown" },
        targets: declaration.targets,
      };
  }
}

function compileConst(context: Context, declaration: ConstDeclaration, unfinished: Unfinished): ValueSlot {
  const type = resolveType(context, declaration.type) ?? { kind: "unknown" };
  const slot: ValueSlot = { type, value: undefined };
  compileSlot(context, declaration.value, slot, unfinished);
  return slot;
}

function compileEnum(context: Context, declaration: EnumDeclaration, unfinished: Unfinished): EnumContent {
  const written = declaration.members.filter((member) => member.kind === "enumerant");
  const codeOrders = new Map(written.map((enumerant, codeOrder) => [enumerant, codeOrder]));
  const ordinals = new OrdinalCheck(context, declaration.isIncomplete || lacksOrdinal(written));
  const enumerants = byOrdinal(written).map((enumerant): CompiledMember => {
    ordinals.check(enumerant.ordinal);
    return {
      name: enumerant.name.value,
      codeOrder: codeOrders.get(enumerant) ?? 0,
      annotations: compileAnnotations(context, enumerant.annotations, "enumerant", unfinished),
      start: enumerant.start,
      end: enumerant.end,
      doc: enumerant.doc,
    };
  });
  return { kind: "enum", enumerants };
}
