// run.ts: `bun run bench` measures echo calls by every peer, each with server and client in processes of their own,
// and prints a table; with --json one object on standard output, ours as a multiple of theirs. The peers take turns
// in every round, so that a change of the machine's mood meets all of them, and the medians over the rounds count.
// `bun run bench attach` measures attaching instead, `bun run bench start` what being armed costs, and both; `bun run bench
// capnp-es` what structs of capnp-es cost in messages of ours, `bun run bench console` the first picture of `teleop console`,
// `bun run bench pipeline` what a pipeline costs the process that counts it, `bun run bench picture` the page that shows it,
// 300 nodes ten times a second.
import { parseArgs } from "node:util";
import { type AttachFigures, measureAttaches } from "./attach.ts";
import { type CapnpEsFigures, measureCapnpEs } from "./capnp-es.ts";
import type { ConsoleFigures } from "./console.ts";
import { type Measurement, measure } from "./measure.ts";
import { type Peer, peers } from "./peers.ts";
import type { FrameFigures, PictureFigures } from "./picture.ts";
import type { PipelineFigures } from "./pipeline.ts";
import type { Spread } from "./spread.ts";
import {
  type IdleFigures,
  inPackedProject,
  type More,
  measureIdle,
  measureStart,
  type StartFigures,
} from "./start.ts";

const WINDOWS = [1, 16, 64, 256, 1024];
const OURS = "teleop";
const RAW = "raw";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    calls: { type: "string", default: "100000" },
    targets: { type: "string", default: "30" },
    runs: { type: "string", default: "20" },
    seconds: { type: "string", default: "10" },
  },
});

/** The medians of one peer with one window. */
interface Figure {
  readonly calls_per_second: number;
  readonly p50_us: number;
  readonly p99_us: number;
}
/** By peer, then by window. */
type Figures = ReadonlyMap<string, ReadonlyMap<number, Figure>>;

if (positionals[0] === "attach") {
  const attach = await measureAttaches(Number(options.targets), import.meta.dir);
  console.log(options.json ? JSON.stringify({ attach }) : attachTable(attach));
} else if (positionals[0] === "start") {
  const { start, attach } = await inPackedProject(async (project) => ({
    start: await measureStart(project, Number(options.runs)),
    attach: await measureAttaches(Number(options.targets), project),
  }));
  const idle = await measureIdle(Number(options.seconds));
  console.log(
    options.json
      ? JSON.stringify({ start, attach, idle })
      : [startTable(start), attachTable(attach), idleLine(idle)].join("\n\n"),
  );
} else if (positionals[0] === "console") {
  const { measureConsole } = await import("./console.ts");
  const figures = await measureConsole(Number(options.runs));
  console.log(options.json ? JSON.stringify({ console: figures }) : consoleTable(figures));
} else if (positionals[0] === "pipeline") {
  const { measurePipeline } = await import("./pipeline.ts");
  const figures = await measurePipeline(Number(options.runs), Number(options.seconds));
  console.log(options.json ? JSON.stringify({ pipeline: figures }) : pipelineTable(figures));
} else if (positionals[0] === "picture") {
  const { measurePicture } = await import("./picture.ts");
  const picture = await measurePicture(Number(options.seconds));
  console.log(options.json ? JSON.stringify({ picture }) : pictureTable(picture));
} else if (positionals[0] === "capnp-es") {
  const capnp_es = measureCapnpEs(Number(options.runs));
  console.log(options.json ? JSON.stringify({ capnp_es }) : capnpEsTable(capnp_es));
} else {
  const figures = await measureAll(build(peers), Number(options.rounds), Number(options.calls));
  console.log(options.json ? JSON.stringify(summary(figures)) : table(figures));
}

function startTable({ source, import_ms, empty, register, ...packed }: StartFigures): string {
  const cells = (values: readonly number[]) => values.map((value) => value.toFixed(1).padStart(10)).join("");
  const row = (title: string, { min, median }: More) => title.padEnd(34) + cells([min, median]);
  return [
    "more than an empty program".padEnd(34) + ["min", "median"].map((head) => head.padStart(10)).join(""),
    row("until armed, ms", packed.arm_ms),
    row("until it has ended, ms", packed.run_ms),
    row("resident, MB", packed.arm_rss_mb),
    row("of that its own, MB", packed.arm_private_mb),
    row("by teleop/register, until armed, ms", register.arm_ms),
    row("by teleop/register, resident, MB", register.arm_rss_mb),
    row("by it, with TELEOP=off, ms", register.off_ms),
    row("from source, until armed, ms", source.arm_ms),
    row("from source, until ended, ms", source.run_ms),
    row("from source, resident, MB", source.arm_rss_mb),
    row("from source, of that its own, MB", source.arm_private_mb),
    ...Object.entries(import_ms).map(([name, more]) => row(`import ${name}, ms`, more)),
    "an empty program".padEnd(34),
    row("until its last statement, ms", empty.ms),
    row("until it has ended, ms", empty.run_ms),
    row("resident, MB", empty.rss_mb),
    row("of that its own, MB", empty.private_mb),
  ].join("\n");
}

function idleLine({ seconds, wakeups }: IdleFigures): string {
  return `wake-ups in ${seconds} s: ${wakeups.armed} armed, ${wakeups.unarmed} not armed`;
}

function consoleTable(figures: ConsoleFigures): string {
  const rows = Object.entries(figures).map(
    ([name, { min, median, max }]: [string, Spread]) =>
      name.padEnd(18) + [min, median, max].map((value) => value.toFixed(0).padStart(10)).join(""),
  );
  return [
    "console".padEnd(18) + ["min", "median", "max"].map((head) => head.padStart(10)).join(""),
    ...rows,
  ].join("\n");
}

function pipelineTable(figures: PipelineFigures): string {
  const row = (title: string, { min, median, max }: Spread) =>
    title.padEnd(34) + [min, median, max].map((value) => value.toFixed(2).padStart(10)).join("");
  const { nodes, bytes_per_second, quiet_bytes_per_second } = figures;
  return [
    "".padEnd(34) + ["min", "median", "max"].map((head) => head.padStart(10)).join(""),
    row("wrote(), ns", figures.wrote_ns),
    row("read(), ns", figures.read_ns),
    row("busy() and idle(), ns", figures.busy_idle_ns),
    row(`10 updates a second of ${nodes}, % CPU`, figures.updates_cpu_percent),
    `bytes a second: ${bytes_per_second}, ${quiet_bytes_per_second} where nothing counts`,
  ].join("\n");
}

function pictureTable({ nodes, first_ms, ...looks }: PictureFigures): string {
  const heads = ["frames/s", "p99 ms", "longest ms", "busy %", "script %", "updates/s"];
  const rows = Object.entries(looks).map(([name, figures]: [string, FrameFigures]) => {
    const { frames, p99_ms, longest_ms, busy, script, updates } = figures;
    const cells = [frames, p99_ms, longest_ms, busy * 100, script * 100, updates];
    return name.padEnd(10) + cells.map((value) => value.toFixed(1).padStart(12)).join("");
  });
  return [
    `${nodes} nodes, the first picture after ${first_ms.toFixed(0)} ms`,
    "".padEnd(10) + heads.map((head) => head.padStart(12)).join(""),
    ...rows,
  ].join("\n");
}

function capnpEsTable(figures: CapnpEsFigures): string {
  return Object.entries(figures)
    .flatMap(([name, { send_us, receive_us }]) =>
      [...Object.entries(send_us), ...Object.entries(receive_us)].map(
        ([way, us], i) =>
          `${`${name}, ${i < Object.keys(send_us).length ? "send" : "receive"}, ${way}`.padEnd(34)}${us.toFixed(2).padStart(10)} µs`,
      ),
    )
    .join("\n");
}

function attachTable({ cold_ms, cold_preloaded_ms, warm_ms }: AttachFigures): string {
  const row = (title: string, { min, median, max }: AttachFigures["cold_ms"]) =>
    title.padEnd(18) + [min, median, max].map((value) => value.toFixed(1).padStart(10)).join("");
  const heads = "attach, ms".padEnd(18) + ["min", "median", "max"].map((head) => head.padStart(10)).join("");
  return [heads, row("cold", cold_ms), row("cold, preloaded", cold_preloaded_ms), row("warm", warm_ms)].join(
    "\n",
  );
}

function build(all: readonly Peer[]): Peer[] {
  return all.filter((peer) => {
    if (peer.build === undefined) return true;
    const built = Bun.spawnSync([...peer.build], { stdin: "ignore", stdout: "pipe", stderr: "pipe" });
    if (!built.success) console.error(`bench: left out ${peer.name}: ${built.stderr.toString().trim()}`);
    return built.success;
  });
}

async function measureAll(taking: readonly Peer[], rounds: number, calls: number): Promise<Figures> {
  const measured = new Map(taking.map(({ name }) => [name, new Map<number, Measurement[]>()]));
  for (let round = 0; round < rounds; round++) {
    for (const window of WINDOWS) {
      for (const peer of taking) {
        if (peer.windows?.includes(window) === false) continue;
        const ofPeer = measured.get(peer.name);
        const before = ofPeer?.get(window) ?? [];
        ofPeer?.set(window, [...before, await measure(peer, window, calls)]);
      }
    }
    console.error(`bench: round ${round + 1} of ${rounds}`);
  }
  return new Map([...measured].map(([name, ofPeer]) => [name, mapValues(ofPeer, figure)]));
}

function figure(measurements: readonly Measurement[]): Figure {
  return {
    calls_per_second: median(measurements.map(({ calls, seconds }) => calls / seconds)),
    p50_us: median(measurements.map(({ p50_us }) => p50_us)),
    p99_us: median(measurements.map(({ p99_us }) => p99_us)),
  };
}

/** Ours over theirs; what was measured is there too, under each peer's name. */
function summary(figures: Figures): object {
  const ours = figures.get(OURS);
  const raw = figures.get(RAW)?.get(1);
  const theirs = [...figures].filter(([name]) => name !== OURS && name !== RAW);
  const overWith = (window: number) =>
    Object.fromEntries(
      theirs.map(([name, ofPeer]) => {
        return [
          `over_${name}`,
          ratio(ours?.get(window)?.calls_per_second, ofPeer.get(window)?.calls_per_second),
        ];
      }),
    );
  return {
    echo: {
      sequential: { p50_over_raw: ratio(ours?.get(1)?.p50_us, raw?.p50_us) },
      ...Object.fromEntries(WINDOWS.map((window) => [`window${window}`, overWith(window)])),
    },
    measured: Object.fromEntries(
      [...figures].map(([name, ofPeer]) => [
        name,
        Object.fromEntries([...ofPeer].map(([window, figure]) => [`window${window}`, figure])),
      ]),
    ),
  };
}

function table(figures: Figures): string {
  const rows = peers
    .filter(({ name }) => figures.has(name))
    .map(({ name, title }) => {
      const ofPeer = figures.get(name);
      const rates = WINDOWS.map((window) => ofPeer?.get(window)?.calls_per_second);
      return [title, micros(ofPeer?.get(1)?.p50_us), ...rates.map(thousands)];
    });
  const heads = ["thousand calls/s", "p50 of 1, µs", ...WINDOWS.map((window) => `${window} in flight`)];
  return [heads, ...rows]
    .map(([title = "", ...cells]) => title.padEnd(18) + cells.map((cell) => cell.padStart(16)).join(""))
    .join("\n");
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function ratio(ours: number | undefined, theirs: number | undefined): number | undefined {
  return ours === undefined || theirs === undefined ? undefined : Number((ours / theirs).toFixed(3));
}

function thousands(rate: number | undefined): string {
  return rate === undefined ? "" : (rate / 1000).toFixed(1);
}

function micros(value: number | undefined): string {
  return value === undefined ? "" : value.toFixed(1);
}

function mapValues<K, V, R>(map: ReadonlyMap<K, V>, change: (value: V) => R): Map<K, R> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
