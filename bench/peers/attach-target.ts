// attach-target.ts: a target for the benchmark of attaching: armed, it says so, and ends with its standard input.
import { Echo, teleoperate } from "teleop";

teleoperate({ services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) } });
console.log("armed");
process.stdin.resume();
