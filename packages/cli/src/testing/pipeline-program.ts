// pipeline-program.ts: a target with a pipeline of three nodes, which counts, fails and ends as it is told.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { pipeline, pipelineServices } from "@teleop/pipeline";

/** A line of its input. It ends with it. */
export type PipelineCommand =
  /** So many records come in, of which so many are stored. */
  | { readonly count: readonly [read: number, stored: number] }
  /** The node in the middle fails with it, and the last because of it. */
  | { readonly fail: string }
  /** The node in the middle fails with it, and the last has it, too, but goes on. */
  | { readonly failAlone: string };

/** Which of its services it offers. */
const [offered = "pipeline,state"] = process.argv.slice(2);

const shop = pipeline({ name: "shop", controls: { drain: () => report("drained"), wait } });
const read = shop.node("orders :: read", { kind: "source" });
const price = shop.node("orders :: price", {
  kind: "map",
  controls: {
    flush: () => {
      throw new Error("the disk is full");
    },
  },
});
const store = shop.node("store", { kind: "sink" });
shop.edge(read, price, { capacity: 42 });
shop.edge(price, store);
price.busy();

const services = Object.entries(pipelineServices(shop)).filter(([name]) => offered.split(",").includes(name));
await using _teleop = teleoperate({ services: Object.fromEntries(services) });
report("ready");
for await (const line of console) if (line !== "") obey(JSON.parse(line));

/** Takes for ever. */
function wait(): Promise<void> {
  report("waiting");
  return new Promise(() => {});
}

function report(what: "ready" | "drained" | "obeyed" | "waiting"): void {
  writeSync(1, `${JSON.stringify({ report: what })}\n`);
}

function obey(command: PipelineCommand): void {
  if ("count" in command) {
    const [records, stored] = command.count;
    read.wrote(records);
    price.read(stored);
    price.wrote(stored);
    store.read(stored);
  } else if ("failAlone" in command) {
    const error = new Error(command.failAlone);
    price.fail(error);
    store.caught(error);
  } else {
    const error = new Error(command.fail, { cause: new Error("no comma") });
    price.fail(error);
    store.fail(error);
  }
  report("obeyed");
}
