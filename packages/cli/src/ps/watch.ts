// watch.ts: `teleop ps --watch`: the processes of all hosts as they come and go.
import type { Ending } from "@teleop/discovery";
import type { Context } from "../context.ts";
import { failureRow, type HostFailure, type Listing, reasonOf, requireAll } from "../fleet.ts";
import type { Host, ProcessChange, ProcessRow } from "../host.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { openScreen } from "../output/screen.ts";
import { tableLines } from "../output/table.ts";
import { type ColumnName, commandOf } from "./columns.ts";
import { processTable } from "./process-table.ts";

export interface WatchFlags {
  readonly tree: boolean;
  readonly columns: readonly ColumnName[] | undefined;
}

/**
 * Until it is stopped, or no host can be watched any more.
 *
 * @throws the reason of `context.signal`; TeleopError as `requireAll()` where hosts have failed.
 */
export async function watchProcesses(context: Context, flags: WatchFlags): Promise<void> {
  const { out, json } = context;
  if (out.isTerminal && !json) await onScreen(context, flags);
  else await asLines(context);
}

type Told = (host: Host, change: ProcessChange) => void | Promise<void>;

/** One that fails keeps the others from nothing, and is told of at once. */
async function watchAll(
  hosts: readonly Host[],
  signal: AbortSignal,
  told: Told,
  failed: (failure: HostFailure) => void,
): Promise<readonly HostFailure[]> {
  const failures: HostFailure[] = [];
  await Promise.all(
    hosts.map(async (host) => {
      try {
        for await (const change of host.watch({ signal })) await told(host, change);
      } catch (error) {
        signal.throwIfAborted();
        if (hosts.length === 1) throw error;
        failures.push({ host, error });
        failed({ host, error });
      }
    }),
  );
  return failures;
}

async function asLines({ hosts, out, err, json, signal }: Context): Promise<void> {
  const labelOf = (host: Host): object => (host.label === "" ? {} : { host: host.label });
  const failures = await watchAll(
    hosts,
    signal,
    (host, change) => {
      for (const event of ["appeared", "changed", "disappeared"] as const) {
        for (const process of change[event]) {
          if (json) writeJson(out, { event, ...labelOf(host), process });
          else out.line(lineOf(host, signs[event], process));
        }
      }
      for (const { process, ending } of change.ended ?? []) {
        if (json) writeJson(out, { event: "ended", ...labelOf(host), process, ending });
        else out.line(`${lineOf(host, "x", process)}  (${printable(wordsOf(ending))})`);
      }
      return out.hasRoom();
    },
    (failure) => {
      if (json) writeJson(out, { event: "failed", ...failureRow(failure) });
      else err.line(`${printable(failure.host.label)}: ${printable(reasonOf(failure))}`);
    },
  );
  requireAll(failures, hosts);
}

const signs = { appeared: "+", changed: "~", disappeared: "-" } as const;

function lineOf(host: Host, sign: string, row: ProcessRow): string {
  const { pid, name, state = "running" } = row;
  const words = [
    ...(host.label === "" ? [] : [printable(host.label)]),
    String(pid),
    printable(name),
    ...(state === "running" ? [] : [state]),
    commandOf(row),
  ];
  return `${sign} ${words.join("  ")}`;
}

function wordsOf(ending: Ending): string {
  switch (ending.how) {
    case "exited":
      return `exit code ${ending.code}`;
    case "killed":
      return ending.dumpedCore ? `${ending.signal}, core dumped` : ending.signal;
    case "unknown":
      return "how is not told";
  }
}

async function onScreen(context: Context, { tree, columns }: WatchFlags): Promise<void> {
  const { hosts, out, signal } = context;
  const quit = new AbortController();
  const seen = new Map<Host, Map<number, SeenRow>>();
  const failures: HostFailure[] = [];
  const draw = (): void => {
    const now = performance.now();
    const found = [...seen].flatMap(([host, rows]) =>
      [...rows.values()]
        .map((row) => ({ host, row: aged(row, now) }))
        .sort((one, other) => one.row.pid - other.row.pid),
    );
    const listing: Listing = { found, failures };
    const table = processTable(listing, { columns, tree, isFleet: hosts.length > 1, colours: out.colours });
    const lines = tableLines(out, table.columns, table.rows);
    screen.draw(lines.length > 0 ? lines : ["no process is armed that this user sees"]);
  };
  using screen = openScreen(context, {
    onKey: (key) => {
      if (key === "q") quit.abort();
    },
    onResize: draw,
  });
  using _clock = everySecond(draw);
  draw();
  try {
    await watchAll(
      hosts,
      AbortSignal.any([signal, quit.signal]),
      (host, change) => {
        apply(rowsOf(seen, host), change);
        draw();
      },
      (failure) => {
        failures.push(failure);
        draw();
      },
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!quit.signal.aborted) throw error;
  }
  requireAll(failures, hosts);
}

interface SeenRow {
  readonly row: ProcessRow;
  readonly at: number;
}

/** By PID: one that is gone and whose PID is another's by now has disappeared first. */
function apply(rows: Map<number, SeenRow>, { appeared, changed, disappeared }: ProcessChange): void {
  const at = performance.now();
  for (const { pid } of disappeared) rows.delete(pid);
  for (const row of [...appeared, ...changed]) rows.set(row.pid, { row, at });
}

function rowsOf(seen: Map<Host, Map<number, SeenRow>>, host: Host): Map<number, SeenRow> {
  const known = seen.get(host);
  if (known !== undefined) return known;
  const rows = new Map<number, SeenRow>();
  seen.set(host, rows);
  return rows;
}

function aged({ row, at }: SeenRow, now: number): ProcessRow {
  return row.uptimeMs === undefined ? row : { ...row, uptimeMs: row.uptimeMs + now - at };
}

function everySecond(tick: () => void): Disposable {
  const timer = setInterval(tick, 1_000);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
