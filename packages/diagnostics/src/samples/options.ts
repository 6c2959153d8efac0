// options.ts: the options of `samples`, checked when the application gives them.
import { requireCount, requireFunction, requireOptions } from "@teleop/core/basics";
import { type PartOptions, requirePartOptions } from "../guard.ts";

export interface SamplesOptions extends PartOptions {
  /**
   * What the application counts, by name, such as `{ pendingRequests: () => server.pendingRequests }`. Each is asked for
   * every sample, so it should take no more than a microsecond or two. What one throws is told in its place.
   */
  readonly gauges?: Readonly<Record<string, () => number>> | undefined;
  /** The shortest time between samples that a client may ask for, in milliseconds; a positive integer, default 100. */
  readonly fastest?: number | undefined;
}

export const FASTEST_MS = 100;

/** @throws TeleopError `INVALID_ARGUMENT` */
export function requireSamplesOptions(options: SamplesOptions): void {
  requirePartOptions("samples", options);
  requireCount("samples.fastest", options.fastest, FASTEST_MS);
  if (options.gauges === undefined) return;
  requireOptions(options.gauges);
  for (const [name, gauge] of Object.entries(options.gauges))
    requireFunction(`samples.gauges.${name}`, gauge);
}
