// debug.ts: `teleop debug`: lets DevTools or an editor debug a process.
import { resolve } from "node:path";
import { TeleopError, untilAborted } from "@teleop/core/basics";
import type { Target } from "@teleop/defaults";
import { debuggerOwner, openDebugger } from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import { answerSoon, type Context } from "../context.ts";
import { FrontEnd } from "../debug-front-end.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { isoTime } from "../output/units.ts";
import { parsePort } from "../parse-port.ts";
import { processArgument, type SelectedProcess, selectProcess } from "../select-process.ts";

type Flags = { readonly port: number; readonly unix: string | undefined };

export const command: TeleopCommand = defineCommand<Flags, [string]>({
  brief: "Debug a process by DevTools or an editor",
  description: `Opens the inspector of a process, and lets DevTools, an editor or any other front end connect to it here: at a
port of this machine, or a UNIX socket, with a secret in the path. Ends with Ctrl-C; then everything is closed, and the
process runs as before.

While a front end is connected the code of the process runs up to ten times slower, and at a breakpoint it stands still
for everybody. The process has to offer the service \`debugger\`: \`diagnostics({ debugger: {} })\`, or TELEOP=debug
for one that is started by \`teleop run\`.`,
  examples: [
    ["teleop debug 1234", "print where to connect; open the devtools: line in Chrome"],
    ["teleop debug shop --port 9229", "at a port that an editor knows"],
    ["teleop debug shop --unix ./debug.sock", "at a UNIX socket"],
  ],
  flags: {
    port: { kind: "parsed", parse: parsePort, default: "0", brief: "The port; any that is free if absent" },
    unix: {
      kind: "parsed",
      parse: String,
      optional: true,
      placeholder: "path",
      brief: "A UNIX socket instead",
    },
  },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, { port, unix }, argument) {
    const path = unix === undefined ? undefined : resolve(unix);
    const { out, err, json, signal } = context;
    const selected = await selectProcess(context, argument);
    const { host, pid } = selected;
    await using target = await attachOrTellWho(context, selected);
    await using session = await openDebugger(target, {
      attach: (worker) => host.attach(pid, { worker, signal }),
      signal: answerSoon(context),
    });
    await using frontEnd = await FrontEnd.listen({
      session,
      port,
      path,
      onEvent: (what) => err.line(printable(what)),
    });
    const { url, devtools } = frontEnd;
    if (json) writeJson(out, { url, devtools });
    else for (const line of [devtools, url]) if (line !== undefined) out.line(line);
    err.line(
      `while a front end is connected process ${pid} is up to ten times slower, and stands still at breakpoints; Ctrl-C ends it`,
    );
    throw hasEnded(target, await untilAborted(target.closed, signal));
  },
});

/**
 * Attaches, or tells who debugs the process already: at a breakpoint it answers nobody, but its Worker does.
 *
 * @throws TeleopError `DEBUGGER_IN_USE`; what `attachToService()` throws.
 */
async function attachOrTellWho(context: Context, selected: SelectedProcess): Promise<Target> {
  const { host, pid } = selected;
  const stop = new AbortController();
  const either = AbortSignal.any([context.signal, stop.signal]);
  const attaching = attachToService(context, selected, "debugger", { signal: either });
  const asking = (async () => {
    await using worker = await host.attach(pid, { worker: "debugger", signal: either });
    return await debuggerOwner(worker, { signal: either });
  })();
  let owner: Awaited<typeof asking> | undefined;
  try {
    // There is no such Worker unless somebody debugs the process.
    owner = await Promise.race([
      attaching.then(() => undefined),
      asking.catch(() => attaching.then(() => undefined)),
    ]);
  } finally {
    stop.abort();
    await asking.catch(() => {});
  }
  if (owner === undefined) return await attaching;
  const [outcome] = await Promise.allSettled([attaching]);
  if (outcome.status === "fulfilled") await outcome.value[Symbol.asyncDispose]();
  const who = owner.pid === -1 ? "somebody" : `process ${owner.pid} of user ${owner.userId}`;
  throw new TeleopError(
    "DEBUGGER_IN_USE",
    `${who} has been debugging process ${pid} since ${isoTime(owner.since.getTime()) ?? "some time"}: end that first`,
    { pid },
  );
}

function hasEnded({ pid }: Target, cause: unknown): TeleopError {
  return new TeleopError("DISCONNECTED", `process ${pid} has ended, or hung up`, { cause });
}
