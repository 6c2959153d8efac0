// shop-program.ts: a program that knows nothing of teleop but that it is registered, with things in memory and work to do:
// `shop-program.ts [orders=N] [buffers=MEGABYTES] [busy]`.
import "@teleop/defaults/register";

class Order {
  readonly note: string;

  constructor(number: number) {
    this.note = `order number ${number}`;
  }
}

const options = new Map(process.argv.slice(2).map((each) => each.split("=", 2) as [string, string]));
const orders = Array.from({ length: Number(options.get("orders") ?? 100) }, (_, number) => new Order(number));
const buffers = Array.from({ length: Number(options.get("buffers") ?? 0) / 10 }, (_, number) =>
  new Uint8Array(1e7).fill(number),
);
if (options.has("busy")) setInterval(() => searchOrders(5), 10);
console.log(JSON.stringify({ report: "ready" }));
await Bun.stdin.text();
// What is in memory stays until here.
process.exit(orders.length + buffers.length > 0 ? 0 : 1);

function searchOrders(milliseconds: number): number {
  const until = performance.now() + milliseconds;
  let found = 0;
  while (performance.now() < until) if (orders.some(({ note }) => note === "none")) found++;
  return found;
}
