// impact.ts: what a call costs the process that serves it, as its schema says.
import type { Method } from "@teleop/capnp/capability";

/**
 * What the doc comment of a method, or else of its interface, says in a paragraph that begins with "Impact:"; undefined
 * where it says nothing, or that it is hardly anything.
 */
export function impactOf({ doc = "", owner }: Method): string | undefined {
  const told = impactIn(doc) ?? impactIn(owner.definition.doc ?? "");
  return told === undefined || /^(nothing|none|hardly)/i.test(told) ? undefined : told;
}

function impactIn(doc: string): string | undefined {
  return /^Impact:\s*(.+(?:\n.+)*)/m.exec(doc)?.[1]?.replaceAll("\n", " ");
}
