// options.ts: the options of `stall`, checked when the application gives them.
import { TeleopError } from "@teleop/core/basics";
import { checkRendezvous, show } from "@teleop/core/plugin";
import { type PartOptions, requirePartOptions } from "../guard.ts";

/**
 * `authorize` is asked on the main thread, by who may have a ticket. Where it is given, nobody without a ticket is told
 * anything.
 */
export interface StallOptions extends PartOptions {
  /**
   * Has the watchdog run all the time, so that who comes when the process is stuck already is told since when, and where:
   * its own user and root, at the rendezvous of this name, without asking the main thread. Default false: it runs while
   * somebody watches. It takes some 10 MB, and 20 wake-ups a second of the main thread.
   */
  readonly always?: boolean | undefined;
  /** The name of the watchdog's rendezvous; default `stall`. */
  readonly name?: string | undefined;
}

export const DEFAULT_NAME = "stall";

/** @throws TeleopError `INVALID_ARGUMENT` */
export function requireStallOptions(options: StallOptions): void {
  requirePartOptions("stall", options);
  const { always, name = DEFAULT_NAME } = options;
  if (always !== undefined && typeof always !== "boolean") {
    throw new TeleopError("INVALID_ARGUMENT", `stall.always must be true or false, not ${show(always)}`);
  }
  checkRendezvous({ pid: process.pid, name });
}
