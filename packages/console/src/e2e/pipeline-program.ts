// pipeline-program.ts: a process with a pipeline that does what it is told, for the end-to-end tests of its picture. It takes a
// line of JSON at a time, and ends with its input.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { pipeline, pipelineServices } from "@teleop/pipeline";

/** A line of its input. */
export type PipelineCommand =
  /** The source has written so many, and the next has read so many. */
  | { readonly do: "count"; readonly written: number; readonly read: number }
  /** The check fails with this, and what follows with it. */
  | { readonly do: "fail"; readonly message: string }
  /** The check catches this, and goes on. */
  | { readonly do: "catch"; readonly message: string }
  /** A node is added behind the check. */
  | { readonly do: "grow" };

const [name = "pipeline"] = process.argv.slice(2);

const graph = pipeline({
  name: "shop <b>&",
  controls: {
    pause: () => {
      for (const node of graph.nodes) node.paused();
    },
    drain: {
      isDangerous: true,
      doc: "Takes no more orders.",
      run: () => {
        for (const node of graph.nodes) node.done();
      },
    },
  },
});
const orders = graph.node("orders :: read", { kind: "source" });
const check = graph.node("orders :: check", { kind: "filter" });
const store = graph.node("books :: store", { kind: "map" });
const sum = graph.node("books :: sum", { kind: "sink" });
graph.edge(orders, check, { capacity: 42 });
graph.edge(check, store, { capacity: 10 });
graph.edge(store, sum);
for (const node of [orders, check, store, sum]) node.running();
check.busy();

const { pipeline: _pipeline, ...onlyState } = pipelineServices(graph);
// By its name it may be one that only answers when it is asked, as those of quirky_binder do.
const services = name.startsWith("state") ? onlyState : pipelineServices(graph);
await using _teleop = teleoperate({ discovery: { name }, services });
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
for await (const line of console) {
  if (line !== "") obey(JSON.parse(line) as PipelineCommand);
}

function obey(command: PipelineCommand): void {
  switch (command.do) {
    case "count":
      orders.wrote(command.written);
      check.read(command.read);
      break;
    case "fail": {
      const error = new Error(command.message, { cause: new Error("no <comma>") });
      check.fail(error);
      store.fail(error);
      break;
    }
    case "catch":
      check.caught(new Error(command.message));
      break;
    case "grow":
      graph.edge(check, graph.node("books :: copy", { kind: "sink" }), { output: 1, capacity: 5 });
  }
}
