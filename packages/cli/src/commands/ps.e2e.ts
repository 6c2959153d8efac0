// ps.e2e.ts: `teleop ps`, end to end.
import { expect, setDefaultTimeout, test } from "bun:test";
import { exitCodes } from "../exit-codes.ts";
import type { ProcessRow } from "../host.ts";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { TestTarget } from "../testing/target.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

test.each(places)("in a %s, ps lists a process that is armed, and not one that is not", async (place) => {
  await using target = await TestTarget.start();
  const { text, exitCode } = await teleop(["ps"], { in: place });
  expect(exitCode).toBe(exitCodes.ok);
  expect(text).toMatch(/^ *PID +NAME .*ARMED +SERVICES +COMMAND$/m);
  expect(text).toMatch(new RegExp(`^ *${target.pid} +target-program .* inotify +\\S*echo\\S* +bun`, "m"));
  expect(text).not.toMatch(new RegExp(`^ *${process.pid} `, "m"));
});

test("on a terminal no line is longer than the terminal is wide; in a pipe all is there", async () => {
  await using target = await TestTarget.start({ args: ["x".repeat(300)] });
  const terminal = await teleop(["ps"], { in: "terminal", columns: 60 });
  for (const line of terminal.text.split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  expect(terminal.text).toMatch(new RegExp(`^ *${target.pid} .*…$`, "m"));
  const pipe = await teleop(["ps"], { in: "pipe" });
  expect(pipe.text).toContain("x".repeat(300));
});

test("colours are for terminals, unless the environment or the command line says otherwise", async () => {
  await using _target = await TestTarget.start();
  const colour = "\u001b[";
  const looks = (place: "pipe" | "terminal", args: string[] = [], env = {}) =>
    teleop(["ps", ...args], { in: place, env }).then(({ stdout }) => stdout.includes(colour));
  expect(await looks("terminal")).toBe(true);
  expect(await looks("pipe")).toBe(false);
  expect(await looks("terminal", [], { NO_COLOR: "1" })).toBe(false);
  expect(await looks("terminal", ["--no-color"])).toBe(false);
  expect(await looks("pipe", [], { FORCE_COLOR: "1" })).toBe(true);
  expect(await looks("pipe", ["--color"])).toBe(true);
});

test("with --json, ps prints a line of JSON for each", async () => {
  await using target = await TestTarget.start();
  const { stdout, stderr, exitCode } = await teleop(["ps", "--json"], { in: "pipe" });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: exitCodes.ok });
  const rows = jsonLines(stdout) as ProcessRow[];
  expect(rows.find(({ pid }) => pid === target.pid)).toMatchObject({
    parent: process.pid,
    name: "target-program",
    armed: "certainly",
    state: "running",
    uptimeMs: expect.any(Number),
    announcements: [{ attacher: "inotify", transport: "unix", services: expect.arrayContaining(["echo"]) }],
  });
});

test("a process that is stopped is listed, and said to be", async () => {
  await using target = await TestTarget.start();
  target.kill("SIGSTOP");
  const { text } = await teleop(["ps"], { in: "pipe" });
  target.kill("SIGCONT");
  expect(text).toMatch(new RegExp(`^ *${target.pid} .* stopped `, "m"));
});

test("one that is armed and does not announce itself is listed", async () => {
  await using target = await TestTarget.start({ args: ["unannounced"] });
  const { text } = await teleop(["ps"], { in: "pipe" });
  expect(text).toMatch(new RegExp(`^ *${target.pid} .* yes `, "m"));
});

test("with --tree a child stands below its parent", async () => {
  await using parent = await TestTarget.start({ args: ["parent"] });
  const { text } = await teleop(["ps", "--tree", "--columns", "pid,name"], { in: "pipe" });
  expect(text).toMatch(new RegExp(`^ *${parent.pid}  target-program\n *\\d+  └─ target-program$`, "m"));
});

test("--columns chooses what is shown, and in which order", async () => {
  await using target = await TestTarget.start();
  const { text } = await teleop(["ps", "--columns", "name,pid"], { in: "pipe" });
  expect(text).toMatch(/^NAME +PID$/m);
  expect(text).toMatch(new RegExp(`^target-program +${target.pid}$`, "m"));
  const wrong = await teleop(["ps", "--columns", "pid,colour"], { in: "pipe" });
  expect(wrong.exitCode).toBe(exitCodes.usage);
  expect(wrong.stderr).toContain("colour");
});

test("in a pipe, --watch prints a line for each that comes, changes, goes, and ends; Ctrl-C ends it", async () => {
  await using running = new RunningCommand(["ps", "--watch"], { in: "pipe" });
  await using target = await TestTarget.start();
  await running.shows(new RegExp(`^\\+ ${target.pid}  target-program  bun`, "m"));
  target.kill("SIGSTOP");
  await running.shows(new RegExp(`^~ ${target.pid}  target-program  stopped  bun`, "m"));
  target.kill("SIGCONT");
  target.kill("SIGKILL");
  await running.shows(new RegExp(`^- ${target.pid}  target-program  `, "m"));
  // How is not told to others than the parent before Linux 6.15.
  await running.shows(
    new RegExp(`^x ${target.pid}  target-program  .*\\((SIGKILL|how is not told)\\)$`, "m"),
  );
  running.interrupt();
  expect(await running.result()).toMatchObject({ stderr: "", exitCode: exitCodes.interrupted });
});

test("with --watch and --json each of these is a line of JSON", async () => {
  await using running = new RunningCommand(["ps", "--watch", "--json"], { in: "pipe" });
  await using target = await TestTarget.start();
  const appeared = await running.shows(new RegExp(`^.*"pid":${target.pid},.*$`, "m"));
  expect(JSON.parse(appeared[0])).toMatchObject({ event: "appeared", process: { name: "target-program" } });
  target.kill("SIGKILL");
  const gone = await running.shows(new RegExp(`^.*"disappeared".*"pid":${target.pid},.*$`, "m"));
  expect(JSON.parse(gone[0])).toMatchObject({ event: "disappeared", process: { pid: target.pid } });
  const ended = await running.shows(new RegExp(`^.*"ended".*"pid":${target.pid},.*$`, "m"));
  const { ending } = JSON.parse(ended[0]);
  if (ending.how !== "unknown")
    expect(ending).toEqual({ how: "killed", signal: "SIGKILL", dumpedCore: false });
});

test.each([
  ["q", (running: RunningCommand) => running.type("q"), exitCodes.ok],
  ["Ctrl-C", (running: RunningCommand) => running.interrupt(), exitCodes.interrupted],
  ["SIGTERM", (running: RunningCommand) => running.kill("SIGTERM"), exitCodes.terminated],
] as const)(
  "in a terminal, --watch shows a table as it is now; %s ends it, and gives the terminal back",
  async (_what, end, exitCode) => {
    await using running = new RunningCommand(["ps", "--watch"], { in: "terminal" });
    await running.shows("\u001b[?1049h");
    await using target = await TestTarget.start();
    await running.shows(String(target.pid));
    end(running);
    const result = await running.result();
    expect(result.exitCode).toBe(exitCode);
    expect(result.stdout).toEndWith("\u001b[?25h\u001b[?1049l");
  },
);

test("what a process calls itself does nothing to a terminal", async () => {
  await using target = await TestTarget.start({ args: ["\u001b]0;owned\u0007\u001b[2J\n12 fake"] });
  for (const place of places) {
    const { stdout } = await teleop(["ps", "--no-color"], { in: place, columns: 400 });
    expect(stdout).toContain("\\u001b]0;owned\\u0007\\u001b[2J\\n12 fake");
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toContain(String(target.pid));
  }
});

test("a process is found by its name, by the beginning of it, and by a pid file; several are told", async () => {
  await using one = await TestTarget.start({ args: ["named", "e2e-shop-one"] });
  await using two = await TestTarget.start({ args: ["named", "e2e-shop-two"] });
  const cwd = one.directories.cwd;
  await Bun.write(`${cwd}/shop.pid`, `${one.pid}\n`);
  for (const meant of ["e2e-shop-one", "e2e-shop-o", "shop.pid", `${cwd}/shop.pid`]) {
    const found = await teleop(["doctor", meant], { in: "pipe", cwd });
    expect(found).toMatchObject({
      exitCode: exitCodes.ok,
      stdout: expect.stringContaining(`process ${one.pid} runs`),
    });
  }
  expect(await teleop(["doctor", "e2e-shop"], { in: "pipe" })).toMatchObject({
    exitCode: exitCodes.noSuchProcess,
    stderr: expect.stringMatching(
      new RegExp(
        `"e2e-shop" may be any of (?=.*\\b${one.pid} \\(e2e-shop-one\\))(?=.*\\b${two.pid} \\(e2e-shop-two\\)).*: give the PID`,
      ),
    ),
  });
  expect(await teleop(["doctor", "e2e-bakery"], { in: "pipe" })).toMatchObject({
    exitCode: exitCodes.noSuchProcess,
    stderr: expect.stringContaining("no armed process has a name that begins with"),
  });
  for (const [file, text] of [
    ["none.pid", undefined],
    ["empty.pid", ""],
  ] as const) {
    if (text !== undefined) await Bun.write(`${cwd}/${file}`, text);
    expect(await teleop(["doctor", file], { in: "pipe", cwd })).toMatchObject({
      exitCode: exitCodes.noSuchProcess,
      stderr: expect.stringContaining(file),
    });
  }
});
