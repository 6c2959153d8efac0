// options.ts: the options of `process`, checked when the application gives them.
import { TeleopError } from "@teleop/core/basics";
import { type PartOptions, requirePartOptions } from "../guard.ts";

export interface ProcessOptions extends PartOptions {
  /**
   * Which variables of the environment clients may read: the names of some, or `true` for all. Default: none, since a
   * deployment keeps its secrets there.
   */
  readonly environment?: boolean | readonly string[] | undefined;
}

/** @throws TeleopError `INVALID_ARGUMENT` */
export function requireProcessOptions(options: ProcessOptions): void {
  requirePartOptions("process", options);
  const environment: unknown = options.environment;
  if (environment === undefined || typeof environment === "boolean") return;
  if (Array.isArray(environment) && environment.every((name) => typeof name === "string")) return;
  throw new TeleopError(
    "INVALID_ARGUMENT",
    "process.environment must be true, false, or an array of names of variables",
  );
}
