// scope.ts: what type parameters stand for at a place in a schema: `Map(Text, Data).Entry` knows what its Key is.
//
// A scope is a chain from a declaration outwards. In the declaration that is being compiled its parameters stand for
// themselves, "inherited"; elsewhere for what they are bound to, and unbound for any pointer.
import { builtins } from "./builtins.ts";
import type { Context } from "./context.ts";
import type { Span } from "./diagnostics.ts";
import type { Builtin, Found, SchemaNode } from "./schema-node.ts";
import type { Brand, BrandScope, Type } from "./types.ts";

/** A name with its place, and what its parameters stand for. */
export type Resolved = ResolvedDeclaration | ResolvedParameter;

export interface ResolvedDeclaration {
  readonly kind: "declaration";
  readonly target: SchemaNode | Builtin;
  readonly scope: Scope;
}

/** A type parameter. Those of a method, where they are not the struct's, have the scope zero. */
export interface ResolvedParameter {
  readonly kind: "parameter";
  readonly scope: bigint;
  readonly index: number;
}

/** Makes a type of what a name stands for; undefined, and reported, when it is none. */
export type TypeMaker = (resolved: Resolved) => Type | undefined;

export class Scope {
  readonly id: bigint;
  readonly parameterCount: number;
  readonly isInherited: boolean;
  readonly bindings: readonly Resolved[];
  readonly parent: Scope | undefined;

  private constructor(
    id: bigint,
    parameterCount: number,
    isInherited: boolean,
    bindings: readonly Resolved[],
    parent: Scope | undefined,
  ) {
    this.id = id;
    this.parameterCount = parameterCount;
    this.isInherited = isInherited;
    this.bindings = bindings;
    this.parent = parent;
  }

  /** The inside of a declaration. */
  static inside(node: SchemaNode): Scope {
    const parent = node.parent === undefined ? undefined : Scope.inside(node.parent);
    return new Scope(node.id, node.parameters.length, true, [], parent);
  }

  /** The scope of a declaration in this one, its parameters unbound. */
  push(id: bigint, parameterCount: number): Scope {
    return new Scope(id, parameterCount, false, [], this);
  }

  /** The same scope with its parameters bound; there must be as many. */
  bind(bindings: readonly Resolved[]): Scope {
    return new Scope(this.id, this.parameterCount, false, bindings, this.parent);
  }

  /** What a name that was found from here stands for. */
  interpret(found: Found): Resolved {
    if (found.kind === "parameter") return this.#parameter(found.scope, found.index);
    const { target, brand } = found;
    const outer = this.#outer(found.scope);
    const scope =
      brand === undefined ? outer.push(target.id, countOf(target)) : outer.#branded(target, brand, 0);
    return { kind: "declaration", target, scope };
  }

  /** What the parameters stand for, from the inside to the outside. */
  brand(typeOf: TypeMaker): Brand {
    const scopes: BrandScope[] = [];
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      if (scope.isInherited) {
        if (scope.parameterCount > 0) scopes.push({ scope: scope.id, bindings: "inherit" });
      } else if (scope.bindings.length > 0) {
        const bindings = scope.bindings.map((binding) => typeOf(binding) ?? ({ kind: "void" } as const));
        scopes.push({ scope: scope.id, bindings });
      }
    }
    return scopes;
  }

  #outer(id: bigint): Scope {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      if (scope.id === id) return scope;
    }
    // A declaration of another file, or a built-in one.
    return new Scope(id, 0, false, [], undefined);
  }

  #parameter(id: bigint, index: number): Resolved {
    const scope = this.#outer(id);
    const binding = scope.bindings[index];
    if (binding !== undefined) return binding;
    if (scope.isInherited) return { kind: "parameter", scope: id, index };
    return builtinNamed("AnyPointer");
  }

  /** The scope of a declaration whose brand is given, as the brand is to be read here. */
  #branded(target: SchemaNode | Builtin, brand: Brand, level: number): Scope {
    const { id } = target;
    const given = brand[level];
    const isGiven = given?.scope === id;
    const outer = target.kind === "builtin" ? undefined : target.parent;
    const parent = outer && this.#branded(outer, brand, isGiven ? level + 1 : level);
    const count = countOf(target);
    if (!isGiven) return new Scope(id, count, false, [], parent);
    if (given.bindings !== "inherit") {
      return new Scope(
        id,
        count,
        false,
        given.bindings.map((type) => this.#resolvedType(type)),
        parent,
      );
    }
    const here = this.#outer(id);
    return new Scope(id, count, here.isInherited, here.bindings, parent);
  }

  /** A type as if its name stood here. */
  #resolvedType(type: Type): Resolved {
    switch (type.kind) {
      case "parameter":
        return this.#parameter(type.scope, type.index);
      case "methodParameter":
        return { kind: "parameter", scope: 0n, index: type.index };
      case "list": {
        const { target, scope } = builtinNamed("List");
        return { kind: "declaration", target, scope: scope.bind([this.#resolvedType(type.element)]) };
      }
      case "enum":
      case "struct":
      case "interface":
        return { kind: "declaration", target: type.node, scope: this.#branded(type.node, type.brand, 0) };
      default:
        return builtinOf(type.kind);
    }
  }

  static root(): Scope {
    return new Scope(0n, 0, false, [], undefined);
  }
}

/** Binds the parameters of a declaration; undefined, and reported, when they do not fit. */
export function applied(
  { target, scope }: ResolvedDeclaration,
  bindings: readonly Resolved[],
  place: Span,
  context: Context,
): ResolvedDeclaration | undefined {
  const { name } = target;
  const count = scope.parameterCount;
  if (scope.bindings.length > 0) return context.report(place, `${name} has its type parameters already`);
  if (bindings.length !== count) {
    const got = `${bindings.length} ${bindings.length === 1 ? "is" : "are"} given`;
    return context.report(
      place,
      count === 0
        ? `${name} has no type parameters, but ${got}`
        : `${name} has ${count} type parameter${count === 1 ? "" : "s"}, but ${got}`,
    );
  }
  if (!(target.kind === "builtin" && target.type === "list")) {
    for (const binding of bindings) {
      if (isPointerType(binding)) continue;
      context.report(
        place,
        "a type parameter stands for a pointer: Text, Data, a list, a struct, an interface or AnyPointer",
        {
          help: "put it into a struct",
        },
      );
    }
  }
  return { kind: "declaration", target, scope: scope.bind(bindings) };
}

function isPointerType(resolved: Resolved): boolean {
  if (resolved.kind === "parameter") return true;
  const { target } = resolved;
  if (target.kind === "builtin") return ["list", "text", "data", "anyPointer"].includes(target.type);
  return target.kind === "struct" || target.kind === "interface";
}

function countOf(target: SchemaNode | Builtin): number {
  return target.kind === "builtin" ? target.parameterCount : target.parameters.length;
}

function builtinNamed(name: string): ResolvedDeclaration {
  const target = builtins.get(name);
  if (target === undefined) throw new Error(`there is no built-in ${name}`);
  return { kind: "declaration", target, scope: Scope.root().push(target.id, target.parameterCount) };
}

function builtinOf(type: Type["kind"]): ResolvedDeclaration {
  for (const builtin of builtins.values()) if (builtin.type === type) return builtinNamed(builtin.name);
  throw new Error(`there is no built-in of the type ${type}`);
}
