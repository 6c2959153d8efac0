// pipeline-target.ts: a process with a chain of nodes, all of which count a hundred times a second, or none of which does. For each
// line of its input it prints the microseconds of processor that it has taken.
import { pipeline, pipelineServices } from "@teleop/pipeline";
import { teleoperate } from "teleop";

const [count = "300", mode = "counting"] = process.argv.slice(2);

const chain = pipeline({ name: "chain" });
const nodes = Array.from({ length: Number(count) }, (_, index) =>
  chain.node(`group ${index % 10} :: node ${index}`, { kind: "map", inputs: [""], outputs: [""] }),
);
for (const [index, node] of nodes.entries()) {
  const next = nodes[index + 1];
  if (next !== undefined) chain.edge(node, next, { capacity: 42 });
}
if (mode === "counting") {
  setInterval(() => {
    for (const node of nodes) {
      node.busy();
      node.read(10);
      node.wrote(10);
      node.idle();
    }
  }, 10);
}

await using _teleop = teleoperate({ services: pipelineServices(chain) });
console.log("ready");
for await (const _line of console) {
  const { user, system } = process.cpuUsage();
  console.log(user + system);
}
