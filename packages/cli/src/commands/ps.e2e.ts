// ps.e2e.ts: `teleop ps`, end to end.
import { expect, test } from "bun:test";
import { jsonLines, places, teleop } from "../testing/command.ts";
import { TestTarget } from "../testing/target.ts";

test.each(places)("in a %s, ps lists a process that is armed, and not one that is not", async (place) => {
  await using target = await TestTarget.start();
  const { text, exitCode } = await teleop(["ps"], { in: place });
  expect(exitCode).toBe(0);
  expect(text).toMatch(/PID +NAME +COMMAND/);
  expect(text).toMatch(new RegExp(`^ *${target.pid} `, "m"));
  expect(text).not.toMatch(new RegExp(`^ *${process.pid} `, "m"));
});

test("with --json, ps prints a line of JSON for each", async () => {
  await using target = await TestTarget.start();
  const { stdout, stderr, exitCode } = await teleop(["ps", "--json"], { in: "pipe" });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(jsonLines(stdout)).toContainEqual(
    expect.objectContaining({ pid: target.pid, parent: process.pid, armed: "certainly" }),
  );
});
