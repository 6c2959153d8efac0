// top.ts: `teleop top`: how processes are, live: on a screen of bars, or as lines for programs.
//
// The screen is drawn by a hundred lines of our own. Of the libraries for terminals ink cannot be compiled into one binary
// without a package of its own for developers, and blessed cannot at all; what is needed of them is this little.
import { TeleopError } from "@teleop/core";
import type { Context } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { parseDuration } from "../duration.ts";
import { failureRow, type HostFailure, listAll, requireAll, reasonOf as whyUnasked } from "../fleet.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { openScreen } from "../output/screen.ts";
import { Soon } from "../output/soon.ts";
import { formatBytes, formatDuration } from "../output/units.ts";
import { processArgument, type SelectedProcess, selectProcesses } from "../select-process.ts";
import { History, type Moment } from "../top/history.ts";
import { type Order, type ViewState, viewOf, type Watched } from "../top/view.ts";
import { reasonOf, watchSamples } from "../top/watch-processes.ts";

interface Flags {
  readonly interval: number;
}

/** What a target takes unless its application says otherwise. */
const FASTEST_MS = 1;
const SLOWEST_MS = 3_600_000;

export const command: TeleopCommand = defineCommand<Flags, readonly string[]>({
  brief: "Watch how processes are, live: processor, memory, event loop, garbage",
  description: `Shows, again and again, what processes use: processor, memory, by how much the event loop is late, collections of
garbage, and what the application counts. Without arguments all that \`teleop ps\` lists. On a terminal until q or Ctrl-C, with
the keys that the first line names; in a pipe a line for each sample, with --json a line of JSON.

Impact: hardly any: a process wakes 50 times a second while it is watched.`,
  examples: [
    ["teleop top web", "one process, with what was in the last minutes"],
    ["teleop top", "all that are armed"],
    ["teleop top web --interval 200ms --json", "for a program"],
    ["teleop top --via 'ssh web1' --via 'ssh web2'", "those of a fleet"],
  ],
  flags: {
    interval: {
      kind: "parsed",
      parse: parseDuration,
      default: "1s",
      placeholder: "duration",
      brief: "Between two samples: 100ms to 1h, unless the application allows less",
    },
  },
  aliases: { i: "interval" },
  positional: { kind: "array", parameter: processArgument },
  async run(context, { interval }, ...meant) {
    const { out, json } = context;
    if (interval < FASTEST_MS || interval > SLOWEST_MS) {
      throw new TeleopError("USAGE", "--interval must be from 100ms to 1h");
    }
    const { processes, failures } = meant.length === 0 ? await allOf(context) : await named(context, meant);
    if (out.isTerminal && !json) await onScreen(context, processes, failures, interval);
    else await asLines(context, processes, failures, interval);
  },
});

interface NamedProcess extends SelectedProcess {
  readonly name: string;
}

interface Chosen {
  readonly processes: readonly NamedProcess[];
  /** The hosts of a fleet that do not say which they have: each is a row, too. */
  readonly failures: readonly HostFailure[];
}

async function allOf({ hosts, signal }: Context): Promise<Chosen> {
  const { found, failures } = await listAll(hosts, { signal });
  const processes = found
    .filter(({ row }) => row.armed === "certainly")
    .map(({ host, row }) => ({ host, pid: row.pid, name: row.name }));
  if (processes.length > 0) return { processes, failures };
  requireAll(failures, hosts);
  throw new TeleopError(
    "NO_SUCH_PROCESS",
    "no process is armed that this user sees: `teleop run` starts one",
  );
}

/** What is no PID in digits has a name; of a PID the list may know it. */
async function named(context: Context, meant: readonly string[]): Promise<Chosen> {
  const selected = await selectProcesses(context, meant);
  const { found } = await listAll(context.hosts, { signal: context.signal });
  const processes = selected.map(({ host, pid }) => {
    const row = found.find((one) => one.host === host && one.row.pid === pid)?.row;
    return { host, pid, name: row?.name ?? "" };
  });
  return { processes, failures: [] };
}

async function asLines(
  context: Context,
  processes: readonly NamedProcess[],
  failures: readonly HostFailure[],
  interval: number,
): Promise<void> {
  const { out, err, json, signal } = context;
  for (const failure of failures) {
    if (json) writeJson(out, failureRow(failure));
    else err.line(overLine({ place: failure.host.label, pid: undefined, over: whyUnasked(failure) }));
  }
  const histories = new Map(processes.map((process) => [process, new History()]));
  await watchSamples(processes, {
    context,
    interval,
    signal,
    onSample: (process, sample) => {
      const moment = histories.get(process as NamedProcess)?.add(sample);
      const where = process.host.label === "" ? {} : { host: process.host.label };
      if (json) writeJson(out, { ...where, pid: process.pid, ...sample, rates: ratesOf(moment) });
      else if (moment !== undefined) out.line(lineOf(process, moment));
      return out.hasRoom();
    },
    onOver: ({ host, pid }, error) => {
      if (processes.length > 1) err.line(overLine({ place: host.label, pid, over: reasonOf(error) }));
    },
  });
}

/** Of which process, or host, nothing more comes, and why. */
function overLine({ place, pid, over = "" }: Pick<Watched, "place" | "pid" | "over">): string {
  const what = [place, pid ?? ""].filter((part) => part !== "").join(": ");
  return printable(`${what}: ${over}`);
}

function ratesOf(moment: Moment | undefined): object | undefined {
  if (moment === undefined) return undefined;
  const { cpu, mainThread, collections } = moment;
  return { cpu, mainThread, collections };
}

function lineOf({ host, pid }: SelectedProcess, moment: Moment): string {
  const { cpu, resident, heap, delayMax, collections, gauges } = moment;
  const where = host.label === "" ? "" : `${printable(host.label)} `;
  const counted = gauges.map(({ name, value }) => `  ${printable(name)} ${value ?? "?"}`).join("");
  return `${where}${pid}  cpu ${(cpu * 100).toFixed(1)} %  resident ${formatBytes(resident)}  heap ${formatBytes(heap)}  delay ${formatDuration(delayMax)}  gc ${(collections * 100).toFixed(1)} %${counted}`;
}

async function onScreen(
  context: Context,
  processes: readonly NamedProcess[],
  failures: readonly HostFailure[],
  interval: number,
): Promise<void> {
  const { out, err, signal } = context;
  const quit = new AbortController();
  const watched = new Map<SelectedProcess, Watched>(
    processes.map((process) => {
      const { host, pid, name } = process;
      return [process, { place: host.label, pid, name, history: new History(), over: undefined }];
    }),
  );
  let state: ViewState = { order: "pid", isPaused: false, interval };
  const unasked = failures.map((failure): Watched => {
    const { label } = failure.host;
    return { place: label, pid: undefined, name: "", history: new History(), over: whyUnasked(failure) };
  });
  const all = (): readonly Watched[] => [...watched.values(), ...unasked];
  const draw = (): void => screen.draw(viewOf(out, all(), state));
  using drawing = new Soon(draw, DRAW_MS);
  using screen = openScreen(context, {
    onResize: draw,
    onKey: (key) => {
      const order = ORDER_KEYS[key];
      if (key === "q") quit.abort();
      else if (key === " ") state = { ...state, isPaused: !state.isPaused };
      else if (order !== undefined) state = { ...state, order };
      draw();
    },
  });
  draw();
  try {
    await watchSamples(processes, {
      context,
      interval,
      signal: AbortSignal.any([signal, quit.signal]),
      onSample: (process, sample) => {
        if (state.isPaused) return;
        watched.get(process)?.history.add(sample);
        drawing.ask();
      },
      onOver: (process, error) => {
        const known = watched.get(process);
        if (known !== undefined) watched.set(process, { ...known, over: reasonOf(error) });
        drawing.ask();
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    screen[Symbol.dispose]();
    // Behind a name there was little room for it; of one alone the error says it.
    const over = all().filter((one) => one.over !== undefined);
    if (watched.size + unasked.length > 1) for (const one of over) err.line(overLine(one));
    if (!quit.signal.aborted) throw error;
  }
}

/** Of many processes one says something all the time; this often is often enough for who looks. */
const DRAW_MS = 200;

const ORDER_KEYS: Readonly<Record<string, Order>> = { c: "cpu", m: "memory", d: "delay", p: "pid" };
