// recorder-in-use.ts: the flight recorder of this process: the application's, or one that runs while a part of the
// diagnostics needs it. A process has one profiler, so there is one recorder, and who wants the profiler pauses that.
import { FlightRecorder } from "./flight-recorder.ts";

/** Microseconds between samples, and seconds that are kept: nothing that a process would feel. */
const INTERVAL = 10_000;
const DURATION = 60;

export class RecorderInUse {
  readonly #applications: FlightRecorder | undefined;
  #made: FlightRecorder | undefined;
  #holders = 0;

  /** @param applications the application's own, which stays its own. */
  constructor(applications: FlightRecorder | undefined) {
    this.#applications = applications;
  }

  /** Undefined where none is needed now. */
  get current(): FlightRecorder | undefined {
    return this.#applications ?? this.#made;
  }

  /** Has one record, until what this gives is disposed. It does when this resolves, unless somebody else profiles. */
  async hold(): Promise<AsyncDisposable> {
    this.#holders++;
    if (this.#applications === undefined) this.#made ??= new FlightRecorder(INTERVAL, DURATION);
    await this.current?.begun;
    let isHeld = true;
    return {
      [Symbol.asyncDispose]: async () => {
        if (!isHeld) return;
        isHeld = false;
        if (--this.#holders > 0) return;
        const made = this.#made;
        this.#made = undefined;
        await made?.[Symbol.asyncDispose]();
      },
    };
  }
}
