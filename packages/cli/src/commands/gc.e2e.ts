// gc.e2e.ts: `teleop gc`, end to end.
import { expect, test } from "bun:test";
import { jsonLines, places, teleop } from "../testing/command.ts";
import { shop } from "../testing/shop.ts";

test.each(places)("in a %s, gc tells what a process used before and after", async (place) => {
  await using target = await shop();
  const { text, exitCode } = await teleop(["gc", `${target.pid}`], { in: place });
  expect(text).toMatch(/MEMORY +BEFORE +AFTER/);
  expect(text).toMatch(/^resident +\d+ MB +\d+ MB$/m);
  expect(text).toMatch(/^it paused for [\d.]+ (ms|s)$/m);
  expect(exitCode).toBe(0);
});

test("with --json, gc prints bytes and seconds", async () => {
  await using target = await shop();
  const { stdout, stderr, exitCode } = await teleop(["gc", `${target.pid}`, "--json"], { in: "pipe" });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(jsonLines(stdout)).toEqual([
    {
      before: expect.objectContaining({ resident: expect.stringMatching(/^\d+$/) }),
      after: expect.objectContaining({ used: expect.stringMatching(/^\d+$/) }),
      pauseSeconds: expect.any(Number),
    },
  ]);
});
