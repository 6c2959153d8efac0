// busy-directory.ts: what being armed costs a target whose working directory is busy, as a share of the work itself.
//
//   bun packages/attacher-inotify/bench/busy-directory.ts
//
// Each figure is CPU time, user and system, that one operation takes in a process whose working directory is
//   unwatched: by nobody, nor anything else on its file system, unless others on this machine do,
//   neighbour: itself unwatched, while another directory of the same file system is,
//   armed: watched by the attacher.
// Linux does without any bookkeeping for a file system on which nobody watches anything, so the first step costs
// every write and open some 20 ns, whoever watches whatever. `share` is armed against
// neighbour.
//
// The three take turns, and the medians count; `share` is the median over the turns. All have the same directories on disk, or the file system's choice of
// where to put a file would be measured too. `wake-ups` is how often the kernel told the process of a file.
import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  unlinkSync,
  watch,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openAttachPlaces } from "@teleop/core/plugin";
import { inotify } from "../src/index.ts";

interface Work {
  readonly name: string;
  readonly operations: number;
  run(operation: number): void;
}

const ROUNDS = 60;
/** A turn of the event loop after so many operations, as in a server that does other work too. */
const OPERATIONS_PER_TURN = 20;

const root = mkdtempSync(join(tmpdir(), "teleop-bench-"));
const neighbour = join(root, "neighbour");
const directory = join(root, "directory");
mkdirSync(neighbour);
mkdirSync(directory);
process.chdir(directory);
const log = openSync("open.log", "a");
const line = `${"2026-01-01T00:00:00Z a line of a log, of usual length ".padEnd(119, ".")}\n`;
const works: readonly Work[] = [
  { name: "write to an open log", operations: 20_000, run: () => void writeSync(log, line) },
  { name: "open, append, close", operations: 5_000, run: () => appendFileSync("reopened.log", line) },
  {
    name: "create and remove a file",
    operations: 5_000,
    run(operation) {
      const name = `file-${operation % 50}`;
      closeSync(openSync(name, "w"));
      unlinkSync(name);
    },
  },
];

const attacher = inotify();
const variants: Readonly<Record<"unwatched" | "neighbour" | "armed", () => Disposable>> = {
  unwatched: () => openAttachPlaces({ pid: process.pid }, { attacher: attacher.name }),
  neighbour: () => {
    const places = openAttachPlaces({ pid: process.pid }, { attacher: attacher.name });
    const watcher = watch(neighbour, () => {});
    return {
      [Symbol.dispose]: () => {
        watcher.close();
        places[Symbol.dispose]();
      },
    };
  },
  armed: () => attacher.arm({ pid: process.pid }),
};

let wakeUps = 0;
process.on("SIGURG", () => {
  wakeUps += 1;
});
try {
  console.log(
    "µs of CPU time              unwatched  neighbour      armed    share  wake-ups (of operations)",
  );
  for (const work of works) await compare(work);
} finally {
  closeSync(log);
  process.chdir(tmpdir());
  rmSync(root, { recursive: true });
}

async function compare(work: Work): Promise<void> {
  const samples: Record<keyof typeof variants, number[]> = { unwatched: [], neighbour: [], armed: [] };
  wakeUps = 0;
  await measure(work);
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of ["unwatched", "neighbour", "armed"] as const) {
      using _held = variants[variant]();
      samples[variant].push(await measure(work));
    }
  }
  const figures = [samples.unwatched, samples.neighbour, samples.armed]
    .map((sample) => median(sample).toFixed(3).padStart(10))
    .join(" ");
  const ratios = samples.armed.map((armed, round) => armed / (samples.neighbour[round] ?? Number.NaN));
  const share = `${((median(ratios) - 1) * 100).toFixed(1)} %`;
  const of = work.operations * ROUNDS;
  console.log(`${work.name.padEnd(26)} ${figures} ${share.padStart(8)}  ${wakeUps} (${of})`);
}

/** @returns CPU time of one operation, in microseconds. */
async function measure({ operations, run }: Work): Promise<number> {
  ftruncateSync(log, 0);
  const before = process.cpuUsage();
  for (let operation = 0; operation < operations; operation++) {
    run(operation);
    if (operation % OPERATIONS_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / operations;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
