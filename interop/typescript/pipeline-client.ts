// pipeline-client.ts: attaches by the attacher that the first argument names to the process whose PID is the second, and
// follows its pipeline until a node of it has failed and another is done. Prints a line of JSON for the graph, and one for
// each update, with which of both interfaces it was told by.
import { connect } from "@teleop/core";
import { followPipeline, type PipelineModel } from "@teleop/pipeline/client";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { attacherNamed } from "./attachers.ts";

const [attacher, pid] = process.argv.slice(2);
const connection = await connect(Number(pid), {
  attacher: attacherNamed(attacher),
  transport: unixSocket(),
});
await using target = capnp().open(connection);

const over = Promise.withResolvers<void>();
const updates: unknown[] = [];
await using following = await followPipeline(target, {
  interval: 1,
  onUpdate(model) {
    if (updates.push(shown(model)) === 1) console.log(JSON.stringify(graphOf(model)));
    const states = [...model.nodes()].map(({ state }) => state);
    if (states.includes("failed") && states.includes("done")) over.resolve();
  },
});
await Promise.race([over.promise, following.ended]);
console.log(JSON.stringify({ by: following.by, updates }));

function graphOf({ graph }: PipelineModel): unknown {
  const name = (id: number) => graph.nodes.find((node) => node.id === id)?.name;
  return {
    nodes: graph.nodes.map((node) => node.name),
    edges: graph.edges.map(({ from, to }) => ({
      from: [name(from.node), from.output],
      to: [name(to.node), to.input],
    })),
  };
}

function shown(model: PipelineModel): unknown {
  return [...model.nodes()].map(({ state, read, written, failure }) => ({
    state,
    read: read.map(String),
    written: written.map(String),
    ...(failure === undefined ? {} : { failure: failure.message }),
  }));
}
