// logs.ts: `teleop logs`: what a process says to its console, and errors that nobody caught.
import { TeleopError } from "@teleop/core";
import type { Target } from "@teleop/defaults";
import { followLogs, Logs, type Logs_Entry } from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import { answerSoon, type Context } from "../context.ts";
import { parseCount } from "../count.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { requireGoesOn } from "../followed-process.ts";
import { writeJson } from "../output/json.ts";
import type { Output } from "../output/output.ts";
import { printable, printableLines } from "../output/printable.ts";
import { type Column, writeTable } from "../output/table.ts";
import { formatClock, isoTime } from "../output/units.ts";
import { processArgument, selectProcess } from "../select-process.ts";

const levels = ["debug", "info", "warn", "error"] as const;

interface Flags {
  readonly level: (typeof levels)[number];
  readonly recent: number | undefined;
  readonly follow: boolean;
  readonly loggers: boolean;
  readonly set: readonly (readonly [logger: string, level: string])[] | undefined;
}

export const command: TeleopCommand = defineCommand<Flags, [process: string]>({
  brief: "Follow what a process says to its console, and errors that nobody caught",
  description: `Follows what a process says to its console from now on, and errors that nobody caught, until Ctrl-C or the end of the
process. What was said before is there only where the application keeps it (recordLogs()): --recent shows it. What is written
to process.stdout itself is not seen.

Impact: each call of the console takes some microseconds more. Its console is its own again afterwards, and nothing changes
how the process ends.`,
  examples: [
    ["teleop logs web", "from now on"],
    ["teleop logs web --recent 100 --level warn", "warnings and errors, also of before, where they are kept"],
    ["teleop logs web --recent 100 --no-follow", "what was said before, and no more"],
    ["teleop logs web --loggers", "the application's own loggers, and their levels"],
    ["teleop logs web --set root=debug", "give one of them another level"],
  ],
  flags: {
    level: { kind: "enum", values: levels, default: "debug", brief: "The least that is shown" },
    recent: {
      kind: "parsed",
      parse: parseCount,
      optional: true,
      placeholder: "number",
      brief:
        "How many of the last ones to show first, where the process keeps them; if absent none, but with --no-follow 1000",
    },
    follow: { kind: "boolean", default: true, brief: "Go on with what is said from now on" },
    loggers: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Show the application's own loggers and their levels, where it offers them",
    },
    set: {
      kind: "parsed",
      parse: parseSetting,
      optional: true,
      variadic: true,
      placeholder: "logger=level",
      brief: "Give a logger of the application another level",
    },
  },
  aliases: { l: "level", n: "recent" },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, flags, process) {
    await using target = await attachToService(context, await selectProcess(context, process), "logs");
    if (flags.loggers || flags.set !== undefined) await changeLevels(context, target, flags);
    else if (flags.follow) await follow(context, target, flags);
    else await showRecent(context, target, flags);
  },
});

async function follow(context: Context, target: Target, { level, recent = 0 }: Flags): Promise<void> {
  const { out, err, json, signal } = context;
  let told = 0;
  const onEntry = (entry: Logs_Entry, dropped: number): Promise<void> => {
    if (dropped > told) {
      const entries = `${dropped - told} ${dropped - told === 1 ? "entry was" : "entries were"} dropped here`;
      if (json) writeJson(out, { dropped: dropped - told });
      else err.line(err.colours.dim(`(${entries}: they came faster than they could be shown)`));
      told = dropped;
    }
    writeEntry(out, entry, json);
    return out.hasRoom();
  };
  await using following = await followLogs(target, { onEntry, level, recent, signal });
  if (!following.isConsoleSeen) err.line("its console cannot be followed: the application has frozen it");
  await requireGoesOn(target, following, signal);
}

/** More are kept only where the application says so. */
const MOST_KEPT = 1_000;

async function showRecent(
  context: Context,
  target: Target,
  { level, recent = MOST_KEPT }: Flags,
): Promise<void> {
  const { out, err, json } = context;
  using logs = target.service("logs", Logs);
  const { entries, isKept } = await logs.recent({ level, limit: recent }, { signal: answerSoon(context) });
  for (const entry of entries) writeEntry(out, entry, json);
  if (isKept) return;
  err.line(
    "it keeps nothing of what it said: recordLogs() of @teleop/diagnostics/logs does, in the application",
  );
}

async function changeLevels(context: Context, target: Target, { set = [] }: Flags): Promise<void> {
  const { out, json } = context;
  const signal = answerSoon(context);
  using logs = target.service("logs", Logs);
  for (const [logger, level] of set) await logs.setLevel({ logger, level }, { signal });
  const { loggers } = await logs.levels({}, { signal });
  if (json) for (const logger of loggers) writeJson(out, logger);
  else writeTable(out, loggerColumns, loggers);
}

const loggerColumns: readonly Column<{ readonly name: string; readonly level: string }>[] = [
  { title: "LOGGER", cell: ({ name }) => printable(name) },
  { title: "LEVEL", cell: ({ level }) => printable(level) },
];

function writeEntry(out: Output, entry: Logs_Entry, json: boolean): void {
  if (json) {
    writeJson(out, { ...entry, time: isoTime(entry.time) });
    return;
  }
  const { colours } = out;
  const time = formatClock(entry.time);
  const source = entry.source.startsWith("console.") ? "" : `${colours.red(printable(entry.source))} `;
  const text = printableLines(entry.text) + (entry.isCut ? colours.dim(" … (cut)") : "");
  out.line(`${colours.dim(time)} ${mark(out, entry.level)} ${source}${text}`);
}

/** All are of the same width. */
function mark({ colours }: Output, level: Logs_Entry["level"]): string {
  switch (level) {
    case "debug":
      return colours.dim("debug");
    case "info":
      return "info ";
    case "warn":
      return colours.yellow("warn ");
    case "error":
      return colours.red("error");
    default:
      return String(level).padEnd(5);
  }
}

function parseSetting(text: string): readonly [logger: string, level: string] {
  const at = text.lastIndexOf("=");
  if (at > 0 && at < text.length - 1) return [text.slice(0, at), text.slice(at + 1)];
  throw new TeleopError("USAGE", `a level is set by logger=level, not ${JSON.stringify(text)}`);
}
