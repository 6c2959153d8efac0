// client-program.ts: a client for the tests of bridges: attaches by way of one, and does as its argument says.
import { attach, Echo } from "@teleop/defaults";
import { via } from "../index.ts";

const [pid, what, ...words] = process.argv.slice(2);
const [command = "", ...bridge] = words;
const target = await attach(Number(pid), { transport: via(command, { bridge, idleMs: 60_000 }) });
const echo = target.service("echo", Echo);
// Before anybody hears that we are attached.
const interrupted = new Promise((resolve) => process.once("SIGINT", resolve));
console.log((await echo.echo({ message: "attached" })).reply);
if (what === "wait for Ctrl-C") {
  await interrupted;
  console.log((await echo.echo({ message: "still there" })).reply);
}
if (what === "hang") await echo.echo({ message: "hang" });
// With the connection goes what keeps this process alive, though the command would wait for another one.
echo[Symbol.dispose]();
await target[Symbol.asyncDispose]();
