// interface.ts: the methods of an interface, and the structs that they declare in place.
import { compileAnnotations } from "./annotations.ts";
import type { CompiledMethod, CompiledPart, InterfaceContent, MethodStruct } from "./compiled.ts";
import type { Context } from "./context.ts";
import { methodStructId } from "./ids.ts";
import { checkDistinct } from "./member-names.ts";
import { byOrdinal, lacksOrdinal, OrdinalCheck } from "./ordinals.ts";
import { brandOf, membersOf, resolve } from "./resolve.ts";
import { Scope } from "./scope.ts";
import { compileParams } from "./struct.ts";
import {
  type Expression,
  expressionText,
  type InterfaceDeclaration,
  type MethodDeclaration,
  type ParamList,
} from "./syntax.ts";
import type { Brand } from "./types.ts";
import type { Unfinished } from "./values.ts";

/** Compiles an interface; the structs of its methods are added to `parts`. */
export function compileInterface(
  context: Context,
  declaration: InterfaceDeclaration,
  parts: CompiledPart[],
  unfinished: Unfinished,
): InterfaceContent {
  const superclasses = declaration.superclasses.flatMap((source) => superclass(context, source) ?? []);
  const written = declaration.members.filter((member) => member.kind === "method");
  const codeOrders = new Map(written.map((method, codeOrder) => [method, codeOrder]));
  const ordinals = new OrdinalCheck(context, declaration.isIncomplete || lacksOrdinal(written));
  const methods = byOrdinal(written).map((method): CompiledMethod => {
    ordinals.check(method.ordinal);
    return {
      name: method.name.value,
      codeOrder: codeOrders.get(method) ?? 0,
      start: method.start,
      end: method.end,
      doc: method.doc,
      parameters: method.parameters.map(({ value }) => value),
      params: methodStruct(context, method, "params", parts, unfinished),
      results: methodStruct(context, method, "results", parts, unfinished),
      annotations: compileAnnotations(context, method.annotations, "method", unfinished),
    };
  });
  return { kind: "interface", superclasses, methods };
}

function superclass(
  context: Context,
  source: Expression,
): { readonly id: bigint; readonly brand: Brand } | undefined {
  const resolved = resolve(context, source);
  if (resolved === undefined) return undefined;
  if (resolved.kind === "parameter") {
    return context.report(
      source,
      `${expressionText(source)} is a type parameter, which an interface cannot extend`,
    );
  }
  if (resolved.target.kind !== "interface") {
    return context.report(source, `${expressionText(source)} is not an interface`);
  }
  return { id: resolved.target.id, brand: brandOf(context, resolved, source) };
}

function methodStruct(
  context: Context,
  method: MethodDeclaration,
  which: "params" | "results",
  parts: CompiledPart[],
  unfinished: Unfinished,
): MethodStruct {
  const { results } = method;
  // A method without results gives a struct without fields, which is nowhere in the file.
  const none: ParamList = { kind: "fields", fields: [], start: 0, end: 0 };
  const list = which === "params" ? method.params : (results ?? none);
  switch (list.kind) {
    case "fields":
      return declaredInPlace(context, method, which, list, parts, unfinished);
    case "type":
      return namedStruct(context, method, list.type);
    case "stream":
      if (which === "params") {
        context.report(list, "stream stands behind ->: it is what a method gives");
      } else {
        requireStreamResult(context, list);
      }
      return { id: streamResult, brand: [] };
  }
}

const nothing: MethodStruct = { id: 0n, brand: [] };

function namedStruct(context: Context, method: MethodDeclaration, source: Expression): MethodStruct {
  const resolved = resolve(context, source, { scope: 0n, names: method.parameters });
  if (resolved === undefined) return nothing;
  const text = expressionText(source);
  if (resolved.kind === "parameter") {
    context.report(source, `${text} is a type parameter, which cannot be all that a method takes or gives`, {
      help: `put it into a field: (value :${text})`,
    });
    return nothing;
  }
  if (resolved.target.kind !== "struct") {
    const isVoid = resolved.target.kind === "builtin" && text === "Void";
    context.report(source, `${text} is not a struct`, {
      help: isVoid ? "write () for nothing" : `to have a field of this type, name it: (value :${text})`,
    });
    return nothing;
  }
  return { id: resolved.target.id, brand: brandOf(context, resolved, source) };
}

function declaredInPlace(
  context: Context,
  method: MethodDeclaration,
  which: "params" | "results",
  list: Extract<ParamList, { kind: "fields" }>,
  parts: CompiledPart[],
  unfinished: Unfinished,
): MethodStruct {
  const { node } = context;
  const typeName = `${method.name.value}$${which === "params" ? "Params" : "Results"}`;
  const displayName = `${node.displayName}.${typeName}`;
  const id = methodStructId(node.id, Number((method.ordinal?.value ?? 0n) & 0xffffn), which);
  const isGeneric = node.isGeneric || method.parameters.length > 0;
  // The method's parameters are the struct's own.
  const parameters = { scope: id, names: method.parameters };
  checkDistinct(
    context,
    list.fields.map(({ name }) => name),
  );
  const content = compileParams(context, { id, displayName, isGeneric }, list.fields, parameters, unfinished);
  parts.push({
    id,
    scopeId: 0n,
    displayName,
    displayNamePrefixLength: new TextEncoder().encode(displayName).byteLength - typeName.length,
    isGeneric,
    parameters: method.parameters.map(({ value }) => value),
    nested: undefined,
    annotations: [],
    start: list.start,
    end: list.end,
    doc: undefined,
    content,
  });
  // As the native compiler has it, nothing tells that the struct's parameters stand for the method's.
  const scope = Scope.inside(node).push(id, method.parameters.length);
  return { id, brand: brandOf(context, { scope }, { kind: "unknown", start: list.start, end: list.end }) };
}

/** The id of StreamResult in /capnp/stream.capnp: a method that gives it is a streaming one. */
const streamResult = 0x995f9a3377c0b16en;

function requireStreamResult(
  context: Context,
  place: { readonly start: number; readonly end: number },
): void {
  const file = context.environment.import(context.module, "/capnp/stream.capnp", place);
  if (file === undefined || membersOf(context, file.root).byName.has("StreamResult")) return;
  context.report(
    place,
    "the file /capnp/stream.capnp that is found is not Cap'n Proto's own: it has no StreamResult",
  );
}
