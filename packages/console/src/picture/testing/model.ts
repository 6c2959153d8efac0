// model.ts: the model of a pipeline that holds an input up at its middle and has failed at one side, made of the updates that a
// process would send.
import { PipelineModel, type Update } from "@teleop/pipeline/client";

type SentGraph = NonNullable<Update["graph"]>;
type SentStatus = Update["nodes"][number];

const SECOND = 1_000_000_000n;

/** Its nodes by the ids that they have: path, kind, numbers of inputs and outputs. */
const NODES: readonly (readonly [readonly string[], string, number, number])[] = [
  [["prices", "fetch"], "source", 0, 1],
  [["prices", "parse"], "map", 1, 1],
  [["orders", "read"], "source", 0, 2],
  [["orders", "check"], "filter", 1, 1],
  [["priced"], "join", 2, 1],
  [["report <b>&"], "sink", 1, 0],
  [["audit"], "sink", 1, 0],
];

/** From a node and its output to a node and its input, with a capacity. */
const EDGES: readonly (readonly [number, number, number, number, bigint])[] = [
  [1, 0, 2, 0, 10n],
  [3, 0, 4, 0, 100n],
  [2, 0, 5, 0, 0n],
  [4, 0, 5, 1, 42n],
  [5, 0, 6, 0, 42n],
  [3, 1, 7, 0, 1_000n],
];

function sampleGraph(revision = 1n): SentGraph {
  return {
    revision,
    name: "sample",
    nodes: NODES.map(([path, kind, inputs, outputs], index) => ({
      id: index + 1,
      path: [...path],
      kind,
      inputs: Array.from({ length: inputs }, () => ""),
      outputs: Array.from({ length: outputs }, () => ""),
      controls: [],
    })),
    edges: EDGES.map(([from, output, to, input, capacity], index) => ({
      id: index + 1,
      from: { node: from, output },
      to: { node: to, input },
      capacity,
      unit: "records",
      isMeasured: true,
    })),
    controls: [],
  };
}

function status(
  node: number,
  second: bigint,
  rates: readonly [bigint, bigint],
  more: Partial<SentStatus>,
): SentStatus {
  const [, , inputs, outputs] = NODES[node - 1] ?? [[], "", 0, 0];
  return {
    node,
    state: "running",
    activity: "busy",
    since: second * SECOND,
    busy: 0n,
    idle: 0n,
    blocked: 0n,
    lastRecord: second * SECOND,
    errors: 0n,
    read: Array.from({ length: inputs }, () => second * rates[0]),
    written: Array.from({ length: outputs }, () => second * rates[1]),
    failure: undefined,
    ...more,
  };
}

/** How it is after so many seconds. */
export function sampleUpdate(second: number, graph?: SentGraph): Update {
  const at = BigInt(second);
  const share = (percent: bigint): bigint => (at * SECOND * percent) / 100n;
  const nodes: SentStatus[] = [
    status(1, at, [0n, 0n], { state: "done", written: [3n], activity: "unmeasured" }),
    status(2, at, [0n, 0n], { state: "done", read: [3n], written: [3n], activity: "unmeasured" }),
    status(3, at, [0n, 1_500n], { busy: share(10n), blocked: share(90n) }),
    status(4, at, [1_500n, 1_200n], { busy: share(20n), blocked: share(75n), idle: share(5n) }),
    status(5, at, [1_200n, 1_234_567n], { busy: share(100n) }),
    status(6, at, [1_234_567n, 0n], { busy: share(5n), idle: share(95n) }),
    status(7, at, [7n, 0n], {
      state: "failed",
      activity: "unmeasured",
      errors: 1n,
      failure: {
        message: "no room on <disk> & no other",
        type: "RangeError",
        stack: "",
        causes: [],
        at: SECOND,
        root: 7,
        isFinal: true,
      },
    }),
  ];
  const queued = [0n, 65n, 0n, 41n, 3n, 900n];
  return {
    time: 1_700_000_000_000 + second * 1_000,
    now: at * SECOND,
    revision: 1n,
    graph,
    nodes,
    edges: queued.map((waiting, index) => ({ edge: index + 1, queued: waiting })),
    dropped: 0n,
  };
}

/** The model after so many seconds; one is enough to know the graph, two to know rates. */
export function modelOf(seconds = 30): PipelineModel {
  const model = new PipelineModel();
  model.apply(sampleUpdate(1, sampleGraph()));
  for (let second = 2; second <= seconds; second++) model.apply(sampleUpdate(second));
  return model;
}
