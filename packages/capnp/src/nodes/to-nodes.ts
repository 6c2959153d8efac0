// to-nodes.ts: types at run time as the nodes of a compiled schema, which clients in any language can read.
//
// What types at run time do not know is left at what schema.capnp has for it: where a declaration is (but for groups, and
// what is inside of a generic), the order of the text, which ordinals were written.
import { pointer } from "../schema/any-pointer.ts";
import { type DeclaredType, requireDeclared } from "../schema/declared-type.ts";
import { EncodedDefault } from "../schema/encoded-default.ts";
import { BoundRuntimeType, ParameterRuntimeType } from "../schema/generics.ts";
import { InterfaceType } from "../schema/interface-type.ts";
import { RuntimeType } from "../schema/runtime-type.ts";
import { EnumRuntimeType, ListRuntimeType, shortName } from "../schema/simple-types.ts";
import { StructType } from "../schema/struct-type.ts";
import type { About, Declaration, FieldDefinition, MethodDefinition, Type } from "../schema/types.ts";
import { ValueError } from "../schema/value-error.ts";
import { AnnotationWriter } from "./annotations.ts";
import { prefixLength } from "./display-name.ts";
import type {
  Brand,
  Brand_Binding,
  Brand_Scope,
  Enumerant,
  Field,
  Method,
  Node,
  Node_SourceInfo,
  Superclass,
  Type as TypeNode,
  Value,
} from "./schema.capnp.ts";
import { countOf, declaredAround, outerScopes, type ParameterScope, scopesOf } from "./scopes.ts";
import { streamResult, streamResultId } from "./stream-result.ts";

/** A compiled schema: nodes and, for those that have any, their doc comments. */
export interface SchemaNodes {
  readonly nodes: readonly Node.Init[];
  readonly sourceInfo: readonly Node_SourceInfo.Init[];
}

/**
 * The nodes of interfaces, structs and enums, and of all that they refer to.
 *
 * @throws ValueError `WRONG_TYPE` for a type that no schema declares by itself: a group, or `Text`.
 */
export function nodesOf(types: readonly Type[]): SchemaNodes {
  const writer = new NodeWriter();
  for (const type of types) {
    const runtime = RuntimeType.of(type).resolve([]);
    if (runtime.kind === "group") {
      throw new ValueError("WRONG_TYPE", `${runtime.title} is a group, which is declared by its struct`);
    }
    writer.declare(runtime);
  }
  return writer.finish();
}

/**
 * What the parameters of a type are bound to, as fields of that type say it; undefined: nothing is.
 *
 * @throws ValueError `WRONG_TYPE` as `nodesOf()`.
 */
export function brandOf(type: Type): Brand.Init | undefined {
  const runtime = RuntimeType.of(type).resolve([]);
  return new NodeWriter().brand(requireDeclared(runtime), argumentsOf(runtime), noParameters);
}

/** Where a type is written: whose parameters it may name. */
interface Place {
  readonly scopes: readonly ParameterScope[];
  /** Whether parameters beyond those are a method's own. */
  readonly isMethod: boolean;
}

const noParameters: Place = { scopes: [], isMethod: false };

class NodeWriter {
  /** By id: a declaration that refers to itself is written once. */
  readonly #declared = new Map<bigint, DeclaredType>();
  readonly #nodes: Node.Init[] = [];
  readonly #docs: Node_SourceInfo.Init[] = [];
  readonly #annotations = new AnnotationWriter((type) => this.declare(RuntimeType.of(type)));
  #hasStreams = false;

  finish(): SchemaNodes {
    // The map grows while it is walked.
    for (const type of this.#declared.values()) this.#write(type);
    const streams = this.#hasStreams && !this.#declared.has(streamResultId) ? [streamResult] : [];
    return { nodes: [...this.#nodes, ...streams, ...this.#annotations.nodes], sourceInfo: this.#docs };
  }

  declare(type: RuntimeType): void {
    const declared = requireDeclared(type);
    if (!this.#declared.has(declared.id)) this.#declared.set(declared.id, declared);
    for (const argument of argumentsOf(type)) this.#type(argument, noParameters);
  }

  #write(type: DeclaredType): void {
    const { definition } = type;
    const own = scopesOf(type).slice(outerScopes(type).length);
    const around = declaredAround(type);
    if (around !== undefined) this.declare(around);
    const base: Node.Init = {
      id: definition.id,
      displayName: definition.name,
      displayNamePrefixLength: prefixLength(definition.name),
      // What a method declares in place has no scope: schema.capnp.
      scopeId: around === undefined || isInline(type) ? 0n : around.id,
      isGeneric: (definition.parameters?.length ?? 0) > 0,
      parameters: own.flatMap(({ names }) => names.map((name) => ({ name }))),
      annotations: this.#annotations.of(definition.annotations),
    };
    if (type instanceof StructType) this.#writeStruct(type, base);
    else if (type instanceof EnumRuntimeType) this.#writeEnum(type, base);
    else this.#writeInterface(type, base);
  }

  #writeStruct(type: StructType, base: Node.Init): void {
    const { definition } = type;
    const place = { scopes: scopesOf(type), isMethod: false };
    const fields = definition.fields();
    const members = fields.filter(([, , , more]) => more?.tag !== undefined);
    this.#add(
      {
        ...base,
        which: "struct",
        struct: {
          dataWordCount: definition.dataWords,
          pointerCount: definition.pointers,
          preferredListEncoding: "inlineComposite",
          isGroup: type.kind === "group",
          discriminantCount: members.length,
          discriminantOffset: definition.union ?? 0,
          fields: fields.map((field, index) => this.#field(field, index, place, definition)),
        },
      },
      definition,
      fields.map(([, , , more]) => more?.doc),
    );
  }

  #field(
    [name, given, offset, more = {}]: FieldDefinition,
    codeOrder: number,
    place: Place,
    owner: Declaration,
  ): Field.Init {
    const type = RuntimeType.of(given);
    const base: Field.Init = {
      name,
      codeOrder,
      annotations: this.#annotations.of(more.annotations),
      ...(more.tag !== undefined && { discriminantValue: more.tag }),
    };
    const declared = declarationOf(type);
    if (declared?.kind === "group") {
      this.#declareGroup(declared, owner);
      return { ...base, which: "group", group: { typeId: declared.id } };
    }
    return {
      ...base,
      which: "slot",
      slot: {
        offset,
        type: this.#type(type, place),
        defaultValue: defaultNode(type.resolve([]), more.default),
        hadExplicitDefault: more.default !== undefined,
      },
    };
  }

  /** A group is in the scope of its struct whether that has parameters or not. */
  #declareGroup(group: StructType, { id, name }: Declaration): void {
    if (this.#declared.has(group.id)) return;
    this.#declared.set(group.id, group);
    if (declaredAround(group) === undefined && (group.definition.parameters?.length ?? 0) > 0) {
      throw new ValueError(
        "WRONG_TYPE",
        `the group ${group.name} of ${name} has type parameters, and does not say by its scope whose they are`,
      );
    }
    this.#groupScopes.set(group.id, id);
  }

  readonly #groupScopes = new Map<bigint, bigint>();

  #writeEnum(type: EnumRuntimeType, base: Node.Init): void {
    const enumerants = type.values.map(
      (name, codeOrder): Enumerant.Init => ({
        name,
        codeOrder,
        annotations: this.#annotations.of(type.about(name).annotations),
      }),
    );
    const docs = type.values.map((name) => type.about(name).doc);
    this.#add({ ...base, which: "enum", enum: { enumerants } }, type.definition, docs);
  }

  #writeInterface(type: InterfaceType, base: Node.Init): void {
    const { definition } = type;
    const scopes = scopesOf(type);
    const methods = definition.methods();
    this.#add(
      {
        ...base,
        which: "interface",
        interface: {
          methods: methods.map((method, index) => this.#method(method, index, scopes)),
          superclasses: (definition.superclasses?.() ?? []).map((superclass): Superclass.Init => {
            const runtime = RuntimeType.of(superclass);
            return {
              id: this.#reference(runtime),
              brand: this.#brandOf(runtime, { scopes, isMethod: false }),
            };
          }),
        },
      },
      definition,
      methods.map(([, , , more]) => more?.doc),
    );
  }

  #method(
    [name, params, results, more = {}]: MethodDefinition,
    codeOrder: number,
    scopes: readonly ParameterScope[],
  ): Method.Init {
    const place = { scopes, isMethod: true };
    const paramsType = RuntimeType.of(params);
    this.#hasStreams ||= results === "stream";
    const resultsType = results === "stream" ? undefined : RuntimeType.of(results);
    return {
      name,
      codeOrder,
      annotations: this.#annotations.of(more.annotations),
      implicitParameters: (more.parameters ?? []).map((parameter) => ({ name: parameter })),
      paramStructType: this.#reference(paramsType),
      paramBrand: this.#brandOf(paramsType, place),
      resultStructType: resultsType === undefined ? streamResultId : this.#reference(resultsType),
      resultBrand: resultsType === undefined ? undefined : this.#brandOf(resultsType, place),
    };
  }

  #add(node: Node.Init, { id, doc }: Declaration, docs: readonly (string | undefined)[]): void {
    const scopeId = this.#groupScopes.get(id);
    this.#nodes.push(scopeId === undefined ? node : { ...node, scopeId });
    if (doc === undefined && docs.every((each) => each === undefined)) return;
    this.#docs.push({
      id,
      docComment: commentOf(doc),
      members: docs.map((each) => ({ docComment: commentOf(each) })),
    });
  }

  #type(type: RuntimeType, place: Place): TypeNode.Init {
    if (type instanceof ListRuntimeType) {
      return { which: "list", list: { elementType: this.#type(type.element, place) } };
    }
    if (type instanceof ParameterRuntimeType) return parameterNode(type.index, place);
    const declared = declarationOf(type);
    if (declared === undefined) return simpleNode(type);
    const reference = { typeId: this.#reference(type), brand: this.#brandOf(type, place) };
    if (declared instanceof EnumRuntimeType) return { which: "enum", enum: reference };
    if (declared instanceof StructType) return { which: "struct", struct: reference };
    return { which: "interface", interface: reference };
  }

  /** The id of a declaration, which is written, too. */
  #reference(type: RuntimeType): bigint {
    const declared = requireDeclared(declarationOf(type) ?? type);
    this.declare(declared);
    return declared.id;
  }

  #brandOf(type: RuntimeType, place: Place): Brand.Init | undefined {
    return this.brand(requireDeclared(declarationOf(type) ?? type), argumentsOf(type), place);
  }

  brand(type: DeclaredType, types: readonly RuntimeType[], place: Place): Brand.Init | undefined {
    if (types.length === 0) return undefined;
    const scopes: Brand_Scope.Init[] = [];
    let at = 0;
    for (const scope of scopesOf(type)) {
      const bound = types.slice(at, at + scope.names.length);
      at += scope.names.length;
      if (bound.length === 0) continue;
      if (this.#isInherited(scope, bound, place)) scopes.unshift({ scopeId: scope.id, which: "inherit" });
      // What a method declares in place has its parameters without being told.
      else if (!(place.isMethod && isInline(type) && scope.id === type.id && isOwnOfMethod(bound, place))) {
        const bind = bound.map(
          (each): Brand_Binding.Init => ({ which: "type", type: this.#type(each, place) }),
        );
        scopes.unshift({ scopeId: scope.id, which: "bind", bind });
      }
    }
    return scopes.length === 0 ? undefined : { scopes };
  }

  /** Whether the parameters of a scope stand for themselves, where they are in scope. */
  #isInherited(scope: ParameterScope, bound: readonly RuntimeType[], { scopes }: Place): boolean {
    const index = scopes.findIndex(({ id }) => id === scope.id);
    if (index < 0 || bound.length < scope.names.length) return false;
    const first = countOf(scopes.slice(0, index));
    return bound.every((type, i) => type instanceof ParameterRuntimeType && type.index === first + i);
  }
}

/** Whether it is the params or results of a method that declares them in place. */
function isInline({ name }: DeclaredType): boolean {
  return shortName(name).includes("$");
}

/** Whether types are the parameters of a method, in their order. */
function isOwnOfMethod(types: readonly RuntimeType[], { scopes }: Place): boolean {
  const first = countOf(scopes);
  return types.every((type, i) => type instanceof ParameterRuntimeType && type.index === first + i);
}

/** What a type refers to, whatever its parameters are; undefined: nothing that is declared. */
function declarationOf(type: RuntimeType): DeclaredType | undefined {
  if (type instanceof BoundRuntimeType) return declarationOf(type.generic);
  if (type instanceof StructType || type instanceof EnumRuntimeType || type instanceof InterfaceType)
    return type;
  return undefined;
}

function argumentsOf(type: RuntimeType): readonly RuntimeType[] {
  if (type instanceof BoundRuntimeType || type instanceof StructType || type instanceof InterfaceType) {
    return type.parameters;
  }
  return [];
}

function parameterNode(index: number, { scopes, isMethod }: Place): TypeNode.Init {
  let parameterIndex = index;
  for (const { id, names } of scopes) {
    if (parameterIndex < names.length) {
      return {
        which: "anyPointer",
        anyPointer: { which: "parameter", parameter: { scopeId: id, parameterIndex } },
      };
    }
    parameterIndex -= names.length;
  }
  return {
    which: "anyPointer",
    anyPointer: isMethod
      ? { which: "implicitMethodParameter", implicitMethodParameter: { parameterIndex } }
      : { which: "unconstrained", unconstrained: { which: "anyKind" } },
  };
}

function simpleNode({ kind }: RuntimeType): TypeNode.Init {
  switch (kind) {
    case "anyPointer":
      return openNode("anyKind");
    case "anyStruct":
      return openNode("struct");
    case "anyList":
      return openNode("list");
    case "capability":
      return openNode("capability");
    default:
      return { which: kind } as TypeNode.Init;
  }
}

function openNode(which: "anyKind" | "struct" | "list" | "capability"): TypeNode.Init {
  return { which: "anyPointer", anyPointer: { which: "unconstrained", unconstrained: { which } } };
}

/** A default, as it is written in a definition. */
function defaultNode(type: RuntimeType, value: unknown): Value.Init {
  switch (type.kind) {
    case "interface":
    case "void":
      return { which: type.kind };
    case "list":
      return { which: "list", list: contentOf(type, value) };
    case "struct":
      return { which: "struct", struct: contentOf(type, value) };
    case "enum":
      return { which: "enum", enum: ordinalOf(type, value) };
    case "anyPointer":
    case "anyStruct":
    case "anyList":
    case "capability":
      return { which: "anyPointer", anyPointer: value } as Value.Init;
    default:
      return { which: type.kind, [type.kind]: value } as Value.Init;
  }
}

function contentOf(type: RuntimeType, value: unknown) {
  return value instanceof EncodedDefault ? value.pointer : pointer(type.typed(), value);
}

function ordinalOf(type: RuntimeType, value: unknown): number {
  if (typeof value === "string") return type instanceof EnumRuntimeType ? type.values.indexOf(value) : 0;
  return typeof value === "number" ? value : 0;
}

/** As compilers send it: with a newline at its end. */
function commentOf(doc: About["doc"]): string | undefined {
  return doc === undefined ? undefined : `${doc}\n`;
}
