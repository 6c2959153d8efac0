// whole-program.ts: a process that has something to show in every view, for the end-to-end tests of all of them: the shop of
// examples/pipeline, which waits for its control "start", diagnostics, and a service with forms. It takes commands as
// busy-program.ts does, and ends with its input.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { diagnostics } from "@teleop/diagnostics";
import { pipelineServices } from "@teleop/pipeline";
import { offer } from "@teleop/rpc-capnp/teleop";
import { openShop } from "../../../../examples/pipeline/src/shop.ts";
import { Form } from "../testing/form.capnp.ts";
import { formServer } from "../testing/form-server.ts";
import { Busy } from "./busy.ts";

const [name = "whole"] = process.argv.slice(2);
const busy = new Busy();
const { graph } = openShop({ orders: 1000, pace: 5, payment: 6, tooLarge: 301, waits: true });

await using _teleop = teleoperate({
  discovery: { name },
  services: {
    form: offer(Form, formServer),
    ...pipelineServices(graph),
    ...diagnostics({ samples: { gauges: { pendingRequests: () => busy.pending } } }),
  },
});
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
await busy.obeyInput();
