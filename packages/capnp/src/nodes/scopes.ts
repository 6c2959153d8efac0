// scopes.ts: whose the type parameters are that a declaration has in scope: of itself, or of what is around it.
//
// At run time they are one list; in a compiled schema each declaration has its own (schema.capnp `Node.parameters`).
import { type DeclaredType, requireDeclared } from "../schema/declared-type.ts";
import { RuntimeType } from "../schema/runtime-type.ts";

/** The parameters of one declaration. */
export interface ParameterScope {
  readonly id: bigint;
  readonly names: readonly string[];
}

/** The declarations whose parameters are in scope, outermost first. */
export function scopesOf(type: DeclaredType): readonly ParameterScope[] {
  const { id, parameters = [] } = type.definition;
  const outer = outerScopes(type);
  const own = parameters.slice(countOf(outer));
  return own.length === 0 ? outer : [...outer, { id, names: own }];
}

/** Those of the declarations around. */
export function outerScopes(type: DeclaredType): readonly ParameterScope[] {
  const around = declaredAround(type);
  return around === undefined ? [] : scopesOf(around);
}

/** The declaration around, where its parameters are in scope. */
export function declaredAround({ definition }: DeclaredType): DeclaredType | undefined {
  const scope = definition.scope?.();
  return scope === undefined ? undefined : requireDeclared(RuntimeType.of(scope));
}

export function countOf(scopes: readonly ParameterScope[]): number {
  return scopes.reduce((count, { names }) => count + names.length, 0);
}
