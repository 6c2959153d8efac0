// doc.ts: doc comments and deprecations of a schema, as TSDoc.
import type { AppliedAnnotation } from "../schema/model.ts";
import { commentLines } from "./foreign-text.ts";
import { type Layout, newline } from "./layout.ts";

interface Documented {
  readonly doc: string | undefined;
  readonly annotations: readonly AppliedAnnotation[];
}

/** The comment with its newline; nothing where there is nothing to say. */
export function docComment(documented: Documented): Layout {
  const lines = documented.doc === undefined ? [] : [...commentLines(documented.doc)];
  const deprecation = deprecationOf(documented.annotations);
  if (deprecation !== undefined) {
    if (lines.length > 0) lines.push("");
    const [reason, ...more] = commentLines(deprecation);
    lines.push(`@deprecated ${reason}`.trimEnd(), ...more);
  }
  const [first, ...rest] = lines;
  if (first === undefined) return [];
  if (rest.length === 0) return [`/** ${first} */`, newline];
  return ["/**", ...lines.flatMap((line) => [newline, ` * ${line}`.trimEnd()]), newline, " */", newline];
}

/** Any annotation of that name says it: the language has none of its own. */
function deprecationOf(annotations: readonly AppliedAnnotation[]): string | undefined {
  const annotation = annotations.find(({ declaration }) => declaration?.name === "deprecated");
  if (annotation === undefined) return undefined;
  return annotation.value.kind === "text" ? annotation.value.value : "";
}
