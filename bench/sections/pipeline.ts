// pipeline.ts: ten calls, each of the object that the one before it gives: how many round trips they take on the wire, and how
// long. That they take ten when each is awaited shows that they are counted.
import { PeerPair } from "../peer-process.ts";
import { peerScript } from "../peers.ts";
import { type Bench, over, type Section, scaled, type Values } from "../section.ts";
import { median } from "../spread.ts";

/** Connections of each way in a round; a round's first ones are not counted. */
const CONNECTIONS = 100;
const WARM_UPS = 100;

const WAYS = ["pipelined", "awaited", "one"] as const;

export const pipeline: Section = {
  name: "pipeline",
  title: "Ten dependent calls on a new connection",
  figures: [
    { key: "pipeline.depth10_round_trips", title: "round trips on the wire", bar: { atMost: 1 } },
    { key: "pipeline.depth10_awaited_round_trips", title: "when each is awaited" },
    { key: "pipeline.depth10_over_one", title: "time, over that of a single call" },
    { key: "pipeline.depth10_awaited_over_one", title: "when each is awaited" },
    { key: "pipeline.one_us", title: "a single call", unit: "µs" },
  ],
  async open(bench) {
    const pair = await PeerPair.start(peerScript("work-server"), peerScript("depth-client"));
    return {
      round: () => round(bench, pair),
      [Symbol.asyncDispose]: () => pair[Symbol.asyncDispose](),
    };
  },
};

interface Answer {
  readonly round_trips: number;
  readonly us: number;
}

async function round(bench: Bench, { client }: PeerPair): Promise<Values> {
  const answers = { pipelined: [] as Answer[], awaited: [] as Answer[], one: [] as Answer[] };
  const warmUps = scaled(bench, WARM_UPS);
  for (let n = -warmUps; n < scaled(bench, CONNECTIONS); n++) {
    for (const way of WAYS) {
      const answer = await client.ask<Answer>(way);
      if (n >= 0) answers[way].push(answer);
    }
  }
  // Each of them counts, and not only the usual one.
  const most = (way: "pipelined" | "awaited") =>
    Math.max(...answers[way].map(({ round_trips }) => round_trips));
  const us = (way: (typeof WAYS)[number]) => median(answers[way].map(({ us }) => us));
  return {
    "pipeline.depth10_round_trips": most("pipelined"),
    "pipeline.depth10_awaited_round_trips": most("awaited"),
    "pipeline.depth10_over_one": over(us("pipelined"), us("one")),
    "pipeline.depth10_awaited_over_one": over(us("awaited"), us("one")),
    "pipeline.one_us": us("one"),
  };
}
