// busy-program.ts: a process that says something and stalls when it is told to, and counts something, for the end-to-end tests of
// what is live. It takes a line of JSON at a time, and ends with its input.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";
import { Busy } from "./busy.ts";

const [name = "busy"] = process.argv.slice(2);
const busy = new Busy();
const levels: Record<string, string> = { root: "info" };

await using _teleop = teleoperate({
  discovery: { name },
  services: diagnostics({
    samples: { gauges: { pendingRequests: () => busy.pending } },
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
await busy.obeyInput();
