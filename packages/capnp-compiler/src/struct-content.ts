// struct-content.ts: the fields of the struct that a type names.
import type { StructContent } from "./compiled.ts";
import type { Context } from "./context.ts";
import type { DeclaredType } from "./types.ts";

/** Undefined, and reported, when the struct has none because it needs itself to have them. */
export function structContent({ environment }: Context, type: DeclaredType): StructContent | undefined {
  const content = environment.outline(type.node)?.content;
  return content?.kind === "struct" ? content : undefined;
}
