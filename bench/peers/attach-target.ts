// attach-target.ts: a target for the benchmark of attaching: armed, it says so, and ends with its standard input. With
// the argument "preload" it says so when it has had the time to load all.
import { Echo, teleoperate } from "teleop";

const preload = process.argv[2] === "preload";
teleoperate({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
  preload,
});
if (preload) await Bun.sleep(200);
console.log("armed");
process.stdin.resume();
