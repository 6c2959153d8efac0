// arm-only.ts: what `bun run bench start` measures with the source: a program that is armed, and nothing else.
import { teleoperate } from "teleop";

teleoperate({ services: {} });
console.log(performance.timeOrigin + performance.now());
if (process.argv[2] === "stay") setInterval(() => {}, 1_000_000);
