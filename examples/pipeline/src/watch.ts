// watch.ts: a client of one's own: prints how far a pipeline has come, until all of it is over.
//
//   bun run src/watch.ts PID
import { followPipeline, type NodeView, type PipelineModel } from "@teleop/pipeline/client";
import { attach, TeleopError } from "teleop";

const [pid] = process.argv.slice(2);
if (pid === undefined) {
  console.error("usage: bun run src/watch.ts PID");
  process.exit(2);
}

try {
  await watch(Number(pid));
} catch (error) {
  if (!(error instanceof TeleopError)) throw error;
  console.error(`watch: ${error.message}`);
  process.exitCode = 1;
}

async function watch(pid: number): Promise<void> {
  await using target = await attach(pid);
  const over = Promise.withResolvers<void>();
  await using following = await followPipeline(target, {
    onUpdate: (model) => {
      if (model.nodes().every(isOver)) over.resolve();
    },
  });
  console.log(`process ${pid} is followed until its pipeline is over`);
  const end = await Promise.race([over.promise.then(() => "over" as const), following.ended]);
  for (const line of linesOf(following.model)) console.log(line);
  if (end === "over") return;
  console.error(`watch: process ${pid} has told nothing more before that; above is how it was last`);
  process.exitCode = 1;
}

function isOver({ state }: NodeView): boolean {
  return state === "done" || state === "stopped" || state === "failed";
}

function linesOf(model: PipelineModel): string[] {
  return model.graph.nodes.map(({ id, name }) => {
    const { state, readTotal = 0n, writtenTotal = 0n, failure } = model.node(id) ?? {};
    const why = failure?.isFinal && failure.isRoot ? `  ${failure.message}` : "";
    return `${state?.padEnd("running".length)}  ${name.padEnd(21)}  read ${readTotal}  wrote ${writtenTotal}${why}`;
  });
}
