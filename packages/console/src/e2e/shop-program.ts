// shop-program.ts: a process for the end-to-end tests that computes, records what it computes, and has many objects: a
// snapshot of it takes a while. It ends with its input.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";
import { flightRecorder } from "@teleop/diagnostics/cpu";

class Order {
  readonly number: { readonly value: number };
  constructor(value: number) {
    this.number = { value };
  }
}

const [name = "shop"] = process.argv.slice(2);
const orders = Array.from({ length: 150_000 }, (_, number) => new Order(number));

await using _teleop = teleoperate({
  discovery: { name },
  services: { ...diagnostics({ cpu: { recorder: flightRecorder() } }) },
});
setInterval(() => searchOrders(5), 10).unref();
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
for await (const _line of console);

function searchOrders(milliseconds: number): number {
  const until = performance.now() + milliseconds;
  let found = 0;
  for (let at = 0; performance.now() < until; at++) found += lookAt(orders[at % 1000]);
  return found;
}

function lookAt(order: Order | undefined): number {
  let sum = 0;
  for (let step = 0; step < 2_000; step++) sum += Math.sqrt((order?.number.value ?? 0) + step);
  return sum;
}
