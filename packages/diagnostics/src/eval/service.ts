// service.ts: serves `eval`: expressions in the process.
import { guarded } from "../guard.ts";
import { Eval } from "./eval.capnp.ts";
import { evaluate } from "./evaluate.ts";
import type { EvalOptions } from "./options.ts";

export function evalService(options: EvalOptions): Eval {
  const { scope = {} } = options;
  const server: Eval.Server = {
    evaluate: ({ expression, timeout, depth }, { signal }) =>
      evaluate(expression, { scope, timeout, depth, signal }),
  };
  return Eval.server(guarded("eval", server, options));
}
