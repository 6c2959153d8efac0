// resolve.ts: finds what names stand for: members of a declaration, parameters, what is around it, and other files.
//
// https://capnproto.org/language.html#scopes-and-names
import { builtins } from "./builtins.ts";
import { Context } from "./context.ts";
import type { Alias, Found, NodeMembers, SchemaNode } from "./schema-node.ts";
import { applied, type Resolved, Scope } from "./scope.ts";
import { didYouMean } from "./similar.ts";
import { type Expression, expressionText, type MemberExpression, type Name } from "./syntax.ts";
import {
  type AnyKind,
  type Brand,
  declaredType,
  extentOf,
  largestType,
  listOf,
  type SimpleKind,
  type Type,
} from "./types.ts";

/** The type parameters of a method, which are known by their names in what it takes and gives. */
export interface MethodParameters {
  /** The struct whose own parameters they are; zero: they stay the method's. */
  readonly scope: bigint;
  readonly names: readonly Name[];
}

const noParameters: MethodParameters = { scope: 0n, names: [] };

/** What an expression names; undefined, and reported, when it names nothing. */
export function resolve(
  context: Context,
  expression: Expression,
  parameters: MethodParameters = noParameters,
  scope: Scope = Scope.inside(context.node),
): Resolved | undefined {
  switch (expression.kind) {
    case "unknown":
      return undefined;
    case "name":
      return resolveName(context, expression.name, parameters, scope);
    case "absolute": {
      const { name } = expression;
      const { root } = context.module;
      const found = findMember(context, root, name.value);
      if (found === undefined)
        return context.report(name, notDefined(name.value), () => suggest(context, root, name.value));
      return noted(context, expression, found, scope);
    }
    case "import": {
      const { path } = expression;
      const imported = context.environment.import(context.module, path.value, path);
      if (imported === undefined) return undefined;
      context.module.resolutions.push({ start: expression.start, end: expression.end, id: imported.root.id });
      return { kind: "declaration", target: imported.root, scope: Scope.inside(imported.root) };
    }
    case "application":
      return resolveApplication(context, expression, parameters, scope);
    case "member":
      return resolveMember(context, expression, parameters, scope);
    default:
      return context.report(expression, "expected a name", { help: helpOnList(expression) });
  }
}

/** Other languages have brackets around, or behind, the type of a list's elements. */
function helpOnList(expression: Expression): string | undefined {
  const element = expression.kind === "list" ? expression.elements[0] : undefined;
  return element?.kind === "name" ? `write List(${element.name.value})` : undefined;
}

/** The type that an expression names; undefined, and reported, when it names none. */
export function resolveType(
  context: Context,
  expression: Expression,
  parameters: MethodParameters = noParameters,
): Type | undefined {
  const resolved = resolve(context, expression, parameters);
  return resolved && typeOf(context, resolved, expression);
}

/** What a name stands for as a type. */
export function typeOf(context: Context, resolved: Resolved, source: Expression): Type | undefined {
  const type = makeType(context, resolved, source);
  if (type === undefined) return undefined;
  const { parts, depth } = extentOf(type);
  if (parts <= largestType.parts && depth <= largestType.depth) return type;
  return context.report(source, `the type is too large: it has ${parts} parts, nested ${depth} deep`);
}

/** What the parameters of a declaration stand for, where an expression names it. */
export function brandOf(context: Context, { scope }: { readonly scope: Scope }, source: Expression): Brand {
  return scope.brand((binding) => typeOf(context, binding, source));
}

function makeType(context: Context, resolved: Resolved, source: Expression): Type | undefined {
  if (resolved.kind === "parameter") {
    const { scope, index } = resolved;
    return scope === 0n ? { kind: "methodParameter", index } : { kind: "parameter", scope, index };
  }
  const { target } = resolved;
  switch (target.kind) {
    case "enum":
    case "struct":
    case "interface":
      return declaredType(target.kind, target, brandOf(context, resolved, source));
    case "builtin":
      break;
    default:
      return context.report(source, `${expressionText(source)} is ${article[target.kind]}, not a type`);
  }
  if (target.type === "object") {
    context.report(source, "Object is called AnyPointer since Cap'n Proto 0.4");
    return { kind: "anyPointer" };
  }
  return target.type === "list" ? listType(context, resolved.scope, source) : simpleType(target.type);
}

/** One object for each kind: types have no identity. */
function simpleType(kind: SimpleKind | AnyKind): Type {
  return { kind };
}

function listType(context: Context, scope: Scope, source: Expression): Type | undefined {
  const [binding] = scope.bindings;
  if (binding === undefined) return context.report(source, "List has 1 type parameter, but none is given");
  const element = typeOf(context, binding, source);
  if (element === undefined) return undefined;
  if (isKindByIndex(element)) {
    return context.report(source, "there are no lists of a type parameter", {
      help: "use AnyList, or a list of structs that have such a field",
    });
  }
  if (element.kind === "anyPointer" || element.kind === "anyStruct") {
    return context.report(
      source,
      `there are no lists of ${element.kind === "anyPointer" ? "AnyPointer" : "AnyStruct"}`,
      {
        help: "use AnyList, or a list of structs that have such a field",
      },
    );
  }
  return listOf(element);
}

/**
 * Whether the native compiler takes a type parameter for AnyPointer or AnyStruct, of which there are no lists: it takes
 * the parameter's index, 0 or 1, for the kind. Others it lets pass.
 */
function isKindByIndex(type: Type): boolean {
  return (type.kind === "parameter" || type.kind === "methodParameter") && type.index <= 1;
}

const article = {
  file: "a file",
  const: "a constant",
  annotation: "an annotation",
} as const;

function resolveName(
  context: Context,
  name: Name,
  parameters: MethodParameters,
  scope: Scope,
): Resolved | undefined {
  const index = parameters.names.findIndex(({ value }) => value === name.value);
  if (index >= 0) return { kind: "parameter", scope: parameters.scope, index };
  const found = find(context, context.node, name.value);
  if (found !== undefined) return noted(context, name, found, scope);
  if (isBeingResolved(context, context.node, name.value)) {
    return context.report(name, `${name.value} is used to say what it stands for itself`);
  }
  return context.report(name, notDefined(name.value), () => suggest(context, context.node, name.value));
}

function noted(
  context: Context,
  { start, end }: { readonly start: number; readonly end: number },
  found: Lookup,
  scope: Scope,
): Resolved | undefined {
  if (found === "broken") return undefined;
  if (found.kind === "declaration") context.module.resolutions.push({ start, end, id: found.target.id });
  return scope.interpret(found);
}

function resolveApplication(
  context: Context,
  { callee, parts, start, end }: Extract<Expression, { kind: "application" }>,
  parameters: MethodParameters,
  scope: Scope,
): Resolved | undefined {
  const generic = resolve(context, callee, parameters, scope);
  if (generic === undefined) return undefined;
  const bindings: Resolved[] = [];
  for (const { name, value } of parts) {
    if (name !== undefined) context.report(name, "type parameters are given in their order, without names");
    const binding = resolve(context, value, parameters, scope);
    if (binding === undefined) return undefined;
    bindings.push(binding);
  }
  if (generic.kind === "parameter") {
    return context.report(
      { start, end },
      `${expressionText(callee)} is a type parameter, which has none of its own`,
    );
  }
  return applied(generic, bindings, { start, end }, context);
}

function resolveMember(
  context: Context,
  expression: MemberExpression,
  parameters: MethodParameters,
  scope: Scope,
): Resolved | undefined {
  const { parent, name } = expression;
  const outer = resolve(context, parent, parameters, scope);
  if (outer === undefined) return undefined;
  const target = outer.kind === "parameter" || outer.target.kind === "builtin" ? undefined : outer.target;
  const found = target && findMember(context, target, name.value);
  if (found === undefined || outer.kind === "parameter") {
    const details = () =>
      target === undefined ? {} : suggest(context, target, name.value, { isMember: true });
    return context.report(name, `${expressionText(parent)} has no member ${name.value}`, details);
  }
  if (found === "broken") return undefined;
  const resolved = outer.scope.interpret(found);
  if (resolved.kind === "declaration") {
    context.module.resolutions.push({ start: expression.start, end: expression.end, id: resolved.target.id });
  }
  return resolved;
}

/** Looks a name up in a declaration and in all that are around it, the innermost first. */
function find(context: Context, from: SchemaNode, name: string): Lookup | undefined {
  for (let node: SchemaNode | undefined = from; node !== undefined; node = node.parent) {
    const member = findMember(context, node, name);
    if (member !== undefined) return member;
    const index = node.parameters.findIndex(({ value }) => value === name);
    if (index >= 0) return { kind: "parameter", scope: node.id, index };
  }
  const target = builtins.get(name);
  return target && { kind: "declaration", target, scope: 0n, brand: undefined };
}

function findMember(context: Context, node: SchemaNode, name: string): Lookup | undefined {
  const members = membersOf(context, node);
  const target = members.byName.get(name);
  if (target !== undefined) return { kind: "declaration", target, scope: node.id, brand: undefined };
  const alias = members.aliases.get(name);
  // What an alias stands for is looked up as if it were not there: `using Text = Text` is the one that is further out.
  if (alias === undefined || alias.found === "resolving") return undefined;
  return resolveAlias(context, alias) ?? "broken";
}

/** Whether a name is that of an alias, of which it is being found out what it stands for. */
function isBeingResolved(context: Context, from: SchemaNode, name: string): boolean {
  for (let node: SchemaNode | undefined = from; node !== undefined; node = node.parent) {
    if (membersOf(context, node).aliases.get(name)?.found === "resolving") return true;
  }
  return false;
}

export function membersOf({ environment }: Context, node: SchemaNode): NodeMembers {
  return node.members((member) => environment.register(member));
}

/** What a name stands for; `broken`: it is there, but stands for nothing, which has been reported. */
type Lookup = Found | "broken";

/** What a `using` stands for; undefined, and reported once, when that does not exist. */
export function resolveAlias({ environment }: Context, alias: Alias): Found | undefined {
  if (alias.found === "resolving")
    throw new Error(`${alias.declaration.name.value} is being resolved already`);
  if (alias.found !== "unresolved") return alias.found;
  const { declaration, owner } = alias;
  const context = new Context(environment, owner);
  alias.found = "resolving";
  alias.found = environment.deeper(owner, declaration.name, () => {
    const resolved = resolve(context, declaration.target);
    if (resolved === undefined || resolved.kind === "parameter") return resolved;
    const brand = brandOf(context, resolved, declaration.target);
    return {
      kind: "declaration",
      target: resolved.target,
      scope: owner.id,
      brand: brand.length === 0 ? undefined : brand,
    } as const;
  });
  return alias.found;
}

function notDefined(name: string): string {
  return `there is no ${name} here`;
}

function suggest(
  context: Context,
  from: SchemaNode,
  name: string,
  { isMember = false }: { readonly isMember?: boolean } = {},
): { readonly help: string | undefined } {
  const names = function* () {
    for (
      let node: SchemaNode | undefined = from;
      node !== undefined;
      node = isMember ? undefined : node.parent
    ) {
      const { byName, aliases } = membersOf(context, node);
      yield* byName.keys();
      yield* aliases.keys();
    }
    if (!isMember) yield* builtins.keys();
  };
  return { help: didYouMean(name, names(), isMember ? undefined : foreignNames) };
}

/** What other languages call what is built in. */
const foreignNames: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["false", "false"],
  ["infinity", "inf"],
  ["string", "Text"],
  ["str", "Text"],
  ["bytes", "Data"],
  ["boolean", "Bool"],
  ["byte", "UInt8"],
  ["int", "Int32"],
  ["integer", "Int32"],
  ["long", "Int64"],
  ["uint", "UInt32"],
  ["float", "Float32"],
  ["double", "Float64"],
  ["number", "Float64"],
  ["any", "AnyPointer"],
  ["array", "List"],
]);
