// impact.ts: what something costs the target, said before it is done.
import type { Context } from "../context.ts";

/** Tells what is about to happen to the target, where somebody looks: what costs little needs no question. */
export function tellImpact({ err }: Pick<Context, "err">, cost: string): void {
  if (err.isTerminal) err.line(`${err.colours.dim("impact:")} ${cost}`);
}
