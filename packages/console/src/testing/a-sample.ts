// a-sample.ts: a sample as a process gives it, for tests that care about a part of it.
import type { Samples_Sample } from "@teleop/diagnostics/client";

export interface SampleParts {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly dropped?: bigint;
  /** Milliseconds of a processor since the process began. */
  readonly cpuMs?: number;
  readonly resident?: bigint;
  readonly delayMax?: number;
  readonly gauges?: readonly ({ readonly name: string } & (
    | { readonly value: number }
    | { readonly failed: string }
  ))[];
}

export function aSample({
  time,
  dropped = 0n,
  cpuMs = 0,
  resident = 0n,
  delayMax = 0,
  gauges = [],
}: SampleParts): Samples_Sample {
  return {
    time,
    dropped,
    cpu: { user: BigInt(cpuMs * 1_000), system: 0n, mainThread: 0n },
    memory: { resident, heapUsed: 0n, heapTotal: 0n, external: 0n, arrayBuffers: 0n },
    loop: { delayMean: 0, delayMax },
    collections: { count: 0n, time: 0n },
    gauges: gauges.map((gauge) =>
      "value" in gauge ? { which: "value", ...gauge } : { which: "failed", ...gauge },
    ),
  };
}
