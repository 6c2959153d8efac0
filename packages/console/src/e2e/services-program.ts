// services-program.ts: a process with services to be called by forms: one that tells its interface, one that does so when it is
// asked for. It ends with its input.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { Echo, offer } from "@teleop/rpc-capnp/teleop";
import { Form } from "../testing/form.capnp.ts";
import { formServer } from "../testing/form-server.ts";

const [name = "e2e-services"] = process.argv.slice(2);

await using _teleop = teleoperate({
  discovery: { name },
  services: {
    form: offer(Form, formServer),
    late: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }),
  },
});
writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
for await (const _line of console);
