// info.e2e.ts: `teleop info`, end to end.
import { expect, test } from "bun:test";
import { jsonLines, places, teleop } from "../testing/command.ts";
import { LiveTarget } from "../testing/live.ts";

test.each(places)("in a %s, info shows a process at a glance", async (place) => {
  await using target = await LiveTarget.start();
  const { text, exitCode } = await teleop(["info", `${target.pid}`], { in: place, columns: 200 });
  expect(exitCode).toBe(0);
  expect(text).toMatch(new RegExp(`^process +${target.pid}, child of ${process.pid}$`, "m"));
  expect(text).toContain(`bun ${Bun.version}, ${process.platform}`);
  expect(text).toMatch(/^command +\S*bun\S* .*live-program\.ts/m);
  expect(text).toMatch(/^memory +\d+ MB resident/m);
  expect(text).toMatch(/^descriptors +\d+: .*\d+ event/m);
});

test("with --json, info is one line of JSON; with a flag, a line for each", async () => {
  await using target = await LiveTarget.start();
  const pid = `${target.pid}`;
  const { stdout, stderr, exitCode } = await teleop(["info", pid, "--json"], { in: "pipe" });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(jsonLines(stdout)).toEqual([
    expect.objectContaining({ pid: target.pid, memory: expect.any(Object), descriptors: expect.any(Number) }),
  ]);
  const limits = await teleop(["info", pid, "--limits", "--json"], { in: "pipe" });
  expect(jsonLines(limits.stdout)).toContainEqual(
    expect.objectContaining({ name: "Max open files", unit: "files" }),
  );
});

test("each part can be shown whole, the environment as far as the application allows it", async () => {
  await using target = await LiveTarget.start();
  const show = async (flag: string) => (await teleop(["info", `${target.pid}`, flag], { in: "pipe" })).text;
  expect(await show("--descriptors")).toMatch(/^ *\d+ +socket +unix \/.*listen$/m);
  expect(await show("--modules")).toMatch(/^script +\/.*live-program\.ts$/m);
  expect(await show("--versions")).toMatch(new RegExp(`^bun +${RegExp.escape(Bun.version)}$`, "m"));
  const environment = await show("--environment");
  expect(environment).toMatch(/^TELEOP_TEST_SHOWN +shown$/m);
  expect(environment).not.toContain("secret");
});

test("a process that does not let us see its environment says how its application would", async () => {
  await using target = await LiveTarget.start({ process: {} });
  const { stderr, exitCode } = await teleop(["info", `${target.pid}`, "--environment"], { in: "pipe" });
  expect(stderr).toMatch(/^teleop: the target does not show its environment; its application allows it by/);
  expect(exitCode).toBe(7);
});

test("a process without the service is said to be so", async () => {
  await using target = await LiveTarget.start({ process: false });
  const { stderr, exitCode } = await teleop(["info", `${target.pid}`], { in: "pipe" });
  expect(stderr).toMatch(/service process not found: there are samples/);
  expect(exitCode).toBe(7);
});
