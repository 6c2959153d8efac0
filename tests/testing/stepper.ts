// stepper.ts: counts what a process does to files, sockets and objects of Windows, and ends it right before one of these
// steps, as if it were killed.
import { endSuddenly } from "./sudden-end.ts";

/** One in a process, shared by the program and what `stepped-modules.ts` or `stepped-libraries.ts` puts in. */
export interface Stepper {
  /** How many steps were taken since `begin()`. */
  readonly taken: number;
  /** Counts from now on. @param dieAt the step, counted from 1, before which to die; undefined to live. */
  begin(dieAt: number | undefined): void;
  step(): void;
}

class ProcessStepper implements Stepper {
  taken = 0;
  #dieAt: number | undefined;
  #counting = false;

  begin(dieAt: number | undefined): void {
    this.#dieAt = dieAt;
    this.#counting = true;
  }

  step(): void {
    if (!this.#counting) return;
    this.taken += 1;
    if (this.taken === this.#dieAt) endSuddenly();
  }
}

export const stepper: Stepper = new ProcessStepper();
