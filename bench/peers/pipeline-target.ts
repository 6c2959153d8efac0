// pipeline-target.ts: a process with a pipeline of so many nodes, all of which count all the time, for `bun run bench picture`.
// It ends with its input.
import { writeSync } from "node:fs";
import { pipeline, pipelineServices } from "@teleop/pipeline";
import { teleoperate } from "teleop";

const [name = "pipeline", count = "300"] = process.argv.slice(2);
/** How many nodes stand beside each other, and how many make a group. */
const [BREADTH, GROUP] = [12, 15];
/** How often they count, in milliseconds. */
const EVERY = 20;

const graph = pipeline({ name });
const nodes = Array.from({ length: Number(count) }, (_, index) =>
  graph.node([`group ${Math.floor(index / GROUP)}`, `node ${index}`], {
    kind: index < BREADTH ? "source" : "map",
  }),
);
nodes.forEach((node, index) => {
  const tail = nodes[index - BREADTH];
  if (tail !== undefined) graph.edge(tail, node, { capacity: 1_000 });
  const other = index % 3 === 0 ? nodes[index - BREADTH + 1] : undefined;
  if (other !== undefined && other !== node) graph.edge(other, node, { capacity: 1_000 });
});

await using _teleop = teleoperate({ discovery: { name }, services: pipelineServices(graph) });
let turn = 0;
const timer = setInterval(() => {
  turn++;
  nodes.forEach((node, index) => {
    if ((turn + index) % 3 === 0) node.busy();
    else node.idle();
    if (index >= BREADTH) node.read(1 + ((turn * 7 + index) % 5));
    node.wrote(1 + ((turn * 3 + index) % 5));
  });
}, EVERY);
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
for await (const _line of console);
clearInterval(timer);
