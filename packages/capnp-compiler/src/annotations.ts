// annotations.ts: what is put on declarations with `$`: which annotation, whether it may stand there, with which value.
import type { AppliedAnnotation, ValueSlot } from "./compiled.ts";
import type { Context } from "./context.ts";
import { brandOf, resolve } from "./resolve.ts";
import { type AnnotationTarget, type AnnotationUse, expressionText } from "./syntax.ts";
import { substitute } from "./types.ts";
import { compileSlot, type Unfinished } from "./values.ts";

/** Compiles the annotations of one declaration, which is a `target`. Those that are none are reported and left out. */
export function compileAnnotations(
  context: Context,
  uses: readonly AnnotationUse[],
  target: AnnotationTarget,
  unfinished: Unfinished,
): readonly AppliedAnnotation[] {
  return uses.flatMap((use) => compileAnnotation(context, use, target, unfinished) ?? []);
}

function compileAnnotation(
  context: Context,
  { name, value }: AnnotationUse,
  target: AnnotationTarget,
  unfinished: Unfinished,
): AppliedAnnotation | undefined {
  const resolved = resolve(context, name);
  if (resolved === undefined) return undefined;
  const text = expressionText(name);
  const node =
    resolved.kind === "declaration" && resolved.target.kind !== "builtin" ? resolved.target : undefined;
  if (resolved.kind === "parameter" || node?.kind !== "annotation") {
    return context.report(name, `${text} is not an annotation`);
  }
  const content = context.environment.outline(node)?.content;
  if (content?.kind !== "annotation") return undefined;
  if (!content.targets.has(target)) {
    const where = [...content.targets].join(", ");
    const article = /^[aei]/.test(target) ? "an" : "a";
    context.report(name, `${text} cannot be put on ${article} ${target}`, {
      help: where === "" ? undefined : `it is for: ${where}`,
    });
  }
  const brand = brandOf(context, resolved, name);
  const slot: ValueSlot = { type: substitute(content.type, brand), value: undefined };
  if (value !== undefined) compileSlot(context, value, slot, unfinished);
  else if (content.type.kind !== "void" && content.type.kind !== "unknown")
    context.report(name, `${text} needs a value: $${text}(…)`);
  return { id: node.id, brand, value: slot };
}
