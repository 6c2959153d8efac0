// death-directions.ts: what our calls see when the process that serves them is killed.
import { strictEqual } from "node:assert";
import { join } from "node:path";
import { capnpPeers } from "./capnp-directions.ts";
import { attempt, type Case, type Direction } from "./harness/direction.ts";
import { type Command, startServer } from "./harness/peer-process.ts";
import { SequenceObject } from "./typescript/objects.ts";
import { failureOf } from "./typescript/session.ts";
import { connect } from "./typescript/vat.ts";

export const deathDirections: readonly Direction[] = capnpPeers.map((peer) => ({
  title: `TypeScript calls ${peer.name}, which is killed`,
  run: () => killDuringCalls(peer.server),
}));

async function killDuringCalls(command: Command): Promise<readonly Case[]> {
  await using server = await startServer([...command, "socket"]);
  await using connection = await connect(join(server.folder, "socket"), server.pid);
  using root = connection.bootstrap();
  using patience = root.patience().patience;
  using node = root.node().node;
  const own = new SequenceObject();
  const waiting = patience.wait({ sequence: own });
  const late = node.lateChild({ name: "x" });
  const served = await attempt("both calls are being served", async () => {
    strictEqual((await patience.counts()).waiting, 1);
    await node.path();
  });
  process.kill(server.pid, "SIGKILL");
  return [
    served,
    await attempt("calls under way fail with type disconnected", async () => {
      const failures = await Promise.all([failureOf(waiting), failureOf(late)]);
      for (const { type } of failures) strictEqual(type, "disconnected");
    }),
    await attempt("later calls fail with type disconnected", async () => {
      strictEqual((await failureOf(node.path())).type, "disconnected");
    }),
    await attempt("what it held of ours is released", () => own.dropped),
  ];
}
