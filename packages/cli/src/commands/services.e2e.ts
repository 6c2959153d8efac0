// services.e2e.ts: `teleop services`, end to end.
import { expect, test } from "bun:test";
import { jsonLines, places, teleop } from "../testing/command.ts";
import { JobsTarget } from "../testing/jobs-target.ts";

test.each(places)("in a %s, services lists what a process offers, and makes nothing", async (place) => {
  await using target = await JobsTarget.start();
  const { text, stderr, exitCode } = await teleop(["services", String(target.pid)], {
    in: place,
    columns: 140,
  });
  expect(exitCode).toBe(0);
  expect(text).toMatch(/^NAME +INTERFACE +WHAT IT IS$/m);
  expect(text).toMatch(/^jobs +jobs\.capnp:Jobs +Jobs that are to be done\.$/m);
  expect(text).toMatch(/^echo +- +\(nobody has asked for it yet\)$/m);
  expect(text + stderr).toContain("not known before somebody asks for it: echo; --make has it made");
});

test("with --make, services knows all; with --json, as a line of JSON each", async () => {
  await using target = await JobsTarget.start();
  const { stdout, stderr, exitCode } = await teleop(["services", "--make", "--json", String(target.pid)], {
    in: "pipe",
  });
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(jsonLines(stdout)).toMatchObject([
    {
      name: "jobs",
      state: "known",
      fullName: "jobs.capnp:Jobs",
      id: expect.stringMatching(/^0x[0-9a-f]{16}$/),
    },
    { name: "echo", state: "known", fullName: "echo.capnp:Echo", id: "0xd36a86369fa1a198" },
    { name: "reflection", state: "known" },
  ]);
});

test("a process that does not tell is said to be so, with what to do", async () => {
  await using target = await JobsTarget.start("silent");
  const { stdout, stderr, exitCode } = await teleop(["services", String(target.pid)], { in: "pipe" });
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 7 });
  expect(stderr).toContain("has no service reflection");
  expect(stderr).toContain("--schema FILE.capnp");
});
