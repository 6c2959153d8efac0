// main.ts: a process with work to do, which can be asked how far it has come.
//
//   bun run src/main.ts [ORDERS [MILLISECONDS]]     how many orders, and the time between two; 1000 and 10 by default
//
// It stays when the work is done, so that the end can be looked at, until Ctrl-C or SIGTERM.
import { setTimeout as sleep } from "node:timers/promises";
import { teleoperate } from "teleop";
import { Pipeline } from "./pipeline.ts";
import { stateService } from "./state-service.ts";

const [count = 1000, pace = 10] = process.argv.slice(2).map(Number);

const pipeline = new Pipeline();
const prices = pipeline.node("prices", [], async function* () {
  yield* [
    { item: "apple", cents: 25 },
    { item: "pear", cents: 30 },
    { item: "plum", cents: 10 },
  ];
});
const orders = pipeline.node("orders", [], async function* () {
  for (let order = 0; order < count; order++) {
    await sleep(pace);
    yield { item: ["apple", "pear", "plum", "stone"][order % 4], pieces: (order % 5) + 1 };
  }
});
const priced = pipeline.node("priced orders", [prices, orders], async function* (prices, orders) {
  const centsOf = new Map<string | undefined, number>();
  for await (const { item, cents } of prices) centsOf.set(item, cents);
  for await (const { item, pieces } of orders) {
    const cents = centsOf.get(item);
    if (cents !== undefined) yield pieces * cents;
  }
});
const turnover = pipeline.node("turnover", [priced], async function* (priced) {
  let sum = 0;
  for await (const cents of priced) {
    sum += cents;
    yield sum;
  }
});

// From here on, whoever knows the PID can look: bun run src/watch.ts PID
teleoperate({
  services: { state: () => stateService(pipeline) },
  cleanupSignals: ["SIGINT", "SIGTERM"],
});
console.log(`pipeline: pid ${process.pid}`);

let cents = 0;
for await (cents of turnover);
console.log(`pipeline: the turnover is ${(cents / 100).toFixed(2)}`);
setInterval(() => {}, 60_000);
