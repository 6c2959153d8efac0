// shop.ts: the pipeline of a shop: orders come in, are priced, paid for, packed and shipped. Payment takes longer than all
// else, so that orders queue up before it; and one order fits into no box, with which all of it ends.
import { setTimeout as sleep } from "node:timers/promises";
import { type Pipeline, type PipelineNode, pipeline } from "@teleop/pipeline";
import { Channel } from "./channel.ts";
import { Gate } from "./gate.ts";
import { runStage } from "./stage.ts";

export interface ShopOptions {
  /** How many orders come in by each of two ways, unless one fails before. */
  readonly orders: number;
  /** Milliseconds between two orders of one way. */
  readonly pace: number;
  /** Milliseconds that a payment takes. */
  readonly payment: number;
  /** The number of the order that fits into no box; 0 for none. */
  readonly tooLarge: number;
  /** Whether it begins only when the control `start` is used. */
  readonly waits: boolean;
}

interface Order {
  readonly number: number;
  readonly item: string;
  readonly pieces: number;
}

interface PricedOrder extends Order {
  readonly cents: number;
}

const PRICES = { apple: 25, pear: 30, plum: 10 } as const;
const ITEMS = ["apple", "pear", "plum", "stone"] as const;

export interface Shop {
  readonly graph: Pipeline;
  /** Resolves when all stages have ended, in whatever way, with the turnover in cents. */
  readonly ended: Promise<number>;
}

/** Describes it, and begins. */
export function openShop(options: ShopOptions): Shop {
  const start = new Gate({ isOpen: !options.waits });
  const flow = new Gate();
  let isDraining = false;
  let turnover = 0;

  const sources: PipelineNode[] = [];
  const shop = pipeline({
    name: "shop",
    controls: {
      start: { run: () => start.open(), doc: "Begins to take orders" },
      pause: {
        run: () => {
          flow.close();
          for (const source of sources) if (source.state === "running") source.paused();
        },
        doc: "Takes no orders until resume; what is on its way goes on",
      },
      resume: {
        run: () => {
          for (const source of sources) if (source.state === "paused") source.running();
          flow.open();
        },
        doc: "Takes orders again",
      },
      drain: {
        run: () => {
          isDraining = true;
          start.open();
          flow.open();
        },
        doc: "Takes no more orders, and ends when all are shipped",
        isDangerous: true,
      },
    },
  });

  const web = shop.node("orders :: web", { kind: "source" });
  const phone = shop.node("orders :: phone", { kind: "source" });
  const merge = shop.node("intake :: merge", { kind: "merge", inputs: ["web", "phone"] });
  const parse = shop.node("intake :: parse", { kind: "map" });
  const validate = shop.node("intake :: validate", { kind: "filter" });
  const priceList = shop.node("pricing :: price list", { kind: "source" });
  const price = shop.node("pricing :: price", { kind: "join", inputs: ["orders", "prices"] });
  const discount = shop.node("pricing :: discount", { kind: "map" });
  const charge = shop.node("payment :: charge", { kind: "map", outputs: ["paid", "booked"] });
  const books = shop.node("payment :: books", { kind: "sink" });
  const pack = shop.node("delivery :: pack", { kind: "map" });
  const ship = shop.node("delivery :: ship", { kind: "sink" });
  sources.push(web, phone);

  const byWeb = new Channel<string>(shop, web, merge);
  const byPhone = new Channel<string>(shop, phone, merge, { input: 1 });
  const merged = new Channel<string>(shop, merge, parse);
  const parsed = new Channel<Order>(shop, parse, validate);
  const valid = new Channel<Order>(shop, validate, price);
  const prices = new Channel<readonly [string, number]>(shop, priceList, price, { input: 1, capacity: 4 });
  const priced = new Channel<PricedOrder>(shop, price, discount);
  const discounted = new Channel<PricedOrder>(shop, discount, charge);
  const paid = new Channel<PricedOrder>(shop, charge, pack, { capacity: 16 });
  const booked = new Channel<number>(shop, charge, books, { output: 1 });
  const packed = new Channel<PricedOrder>(shop, pack, ship, { capacity: 16 });

  const takeOrders = (node: PipelineNode, channel: Channel<string>, first: number): Promise<void> =>
    started(start, () =>
      runStage(node, { writes: [channel] }, async () => {
        for (let index = 0; index < options.orders && !isDraining; index++) {
          await node.idleOn(flow.passed());
          await node.idleOn(sleep(options.pace));
          const number = first + 2 * index;
          await channel.put(`${number};${ITEMS[number % ITEMS.length]};${(number % 5) + 1}`);
        }
      }),
    );

  const stages = [
    takeOrders(web, byWeb, 1),
    takeOrders(phone, byPhone, 2),
    runStage(merge, { reads: [byWeb, byPhone], writes: [merged] }, async () => {
      const forward = async (from: Channel<string>): Promise<void> => {
        for await (const line of from) await merged.put(line);
      };
      await Promise.all([forward(byWeb), forward(byPhone)]);
    }),
    runStage(parse, { reads: [merged], writes: [parsed] }, async () => {
      for await (const line of merged) {
        const [number, item = "", pieces] = line.split(";");
        await parsed.put({ number: Number(number), item, pieces: Number(pieces) });
      }
    }),
    runStage(validate, { reads: [parsed], writes: [valid] }, async () => {
      for await (const order of parsed) {
        if (order.item in PRICES) await valid.put(order);
        else
          validate.caught(new Error(`order ${order.number} is for a ${order.item}, which is not for sale`));
      }
    }),
    started(start, () =>
      runStage(priceList, { writes: [prices] }, async () => {
        for (const entry of Object.entries(PRICES)) await prices.put(entry);
      }),
    ),
    runStage(price, { reads: [valid, prices], writes: [priced] }, async () => {
      const centsOf = new Map<string, number>();
      for await (const [item, cents] of prices) centsOf.set(item, cents);
      for await (const order of valid) {
        await priced.put({ ...order, cents: order.pieces * (centsOf.get(order.item) ?? 0) });
      }
    }),
    runStage(discount, { reads: [priced], writes: [discounted] }, async () => {
      for await (const order of priced) {
        await discounted.put(order.pieces < 5 ? order : { ...order, cents: Math.round(order.cents * 0.9) });
      }
    }),
    runStage(charge, { reads: [discounted], writes: [paid, booked] }, async () => {
      for await (const order of discounted) {
        await sleep(options.payment);
        await paid.put(order);
        await booked.put(order.cents);
      }
    }),
    runStage(books, { reads: [booked] }, async () => {
      for await (const cents of booked) turnover += cents;
    }),
    runStage(pack, { reads: [paid], writes: [packed] }, async () => {
      for await (const order of paid) {
        if (order.number === options.tooLarge) {
          const cause = new RangeError(`${order.pieces} of ${order.item} are 40 cm high, and boxes are 30`);
          throw new Error(`no box is large enough for order ${order.number}`, { cause });
        }
        await packed.put(order);
      }
    }),
    runStage(ship, { reads: [packed] }, async () => {
      for await (const _order of packed);
    }),
  ];
  return { graph: shop, ended: Promise.all(stages).then(() => turnover) };
}

/** A source is waiting until it is started. */
async function started(gate: Gate, begin: () => Promise<void>): Promise<void> {
  await gate.passed();
  await begin();
}
