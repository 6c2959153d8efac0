// options.ts: the options of the services of a pipeline.
import type { Peer } from "@teleop/core";

export interface PipelineServicesOptions {
  /**
   * Whether this client may look at the pipeline, or have it do something; asked at each call. Who may attach at all is
   * decided before, by `authorize` of `teleoperate()`. What it throws refuses, too. Default: whoever is attached.
   */
  readonly authorize?: ((peer: Peer, use: "look" | "control") => boolean | PromiseLike<boolean>) | undefined;
  /** The shortest time between updates that a client may ask for, in milliseconds; a positive integer, default 20. */
  readonly fastest?: number | undefined;
}

export const FASTEST_MS = 20;
