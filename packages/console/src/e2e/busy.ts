// busy.ts: what a program of the end-to-end tests does when it is told to: it says something, stalls, counts, ends.

/** A line of such a program's input, as JSON. */
export type BusyCommand =
  | {
      readonly do: "say";
      readonly level: "debug" | "info" | "warn" | "error";
      readonly text: string;
      readonly times?: number;
    }
  /** Computes for so many milliseconds, and does nothing else. */
  | { readonly do: "stall"; readonly milliseconds: number }
  | { readonly do: "count"; readonly pending: number }
  | { readonly do: "exit"; readonly code: number };

export class Busy {
  #pending = 0;

  /** From now on what it says is to be seen in the page alone: its standard output is for reports. */
  constructor() {
    for (const method of ["debug", "info", "warn", "error"] as const) console[method] = () => {};
  }

  get pending(): number {
    return this.#pending;
  }

  /** Does what its input says, until that ends. */
  async obeyInput(): Promise<void> {
    for await (const line of console) {
      if (line !== "") this.#obey(JSON.parse(line) as BusyCommand);
    }
  }

  #obey(command: BusyCommand): void {
    switch (command.do) {
      case "say":
        for (let count = 0; count < (command.times ?? 1); count++) console[command.level](command.text);
        break;
      case "stall":
        stallFor(command.milliseconds);
        break;
      case "count":
        this.#pending = command.pending;
        break;
      case "exit":
        process.exit(command.code);
    }
  }
}

function stallFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}
