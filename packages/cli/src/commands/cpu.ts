// cpu.ts: `teleop cpu`: where a process spends its time: the functions that take most of it, and a profile for DevTools.
import { TeleopError } from "@teleop/core";
import { Cpu, type CpuProfile, type End, type FunctionTime, profileTimes } from "@teleop/diagnostics/client";
import { receiveProfile, saveProfile, takeProfile } from "@teleop/diagnostics/files";
import { attachToService } from "../attach-to-service.ts";
import { type Context, keepalive } from "../context.ts";
import { parseCount } from "../count.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { parseDuration } from "../duration.ts";
import { enterKey } from "../enter-key.ts";
import { confirm } from "../output/confirm.ts";
import { tellImpact } from "../output/impact.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { showProgress } from "../output/progress.ts";
import { resultFile, shownFile } from "../output/result-file.ts";
import { type Column, writeTable } from "../output/table.ts";
import { formatDuration } from "../output/units.ts";
import { processArgument, selectProcess } from "../select-process.ts";

type Flags = {
  readonly duration: number;
  readonly interval: number;
  readonly recent: boolean;
  readonly output: string | undefined;
  readonly overwrite: boolean;
  readonly top: number;
  readonly yes: boolean;
  readonly sourceMaps: boolean;
};

/** The longest that a target takes, in milliseconds: what `forever` is. */
const LONGEST_MS = 3_600_000;

export const command: TeleopCommand = defineCommand<Flags, [process: string]>({
  brief: "Profile a process: which functions take its time",
  description: `Takes a profile of a process, shows the functions that took most of the time, and saves it for the DevTools of
Chrome and Edge (Performance, Load) and for speedscope. Functions are named by where they are in the sources. Enter ends it
before its time; Ctrl-C throws it away. Nothing is written where the process runs.

Impact: slower by about 1 % at an interval of 1 ms, by 22 % at 0.1 ms, not noticeably at 10 ms, with pauses of some
milliseconds. With --recent nothing is begun: the flight recorder of the process, if it has one, tells of the last minute.`,
  examples: [
    ["teleop cpu web", "ten seconds, into a file of this folder"],
    ["teleop cpu web --duration 1m --top 30 -o web.cpuprofile", "a minute, with more functions shown"],
    ["teleop cpu web --recent", "what made it slow just now?"],
  ],
  flags: {
    duration: {
      kind: "parsed",
      parse: parseDuration,
      default: "10s",
      placeholder: "duration",
      brief: "For how long; with --recent, how far back. An hour at most, which forever means",
    },
    interval: {
      kind: "parsed",
      parse: parseDuration,
      default: "1ms",
      placeholder: "duration",
      brief: "Between two samples of the stack: 0.1ms to 1s",
    },
    recent: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "What the flight recorder of the process has kept, instead of a new profile",
    },
    output: {
      kind: "parsed",
      parse: String,
      optional: true,
      placeholder: "file",
      brief: "Where to save it; else cpu-PID-TIME.cpuprofile in this folder",
    },
    overwrite: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Replace the file if it is there already",
    },
    top: {
      kind: "parsed",
      parse: parseCount,
      default: "10",
      placeholder: "number",
      brief: "How many functions are shown; 0 for all",
    },
    yes: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Do not ask, however short the interval",
    },
    sourceMaps: {
      kind: "boolean",
      default: true,
      brief: "Ask the process for the source maps of its scripts",
    },
  },
  aliases: { d: "duration", i: "interval", o: "output", y: "yes" },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, flags, process) {
    const { out, err, json } = context;
    const selected = await selectProcess(context, process);
    const path = resultFile(flags, "cpu", selected.pid, "cpuprofile");
    await using target = await attachToService(context, selected, "cpu", { rpc: keepalive(context) });
    using cpu = target.service("cpu", Cpu);
    const { profile, end } = flags.recent
      ? await recent(context, cpu, flags)
      : await take(context, cpu, flags);
    await saveProfile(profile, path, flags);

    const { functions, busy, idle } = profileTimes(profile);
    const shown = flags.top === 0 ? functions : functions.slice(0, flags.top);
    if (json) {
      const samples = profile.samples.length;
      writeJson(out, {
        path,
        end,
        samples,
        busyMicroseconds: busy,
        idleMicroseconds: idle,
        functions: shown,
      });
      return;
    }
    if (end === "application")
      err.line(
        "the process began to profile itself, or ended a session of its own: this is what there was until then",
      );
    out.line(
      `${formatDuration((busy + idle) / 1000)}, of which ${formatDuration(busy / 1000)} in functions; ${profile.samples.length} samples`,
    );
    writeTable(out, columnsOf(busy, selected.host.label === ""), shown);
    const more = functions.length - shown.length;
    if (more > 0) out.line(out.colours.dim(`and ${more} functions more (--top 0 shows all)`));
    out.line(`${printable(shownFile(path))}: for DevTools (Performance, Load) and speedscope`);
  },
});

interface Result {
  readonly profile: CpuProfile;
  /** Why it ended; undefined of a recording, which goes on. */
  readonly end?: End | number;
}

async function take(context: Context, cpu: Cpu, flags: Flags): Promise<Result> {
  const interval = Math.round(flags.interval * 1000);
  if (flags.interval < 1) {
    const cost = `the process is slower while the profile is taken, by about 22 % at an interval of 0.1 ms`;
    await confirm(context, { cost, yes: flags.yes });
  } else tellImpact(context, "the process is slower by about 1 % or less while the profile is taken");
  const duration = Math.min(flags.duration, LONGEST_MS);
  using enter = enterKey(context);
  using progress = showProgress(context, { doing: "profiling", unit: "milliseconds" });
  if (enter.canBePressed) progress.phase("profiling (Enter ends it)");
  using ticking = tick((elapsed) => progress.update(Math.min(elapsed, duration), duration));
  return await takeProfile(cpu, {
    duration: duration / 1000,
    interval,
    sourceMaps: flags.sourceMaps,
    stop: enter.pressed,
    signal: context.signal,
    onStart: () => ticking.begin(),
    onUnmapped: (url, error) => unmapped(context, url, error),
  });
}

async function recent(context: Context, cpu: Cpu, flags: Flags): Promise<Result> {
  const { signal } = context;
  const duration = Math.min(flags.duration, LONGEST_MS) / 1000;
  using results = await cpu.recent({ duration }, { signal });
  using progress = showProgress(context, { doing: "the recording is on its way" });
  const profile = await receiveProfile(results.profile, {
    sourceMaps: flags.sourceMaps,
    signal,
    onProgress: ({ received, length }) => progress.update(received, length),
    onUnmapped: (url, error) => unmapped(context, url, error),
  });
  return { profile };
}

function unmapped({ err, verbose }: Context, url: string, error: unknown): void {
  if (!verbose) return;
  const reason = error instanceof TeleopError ? error.rawMessage : String(error);
  err.line(`${printable(url)} stays as it ran: ${printable(reason)}`);
}

interface Ticking extends Disposable {
  begin(): void;
}

/** Tells how many milliseconds have gone since it began, again and again. */
function tick(told: (elapsed: number) => void): Ticking {
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    begin() {
      const began = performance.now();
      timer = setInterval(() => told(performance.now() - began), 200);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** @param isHere whether the process is of this machine, as the working directory is. */
function columnsOf(busy: number, isHere: boolean): readonly Column<FunctionTime>[] {
  const share = (microseconds: number): string =>
    `${((100 * microseconds) / Math.max(1, busy)).toFixed(1)} %`;
  return [
    { title: "SELF", align: "right", cell: ({ self }) => share(self) },
    { title: "TOTAL", align: "right", cell: ({ total }) => share(total) },
    { title: "TIME", align: "right", cell: ({ self }) => formatDuration(self / 1000) },
    { title: "FUNCTION", cell: ({ name }) => printable(name === "" ? "(anonymous)" : name) },
    { title: "WHERE", cell: ({ url, line }) => printable(placeOf(url, line, isHere)) },
  ];
}

function placeOf(url: string, line: number, isHere: boolean): string {
  if (url === "") return "";
  const path = url.startsWith("file://") ? pathOf(decoded(url.slice("file://".length)), isHere) : url;
  return line > 0 ? `${path}:${line}` : path;
}

/** One below the working directory is shown from there, so that there is room for what tells it from others. */
function pathOf(path: string, isHere: boolean): string {
  return isHere ? shownFile(path) : path;
}

/** As it is where it is no escape of UTF-8: a process may call its scripts what it likes. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
