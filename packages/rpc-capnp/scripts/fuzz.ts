// fuzz.ts: `bun run packages/rpc-capnp/scripts/fuzz.ts` sends a million random frames to a vat, and says how it went.
// --frames 1000 sends fewer; --seed 5 begins elsewhere; --explain 5 shows the one connection of that seed, without what
// its failure does not need.
//
// The frames are sent in a process of its own: if it crashes or hangs, this one tells for which seed.
import { parseArgs } from "node:util";
import { explainSeed, fuzz, recordCorpus } from "../src/testing/fuzz/fuzz.ts";
import type { Step } from "../src/testing/fuzz/vat.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    frames: { type: "string", default: "1000000" },
    explain: { type: "string" },
    /** For the process that sends. */
    send: { type: "boolean", default: false },
  },
});
/** A connection takes some milliseconds. */
const mostSilenceMs = 60_000;
/** What memory may grow by in a run, however long: connections come and go. The system gives it in larger pieces. */
const most = { heapGrowth: 64 * 2 ** 20, residentGrowth: 256 * 2 ** 20 };
const script = "bun run packages/rpc-capnp/scripts/fuzz.ts";

if (values.explain !== undefined) await explain(Number(values.explain));
else if (values.send) await send(Number(values.seed), Number(values.frames));
else await watch(values.seed, values.frames);

/** Starts the process that sends, and watches it. */
async function watch(seed: string, frames: string): Promise<void> {
  const child = Bun.spawn(
    [process.execPath, import.meta.path, "--send", "--seed", seed, "--frames", frames],
    { stdin: "ignore", stdout: "pipe", stderr: "inherit" },
  );
  let last = seed;
  let isHanging = false;
  let isOver = false;
  let silence = setTimeout(hanging, mostSilenceMs);
  function hanging(): void {
    isHanging = true;
    child.kill("SIGKILL");
  }
  let rest = "";
  for await (const chunk of child.stdout) {
    clearTimeout(silence);
    silence = setTimeout(hanging, mostSilenceMs);
    const lines = (rest + new TextDecoder().decode(chunk)).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("seed ")) last = line.slice(5);
      else console.log(line);
      if (/^\d+ passed, \d+ failed$/.test(line)) isOver = true;
    }
  }
  clearTimeout(silence);
  process.exitCode = await child.exited;
  if (isOver) return;
  const what = isHanging
    ? `did nothing for ${mostSilenceMs} ms`
    : `ended: ${child.signalCode ?? child.exitCode}`;
  console.log(`the vat ${what}; the seed was ${Number(last) + 1} or soon after: ${script} --seed ${last}`);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}

async function send(seed: number, frames: number): Promise<void> {
  const started = performance.now();
  const result = await fuzz({
    seed,
    frames,
    onProgress: (done) => {
      if (done % 100 === 0) console.log(`seed ${done}`);
    },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${result.frames} frames over ${result.connections} connections, from seed ${seed} on, in ${seconds} s; ` +
      `${result.aborts} aborted with a reason; the heap grew by ${mebibytes(result.heapGrowth)}, ` +
      `the process by ${mebibytes(result.residentGrowth)}`,
  );
  let failed = 0;
  if (result.failure !== undefined) {
    failed++;
    console.log(`seed ${result.failure.seed} failed: ${Bun.inspect(result.failure.error)}`);
    await explain(result.failure.seed);
  }
  if (result.heapGrowth > most.heapGrowth || result.residentGrowth > most.residentGrowth) {
    failed++;
    console.log(
      `memory must not grow by more than ${mebibytes(most.heapGrowth)} (heap), ${mebibytes(most.residentGrowth)} (process)`,
    );
  }
  console.log(`${result.connections - (result.failure === undefined ? 0 : 1)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function explain(seed: number): Promise<void> {
  const told: string[] = [];
  const corpus = await recordCorpus();
  const failure = await explainSeed(seed, corpus, ({ direction, text }) => told.push(`${direction} ${text}`));
  if (failure === undefined) {
    console.log(`nothing goes wrong on the connection of seed ${seed}`);
    return;
  }
  console.log(`seed ${seed}, without what its failure does not need:`);
  for (const step of failure.steps) console.log(`  ${describeStep(step)}`);
  console.log(`the messages, as the vat sees them:\n  ${told.join("\n  ")}`);
  console.log(`what is wrong: ${Bun.inspect(failure.error)}`);
  console.log(`again: ${script} --explain ${seed}`);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

function describeStep(step: Step): string {
  switch (step.do) {
    case "receive":
      return `the vat receives ${Buffer.from(step.bytes).toString("hex")}`;
    case "act":
      return `the vat acts on its own, by seed ${step.seed}`;
    case "tick":
      return "what waits for a promise goes on";
  }
}
