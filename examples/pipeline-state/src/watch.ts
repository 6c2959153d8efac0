// watch.ts: shows how far a pipeline has come, until it is over.
//
//   bun run src/watch.ts PID
import { setTimeout as sleep } from "node:timers/promises";
import { attach, RpcError, TeleopError } from "teleop";
import { State } from "./state.capnp.ts";
import { isOver, table } from "./table.ts";

const INTERVAL_MS = 200;

const [pid] = process.argv.slice(2);
if (pid === undefined) {
  console.error("usage: bun run src/watch.ts PID");
  process.exit(2);
}

try {
  await watch(Number(pid));
} catch (error) {
  if (!(error instanceof TeleopError || error instanceof RpcError)) throw error;
  console.error(`watch: ${error.message}`);
  process.exitCode = 1;
}

async function watch(pid: number): Promise<void> {
  await using target = await attach(pid);
  using state = target.service("state", State);
  const graph = await state.graph();
  for (let shown = ""; ; await sleep(INTERVAL_MS)) {
    const { statuses } = await state.nodeStatuses();
    const text = table(graph, statuses);
    if (text !== shown) show(text, shown);
    shown = text;
    if (statuses.every(isOver)) return;
  }
}

/** In a terminal, in the place of what was shown before. */
function show(text: string, before: string): void {
  const isRepeated = process.stdout.isTTY && before !== "";
  console.log(isRepeated ? `\x1b[${before.split("\n").length}A\x1b[J${text}` : text);
}
