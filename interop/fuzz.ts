// fuzz.ts: `bun run interop/fuzz.ts` sends more than a million frames to a vat, from several sources,
// and says how it went: random peers, and what the C++ and Rust peers of interop/ sent to us, as clients and as servers,
// with something wrong in it, and chains that are thousands of links deep.
// --source NAME uses one of them; --frames 1000 sends fewer of each; --seed 5 begins elsewhere; --explain 5 with --source
// shows the one connection of that seed, without what its failure does not need.
//
// The frames of a source are sent in a process of its own: if it crashes or hangs, this one tells for which seed.
import { parseArgs } from "node:util";
import { explainSeed, type FuzzSource, fuzz, randomChains, randomPeers } from "@teleop/rpc-fuzz";
import { recordedSessions } from "./recording/recorded-sessions.ts";

/** What the heap and the process may grow by in a run, however long: connections come and go. */
const most = { heap: 64 * 2 ** 20, process: 256 * 2 ** 20 };
/** The system gives memory in large pieces, and a chain of 30,000 links takes some hundred MiB while it lasts. */
const mostOfChains = { ...most, process: 512 * 2 ** 20 };

/** How many frames each source sends, and how it is made. */
const sources: Readonly<Record<string, Source>> = {
  "random peers": source(1_000_000, randomPeers),
  "C++ as client": source(200_000, async () => recordedSessions("C++", "client")),
  "C++ as server": source(200_000, async () => recordedSessions("C++", "server")),
  "Rust as client": source(200_000, async () => recordedSessions("Rust", "client")),
  "Rust as server": source(200_000, async () => recordedSessions("Rust", "server")),
  "deep chains": source(250_000, async () => randomChains(30_000), mostOfChains),
};

const { values } = parseArgs({
  options: {
    source: { type: "string" },
    seed: { type: "string", default: "1" },
    frames: { type: "string" },
    explain: { type: "string" },
    /** For the process that sends. */
    send: { type: "boolean", default: false },
  },
});
/** A connection takes some milliseconds. */
const mostSilenceMs = 60_000;
/** A recursion of some thousand steps is too much for it. */
const smallStack = { BUN_JSC_maxPerThreadStackUsage: String(256 * 1024) };
const script = "bun run interop/fuzz.ts";

const chosen = values.source === undefined ? Object.keys(sources) : [values.source];
if (values.explain !== undefined) {
  for (const name of chosen) await called(name).explain(Number(values.explain));
} else if (values.send) {
  for (const name of chosen) await called(name).send(Number(values.seed), framesOf(name));
} else {
  await watchAll(chosen);
}

interface Source {
  readonly frames: number;
  send(seed: number, frames: number): Promise<void>;
  explain(seed: number): Promise<void>;
}

function source<Step extends { readonly do: string }>(
  frames: number,
  open: () => Promise<FuzzSource<Step>>,
  growth = most,
): Source {
  return {
    frames,
    send: async (seed, count) => send(await open(), seed, count, growth),
    explain: async (seed) => explain(await open(), seed),
  };
}

function called(name: string): Source {
  const found = sources[name];
  if (found === undefined)
    throw new Error(`there is no source "${name}", but ${Object.keys(sources).join(", ")}`);
  return found;
}

function framesOf(name: string): number {
  return Number(values.frames ?? called(name).frames);
}

/** Two at a time, the longest first. */
async function watchAll(names: readonly string[]): Promise<void> {
  const left = [...names].sort((a, b) => framesOf(b) - framesOf(a));
  let passed = 0;
  let failed = 0;
  const work = async (): Promise<void> => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const outcome = await watch(name);
      passed += outcome.passed;
      failed += outcome.failed;
    }
  };
  await Promise.all([work(), work()]);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** Starts the process that sends a source's frames, and watches it. */
async function watch(name: string): Promise<Outcome> {
  const { seed } = values;
  const options = ["--source", name, "--seed", seed, "--frames", `${framesOf(name)}`];
  const child = Bun.spawn([process.execPath, import.meta.path, "--send", ...options], {
    env: { ...process.env, ...smallStack },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  let last = seed;
  let isHanging = false;
  let outcome: Outcome | undefined;
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
      const over = /^(\d+) passed, (\d+) failed$/.exec(line);
      if (line.startsWith("seed is ")) last = line.slice(8);
      else if (over !== null) outcome = { passed: Number(over[1]), failed: Number(over[2]) };
      else console.log(line);
    }
  }
  clearTimeout(silence);
  const exitCode = await child.exited;
  if (outcome !== undefined && (exitCode === 0 || outcome.failed > 0)) return outcome;
  const what = isHanging
    ? `did nothing for ${mostSilenceMs} ms`
    : `ended: ${child.signalCode ?? child.exitCode}`;
  console.log(
    `${name}: the vat ${what}; the seed was ${last} or soon after: ${script} --source "${name}" --seed ${last}`,
  );
  return { passed: 0, failed: 1 };
}

async function send<Step extends { readonly do: string }>(
  from: FuzzSource<Step>,
  seed: number,
  frames: number,
  growth: typeof most,
): Promise<void> {
  const started = performance.now();
  let told = started;
  const result = await fuzz({
    source: from,
    seed,
    frames,
    onProgress: (done) => {
      if (performance.now() - told < 500) return;
      told = performance.now();
      console.log(`seed is ${done}`);
    },
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `${from.name}: ${result.frames} frames over ${result.connections} connections, from seed ${seed} on, in ${seconds} s; ` +
      `${result.aborts} aborted with a reason; the heap grew by ${mebibytes(result.heapGrowth)}, ` +
      `the process by ${mebibytes(result.residentGrowth)}`,
  );
  let failed = 0;
  if (result.failure !== undefined) {
    failed++;
    console.log(`${from.name}: seed ${result.failure.seed} failed: ${Bun.inspect(result.failure.error)}`);
    await explain(from, result.failure.seed);
  }
  if (result.heapGrowth > growth.heap || result.residentGrowth > growth.process) {
    failed++;
    console.log(
      `${from.name}: memory must not grow by more than ${mebibytes(growth.heap)} (heap), ` +
        `${mebibytes(growth.process)} (process)`,
    );
  }
  console.log(`${result.connections - (result.failure === undefined ? 0 : 1)} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function explain<Step extends { readonly do: string }>(
  from: FuzzSource<Step>,
  seed: number,
): Promise<void> {
  const told: string[] = [];
  const failure = await explainSeed(seed, from, ({ direction, text }) => told.push(`${direction} ${text}`));
  if (failure === undefined) {
    console.log(`${from.name}: nothing goes wrong on the connection of seed ${seed}`);
    return;
  }
  console.log(`${from.name}: seed ${seed}, without what its failure does not need:`);
  for (const step of failure.steps) console.log(`  ${from.describe(step)}`);
  console.log(`the messages, as the vat sees them:\n  ${told.join("\n  ")}`);
  console.log(`what is wrong: ${Bun.inspect(failure.error)}`);
  console.log(`again: ${script} --source "${from.name}" --explain ${seed}`);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
