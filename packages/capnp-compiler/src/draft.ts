// draft.ts: a declaration that is being read: it is there as soon as it has a name, whatever is wrong with the rest.
import type { Span } from "./diagnostics.ts";
import type { Declaration, DeclarationBase, Expression, Name, NodeParts } from "./syntax.ts";

/** What declarations may stand in a block of. */
export type Scope = "file" | "struct" | "enum" | "interface";

/** A declaration as far as it has been read, and what may be in its block; undefined: it has none. */
export interface Draft {
  declaration: Declaration | undefined;
  block: Scope | undefined;
}

/** What all declarations have. */
export function base(name: Name, start: number): DeclarationBase {
  return { name, start, end: name.end, annotations: [], doc: undefined };
}

/** What declarations have that are nodes. */
export function nodeParts(): NodeParts {
  return { id: undefined, parameters: [], members: [], isIncomplete: false };
}

/** A type or a value that has not been read. */
export function unknown({ start }: Span): Expression {
  return { kind: "unknown", start, end: start };
}
