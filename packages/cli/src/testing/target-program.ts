// target-program.ts: the target of these tests: it is armed with an echo, reports that, and ends with its input.
import { unix } from "@teleop/attacher-unix";
import { Echo, teleoperate } from "@teleop/defaults";

const [mode] = process.argv.slice(2);

await using _teleop = teleoperate({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
  ...(mode === "sigquit" ? { attacher: unix() } : {}),
});
console.log(JSON.stringify({ report: "ready" }));
if (mode === "spin") {
  // Once its first line is out. Whoever started it ends it.
  await Bun.stdout.writer().flush();
  for (;;);
}
await Bun.stdin.text();
