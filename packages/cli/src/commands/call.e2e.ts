// call.e2e.ts: `teleop call`, end to end.
import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { JobsTarget } from "../testing/jobs-target.ts";
import { through } from "../testing/through.ts";

const schema = join(import.meta.dir, "../testing/jobs.capnp");

test.each(places)("in a %s, call calls a method by fields, and shows its results as JSON", async (place) => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  const echo = await teleop(["call", pid, "echo.echo", "message=hello!"], { in: place });
  expect(echo.exitCode).toBe(0);
  expect(JSON.parse(echo.text)).toEqual({ reply: "hello!" });
  const words = [
    "job.name=nightly",
    "job.size=18446744073709551615",
    "job.tags=a",
    "job.tags=b",
    "job.when.every.seconds=5",
  ];
  const added = await teleop(["call", pid, "jobs.add", ...words], { in: place });
  expect(JSON.parse(added.text)).toEqual({ id: "9007199254740993", job: { $capability: "JobControl" } });
  const list = await teleop(["call", pid, "jobs.list"], { in: place });
  expect(JSON.parse(list.text)).toMatchObject({
    jobs: [
      { name: "nightly", size: "18446744073709551615", tags: ["a", "b"], when: { every: { seconds: 5 } } },
    ],
  });
});

test("params may be JSON, of the command line, of a file, or of standard input; and a field a file or standard input", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  const { cwd } = target.directories;
  writeFileSync(join(cwd, "job.json"), '{"job": {"name": "from a file"}}');
  const json = await teleop(["call", pid, "jobs.add", '{"job": {"name": "inline", "script": [1, 2]}}'], {
    in: "pipe",
  });
  expect(json.exitCode).toBe(0);
  await teleop(["call", pid, "jobs.add", "@job.json"], { in: "pipe", cwd });
  await teleop(["call", pid, "jobs.add", "job.name=field", "job.script=@job.json"], { in: "pipe", cwd });
  {
    await using typed = new RunningCommand(["call", pid, "jobs.add", "-"], { in: "pipe" });
    typed.type('{"job": {"name": "typed"}}');
    expect((await typed.result()).exitCode).toBe(0);
  }
  const { stdout } = await teleop(["call", "--json", pid, "jobs.list"], { in: "pipe" });
  const [{ jobs }] = jsonLines(stdout) as [{ jobs: { name: string; script: number[] }[] }];
  expect(jobs.map(({ name, script }) => [name, script.length])).toEqual([
    ["inline", 2],
    ["from a file", 0],
    ["field", 32],
    ["typed", 0],
  ]);
});

test("what is wrong with a call is told before anything is sent, and what the target says is told, too", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  const told = async (...words: string[]) => {
    const { stdout, stderr, exitCode } = await teleop(["call", pid, ...words], { in: "pipe" });
    expect(stdout).toBe("");
    return { stderr: stderr.trim(), exitCode };
  };
  expect(await told("jobs.add", "job.nme=x")).toEqual({
    stderr: expect.stringContaining(
      'teleop: params.job: Jobs.Job has no field "nme"; it has name (Text), size (UInt64)',
    ),
    exitCode: 2,
  });
  expect(await told("jobs")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('"jobs" names no method'),
  });
  expect(await told("jobs.add", "@missing.json")).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("missing.json cannot be read"),
  });
  expect(await told("jobs.fail", "reason=no luck")).toEqual({ stderr: "teleop: no luck", exitCode: 7 });
  expect(await told("jibs.add")).toMatchObject({
    exitCode: 7,
    stderr: expect.stringContaining("did you mean jobs?"),
  });
});

test("a capability in the results is called in turn", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  const call = (...words: string[]) =>
    teleop(["call", pid, "jobs.add", "job.name=mine", ...words], { in: "pipe" });
  expect((await call("then", "name")).text).toBe('{"name":"mine"}\n');
  expect((await call("then", "job.cancel")).text).toBe('{"wasCancelled":true}\n');
  expect(await call("then", "id.name")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("id is no capability in the results of add, which have id, job"),
  });
});

test.each(places)(
  "in a %s, calls of a callback are shown as they come, until the target lets go of it",
  async (place) => {
    await using target = await JobsTarget.start();
    const { text, exitCode } = await teleop(["call", String(target.pid), "jobs.watch", "times=2"], {
      in: place,
    });
    expect(exitCode).toBe(0);
    expect(text).toMatch(
      /^watcher\.done \{"name":"nightly","number":1\}\nwatcher\.done \{"name":"nightly","number":2\}\n\{\}\n/,
    );
  },
);

test("with --json, calls of a callback are told from results; a callback that is held is waited for until Ctrl-C", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  const { stdout } = await teleop(["call", "--json", pid, "jobs.watch", "times=1"], { in: "pipe" });
  expect(jsonLines(stdout)).toEqual([
    { $callback: "watcher", method: "done", params: { name: "nightly", number: 1 } },
    {},
  ]);
  await using held = new RunningCommand(["call", pid, "jobs.watch"], { in: "pipe" });
  await held.shows("{}\n");
  held.interrupt();
  expect(await held.exited()).toBe(130);
});

test.each(places)("in a %s, Ctrl-C cancels the call in the target", async (place) => {
  await using target = await JobsTarget.start();
  await using hanging = new RunningCommand(["call", String(target.pid), "jobs.hang", "--timeout", "5s"], {
    in: place,
  });
  await target.next("hanging");
  hanging.interrupt();
  await target.next("cancelled");
  expect(await hanging.exited()).toBe(130);
});

test("a streaming method is called for each line of JSON, or each piece of standard input", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  {
    await using lines = new RunningCommand(["call", pid, "jobs.upload", "-"], { in: "pipe" });
    lines.type('{"line":"a"}\n\n{"line":"b"}');
    expect((await lines.result()).text).toBe('{"calls":2}\n');
  }
  {
    await using pieces = new RunningCommand(["call", pid, "jobs.upload", "bytes=-"], { in: "pipe" });
    pieces.type("x".repeat(200_000));
    expect((await pieces.result()).exitCode).toBe(0);
  }
  {
    await using wrong = new RunningCommand(["call", pid, "jobs.upload", "-"], { in: "pipe" });
    wrong.type("{line:1}\n");
    expect(await wrong.result()).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("expected JSON (line 1 of standard input)"),
    });
  }
  const { text } = await teleop(["call", pid, "jobs.uploaded"], { in: "pipe" });
  expect(JSON.parse(text)).toMatchObject({ bytes: "200000", lines: ["a", "b"] });
});

test("where somebody looks, it is said what a method costs the target, if that is anything", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  const costly = await teleop(["call", pid, "jobs.uploaded"], { in: "terminal" });
  expect(costly.text).toStartWith("impact: a pause that nobody notices.\n");
  const cheap = await teleop(["call", pid, "jobs.list"], { in: "terminal" });
  expect(cheap.text).not.toContain("impact");
  const read = await teleop(["call", pid, "jobs.uploaded"], { in: "pipe" });
  expect(read).toMatchObject({ stderr: "", text: '{"bytes":"0","calls":0,"lines":[]}\n' });
});

test("a process that does not tell its schema is called by a file of it", async () => {
  await using target = await JobsTarget.start("silent");
  const pid = String(target.pid);
  const untold = await teleop(["call", pid, "jobs.list"], { in: "pipe" });
  expect(untold).toMatchObject({ exitCode: 7, stderr: expect.stringContaining("--schema FILE.capnp") });
  const { text } = await teleop(["call", "--schema", schema, pid, "jobs.add", "job.name=x", "then", "name"], {
    in: "pipe",
  });
  expect(text).toBe('{"name":"x"}\n');
});

test("by way of --via a process is called as here", async () => {
  await using target = await JobsTarget.start();
  const words = [...through("env"), "call", String(target.pid), "jobs.watch", "times=1"];
  const { text, exitCode } = await teleop(words, { in: "pipe" });
  expect({ text, exitCode }).toEqual({
    text: 'watcher.done {"name":"nightly","number":1}\n{}\n',
    exitCode: 0,
  });
});

test("a target that ends meanwhile is told", async () => {
  await using target = await JobsTarget.start();
  await using held = new RunningCommand(["call", String(target.pid), "jobs.watch"], { in: "pipe" });
  await held.shows("{}\n");
  target.kill("SIGKILL");
  expect(await held.result()).toMatchObject({ exitCode: 7 });
});
