// target-program.ts: the target of these tests: it is armed with an echo, reports that, and ends with its input.
import { Echo, teleoperate } from "@teleop/defaults";

await using _teleop = teleoperate({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
});
console.log(JSON.stringify({ report: "ready" }));
await Bun.stdin.text();
