// run.ts: `bun run tests/rpc-model/run.ts` lets vats talk at random, and compares what comes of it with what must.
// --operations 1000000 goes on for longer; --seed 5 begins elsewhere; --explain 5 shows the one conversation of that seed
// in words, without what its failure does not need.
import { parseArgs } from "node:util";
import { explainEpisode, runEpisode } from "./src/episode.ts";
import { runModel } from "./src/run.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    operations: { type: "string", default: "300000" },
    explain: { type: "string" },
  },
});

if (values.explain === undefined) await run(Number(values.seed), Number(values.operations));
else await explain(Number(values.explain));

async function run(seed: number, wanted: number): Promise<void> {
  const started = performance.now();
  let next = 50_000;
  const { episodes, operations, failures } = await runModel({
    seed,
    operations: wanted,
    onProgress: (count) => {
      for (; count >= next; next += 50_000) console.error(`${next} operations`);
    },
  });
  for (const [i, { seed: failed, violations }] of failures.entries()) {
    console.log(`seed ${failed} failed:\n  ${violations.slice(0, 5).join("\n  ")}`);
    if (i === 0) await explain(failed);
    else console.log(`to see why: bun run tests/rpc-model/run.ts --explain ${failed}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${operations} operations in ${episodes} conversations, from seed ${seed} on, in ${seconds} s`);
  console.log(`${episodes - failures.length} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}

async function explain(seed: number): Promise<void> {
  const { violations } = await runEpisode(seed);
  if (violations.length === 0) {
    console.log(`the conversation of seed ${seed} goes as it must`);
    return;
  }
  console.log(`seed ${seed}, without what its failure does not need:`);
  for (const line of await explainEpisode(seed)) console.log(`  ${line}`);
  console.log(`again: bun run tests/rpc-model/run.ts --explain ${seed}`);
}
