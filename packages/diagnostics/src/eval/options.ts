// options.ts: what an application says of `eval`.
import { TeleopError } from "@teleop/core/basics";
import { type PartOptions, requirePartOptions } from "../guard.ts";

/** Who may attach and is authorized may run any code in the process. */
export interface EvalOptions extends PartOptions {
  /**
   * What expressions see by these names beside what is global: modules keep their own to themselves. Identifiers.
   *
   * @example { server, database }
   */
  readonly scope?: Readonly<Record<string, unknown>> | undefined;
}

/** @throws TeleopError `INVALID_ARGUMENT` for one that cannot be. */
export function requireEvalOptions(options: EvalOptions): void {
  requirePartOptions("eval", options);
  const { scope } = options;
  if (scope === undefined) return;
  if (typeof scope !== "object" || scope === null) {
    throw new TeleopError("INVALID_ARGUMENT", "eval.scope must be an object: { server, database }");
  }
  const bad = Object.keys(scope).find((name) => !isIdentifier(name));
  if (bad === undefined) return;
  const message = `eval.scope: ${JSON.stringify(bad)} is no name that an expression could use`;
  throw new TeleopError("INVALID_ARGUMENT", message);
}

/** Reserved words are found out by the language itself. */
function isIdentifier(name: string): boolean {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return false;
  try {
    Function(name, "");
    return true;
  } catch {
    return false;
  }
}
