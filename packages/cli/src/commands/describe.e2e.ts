// describe.e2e.ts: `teleop describe`, end to end.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { jsonLines, places, teleop } from "../testing/command.ts";
import { JobsTarget } from "../testing/jobs-target.ts";

const schema = join(import.meta.dir, "../testing/jobs.capnp");

test.each(places)(
  "in a %s, describe shows a service as its schema has it, or one method of it",
  async (place) => {
    await using target = await JobsTarget.start();
    const pid = String(target.pid);
    const service = await teleop(["describe", pid, "jobs"], { in: place });
    expect(service.exitCode).toBe(0);
    for (const line of [
      "jobs",
      "# Jobs that are to be done.",
      "  # Adds a job.",
      "  add (job :Jobs.Job) -> (id :UInt64, job :JobControl)",
      "  upload (bytes :Data, line :Text) -> stream",
      "  struct Jobs.Step",
      "    retries :Int8 = 3",
      "      now :Void  (one of a union)",
      "  enum Jobs.Priority",
      "    done (name :Text, number :UInt32) -> (more :Bool)",
    ]) {
      expect(service.text.split("\n").map((each) => each.trimEnd())).toContain(line);
    }
    expect(service.text).toMatch(/^ {2}interface Watcher {2}jobs\.capnp:Watcher @0x[0-9a-f]{16}$/m);
    const method = await teleop(["describe", pid, "jobs.uploaded"], { in: place });
    expect(method.text.trim().split("\n")).toEqual([
      "jobs.uploaded",
      "  # What was uploaded.",
      "  #",
      "  # Impact: a pause that",
      "  # nobody notices.",
      "  uploaded () -> (bytes :UInt64, calls :UInt32, lines :List(Text))",
    ]);
  },
);

test("without a service, describe shows all that are known; with --json, as a line of JSON each", async () => {
  await using target = await JobsTarget.start();
  const { stdout, exitCode } = await teleop(["describe", "--json", String(target.pid)], { in: "pipe" });
  expect(exitCode).toBe(0);
  expect(jsonLines(stdout)).toMatchObject([
    { service: "jobs", name: "Jobs", methods: expect.any(Array), types: { "Jobs.Job": { kind: "struct" } } },
    { service: "reflection", name: "Reflection" },
  ]);
});

test("a process that does not tell is described by a schema", async () => {
  await using target = await JobsTarget.start("silent");
  const pid = String(target.pid);
  const { text, exitCode } = await teleop(["describe", pid, "jobs.fail", "--schema", schema], { in: "pipe" });
  expect({ text, exitCode }).toEqual({ text: "jobs.fail\n  fail (reason :Text) -> ()\n", exitCode: 0 });
  const wrong = await teleop(["describe", pid, "jobs", "--schema", `${schema}:Jibs`], { in: "pipe" });
  expect(wrong.exitCode).toBe(7);
  expect(wrong.stderr).toContain("there is no interface Jibs in");
});

test("what there is not is told, with what there is", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  const service = await teleop(["describe", pid, "jibs"], { in: "pipe" });
  expect(service).toMatchObject({ exitCode: 7, stderr: expect.stringContaining("did you mean jobs?") });
  const method = await teleop(["describe", pid, "jobs.remove"], { in: "pipe" });
  expect(method).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("it has add, list, watch") });
});
