// stalls.ts: `teleop stalls`: when the event loop of a process is stuck, and where, told while it is.
import { TeleopError } from "@teleop/core";
import type { Target } from "@teleop/defaults";
import {
  type Following,
  followStalls,
  followWatchdog,
  type Stall,
  type Stall_Frame,
} from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import type { Context } from "../context.ts";
import { parseCount } from "../count.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { parseDuration } from "../duration.ts";
import { requireGoesOn } from "../followed-process.ts";
import { tellImpact } from "../output/impact.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { formatClock, formatDuration, isoTime } from "../output/units.ts";
import { processArgument, type SelectedProcess, selectProcess } from "../select-process.ts";

interface Flags {
  readonly threshold: number;
  readonly recent: number;
  readonly watchdog: string | undefined;
}

/** Frames of a stack that are shown. */
const SHOWN_FRAMES = 8;

export const command: TeleopCommand = defineCommand<Flags, [process: string]>({
  brief: "Tell when the event loop of a process is stuck, and where",
  description: `Has a process watched by a thread of its own, and tells of each stall of its event loop while it lasts: since when, and
whether the thread computes or waits, and for what; and where it was, in Node.js at once, in Bun when it is over. Until Ctrl-C
or the end of the process.

Into a process that is stuck already one can look only where its application has the watchdog run all the time,
diagnostics({ stall: { always: true } }): name its rendezvous by --watchdog, which is "stall" unless the application says
otherwise.

Impact: a thread of some 10 MB, and 20 wake-ups a second, while it is watched. In Node.js a thread that is stuck is interrupted
for some 40 ms, once a second; in Bun a profiler takes a sample each 10 ms, which slows nothing that shows.`,
  examples: [
    ["teleop stalls web", "each that lasts for half a second"],
    ["teleop stalls web --threshold 100ms", "shorter ones, too"],
    ["teleop stalls web --watchdog stall --recent 10", "of a process that is stuck already, and before"],
  ],
  flags: {
    threshold: {
      kind: "parsed",
      parse: parseDuration,
      default: "500ms",
      placeholder: "duration",
      brief: "How long one must last to be told of; at least 100ms",
    },
    recent: {
      kind: "parsed",
      parse: parseCount,
      default: "0",
      placeholder: "number",
      brief: "How many of the last ones to tell of first, where a watchdog ran then",
    },
    watchdog: {
      kind: "parsed",
      parse: String,
      optional: true,
      placeholder: "name",
      brief: "Ask the watchdog that runs all the time, by this name, and nothing of the main thread",
    },
  },
  aliases: { n: "recent" },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, { threshold, recent, watchdog }, process) {
    const { err, json, signal } = context;
    const selected = await selectProcess(context, process);
    const { host, pid } = selected;
    const onStall = tellerOf(context);
    const options = { onStall, threshold: requireThreshold(threshold), recent, signal };
    const attachTo = (worker: string): Promise<Target> => host.attach(pid, { worker, signal });
    const follow = async (begun: Following): Promise<void> => {
      await using following = begun;
      if (!json) err.line(err.colours.dim(`process ${pid} is watched; Ctrl-C ends it`));
      await requireGoesOn({ pid }, following, signal);
    };
    if (watchdog !== undefined) {
      await follow(await followWatchdog(await attachTo(watchdog), options));
      return;
    }
    await using target = await attachUnlessStuck(context, selected);
    tellImpact(context, "a thread of some 10 MB watches the process, which wakes 20 times a second for it");
    await follow(await followStalls(target, attachTo, options));
  },
});

/** @throws what `attachToService()` throws; of one that does not answer it says what else there is to try. */
async function attachUnlessStuck(context: Context, selected: SelectedProcess): Promise<Target> {
  try {
    return await attachToService(context, selected, "stall");
  } catch (error) {
    if (!(error instanceof TeleopError) || error.code !== "ATTACH_TIMEOUT") throw error;
    const advice = "if it is stuck, and has a watchdog that runs all the time, ask that: --watchdog stall";
    throw new TeleopError("ATTACH_TIMEOUT", `${error.rawMessage}; ${advice}`, {
      pid: selected.pid,
      cause: error,
    });
  }
}

function requireThreshold(milliseconds: number): number {
  if (milliseconds <= MOST_MS) return Math.round(milliseconds);
  throw new TeleopError("USAGE", "--threshold must be from 100ms to 24h");
}

const MOST_MS = 24 * 60 * 60 * 1000;

/** In lines: one when it is known that it is stuck, one when that is over, and the stack once it is known. */
function tellerOf({ out, json }: Context): (stall: Stall) => Promise<void> {
  const { colours } = out;
  let shownStack = "";
  return async (stall) => {
    tell(stall);
    await out.hasRoom();
  };

  function tell(stall: Stall): void {
    if (json) {
      writeJson(out, { ...stall, began: isoTime(stall.began) });
      return;
    }
    const { number, isOver, stack, source } = stall;
    const lasted = formatDuration(stall.duration);
    const began = colours.dim(formatClock(stall.began));
    const what = isOver
      ? `${colours.green("over")} after ${lasted}`
      : `${colours.red("stuck")} for ${lasted}`;
    const stackId = `${number} ${source} ${JSON.stringify(stack)}`;
    out.line(`${began} #${number} ${what}${activityOf(stall)}`);
    if (stack.length === 0 || stackId === shownStack) return;
    shownStack = stackId;
    for (const frame of stack.slice(0, SHOWN_FRAMES)) out.line(`    at ${frameOf(frame)}`);
    if (stack.length > SHOWN_FRAMES) out.line(colours.dim(`    and ${stack.length - SHOWN_FRAMES} more`));
  }
}

function activityOf({ thread, source, isOver }: Stall): string {
  if (isOver && source === "profile") return ", where most of the time went";
  const share = thread.processor < 0 ? "" : `, ${Math.round(thread.processor * 100)} % of a processor`;
  if (thread.state === "computing") return `: it computes${share}`;
  if (thread.state !== "waiting") return "";
  const where = thread.waitsIn === "" ? "the kernel" : `the kernel, in ${printable(thread.waitsIn)}`;
  return `: it waits in ${where}${share}`;
}

function frameOf({ function: name, file, line, column }: Stall_Frame): string {
  const position = line === 0 ? "" : column === 0 ? `:${line}` : `:${line}:${column}`;
  return printable(`${name === "" ? "(anonymous)" : name} (${file.replace(/^file:\/\//, "")}${position})`);
}
