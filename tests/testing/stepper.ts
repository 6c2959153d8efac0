// stepper.ts: counts what a process does to files and sockets, and kills it right before one of these steps.

/** One in a process, shared by the program and the modules that `stepped-modules.ts` rewrites. */
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
    if (this.taken === this.#dieAt) process.kill(process.pid, "SIGKILL");
  }
}

export const stepper: Stepper = new ProcessStepper();
