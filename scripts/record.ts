// record.ts: makes the pictures of the documentation: the real command at a real server that is under load,
// and the console, where there is a Chromium.
//
//   bun run record            draws them into docs/pictures
//                             where nothing else is armed: unshare --pid --fork --mount-proc bun run record
//   bun run record --check    does the same, draws nothing, and fails where a picture shows other commands or,
//                             coarsely, another page
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromiumPath } from "../packages/console/src/e2e/browser.ts";
import { difference, lookOf, MOST_DIFFERENT } from "../packages/console/src/e2e/looks.ts";
import { takeConsolePictures } from "./recording/console.ts";
import { ShellSession, type TypedOptions } from "./recording/session.ts";
import { drawScreen } from "./recording/svg.ts";

interface Scene {
  /** The name of its file, without the suffix. */
  readonly name: string;
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
  /** The picture is of the screen at the end of the last one. */
  readonly commands: readonly (readonly [command: string, options?: TypedOptions])[];
}

const scenes: readonly Scene[] = [
  {
    name: "top",
    title: "What a server that knows nothing of teleop uses",
    columns: 90,
    rows: 16,
    commands: [["teleop top shop --interval 200ms", { until: /[▁▂▃▄▅▆▇█]{40}/, keys: "q" }]],
  },
  {
    name: "heap",
    title: "What it keeps in memory, and what has grown",
    columns: 104,
    rows: 30,
    commands: [
      ["teleop ps --columns pid,name,user,up,command", { shows: /shop/ }],
      ["teleop heap snapshot shop --yes -o before.heapsnapshot", { shows: /^before\S+: .*paused/m }],
      ["sleep 5"],
      ["teleop heap snapshot shop --yes -o after.heapsnapshot", { shows: /^after\S+: .*paused/m }],
      ["teleop heap diff before.heapsnapshot after.heapsnapshot --top 8", { shows: /Visit/ }],
    ],
  },
  {
    name: "cpu",
    title: "Which functions take its time",
    columns: 104,
    rows: 24,
    commands: [["teleop cpu shop --duration 3s --top 6", { shows: /editDistance/ }]],
  },
];

const root = join(import.meta.dir, "..");
const pictures = join(root, "docs", "pictures");
const isCheck = process.argv.includes("--check");
/** For all scenes together. */
const signal = AbortSignal.timeout(300_000);

const home = await mkdtemp(join(tmpdir(), "teleop-record-"));
let failed = 0;
try {
  const env = await prepare();
  const cwd = join(home, "shop");
  await using running = new AsyncDisposableStack();
  // Whatever of them is waited for ends when there is no more time.
  const place = { cwd, env, signal, killSignal: "SIGKILL" } as const;
  const server = Bun.spawn(["teleop", "run", "src/main.ts"], { ...place, stdout: "pipe", stderr: "inherit" });
  running.defer(async () => {
    server.kill("SIGTERM");
    await server.exited;
  });
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const url = await shows(lines, /http:\S+(?=\s)/);
  const load = Bun.spawn([process.execPath, "src/load.ts", url, "600", "4"], { ...place, stdout: "ignore" });
  running.defer(async () => {
    load.kill("SIGINT");
    if ((await load.exited) === 0) return;
    failed = 1;
    console.error("not ok: requests have failed meanwhile");
  });
  // By then what it does again and again is compiled, which would be most of what changes.
  await shows(lines, /^order 1000:/m);
  // What it logs is read by nobody else, and would fill the pipe.
  void drain(lines);
  for (const scene of scenes) {
    await record(scene, cwd, env);
    console.log(`ok    ${scene.name}: ${scene.commands.map(([command]) => command).join("; ")}`);
  }
  if (chromiumPath() === undefined) console.log("skipped: pictures of the console, as there is no chromium");
  else await recordConsole(cwd, env);
} finally {
  await rm(home, { recursive: true, force: true });
}
process.exit(failed);

async function record(scene: Scene, cwd: string, env: Record<string, string | undefined>): Promise<void> {
  const { columns, rows } = scene;
  await using shell = await ShellSession.start(join(home, scene.name), { columns, rows, cwd, env, signal });
  const commands = scene.commands.map(([command]) => command).join("; ");
  let picture = "";
  for (const [command, options] of scene.commands) {
    picture = drawScreen(await shell.type(command, options), scene.title, commands);
  }
  const path = join(pictures, `${scene.name}.svg`);
  if (!isCheck) {
    await mkdir(pictures, { recursive: true });
    await writeFile(path, picture);
    return;
  }
  const [, shown] = /<desc>(.*)<\/desc>/.exec(await readFile(path, "utf8")) ?? [];
  const [, expected] = /<desc>(.*)<\/desc>/.exec(picture) ?? [];
  if (shown !== expected) throw new Error(`${path} shows ${shown}, not ${expected}: run \`bun run record\``);
}

/** What is in them changes, and fonts do: what is compared is how the page looks, coarsely. */
async function recordConsole(cwd: string, env: Record<string, string | undefined>): Promise<void> {
  for (const [name, picture] of await takeConsolePictures({ root, cwd, env, signal })) {
    const path = join(pictures, `${name}.png`);
    if (!isCheck) await writeFile(path, picture);
    const differs = difference(lookOf(await readFile(path)), lookOf(picture));
    if (differs > MOST_DIFFERENT) throw new Error(`${path} looks different by now: run \`bun run record\``);
    console.log(`ok    ${name}: teleop console`);
  }
}

/** The folder `shop` with the example, and the program `teleop` of this clone in the PATH. */
async function prepare(): Promise<Record<string, string | undefined>> {
  await cp(join(root, "examples", "http-server", "src"), join(home, "shop", "src"), { recursive: true });
  const programs = join(home, "bin");
  await mkdir(programs);
  const program = join(programs, "teleop");
  const source = join(root, "packages", "teleop", "src", "bin.ts");
  await writeFile(program, `#!/bin/sh\nexec "${process.execPath}" "${source}" "$@"\n`);
  await chmod(program, 0o755);
  await mkdir(join(home, "run"), { mode: 0o700 });
  return {
    HOME: home,
    LANG: "C.UTF-8",
    PATH: `${programs}:${dirname(process.execPath)}:${process.env.PATH}`,
    PORT: "0",
    TMPDIR: join(home, "run"),
    XDG_RUNTIME_DIR: join(home, "run"),
  };
}

interface Lines {
  read(): Promise<{ readonly done: boolean; readonly value?: string | undefined }>;
}

/** Resolves with what matches. */
async function shows(lines: Lines, what: RegExp): Promise<string> {
  let text = "";
  for (;;) {
    const [found] = what.exec(text) ?? [];
    if (found !== undefined) return found;
    const { done, value } = await lines.read();
    signal.throwIfAborted();
    if (done) throw new Error(`the server has ended, without ${what}`);
    text += value;
  }
}

async function drain(lines: Lines): Promise<void> {
  while (!(await lines.read()).done);
}
