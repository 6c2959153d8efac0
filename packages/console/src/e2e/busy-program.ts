// busy-program.ts: a process that says something and stalls when it is told to, and counts something, for the end-to-end tests of
// what is live. It takes a line of JSON at a time, and ends with its input.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";

/** A line of its input. */
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

const [name = "busy"] = process.argv.slice(2);
// Its standard output is for reports, and what it says is to be seen in the page alone.
for (const method of ["debug", "info", "warn", "error"] as const) console[method] = () => {};
let pending = 0;
const levels: Record<string, string> = { root: "info" };

await using _teleop = teleoperate({
  discovery: { name },
  services: diagnostics({
    samples: { gauges: { pendingRequests: () => pending } },
    logs: {
      levels: {
        get: () => levels,
        set: (logger, level) => {
          levels[logger] = level;
        },
      },
    },
  }),
});
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
for await (const line of console) {
  if (line !== "") obey(JSON.parse(line) as BusyCommand);
}

function obey(command: BusyCommand): void {
  switch (command.do) {
    case "say":
      for (let count = 0; count < (command.times ?? 1); count++) console[command.level](command.text);
      break;
    case "stall":
      stallFor(command.milliseconds);
      break;
    case "count":
      pending = command.pending;
      break;
    case "exit":
      process.exit(command.code);
  }
}

function stallFor(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}
