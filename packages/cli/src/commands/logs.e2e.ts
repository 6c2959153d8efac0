// logs.e2e.ts: `teleop logs`, end to end.
import { expect, test } from "bun:test";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { LiveTarget } from "../testing/live.ts";

test.each(places)("in a %s, logs follows what a process says, until Ctrl-C", async (place) => {
  await using target = await LiveTarget.start();
  target.send({ say: "said before" });
  await using running = new RunningCommand(["logs", `${target.pid}`, "--recent", "10"], { in: place });
  await running.shows("said before");
  target.send({ say: "said \u001b[2J after" });
  await running.shows("said \\u001b[2J after");
  running.interrupt();
  const { text, exitCode } = await running.result();
  expect(exitCode).toBe(130);
  expect(text).toMatch(/^\d\d:\d\d:\d\d\.\d{3} warn {2}said before$/m);
});

test("what ends the process is told, and then that it has ended", async () => {
  await using target = await LiveTarget.start();
  await using running = new RunningCommand(["logs", `${target.pid}`, "--json", "-n", "1"], { in: "pipe" });
  target.send({ say: "first" });
  await running.shows("first");
  target.send({ throw: "the last words" });
  const { stdout, stderr, exitCode } = await running.result();
  expect(jsonLines(stdout)).toEqual([
    expect.objectContaining({ level: "warn", source: "console.warn", text: "first" }),
    expect.objectContaining({
      level: "error",
      source: "uncaughtException",
      text: expect.stringContaining("RangeError: the last words"),
    }),
  ]);
  expect(jsonLines(stderr)).toEqual([{ error: expect.objectContaining({ code: "CONNECTION_CLOSED" }) }]);
  expect(exitCode).toBe(7);
  expect(await target.exited()).toBe(1);
});

test("with --no-follow only what was kept is shown, of the level that is asked for", async () => {
  await using target = await LiveTarget.start();
  target.send({ say: "kept" });
  const show = (...flags: string[]) =>
    teleop(["logs", `${target.pid}`, "--no-follow", "-n", "5", ...flags], { in: "pipe" });
  for (let shown = ""; !shown.includes("kept"); ) shown = (await show()).text;
  expect((await show("--level", "error")).text).toBe("");
  const all = await teleop(["logs", `${target.pid}`, "--no-follow"], { in: "pipe" });
  expect(all.text).toContain("kept");
});

test("a process that keeps nothing is said to be so", async () => {
  await using target = await LiveTarget.start({ logs: {} });
  const args = ["logs", `${target.pid}`, "--no-follow", "-n", "5"];
  const { stdout, stderr, exitCode } = await teleop(args, { in: "pipe" });
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 0 });
  expect(stderr).toMatch(/^it keeps nothing of what it said: recordLogs\(\)/);
});

test("levels of loggers are shown and set, and what the application does not know it says", async () => {
  await using target = await LiveTarget.start();
  const args = ["logs", `${target.pid}`];
  expect((await teleop([...args, "--loggers"], { in: "pipe" })).text).toMatch(/^root +info$/m);
  expect((await teleop([...args, "--set", "root=trace"], { in: "pipe" })).text).toMatch(/^root +trace$/m);
  const unknown = await teleop([...args, "--set", "rot=trace"], { in: "pipe" });
  expect(unknown).toMatchObject({ exitCode: 7, stderr: expect.stringContaining("there is no logger rot") });
  const wrong = await teleop([...args, "--set", "root"], { in: "pipe" });
  expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("logger=level") });
});
