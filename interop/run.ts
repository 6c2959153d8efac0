// run.ts: `bun run interop` proves this implementation against peers that we did not write: it installs and builds
// what they need, runs every direction, and ends with a line that counts.
import { join } from "node:path";
import { capnpDirections } from "./capnp-directions.ts";
import { deathDirections } from "./death-directions.ts";
import type { Case, Direction } from "./harness/direction.ts";
import { pipelineDirections } from "./pipeline-directions.ts";
import { reflectionDirections } from "./reflection-directions.ts";
import { teleopDirections } from "./teleop-directions.ts";

for (const script of ["setup.sh", "build.sh"]) {
  const { exitCode } = Bun.spawnSync([join(import.meta.dirname, script)], {
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
  });
  if (exitCode !== 0) process.exit(exitCode);
}

let passed = 0;
let failed = 0;
for (const direction of [
  ...teleopDirections,
  ...capnpDirections,
  ...deathDirections,
  ...reflectionDirections,
  ...pipelineDirections,
]) {
  const cases = await outcome(direction);
  const failures = cases.filter(isFailure);
  const limited = cases.filter(({ limitation }) => limitation !== undefined);
  passed += cases.length - failures.length;
  failed += failures.length;
  const known = limited.length === 0 ? "" : `, ${limited.length} of them known limitations`;
  console.log(`${direction.title}: ${cases.length - failures.length} of ${cases.length} as expected${known}`);
  for (const { holds, failure, limitation } of failures) {
    const why = failure ?? `it holds now, so this no longer limits it: ${limitation}`;
    console.log(`  FAILED ${holds}\n         ${why}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function outcome(direction: Direction): Promise<readonly Case[]> {
  try {
    return await direction.run();
  } catch (error) {
    return [{ holds: "it runs to its end", failure: error instanceof Error ? error.message : String(error) }];
  }
}

/** A limitation must show: one that no longer does has gone, and must be taken out of the list. */
function isFailure({ failure, limitation }: Case): boolean {
  return (failure === undefined) === (limitation !== undefined);
}
