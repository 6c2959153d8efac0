// bulk.ts: 256 MiB as results of 1 MiB each, and as streaming calls of 1 MiB each, beside a copy by bare sockets; and what
// memory either side takes meanwhile.
//
// A raw copy ends in pieces of 1 MiB that are the receiver's own, as ours does. What a bare socket moves when nobody keeps it
// is shown, too.
import { forgetPeak, memoryOf, PeerPair } from "../peer-process.ts";
import { peerScript, startWork } from "../peers.ts";
import { type Bench, type Figure, over, type Section, scaled, type Values } from "../section.ts";
import { median } from "../spread.ts";

const WAYS = ["result", "stream"] as const;
type Way = (typeof WAYS)[number];

const PIECES = 256;
const PIECE_BYTES = 1024 * 1024;
/** How often each moves all of it in a round, taking turns; the first turn is of code that runs for the first time. */
const TURNS = 4;

export const bulk: Section = {
  name: "bulk",
  title: "256 MiB in pieces of 1 MiB",
  figures: [...figuresOf("result", "as results"), ...figuresOf("stream", "by streaming calls")],
  async open(bench) {
    return { round: () => round(bench), [Symbol.asyncDispose]: async () => {} };
  },
};

function figuresOf(way: Way, title: string): Figure[] {
  return [
    { key: `bulk.${way}_over_raw`, title: `${title}, over a raw copy`, bar: { atLeast: 0.7 } },
    {
      key: `bulk.${way}_server_peak_mib`,
      title: `the server's peak over its idle RSS`,
      unit: "MiB",
      bar: { atMost: 64 },
    },
    {
      key: `bulk.${way}_client_peak_mib`,
      title: `the client's peak over its idle RSS`,
      unit: "MiB",
      bar: { atMost: 64 },
    },
    { key: `bulk.${way}_mib_per_second`, title: `${title}`, unit: "MiB/s" },
    { key: `bulk.${way}_raw_mib_per_second`, title: "a raw copy", unit: "MiB/s" },
    { key: `bulk.${way}_raw_server_peak_mib`, title: "its server's peak", unit: "MiB", detail: true },
    { key: `bulk.${way}_raw_client_peak_mib`, title: "its client's peak", unit: "MiB", detail: true },
    { key: `bulk.${way}_discarded_mib_per_second`, title: "raw, and nobody keeps it", unit: "MiB/s" },
  ];
}

async function round(bench: Bench): Promise<Values> {
  const values: Record<string, number | undefined> = {};
  for (const way of WAYS) Object.assign(values, await measure(way, bench));
  return values;
}

async function measure(way: Way, bench: Bench): Promise<Values> {
  await using ours = await startWork();
  await using raw = await PeerPair.start(peerScript("raw-bulk-server"), peerScript("raw-bulk-client"));
  const pieces = scaled(bench, PIECES);
  const all = `${way} ${pieces} ${PIECE_BYTES}`;
  const moved = { ours: [] as number[], raw: [] as number[], discarded: [] as number[] };
  const idle = { ours: await idleOf(ours, way), raw: await idleOf(raw, way) };
  for (let turn = 0; turn < TURNS; turn++) {
    const seconds = {
      raw: await raw.client.ask<number>(all),
      ours: await ours.client.ask<number>(all),
      discarded: await raw.client.ask<number>(`${all} discard`),
    };
    if (turn === 0) continue;
    for (const what of ["ours", "raw", "discarded"] as const) moved[what].push(pieces / seconds[what]);
  }
  const peak = { ours: peakOver(ours, idle.ours), raw: peakOver(raw, idle.raw) };
  return {
    [`bulk.${way}_over_raw`]: over(median(moved.ours), median(moved.raw)),
    [`bulk.${way}_server_peak_mib`]: peak.ours.server,
    [`bulk.${way}_client_peak_mib`]: peak.ours.client,
    [`bulk.${way}_mib_per_second`]: median(moved.ours),
    [`bulk.${way}_raw_mib_per_second`]: median(moved.raw),
    [`bulk.${way}_raw_server_peak_mib`]: peak.raw.server,
    [`bulk.${way}_raw_client_peak_mib`]: peak.raw.client,
    [`bulk.${way}_discarded_mib_per_second`]: median(moved.discarded),
  };
}

/** KiB of both sides, from which on they count. */
interface Idle {
  readonly server: number;
  readonly client: number;
}

/** Once the connection is made and has been used. */
async function idleOf({ server, client }: PeerPair, way: Way): Promise<Idle> {
  await client.ask(`${way} 1 64`);
  for (const { pid } of [server, client]) forgetPeak(pid);
  return { server: memoryOf(server.pid).resident, client: memoryOf(client.pid).resident };
}

/** MiB. */
function peakOver({ server, client }: PeerPair, idle: Idle): Idle {
  return {
    server: (memoryOf(server.pid).peak - idle.server) / 1024,
    client: (memoryOf(client.pid).peak - idle.client) / 1024,
  };
}
