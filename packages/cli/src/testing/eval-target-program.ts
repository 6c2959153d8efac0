// eval-target-program.ts: a target that evaluates expressions, which see what it counts.
import { teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";

const counter = { count: 41, increment: () => ++counter.count };

await using _teleop = teleoperate({ services: { ...diagnostics({ eval: { scope: { counter } } }) } });
console.log(JSON.stringify({ report: "ready" }));
await Bun.stdin.text();
