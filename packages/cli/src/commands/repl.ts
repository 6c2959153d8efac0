// repl.ts: `teleop repl`: calls methods one after the other, by lines that are typed, or read from a pipe.
import type { Target } from "@teleop/defaults";
import { hasEnded } from "../calls/caller.ts";
import { linesOf } from "../calls/input.ts";
import { promptLines } from "../calls/prompt.ts";
import { type SchemaFlags, schemaFlags, serviceTypes } from "../calls/service-types.ts";
import { CallSession } from "../calls/session.ts";
import { type Context, keepalive } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { processArgument, selectProcess } from "../select-process.ts";

export const command: TeleopCommand = defineCommand<SchemaFlags, [string]>({
  brief: "Call methods one after the other, and what they give",
  description: `Reads lines, each a call as \`teleop call\` takes it: SERVICE.METHOD field=value. What a call gives that can be called in turn
is kept under a name, $1, and can be called, $1.METHOD, and passed, field=$1, until it is released. Calls of callbacks
are shown as they come. Tab completes services, methods and fields; Ctrl-C cancels a call; Ctrl-D ends.

From a pipe, lines are read until one fails.`,
  examples: [
    ["teleop repl 4711", "interactively; help lists what there is beside calls"],
    ["echo 'jobs.find name=nightly' | teleop repl server", "lines from a pipe"],
  ],
  flags: schemaFlags,
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, flags, meant) {
    const { host, pid } = await selectProcess(context, meant);
    await using target = await host.attach(pid, { signal: context.signal, rpc: keepalive(context) });
    using session = new CallSession(target, await serviceTypes(target, flags, context));
    if (context.input.isTTY && context.out.isTerminal) await promptLines(session, target, pid, context);
    else await runLines(session, target, context);
  },
});

async function runLines(session: CallSession, target: Target, context: Context): Promise<void> {
  // Also while it waits for a line.
  const left = new AbortController();
  target.closed.then((reason) => left.abort(reason ?? hasEnded()));
  const signal = AbortSignal.any([context.signal, left.signal]);
  for await (const line of linesOf(context.input, signal)) {
    if (line.startsWith("#")) continue;
    if ((await session.run(line, context, context.signal)) === "exit") return;
  }
}
