// hostile-eval-program.ts: a target whose service `eval` answers what a terminal would obey, and calls it JSON.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { Eval } from "@teleop/diagnostics/client";

void run();

async function run(): Promise<void> {
  const answer = (json: string) => ({
    text: "\u001b[2Jtext",
    json,
    type: "string",
    thrown: false,
    truncated: false,
  });
  await using _teleop = teleoperate({
    services: { eval: () => Eval.server({ evaluate: ({ expression }) => answer(expression) }) },
  });
  writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
  for await (const _line of console);
}
