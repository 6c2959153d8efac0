// stalls.e2e.ts: `teleop stalls`, end to end.
import { expect, test } from "bun:test";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { LiveTarget } from "../testing/live.ts";

test.each(places)("in a %s, stalls tells of one while it lasts, and where it was", async (place) => {
  await using target = await LiveTarget.start();
  await using running = new RunningCommand(["stalls", `${target.pid}`], {
    in: place,
    columns: 200,
    env: { NO_COLOR: "1" },
  });
  await running.complains("is watched");
  target.send({ block: 1_500 });
  await running.shows(/#\d+ stuck for \d+ ms: it computes/);
  await running.shows(/#\d+ over after [\d.]+ s/);
  await running.shows(/at stuckFor \(\/.*live-program\.ts:\d+/);
  running.interrupt();
  expect((await running.result()).exitCode).toBe(130);
});

test("one looks into a process that is stuck already where its watchdog runs all the time", async () => {
  await using target = await LiveTarget.start({ stall: { always: true } });
  await using before = new RunningCommand(["stalls", `${target.pid}`], { in: "pipe" });
  await before.complains("is watched");
  target.send({ block: 60_000 });
  await before.shows("stuck");
  const args = ["stalls", `${target.pid}`, "--watchdog", "stall", "--recent", "1", "--json"];
  await using running = new RunningCommand(args, { in: "pipe" });
  const [line] = await running.shows(/\{.*\}\n/);
  expect(jsonLines(line)).toEqual([
    expect.objectContaining({ isOver: false, duration: expect.any(Number), source: "none" }),
  ]);
});

test("a process that does not answer is said to have no watchdog that one knows of, and what to try", async () => {
  await using target = await LiveTarget.start();
  target.kill("SIGSTOP");
  const { stderr, exitCode } = await teleop(["stalls", `${target.pid}`, "--timeout", "1s"], { in: "pipe" });
  expect(stderr).toMatch(/if it is stuck, and has a watchdog .*: --watchdog stall$/m);
  expect(exitCode).toBe(6);
});
