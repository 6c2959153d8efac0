// options.ts: the options of `cpu`, checked when the application gives them.
import { show, TeleopError } from "@teleop/core/basics";
import { type PartOptions, requirePartOptions } from "../guard.ts";
import type { FlightRecorder } from "./flight-recorder.ts";

export interface CpuOptions extends PartOptions {
  /**
   * What records always, `flightRecorder()`, so that clients can ask for the last minute. It stays the application's, who
   * disposes it. Default: none.
   */
  readonly recorder?: FlightRecorder | undefined;
}

/** @throws TeleopError `INVALID_ARGUMENT` */
export function requireCpuOptions(options: CpuOptions): void {
  requirePartOptions("cpu", options);
  const recorder: unknown = options.recorder;
  if (recorder === undefined || (typeof recorder === "object" && recorder !== null && "recent" in recorder)) {
    return;
  }
  throw new TeleopError("INVALID_ARGUMENT", `cpu.recorder must be a flightRecorder(), not ${show(recorder)}`);
}
