// options.ts: what an application says of the debugger.
import { type PartOptions, requirePartOptions } from "../guard.ts";

/** Who may attach and is authorized may run any code in the process. */
export interface DebuggerOptions extends PartOptions {}

/** @throws TeleopError `INVALID_ARGUMENT` for one that cannot be. */
export function requireDebuggerOptions(options: DebuggerOptions): void {
  requirePartOptions("debugger", options);
}
