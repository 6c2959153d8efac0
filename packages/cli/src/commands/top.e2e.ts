// top.e2e.ts: `teleop top`, end to end.
import { expect, test } from "bun:test";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { LiveTarget } from "../testing/live.ts";

test.each(places)("in a %s, top shows a process as it changes, until Ctrl-C", async (place) => {
  await using target = await LiveTarget.start();
  const args = ["top", `${target.pid}`, "--interval", "100ms"];
  await using running = new RunningCommand(args, { in: place, env: { NO_COLOR: "1" } });
  for (let index = 0; index < 3; index++) await running.shows(/pendingRequests +3/);
  running.interrupt();
  expect((await running.result()).exitCode).toBe(130);
});

test("on a terminal there are bars and keys, and afterwards the terminal is as it was", async () => {
  await using target = await LiveTarget.start();
  const args = ["top", `${target.pid}`, "-i", "100ms"];
  await using running = new RunningCommand(args, { in: "terminal" });
  await running.shows("\u001b[?1049h");
  await running.shows(/processor.*resident.*heap.*loop delay.*collections.*[▁▂▃▄▅▆▇█]/s);
  running.type(" ");
  await running.shows("paused");
  running.resize(60, 10);
  running.type(" ");
  await running.shows(/every 100 ms/);
  running.type("q");
  const { stdout, exitCode } = await running.result();
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd()).toEndWith("\u001b[?25h\u001b[?1049l");
});

test("several are a table, which is sorted by a key; one that ends is said to have, and the others go on", async () => {
  await using one = await LiveTarget.start();
  await using other = await LiveTarget.start();
  const args = ["top", `${one.pid}`, `${other.pid}`, "-i", "100ms"];
  await using running = new RunningCommand(args, { in: "terminal", columns: 200 });
  await running.shows(/PID.*CPU.*RESIDENT.*HEAP.*DELAY.*GC.*pendingRequests.*NAME/);
  running.type("m");
  await other[Symbol.asyncDispose]();
  await running.shows(new RegExp(`process ${other.pid} has ended`));
  await running.shows(new RegExp(`${one.pid}.*%`));
  running.type("q");
  expect((await running.result()).exitCode).toBe(0);
});

test("why nothing more comes of any is told on a narrow terminal, too, once it is as it was", async () => {
  await using one = await LiveTarget.start();
  await using other = await LiveTarget.start();
  const args = ["top", `${one.pid}`, `${other.pid}`, "-i", "100ms"];
  await using running = new RunningCommand(args, { in: "terminal", columns: 60 });
  await running.shows(/PID.*CPU.*%/s);
  await Promise.all([one.end(), other.end()]);
  const { stdout, exitCode } = await running.result();
  const told = stdout.slice(stdout.lastIndexOf("\u001b[?1049l"));
  for (const { pid } of [one, other]) expect(told).toContain(`${pid}: process ${pid} has ended`);
  expect(exitCode).toBe(9);
});

test("without arguments it watches all that are armed, with --json in lines of JSON", async () => {
  await using one = await LiveTarget.start();
  await using other = await LiveTarget.start();
  await using running = new RunningCommand(["top", "--json", "-i", "100ms"], { in: "pipe" });
  // In any order: what was shown before the first is looked through again.
  await running.shows(new RegExp(`"pid":(${one.pid}|${other.pid}),`));
  while (![one, other].every(({ pid }) => running.output.includes(`"pid":${pid},`))) {
    await running.shows(/"pid":\d+/);
  }
  running.interrupt();
  const { stdout, exitCode } = await running.result();
  expect(exitCode).toBe(130);
  const ours = jsonLines(stdout).filter((line) =>
    [one.pid, other.pid].includes((line as { pid: number }).pid),
  );
  expect(ours).toContainEqual(
    expect.objectContaining({
      memory: expect.objectContaining({ resident: expect.stringMatching(/^\d+$/) }),
      gauges: [{ name: "pendingRequests", which: "value", value: 3 }],
    }),
  );
});

test("a process that ends while it is watched alone ends the command, and is told of", async () => {
  await using target = await LiveTarget.start();
  await using running = new RunningCommand(["top", `${target.pid}`, "-i", "100ms"], { in: "pipe" });
  await running.shows("cpu");
  await target.end();
  const { stderr, exitCode } = await running.result();
  expect(stderr).toMatch(new RegExp(`^teleop: process ${target.pid} has ended`));
  expect(exitCode).toBe(7);
});

test("an interval that the target does not take is told with its bounds", async () => {
  await using target = await LiveTarget.start();
  const { stderr, exitCode } = await teleop(["top", `${target.pid}`, "-i", "10ms"], { in: "pipe" });
  expect(stderr).toMatch(/interval must be from 100 to 3600000 milliseconds, not 10/);
  expect(exitCode).toBe(7);
});
