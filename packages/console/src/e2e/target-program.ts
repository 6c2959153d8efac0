// target-program.ts: a process for the end-to-end tests to look at: with an echo, diagnostics and reflection. It ends with its
// input.
import { writeSync } from "node:fs";
import { Echo, teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";

const [name = "e2e-target"] = process.argv.slice(2);

await using _teleop = teleoperate({
  discovery: { name },
  services: {
    echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }),
    ...diagnostics({}),
  },
});
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
for await (const _line of console);
