// interface.ts: an interface as TypeScript: the stub that callers use, the server that serves it, its run-time schema.
import { methodProperty } from "@teleop/capnp/capability";
import { inheritAll } from "../schema/brands.ts";
import type { InterfaceNode, Method } from "../schema/model.ts";
import { aboutProperties, arrayLiteral, declarationProperties, definition } from "./definition.ts";
import { docComment } from "./doc.ts";
import { type Generics, genericsOf, inheriting, methodGenerics, ofMethod } from "./generics.ts";
import { type Inheritance, type InheritedMethod, inheritanceOf } from "./inherited.ts";
import { arrayOf, block, braces, type Layout, separated } from "./layout.ts";
import { text } from "./literal.ts";
import { canPipeline } from "./pipelines.ts";
import type { FileScope } from "./scope.ts";
import { signature, TypeWriter, typeArguments } from "./types.ts";

/** The declarations of one interface. The params and results of its methods are declared on their own. */
export function interfaceDeclaration(node: InterfaceNode, scope: FileScope): readonly Layout[] {
  const name = scope.nameOf(node);
  const generics = genericsOf(node, scope);
  const types = new TypeWriter(scope, node);
  const methods = [...node.methods].sort((a, b) => a.codeOrder - b.codeOrder);
  const inherited = inheritanceOf(node);
  const stub = [
    docComment(node),
    inheriting(
      ["export interface ", name, generics.declared],
      // What an ancestor has as a reference, too, is left off together with its methods.
      inherited.bases.some(({ without }) => without.length === 0)
        ? basesOf(inherited, "", types)
        : ["$.Client", ...basesOf(inherited, "", types)],
      block([
        ...methods.map((method) => clientMethod(node, method, scope)),
        ...inherited.methods.map((method) => inheritedMethod(method, "", types)),
      ]),
    ),
  ];
  const server = [
    docComment(node),
    inheriting(
      ["interface Server", generics.declared],
      basesOf(inherited, ".Server", types),
      block([
        ...methods.map((method) => serverMethod(node, method, scope)),
        ...inherited.methods.map((method) => inheritedMethod(method, ".Server", types)),
      ]),
    ),
  ];
  const init = [
    "type Init",
    generics.declared,
    " = ",
    typeArguments("$.CapabilityInit", [`${name}${generics.used}`, `Server${generics.used}`]),
    ";",
  ];
  const members = [init, server, ...genericSchema(node, generics, types)];
  return [
    stub,
    ["export declare namespace ", name, " ", block(separated(members))],
    schemaDeclaration(node, name, generics, types, scope),
  ];
}

/** An interface where nothing is called: a type of opaque references, and its methods as a run-time schema. */
export function describedInterface(node: InterfaceNode, scope: FileScope): readonly Layout[] {
  const name = scope.nameOf(node);
  const generics = genericsOf(node, scope);
  const types = new TypeWriter(scope, node);
  const init = ["type Init", generics.declared, " = $.OpaqueInit;"];
  const schema = genericSchema(node, generics, types);
  return [
    [docComment(node), "export type ", name, generics.declared, " = $.Opaque;"],
    ["export declare namespace ", name, " ", block(separated([init, ...schema]))],
    schemaDeclaration(node, name, generics, types, scope),
  ];
}

/** The type of a generic interface's run-time schema, by which its parameters are bound. */
function genericSchema(node: InterfaceNode, generics: Generics, types: TypeWriter): Layout[] {
  if (generics.names.length === 0) return [];
  const open = types.interfaceSchema({ node, brand: new Map() });
  const bound = types.interfaceSchema({ node, brand: inheritAll(node) });
  return [inheriting("interface Schema", [open], block([ofMethod(generics, bound)]))];
}

/** What the stub or the server of an interface extends. */
function basesOf({ bases }: Inheritance, member: "" | ".Server", types: TypeWriter): readonly Layout[] {
  return bases.map(({ reference, without }) => {
    const base = types.declared(reference, member);
    const properties = without.map((property, i) => `${i === 0 ? "" : "| "}${text(property)}`).join(" ");
    return without.length === 0 ? base : typeArguments("$.Without", [base, properties]);
  });
}

/** A method of an ancestor that is called something else here, or has other types than in what is extended. */
function inheritedMethod(
  { property, owner, method }: InheritedMethod,
  member: "" | ".Server",
  types: TypeWriter,
): Layout {
  const type = [types.declared(owner, member), `[${text(methodProperty(method.name))}]`];
  return [docComment(method), quotedIfNew(property), ": ", type, ";"];
}

function clientMethod(node: InterfaceNode, method: Method, scope: FileScope): Layout {
  const types = new TypeWriter(scope, node, method);
  const own = methodGenerics(node, method, scope);
  const { params, results } = method;
  const bound = method.implicitParameters.map((name, i) => `${name}: ${own[i]}`);
  const options =
    bound.length === 0 ? "$.CallOptions" : `$.CallOptions & $.BindOptions<{ ${bound.join("; ")} }>`;
  const args = [
    [
      "params?: ",
      typeArguments("$.Params", [types.declared(params, ".Init"), types.declared(params, ".Builder")]),
    ],
    `options?: ${options}`,
  ];
  const result = isStreaming(method)
    ? "$.StreamCall"
    : typeArguments("$.Call", [
        types.declared(results, ""),
        ...(canPipeline(results.node, scope) ? [types.declared(results, ".Pipeline")] : []),
      ]);
  const declared = typeArguments(
    "",
    own.map((name) => `${name} extends $.Type = $.AnyPointer`),
  );
  return [docComment(method), propertyName(method), declared, signature(args, result)];
}

/** A server serves every binding of a generic method alike: its types are left open. */
function serverMethod(node: InterfaceNode, method: Method, scope: FileScope): Layout {
  const types = new TypeWriter(scope, node);
  const { params, results } = method;
  const context = isStreaming(method)
    ? "$.StreamContext"
    : typeArguments("$.Context", [types.declared(results, ".Init"), types.declared(results, ".Builder")]);
  const answer = isStreaming(method)
    ? "$.StreamReturns"
    : typeArguments("$.Returns", [types.declared(results, ".Init")]);
  const args = [
    ["params: ", types.declared(params, "")],
    ["ctx: ", context],
  ];
  return [docComment(method), propertyName(method), signature(args, answer)];
}

function schemaDeclaration(
  node: InterfaceNode,
  name: string,
  generics: Generics,
  types: TypeWriter,
  scope: FileScope,
): Layout {
  const type =
    generics.names.length > 0 ? `${name}.Schema` : types.interfaceSchema({ node, brand: new Map() });
  const superclasses = node.superclasses.map((base) => types.reference(base));
  return definition(name, type, "$.interfaceType", [
    ...declarationProperties(node, scope),
    ...(superclasses.length > 0 ? [["superclasses: () => ", arrayLiteral(superclasses)]] : []),
    ["methods: () => ", arrayOf(node.methods.map((method) => methodDefinition(node, method, scope)))],
  ]);
}

function methodDefinition(node: InterfaceNode, method: Method, scope: FileScope): Layout {
  const types = new TypeWriter(scope, node, method);
  const options: Layout[] = [
    ...aboutProperties(method),
    ...(method.implicitParameters.length > 0
      ? [["parameters: ", arrayLiteral(method.implicitParameters.map(text))]]
      : []),
  ];
  const results = isStreaming(method) ? text("stream") : types.reference(method.results);
  const items = [text(method.name), types.reference(method.params), results];
  return arrayLiteral(options.length > 0 ? [...items, braces(options)] : items);
}

/** capnp/stream.capnp `StreamResult`: what `-> stream` stands for. */
const streamResultId = 0x995f9a3377c0b16en;

function isStreaming(method: Method): boolean {
  return method.results.node.id === streamResultId;
}

function propertyName(method: Method): string {
  return quotedIfNew(methodProperty(method.name));
}

/** `new()` in an interface would say that it can be constructed. */
function quotedIfNew(property: string): string {
  return property === "new" ? '"new"' : property;
}
