// fair.ts: small calls, one at a time, while results of 32 MiB travel: on the same connection, and on another one of the
// same target.
import type { PeerPair, PeerProcess } from "../peer-process.ts";
import type { Calls } from "../peers/drive.ts";
import { callsLine, MANY_CALLS, peerScript, startWork } from "../peers.ts";
import { type Bench, over, type Section, type Values } from "../section.ts";

const SECONDS = 1;
const WARM_UP_SECONDS = 1;

export const fair: Section = {
  name: "fair",
  title: "Small calls beside results of 32 MiB, 99th percentile",
  figures: [
    {
      key: "fair.p99_small_beside_big.other_connection",
      title: "beside them on another connection, over alone",
      bar: { atMost: 10 },
    },
    { key: "fair.p99_small_beside_big.same_connection", title: "on the same connection, over alone" },
    { key: "fair.alone_p99_us", title: "alone", unit: "µs" },
    { key: "fair.other_connection_p99_us", title: "beside them on another connection", unit: "µs" },
    { key: "fair.same_connection_p99_us", title: "beside them on the same connection", unit: "µs" },
    { key: "fair.big_per_second", title: "results of 32 MiB beside small calls", unit: "a second" },
  ],
  async open(bench) {
    const pair = await startWork();
    const other = pair.join(peerScript("work-client"));
    return {
      round: () => round(bench, pair, other),
      [Symbol.asyncDispose]: async () => {
        await other[Symbol.asyncDispose]();
        await pair[Symbol.asyncDispose]();
      },
    };
  },
};

async function round({ scale }: Bench, { client }: PeerPair, other: PeerProcess): Promise<Values> {
  const p99 = async (how: "calls" | "beside", seconds: number): Promise<number> => {
    const line = callsLine({ window: 1, bytes: 24, calls: MANY_CALLS, seconds: seconds * scale });
    return (await client.ask<Calls>(`${how} ${line}`)).p99_us;
  };
  await p99("calls", WARM_UP_SECONDS);
  const alone = await p99("calls", SECONDS);
  const same = await p99("beside", SECONDS);
  // The big ones begin first and end last.
  const big = other.ask<number>(`big ${SECONDS * scale * 1.2}`);
  const beside = await p99("calls", SECONDS);
  const count = await big;
  return {
    "fair.p99_small_beside_big.other_connection": over(beside, alone),
    "fair.p99_small_beside_big.same_connection": over(same, alone),
    "fair.alone_p99_us": alone,
    "fair.other_connection_p99_us": beside,
    "fair.same_connection_p99_us": same,
    "fair.big_per_second": count / (SECONDS * scale * 1.2),
  };
}
