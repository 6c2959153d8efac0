// samples-keeper.ts: follows the samples of a process for as long as the page shows it, whichever view of it.
import { type ReadonlySignal, signal } from "@preact/signals";
import { followSamples } from "@teleop/diagnostics/client";
import type { Keeper } from "../app/kept.ts";
import { Pursuit, type PursuitState } from "../app/pursuit.ts";
import type { TargetContext } from "../app/target.ts";
import { SampleHistory } from "./sample-history.ts";

/** Milliseconds between two samples. */
export const INTERVAL_MS = 1_000;

/** The one of this visit to a process: it stays the visit's. */
export function samplesOf({ kept }: TargetContext): SamplesKeeper {
  return kept.get("samples", () => new SamplesKeeper());
}

export class SamplesKeeper implements Keeper {
  readonly history: SampleHistory = new SampleHistory({ interval: INTERVAL_MS });
  readonly #version = signal(0);
  readonly #pursuit = new Pursuit(
    {
      service: "samples",
      begin: ({ session }, stopped) =>
        followSamples(session, {
          interval: INTERVAL_MS,
          signal: stopped,
          onSample: (sample) => {
            this.history.add(sample);
            this.#version.value += 1;
          },
        }),
      ended: () => this.history.break(),
    },
    true,
  );

  /** Another number whenever the history has changed. */
  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  get state(): ReadonlySignal<PursuitState> {
    return this.#pursuit.state;
  }

  attached(target: TargetContext): void {
    this.#pursuit.attached(target);
  }

  [Symbol.dispose](): void {
    this.#pursuit[Symbol.dispose]();
  }
}
