// outcome.ts: what a measurement that is run by its name is told, and what it gives back.

export interface AloneOptions {
  /** Processes that are attached to. */
  readonly targets: number;
  readonly runs: number;
  readonly seconds: number;
}

export interface Outcome {
  /** For --json. */
  readonly figures: object;
  /** For people. */
  readonly text: string;
}
