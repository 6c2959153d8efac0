// debug-target-program.ts: a target with a debugger, and a function that is called again and again.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";

/** A line of its input. It ends with it. */
export type DebugCommand = { readonly do: "tick" };

/** A line of its output. */
export type DebugReport =
  | { readonly report: "ready" }
  | { readonly report: "ticking"; readonly calls: number; readonly debugPort: number };

teleoperate({ services: { ...diagnostics({ debugger: {} }) } });

let calls = 0;

function tick(factor: number): number {
  const product = calls * factor;
  calls += 1;
  return product;
}

const tell = (report: DebugReport): void => void writeSync(1, `${JSON.stringify(report)}\n`);

const timer = setInterval(() => tick(2), 5);
process.stdin.on("data", () => {
  const before = calls;
  const look = () => {
    if (calls === before) setTimeout(look, 1);
    else tell({ report: "ticking", calls, debugPort: process.debugPort });
  };
  look();
});
process.stdin.on("end", () => clearInterval(timer));
tell({ report: "ready" });
