// main.ts: a process with a pipeline at work, to be looked at.
//
//   bun run src/main.ts [--orders 1000] [--pace 10] [--payment 12] [--too-large 901] [--wait]
//
// It stays when the work is over, so that the end can be looked at, until Ctrl-C or SIGTERM.
import { parseArgs } from "node:util";
import { pipelineServices } from "@teleop/pipeline";
import { teleoperate } from "teleop";
import { openShop } from "./shop.ts";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "1000" },
    pace: { type: "string", default: "10" },
    payment: { type: "string", default: "12" },
    "too-large": { type: "string", default: "901" },
    wait: { type: "boolean", default: false },
  },
});

const { graph, ended } = openShop({
  orders: Number(values.orders),
  pace: Number(values.pace),
  payment: Number(values.payment),
  tooLarge: Number(values["too-large"]),
  waits: values.wait,
});

// From here on, whoever knows the PID can look: teleop pipeline PID, teleop console.
teleoperate({ services: pipelineServices(graph), cleanupSignals: ["SIGINT", "SIGTERM"] });
console.log(`shop: pid ${process.pid}`);

const cents = await ended;
const failed = graph.nodes.filter(({ state }) => state === "failed").length;
console.log(
  `shop: the turnover is ${(cents / 100).toFixed(2)}${failed > 0 ? `; ${failed} stages failed` : ""}`,
);
setInterval(() => {}, 60_000);
