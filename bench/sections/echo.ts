// echo.ts: echo calls by every peer, with one and with many in flight: of 24 bytes of text, and of 1 KiB.
//
// In a round each peer has a server and a client, both new. The first calls of each connection are measured for themselves;
// then all warm up, and for each number of calls in flight they take turns, twice.
import type { PeerPair } from "../peer-process.ts";
import type { Calls } from "../peers/drive.ts";
import {
  callsLine,
  type EchoPeer,
  echoPeers,
  MANY_CALLS,
  type Request,
  rate,
  raw,
  startEcho,
} from "../peers.ts";
import { type Bar, type Bench, type Figure, over, type Section, scaled, type Values } from "../section.ts";
import { median } from "../spread.ts";

const OURS = "teleop";
const GRPC = ["grpc-js", "connect"];
const NATIVE = ["cpp", "rust"];

/** One number of calls in flight with texts of one size, and who is measured with it. */
interface Load {
  /** Beginning of its keys. */
  readonly key: string;
  readonly window: number;
  readonly bytes: number;
  readonly isOf: (peer: string) => boolean;
}

const everybody = (peer: string): boolean => peer !== raw.name;
const natives = (peer: string): boolean => peer === OURS || NATIVE.includes(peer);
const withRaw = (peer: string): boolean => peer === raw.name || natives(peer);

const loads: readonly Load[] = [
  { key: "echo.window64", window: 64, bytes: 24, isOf: everybody },
  { key: "echo.window16", window: 16, bytes: 24, isOf: natives },
  { key: "echo.window1024", window: 1024, bytes: 24, isOf: natives },
  { key: "echo.sequential", window: 1, bytes: 24, isOf: (peer) => peer === raw.name || everybody(peer) },
  { key: "echo1k.window64", window: 64, bytes: 1024, isOf: everybody },
  { key: "echo1k.window16", window: 16, bytes: 1024, isOf: natives },
  { key: "echo1k.window1024", window: 1024, bytes: 1024, isOf: natives },
  { key: "echo1k.sequential", window: 1, bytes: 1024, isOf: withRaw },
];

/** The first calls of a connection, by which `cold_over_warm` goes. A slow peer is not waited for. */
const COLD: Request = { window: 64, bytes: 24, calls: 20_000, seconds: 2 };
const WARM = "echo.window64";

const WARM_UP_SECONDS = 1.2;
const TURNS = 2;
/** Of each turn; before it, as much of the same as makes it that a peer is not woken by it. */
const TURN_SECONDS = 0.3;
const WAKE_SECONDS = 0.1;

export const echo: Section = {
  name: "echo",
  title: "Echo calls",
  figures: [
    ratio("echo.sequential.p50_over_raw", "one at a time, over the raw round trip", { atMost: 1.15 }),
    ratio("echo.window16.over_rust", "16 in flight, over Rust", { atLeast: 1.2 }),
    ratio("echo.window16.p99_over_rust", "its 99th percentile, over Rust", { atMost: 2 }),
    ratio("echo.window64.over_rust", "64 in flight, over Rust", { atLeast: 2 }),
    ratio("echo.window64.over_cpp", "over C++", { atLeast: 4.5 }),
    ratio("echo.window64.over_capnweb", "over capnweb", { atLeast: 4 }),
    ratio("echo.window64.over_jsonrpc", "over vscode-jsonrpc", { atLeast: 7 }),
    ratio("echo.window64.over_grpc", "over the faster of grpc-js and connect", { atLeast: 20 }),
    ratio("echo.window1024.over_rust", "1024 in flight, over Rust", { atLeast: 3 }),
    ratio("echo.window1024.over_cpp", "over C++", { atLeast: 8 }),
    ratio("echo.cold_over_warm", "the first 20,000 calls over those when warm", { atLeast: 0.6 }),
    ratio("echo1k.sequential.p50_over_raw", "1 KiB, one at a time, over raw"),
    ratio("echo1k.window16.over_rust", "16 in flight, over Rust"),
    ratio("echo1k.window64.over_rust", "64 in flight, over Rust", { atLeast: 1 }),
    ratio("echo1k.window64.over_cpp", "over C++"),
    ratio("echo1k.window64.over_capnweb", "over capnweb"),
    ratio("echo1k.window64.over_jsonrpc", "over vscode-jsonrpc"),
    ratio("echo1k.window64.over_grpc", "over the faster of grpc-js and connect"),
    ratio("echo1k.window1024.over_rust", "1024 in flight, over Rust"),
    ratio("echo1k.window1024.over_cpp", "over C++"),
    ...[raw, ...echoPeers].flatMap(measuredOf),
  ],
  async open(bench) {
    return { round: () => round(bench), [Symbol.asyncDispose]: async () => {} };
  },
};

function ratio(key: string, title: string, bar?: Bar): Figure {
  return { key, title, ...(bar === undefined ? {} : { bar }) };
}

/** What the ratios are made of; shown are the calls a second of short texts, and of one at a time how long one takes. */
function measuredOf({ name, title }: EchoPeer): Figure[] {
  const cold: Figure = {
    key: `echo.cold.${name}.calls_per_second`,
    title: `${title}, the first 20,000 calls`,
    unit: "calls/s",
    detail: true,
  };
  const warm = loads
    .filter(({ isOf }) => isOf(name))
    .flatMap(({ key, window, bytes }): Figure[] => {
      const load = `${title}, ${window} in flight`;
      const isLong = bytes > 24;
      return [
        {
          key: `${key}.${name}.calls_per_second`,
          title: load,
          unit: "calls/s",
          detail: isLong || window === 1,
        },
        { key: `${key}.${name}.p50_us`, title: load, unit: "µs", detail: isLong || window !== 1 },
        { key: `${key}.${name}.p99_us`, title: `${load}, 99th percentile`, unit: "µs", detail: true },
      ];
    });
  return name === raw.name ? warm : [cold, ...warm];
}

async function round(bench: Bench): Promise<Values> {
  await using pairs = new AsyncDisposableStack();
  const started = new Map<string, PeerPair>();
  for (const peer of [raw, ...echoPeers]) {
    const pair = await startEcho(peer, bench);
    if (pair !== undefined) started.set(peer.name, pairs.use(pair));
  }
  const values: Record<string, number> = {};
  for (const [name, pair] of started) {
    if (name === raw.name) continue;
    const calls = scaled(bench, COLD.calls, COLD.window);
    values[`echo.cold.${name}.calls_per_second`] = rate(await measure(pair, { ...COLD, calls }));
    await measure(pair, { ...COLD, calls: MANY_CALLS, seconds: WARM_UP_SECONDS * bench.scale });
  }
  for (const load of loads) Object.assign(values, await measureLoad(load, started, bench.scale));
  return { ...values, ...ratios(values) };
}

async function measureLoad(
  { key, window, bytes, isOf }: Load,
  started: ReadonlyMap<string, PeerPair>,
  scale: number,
): Promise<Values> {
  const request = { window, bytes, calls: MANY_CALLS };
  const measured = new Map<string, Calls[]>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [name, pair] of started) {
      if (!isOf(name)) continue;
      await measure(pair, { ...request, seconds: WAKE_SECONDS * scale });
      const calls = await measure(pair, { ...request, seconds: TURN_SECONDS * scale });
      measured.set(name, [...(measured.get(name) ?? []), calls]);
    }
  }
  return Object.fromEntries(
    [...measured].flatMap(([name, turns]) => [
      [`${key}.${name}.calls_per_second`, median(turns.map(rate))],
      [`${key}.${name}.p50_us`, median(turns.map(({ p50_us }) => p50_us))],
      [`${key}.${name}.p99_us`, median(turns.map(({ p99_us }) => p99_us))],
    ]),
  );
}

function measure({ client }: PeerPair, request: Request): Promise<Calls> {
  return client.ask(callsLine(request));
}

function ratios(values: Values): Values {
  const ofPeer = (load: string, peer: string, what = "calls_per_second"): number | undefined =>
    values[`${load}.${peer}.${what}`];
  const ofGrpc = (load: string): number | undefined => {
    const rates = GRPC.map((peer) => ofPeer(load, peer)).filter((rate) => rate !== undefined);
    return rates.length === 0 ? undefined : Math.max(...rates);
  };
  const ratios: Record<string, number | undefined> = {
    "echo.cold_over_warm": over(ofPeer("echo.cold", OURS), ofPeer(WARM, OURS)),
    "echo.window16.p99_over_rust": over(
      ofPeer("echo.window16", OURS, "p99_us"),
      ofPeer("echo.window16", "rust", "p99_us"),
    ),
  };
  for (const { key } of echo.figures) {
    const [, load = "", peer = ""] = /^(.*)\.over_(.*)$/.exec(key) ?? [];
    if (peer !== "") {
      ratios[key] = over(ofPeer(load, OURS), peer === "grpc" ? ofGrpc(load) : ofPeer(load, peer));
    }
    const [, alone = ""] = /^(.*)\.p50_over_raw$/.exec(key) ?? [];
    if (alone !== "") ratios[key] = over(ofPeer(alone, OURS, "p50_us"), ofPeer(alone, raw.name, "p50_us"));
  }
  return ratios;
}
