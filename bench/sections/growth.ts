// growth.ts: what a call takes while 10,000 capabilities are held, or while 1,000 connections are open, beside one of either;
// and the memory of an idle connection.
import { memoryOf, type PeerPair, type PeerProcess } from "../peer-process.ts";
import type { Calls } from "../peers/drive.ts";
import { callsLine, MANY_CALLS, peerScript, rate, startWork } from "../peers.ts";
import { type Bench, over, type Section, scaled, type Values } from "../section.ts";
import { median } from "../spread.ts";

const CAPABILITIES = 10_000;
const CONNECTIONS = 1_000;

const WINDOW = 64;
const WARM_UP_SECONDS = 1;
const TURN_SECONDS = 0.3;
const TURNS = 5;

export const growth: Section = {
  name: "growth",
  title: "With many capabilities, and with many connections",
  figures: [
    {
      key: "growth.caps_10k_over_1",
      title: "time of a call while 10,000 objects are held, and each is called in turn, over one",
      bar: { atMost: 1.2 },
    },
    { key: "growth.caps_10k_held_over_1", title: "the same when one of them is called" },
    {
      key: "growth.connections_1k_over_1",
      title: "time of a call while 1,000 connections are open, over one",
      bar: { atMost: 1.2 },
    },
    {
      key: "connections.rss_kb",
      title: "the target's, of each of 1,000 idle connections",
      unit: "KiB",
      bar: { atMost: 25 },
    },
    { key: "connections.client_rss_kb", title: "the client's", unit: "KiB" },
  ],
  async open(bench) {
    return { round: () => round(bench), [Symbol.asyncDispose]: async () => {} };
  },
};

/** What takes turns. */
type Way = "one" | "each of many" | "one of many" | "one connection of many";

async function round(bench: Bench): Promise<Values> {
  await using one = await startWork();
  await using capabilities = await startWork();
  await using connections = await startWork();
  await using clients = connections.join(peerScript("idle-clients"));
  // While the server has done nothing else: what its calls have left would be room for connections.
  const memory = await memoryOfConnections(connections.server, clients, scaled(bench, CONNECTIONS));
  await one.client.ask("objects 1");
  await capabilities.client.ask(`objects ${scaled(bench, CAPABILITIES)}`);
  const ways: Readonly<Record<Way, (seconds: number) => Promise<number>>> = {
    one: (seconds) => secondsOfCall(one, "each", seconds * bench.scale),
    "each of many": (seconds) => secondsOfCall(capabilities, "each", seconds * bench.scale),
    "one of many": (seconds) => secondsOfCall(capabilities, "calls", seconds * bench.scale),
    "one connection of many": (seconds) => secondsOfCall(connections, "calls", seconds * bench.scale),
  };
  for (const call of Object.values(ways)) await call(WARM_UP_SECONDS);

  const measured: Record<Way, number[]> = {
    one: [],
    "each of many": [],
    "one of many": [],
    "one connection of many": [],
  };
  for (let turn = 0; turn < TURNS; turn++) {
    for (const way of Object.keys(ways) as Way[]) measured[way].push(await ways[way](TURN_SECONDS));
  }
  const overOne = (way: Way): number | undefined => over(median(measured[way]), median(measured.one));
  return {
    "growth.caps_10k_over_1": overOne("each of many"),
    "growth.caps_10k_held_over_1": overOne("one of many"),
    "growth.connections_1k_over_1": overOne("one connection of many"),
    ...memory,
  };
}

async function secondsOfCall({ client }: PeerPair, of: "calls" | "each", seconds: number): Promise<number> {
  const line = callsLine({ window: WINDOW, bytes: 24, calls: MANY_CALLS, seconds });
  return 1 / rate(await client.ask<Calls>(`${of} ${line}`));
}

async function memoryOfConnections(
  server: PeerProcess,
  clients: PeerProcess,
  count: number,
): Promise<Values> {
  // What the first ones load and compile is not of the thousand.
  await clients.ask("open 50");
  const before = [memoryOf(server.pid).resident, memoryOf(clients.pid).resident] as const;
  await clients.ask(`open ${count}`);
  return {
    "connections.rss_kb": (memoryOf(server.pid).resident - before[0]) / count,
    "connections.client_rss_kb": (memoryOf(clients.pid).resident - before[1]) / count,
  };
}
