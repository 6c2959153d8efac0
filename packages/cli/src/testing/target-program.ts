// target-program.ts: the target of these tests: it is armed with an echo, reports that, and ends with its input. Its first
// argument says what it does besides.
import { unix } from "@teleop/attacher-unix";
import { Echo, teleoperate } from "@teleop/defaults";

const [mode, name] = process.argv.slice(2);

await using _teleop = teleoperate({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
  ...(mode === "sigquit" ? { attacher: unix() } : {}),
  ...(mode === "unannounced" ? { discovery: false } : {}),
  ...(mode === "named" ? { discovery: { name } } : {}),
});
if (mode === "parent") await startChild();
console.log(JSON.stringify({ report: "ready" }));
if (mode === "spin") {
  // Whoever started it ends it.
  for (;;);
}
await Bun.stdin.text();

/** It ends with its input, which ends with this process. */
async function startChild(): Promise<void> {
  const child = Bun.spawn([process.execPath, import.meta.path], { stdin: "pipe", stdout: "pipe" });
  await child.stdout.getReader().read();
}
