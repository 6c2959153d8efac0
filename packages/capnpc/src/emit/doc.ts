// doc.ts: doc comments and deprecations of a schema, as TSDoc.
import type { AppliedAnnotation } from "../schema/model.ts";
import { type Layout, newline } from "./layout.ts";

interface Documented {
  readonly doc: string | undefined;
  readonly annotations: readonly AppliedAnnotation[];
}

/** The comment with its newline; nothing where there is nothing to say. */
export function docComment(documented: Documented): Layout {
  const lines = documented.doc === undefined ? [] : documented.doc.split("\n").map(escapeLine);
  const deprecation = deprecationOf(documented.annotations);
  if (deprecation !== undefined) {
    if (lines.length > 0) lines.push("");
    lines.push(...`@deprecated ${escapeLine(deprecation)}`.trimEnd().split("\n"));
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

/** The end of a comment must not end ours, and only our own tags are tags. */
function escapeLine(line: string): string {
  return line
    .replaceAll("*/", "*\\/")
    .replaceAll(/(?<!\w)@(?=\w)/g, "\\@")
    .trimEnd();
}
