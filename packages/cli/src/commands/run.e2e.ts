// run.e2e.ts: `teleop run`, end to end: programs that know nothing of teleop.
import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attach } from "@teleop/defaults";
import { places, RunningCommand, teleop } from "../testing/command.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

/** Programs in a folder of their own, which is removed. */
class Programs implements Disposable {
  readonly folder: string = realpathSync(mkdtempSync(join(tmpdir(), "teleop run ")));
  /** In which they meet who attaches, wherever the tests have theirs. */
  readonly env = { TMPDIR: join(this.folder, "tmp"), TELEOP: "" };

  constructor(files: Readonly<Record<string, string>>) {
    mkdirSync(this.env.TMPDIR);
    for (const [name, text] of Object.entries(files))
      writeFileSync(join(this.folder, name), text, { mode: 0o755 });
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }
}

const TELLING = `
  console.log(JSON.stringify({ pid: process.pid, args: process.argv.slice(2), isTerminal: process.stdout.isTTY === true }));
  process.on("SIGINT", () => { console.log("interrupted"); process.exit(7); });
  setInterval(() => {}, 1_000);
`;

async function told(running: RunningCommand): Promise<{ readonly pid: number } & Record<string, unknown>> {
  return JSON.parse((await running.shows(/\{.*\}/))[0]);
}

test.each(places)("in a %s, run makes a program attachable, which takes its place", async (place) => {
  using programs = new Programs({ "program.ts": TELLING });
  const { folder: cwd, env } = programs;
  await using running = new RunningCommand(["run", "program.ts", "--json", "-x", "--", "a b"], {
    in: place,
    cwd,
    env,
  });
  const program = await told(running);
  expect(program).toEqual({
    pid: running.pid,
    args: ["--json", "-x", "--", "a b"],
    isTerminal: place === "terminal",
  });
  {
    await using target = await attach(program.pid);
    expect(target.pid).toBe(running.pid);
  }
  running.interrupt();
  await running.shows("interrupted");
  expect(await running.result()).toMatchObject({ exitCode: 7, stderr: "" });
});

test.each(places)(
  "in a %s, of a program that arms itself commands find what run has added, too",
  async (place) => {
    const defaults = JSON.stringify(import.meta.resolve("@teleop/defaults"));
    using programs = new Programs({
      "armed.ts": `import { Echo, teleoperate } from ${defaults};
      teleoperate({ services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) } });
      ${TELLING}`,
    });
    const { folder: cwd, env } = programs;
    await using running = new RunningCommand(["run", "armed.ts"], { in: place, cwd, env });
    const pid = String((await told(running)).pid);
    const ask = async (...words: string[]) => await teleop(words, { in: place, cwd, env });

    const said = await ask("call", pid, "echo.echo", "message=mine");
    expect(said).toMatchObject({ text: expect.stringContaining("mine"), exitCode: 0 });
    // It is called as its folder is, and known by its script as well.
    expect(await ask("info", "armed")).toMatchObject({ text: expect.stringContaining(pid), exitCode: 0 });
    expect(await ask("info", pid)).toMatchObject({ text: expect.stringContaining(pid), exitCode: 0 });
    const described = await ask("describe", pid, "heap.statistics");
    expect(described).toMatchObject({ text: expect.stringContaining("heap.statistics"), exitCode: 0 });
    expect(await ask("call", pid, "process.info")).toMatchObject({ exitCode: 0 });
    const services = await ask("services", pid);
    expect(`${services.text}${services.stderr}`).toContain("--rendezvous register lists them");
    // Where one is named it is that one, and no other.
    expect(await ask("call", pid, "echo.echo", "--rendezvous", "register")).toMatchObject({ exitCode: 7 });
    expect(await ask("call", pid, "nobody.asks")).toMatchObject({ exitCode: 7 });
    running.interrupt();
  },
);

test("with --via run and env do nothing here, and say what does it there", async () => {
  for (const [command, said] of [
    [["run", "program.ts"], "ssh HOST teleop run PROGRAM"],
    [["env"], "ssh HOST teleop env"],
  ] as const) {
    const { stdout, stderr, exitCode } = await teleop(["--via", "ssh web", ...command], { in: "pipe" });
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    expect(stderr).toContain(said);
  }
});

test("what ends a program ends the command likewise: an exit code, or a signal", async () => {
  using programs = new Programs({
    "exits.ts": "process.exit(42)",
    "dies.ts": `process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1_000)`,
  });
  const { folder: cwd, env } = programs;
  expect(await teleop(["run", "exits.ts"], { in: "pipe", cwd, env })).toMatchObject({
    exitCode: 42,
    stderr: "",
  });
  await using dying = new RunningCommand(["run", "dies.ts"], { in: "pipe", cwd, env });
  expect(await dying.ended()).toBe("SIGTERM");
});

test("any program can be run; what Bun it starts is armed, and keeps the options that it had", async () => {
  using programs = new Programs({
    "start.sh": `#!/bin/sh\nexec "${process.execPath}" "./a program.ts" "$@"\n`,
    "a program.ts": TELLING.replace("pid:", "options: process.execArgv, pid:"),
  });
  const { folder: cwd, env } = programs;
  await using running = new RunningCommand(["run", "./start.sh", "one"], {
    in: "pipe",
    cwd,
    env: { ...env, BUN_OPTIONS: "--smol" },
  });
  const program = await told(running);
  expect(program).toMatchObject({ pid: running.pid, args: ["one"] });
  expect(program.options).toEqual([expect.stringMatching(/^--preload=\/.*register/), "--smol"]);
  await using target = await attach(program.pid);
  expect(target.pid).toBe(running.pid);
});

test("a program that is run does not ignore what the command's runtime ignores", async () => {
  const { text } = await teleop(["run", "sh", "-c", "grep SigIgn /proc/self/status"], { in: "pipe" });
  expect(text).toBe("SigIgn:\t0000000000000000\n");
});

test("what there is not, or may not be executed, is said, with what to do", async () => {
  using programs = new Programs({});
  const { folder: cwd, env } = programs;
  writeFileSync(join(cwd, "plain"), "", { mode: 0o644 });
  for (const [words, said] of [
    [["no-such-program"], /there is no program "no-such-program" in PATH, and no source file/],
    [["./missing"], /there is no program ".\/missing"/],
    [["./plain"], /.\/plain may not be executed: `chmod \+x` it/],
  ] as const) {
    const { stderr, exitCode } = await teleop(["run", ...words], { in: "pipe", cwd, env });
    expect(stderr).toMatch(said);
    expect(exitCode).toBe(1);
  }
});
