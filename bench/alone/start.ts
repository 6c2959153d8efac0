// start.ts: `bun run bench start` measures what being teleoperable costs a program that nobody attaches to: starting it,
// beside an empty program, with the packages as they are published and with the source; importing each package; and the
// wake-ups of an idle process.
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { publicPackages } from "../../scripts/manifest.ts";
import { PackedProject } from "../packed-project.ts";
import { type Spread, spread } from "../spread.ts";
import { wakeUps } from "../wake-ups.ts";
import { attachTable, measureAttaches } from "./attach.ts";
import type { AloneOptions, Outcome } from "./outcome.ts";

/** What a program takes more than an empty one: its least less the other's least, its median less the other's median. */
export interface More {
  readonly min: number;
  readonly median: number;
}

/** Milliseconds and megabytes. */
export interface StartFigures {
  /** Of the empty program. */
  readonly empty: Figures;
  /** Until the process is armed, with the packages as published. */
  readonly arm_ms: More;
  /** Until it has ended, by itself. */
  readonly run_ms: More;
  /** The most that it had resident. */
  readonly arm_rss_mb: More;
  /** What of it is its own, and not of files that all processes share. */
  readonly arm_private_mb: More;
  /** Of an empty program that preloads `teleop/register`, as `teleop run` has it; and with TELEOP=off. */
  readonly register: { readonly arm_ms: More; readonly arm_rss_mb: More; readonly off_ms: More };
  /** The same with the source, in the repository. */
  readonly source: {
    readonly arm_ms: More;
    readonly run_ms: More;
    readonly arm_rss_mb: More;
    readonly arm_private_mb: More;
  };
  /** Until the package is imported, by its name. */
  readonly import_ms: Readonly<Record<string, More>>;
}

export interface IdleFigures {
  /** In so many seconds. */
  readonly seconds: number;
  readonly wakeups: { readonly armed: number; readonly unarmed: number };
}

const root = join(import.meta.dir, "../..");

/** Its suites are for `bun test`. */
const NOT_IMPORTED = "@teleop/conformance";

export interface StartOptions {
  readonly runs: number;
  /** Whether to measure importing each package, too. */
  readonly imports: boolean;
}

/** @param project where the packages are installed. */
export async function measureStart(project: string, { runs, imports }: StartOptions): Promise<StartFigures> {
  const names = imports ? await importedNames() : [];
  const empty = await program(project, "empty", "");
  const register = { path: empty.path, preload: join(project, "node_modules/teleop/dist/register.js") };
  const programs = new Map<string, Program>([
    ["empty", empty],
    ["armed", await program(project, "armed", ARM)],
    ["register", register],
    ["register off", { ...register, environment: { TELEOP: "off" } }],
    // Where the source is what the name leads to.
    ["source", { path: join(import.meta.dir, "../peers/arm-only.ts") }],
  ]);
  for (const [index, name] of names.entries()) {
    const text = `import * as all from ${JSON.stringify(name)};\nglobalThis.all = all;\n`;
    programs.set(name, await program(project, `import-${index}`, text));
  }
  const measured = await takeTurns(programs, runs, project);
  const least = figures(measured, "empty");
  const more = (name: string) => {
    const { ms, run_ms, rss_mb, private_mb } = figures(measured, name);
    return {
      arm_ms: less(ms, least.ms),
      run_ms: less(run_ms, least.run_ms),
      arm_rss_mb: less(rss_mb, least.rss_mb),
      arm_private_mb: less(private_mb, least.private_mb),
    };
  };
  const { arm_ms, arm_rss_mb } = more("register");
  return {
    empty: least,
    ...more("armed"),
    register: { arm_ms, arm_rss_mb, off_ms: more("register off").arm_ms },
    source: more("source"),
    import_ms: Object.fromEntries(names.map((name) => [name, more(name).arm_ms])),
  };
}

async function importedNames(): Promise<string[]> {
  return [...(await publicPackages(root)).keys()].filter((name) => name !== NOT_IMPORTED);
}

/** Of a process that is armed, and of the same one with TELEOP_DISABLE=1, at the same time. */
export async function measureIdle(seconds: number): Promise<IdleFigures> {
  const target = join(import.meta.dir, "../peers/attach-target.ts");
  const [armed, unarmed] = await Promise.all([
    wakeUps(target, seconds, {}),
    wakeUps(target, seconds, { TELEOP_DISABLE: "1" }),
  ]);
  return { seconds, wakeups: { armed, unarmed } };
}

const ARM = `import { teleoperate } from "teleop";\nteleoperate({ services: {} });\n`;

/** When the last statement of a program is done, by the clock that we have, too. */
const TELL = `console.log(performance.timeOrigin + performance.now());
if (process.argv[2] === "stay") setInterval(() => {}, 1_000_000);
`;

/** What is started. */
interface Program {
  readonly path: string;
  readonly preload?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

async function program(project: string, name: string, text: string): Promise<Program> {
  const path = join(project, `${name}.ts`);
  await writeFile(path, `${text}${TELL}`);
  return { path };
}

function commandOf({ path, preload }: Program): string[] {
  return [process.execPath, ...(preload === undefined ? [] : [`--preload=${preload}`]), path];
}

interface Times {
  readonly ms: number;
  readonly run_ms: number;
}

interface Memory {
  readonly rss_mb: number;
  readonly private_mb: number;
}

type Run = Times & Memory;

type Figures = Readonly<Record<keyof Run, Spread>>;

/** In every round each program runs once, so that a change of the machine's mood meets all of them. */
async function takeTurns(
  programs: ReadonlyMap<string, Program>,
  runs: number,
  cwd: string,
): Promise<ReadonlyMap<string, readonly Run[]>> {
  const measured = new Map([...programs.keys()].map((name) => [name, [] as Run[]]));
  // The first round is not counted: it fills the caches of the system.
  for (let round = -1; round < runs; round++) {
    for (const [name, started] of programs) {
      const run = { ...runOnce(started, cwd), ...(await memoryOf(started, cwd)) };
      if (round >= 0) measured.get(name)?.push(run);
    }
  }
  return measured;
}

function runOnce(started: Program, cwd: string): Times {
  const begun = performance.timeOrigin + performance.now();
  const { stdout, success } = Bun.spawnSync(commandOf(started), {
    cwd,
    env: { ...process.env, ...started.environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const ended = performance.timeOrigin + performance.now();
  const told = Number(stdout.toString());
  if (!success || !(told > begun)) throw new Error(`${started.path} did not say when it was done`);
  return { ms: told - begun, run_ms: ended - begun };
}

/**
 * Megabytes, of a process that has done its statements, as proc_pid_status(5) has them: what wait4(2) tells counts
 * whoever started it, too.
 */
async function memoryOf(started: Program, cwd: string): Promise<Memory> {
  const child = Bun.spawn([...commandOf(started), "stay"], {
    cwd,
    // What a killed process leaves goes with the folder.
    env: { ...process.env, TMPDIR: cwd, XDG_RUNTIME_DIR: cwd, ...started.environment },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  for await (const _told of child.stdout) break;
  // What it does in the background is over.
  await Bun.sleep(50);
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  child.kill("SIGKILL");
  await child.exited;
  const megabytes = (key: string): number =>
    Number(new RegExp(`^${key}:\\s*(\\d+) kB$`, "m").exec(status)?.[1]) / 1024;
  return { rss_mb: megabytes("VmHWM"), private_mb: megabytes("RssAnon") };
}

function figures(measured: ReadonlyMap<string, readonly Run[]>, name: string): Figures {
  const runs = measured.get(name) ?? [];
  return {
    ms: spread(runs.map(({ ms }) => ms)),
    run_ms: spread(runs.map(({ run_ms }) => run_ms)),
    rss_mb: spread(runs.map(({ rss_mb }) => rss_mb)),
    private_mb: spread(runs.map(({ private_mb }) => private_mb)),
  };
}

function less(one: Spread, other: Spread): More {
  const round = (value: number): number => Number(value.toFixed(2));
  return { min: round(one.min - other.min), median: round(one.median - other.median) };
}

export function startTable({ source, import_ms, empty, register, ...packed }: StartFigures): string {
  const cells = (values: readonly number[]) => values.map((value) => value.toFixed(1).padStart(10)).join("");
  const row = (title: string, { min, median }: More) => title.padEnd(34) + cells([min, median]);
  return [
    "more than an empty program".padEnd(34) + ["min", "median"].map((head) => head.padStart(10)).join(""),
    row("until armed, ms", packed.arm_ms),
    row("until it has ended, ms", packed.run_ms),
    row("resident, MB", packed.arm_rss_mb),
    row("of that its own, MB", packed.arm_private_mb),
    row("by teleop/register, until armed, ms", register.arm_ms),
    row("by teleop/register, resident, MB", register.arm_rss_mb),
    row("by it, with TELEOP=off, ms", register.off_ms),
    row("from source, until armed, ms", source.arm_ms),
    row("from source, until ended, ms", source.run_ms),
    row("from source, resident, MB", source.arm_rss_mb),
    row("from source, of that its own, MB", source.arm_private_mb),
    ...Object.entries(import_ms).map(([name, more]) => row(`import ${name}, ms`, more)),
    "an empty program".padEnd(34),
    row("until its last statement, ms", empty.ms),
    row("until it has ended, ms", empty.run_ms),
    row("resident, MB", empty.rss_mb),
    row("of that its own, MB", empty.private_mb),
  ].join("\n");
}

export function idleLine({ seconds, wakeups }: IdleFigures): string {
  return `wake-ups in ${seconds} s: ${wakeups.armed} armed, ${wakeups.unarmed} not armed`;
}

export async function run({ runs, targets, seconds }: AloneOptions): Promise<Outcome> {
  await using project = await PackedProject.install();
  const start = await measureStart(project.folder, { runs, imports: true });
  const attach = await measureAttaches(targets, project.folder);
  const idle = await measureIdle(seconds);
  return {
    figures: { start, attach, idle },
    text: [startTable(start), attachTable(attach), idleLine(idle)].join("\n\n"),
  };
}
