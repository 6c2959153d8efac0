// options.ts: the options of `logs`, checked when the application gives them.
import { requireFunction, requireOptions, requirePlugin } from "@teleop/core/basics";
import { type PartOptions, requirePartOptions } from "../guard.ts";
import type { LogRecorder } from "./recorder.ts";

export interface LogsOptions extends PartOptions {
  /**
   * What keeps the last entries from the start, `recordLogs()` of `@teleop/diagnostics/logs`. Default: they are kept only
   * while somebody follows. The application disposes it.
   */
  readonly recorder?: LogRecorder | undefined;
  /** The application's own loggers, so that clients can see and change their levels. Default: clients cannot. */
  readonly levels?: LogLevels | undefined;
}

/** The hook by which clients see and change the levels of an application's loggers. */
export interface LogLevels {
  /** The level of each logger, by name. */
  get(): Readonly<Record<string, string>> | PromiseLike<Readonly<Record<string, string>>>;
  /** Changes one. What it throws is told to the client. Names and levels are the client's: check them. */
  set(logger: string, level: string): void | PromiseLike<void>;
}

/** @throws TeleopError `INVALID_ARGUMENT` */
export function requireLogsOptions(options: LogsOptions): void {
  requirePartOptions("logs", options);
  if (options.recorder !== undefined) {
    requirePlugin("logs.recorder", "what recordLogs() returned", options.recorder, ["follow", "hold"]);
  }
  if (options.levels === undefined) return;
  requireOptions(options.levels);
  requireFunction("logs.levels.get", options.levels.get);
  requireFunction("logs.levels.set", options.levels.set);
}
