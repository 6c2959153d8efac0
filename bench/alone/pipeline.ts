// pipeline.ts: `bun run bench pipeline` measures what a pipeline of @teleop/pipeline costs the process that counts it: a record,
// and updates for a client, in processor time and in bytes.
import type { Connection, Transport } from "@teleop/core";
import { pipeline } from "@teleop/pipeline";
import { followPipeline } from "@teleop/pipeline/client";
import { attach, defaultTransport } from "teleop";
import { type Spread, spread } from "../spread.ts";
import type { AloneOptions, Outcome } from "./outcome.ts";

const RECORDS = 5_000_000;
const SWITCHES = 500_000;
const INTERVAL_MS = 100;

export interface PipelineFigures {
  /** Nanoseconds: of `wrote()`, of `read()` of the second input, and of two turns of what a node does. */
  readonly wrote_ns: Spread;
  readonly read_ns: Spread;
  readonly busy_idle_ns: Spread;
  /** What updates of so many nodes cost the target, of one processor, at ten a second where every node counts. */
  readonly nodes: number;
  readonly updates_cpu_percent: Spread;
  /** On the wire, a second; and where nothing counts. */
  readonly bytes_per_second: number;
  readonly quiet_bytes_per_second: number;
}

export async function measurePipeline(runs: number, seconds: number): Promise<PipelineFigures> {
  const node = pipeline().node("a", { inputs: ["", ""], outputs: [""] });
  const figures = {
    wrote_ns: spread(times(runs, () => each(RECORDS, () => node.wrote()))),
    read_ns: spread(times(runs, () => each(RECORDS, () => node.read(1, 1)))),
    busy_idle_ns: spread(
      times(runs, () =>
        each(SWITCHES, () => {
          node.busy();
          node.idle();
        }),
      ),
    ),
  };
  const nodes = 300;
  await using target = await startTarget(nodes, "counting");
  const shares: number[] = [];
  let bytes = 0;
  for (let run = 0; run < 3; run++) {
    // One after the other, so that whatever else the machine does meets both.
    const alone = await target.cpuDuring(seconds);
    const followed = await target.following(() => target.cpuDuring(seconds));
    shares.push(((followed.result - alone) / seconds) * 100);
    bytes = followed.bytes / seconds;
  }
  await using quiet = await startTarget(nodes, "quiet");
  const { bytes: quietBytes } = await quiet.following(() => quiet.cpuDuring(seconds));
  return {
    ...figures,
    nodes,
    updates_cpu_percent: spread(shares),
    bytes_per_second: Math.round(bytes),
    quiet_bytes_per_second: Math.round(quietBytes / seconds),
  };
}

function times(runs: number, measure: () => number): number[] {
  measure();
  return Array.from({ length: runs }, measure);
}

/** Nanoseconds of one call. */
function each(count: number, call: () => void): number {
  const began = performance.now();
  for (let index = 0; index < count; index++) call();
  return ((performance.now() - began) * 1e6) / count;
}

interface BenchTarget extends AsyncDisposable {
  /** Seconds of processor that it takes in so many seconds. */
  cpuDuring(seconds: number): Promise<number>;
  /** Does it while a client follows, and tells how many bytes that was sent meanwhile. */
  following<Result>(
    body: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly bytes: number }>;
}

async function startTarget(nodes: number, mode: "counting" | "quiet"): Promise<BenchTarget> {
  const program = new URL("./pipeline-target.ts", import.meta.url).pathname;
  const child = Bun.spawn([process.execPath, program, `${nodes}`, mode], { stdin: "pipe", stdout: "pipe" });
  const lines = linesOf(child.stdout);
  const next = async (): Promise<string> => (await lines.next()).value ?? "";
  await next();
  const cpu = async (): Promise<number> => {
    child.stdin.write("\n");
    await child.stdin.flush();
    return Number(await next()) / 1e6;
  };
  return {
    async cpuDuring(seconds) {
      const before = await cpu();
      await Bun.sleep(seconds * 1000);
      return (await cpu()) - before;
    },
    async following(body) {
      const counter = { bytes: 0 };
      await using target = await attach(child.pid, { transport: countingTransport(counter) });
      await using _following = await followPipeline(target, { onUpdate: () => {}, interval: INTERVAL_MS });
      counter.bytes = 0;
      const result = await body();
      return { result, bytes: counter.bytes };
    },
    async [Symbol.asyncDispose]() {
      child.kill();
      await child.exited;
    },
  };
}

async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string, void> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

/** The platform's, which counts what comes. */
function countingTransport(counter: { bytes: number }): Transport {
  const transport = defaultTransport();
  const connect: Transport["connect"] = async (...args) => counted(await transport.connect(...args), counter);
  return withMethod(transport, "connect", connect);
}

function counted(connection: Connection, counter: { bytes: number }): Connection {
  const open: Connection["open"] = (handler) =>
    connection.open({
      data(chunk) {
        counter.bytes += chunk.length;
        handler.data(chunk);
      },
      end: () => handler.end(),
      closed: (error) => handler.closed(error),
    });
  return withMethod(connection, "open", open);
}

/** The same object, but for one method. */
function withMethod<Of extends object, Name extends keyof Of>(of: Of, name: Name, method: Of[Name]): Of {
  return new Proxy(of, {
    get(target, property) {
      if (property === name) return method;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

export function pipelineTable(figures: PipelineFigures): string {
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

export async function run({ runs, seconds }: AloneOptions): Promise<Outcome> {
  const figures = await measurePipeline(runs, seconds);
  return { figures: { pipeline: figures }, text: pipelineTable(figures) };
}
