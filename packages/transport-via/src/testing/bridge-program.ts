// bridge-program.ts: a bridge for tests: `teleop bridge`, without the command.
import { connect } from "@teleop/core";
import { defaultAttacher, defaultTransport } from "@teleop/defaults";
import { type BridgePlace, serveBridge } from "../bridge.ts";

const transport = defaultTransport();
const questions: Readonly<Record<string, (argument: unknown) => unknown>> = {
  echo: (argument) => argument,
  pid: () => process.pid,
};
const place: BridgePlace = {
  attach: ({ pid, name }, options) =>
    connect(pid, { ...options, name, transport, attacher: defaultAttacher() }),
  connect: (rendezvous, options) => transport.connect(rendezvous, options),
  ask: async (question, argument) => questions[question]?.(argument),
  async *follow(_question, argument) {
    for (let count = 0; count < Number(argument); count++) yield count;
  },
};
const keepalive = process.env.TEST_KEEPALIVE_MS;
await serveBridge(process.stdin, process.stdout, place, {
  keepaliveMs: keepalive === undefined ? undefined : Number(keepalive),
});
process.exit(0);
