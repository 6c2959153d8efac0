// bridge-program.ts: a bridge for tests: `teleop bridge`, without the command.
import { connect } from "@teleop/core";
import { defaultAttacher, defaultTransport } from "@teleop/defaults";
import { serveBridge } from "../bridge.ts";

const transport = defaultTransport();
const questions: Readonly<Record<string, (argument: unknown) => unknown>> = {
  echo: (argument) => argument,
  pid: () => process.pid,
};
await serveBridge(process.stdin, process.stdout, {
  attach: ({ pid, name }, options) =>
    connect(pid, { ...options, name, transport, attacher: defaultAttacher() }),
  connect: (rendezvous, options) => transport.connect(rendezvous, options),
  ask: async (question, argument) => questions[question]?.(argument),
  async *follow(_question, argument) {
    for (let count = 0; count < Number(argument); count++) yield count;
  },
});
process.exit(0);
