// several-rendezvous-program.ts: a process that offers one service at its usual rendezvous, and others at another.
import { writeSync } from "node:fs";
import { Echo, teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";

const [name = ""] = process.argv.slice(2);

await using _teleop = teleoperate({
  discovery: { name },
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
});
await using _more = teleoperate({ name: "more", discovery: { name }, services: { ...diagnostics({}) } });
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
for await (const _line of console);
