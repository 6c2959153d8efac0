// repl.e2e.ts: `teleop repl`, end to end.
import { expect, test } from "bun:test";
import { RunningCommand } from "../testing/command.ts";
import { JobsTarget } from "../testing/jobs-target.ts";

test("in a pipe, repl does line by line what is read, and ends at the first that fails", async () => {
  await using target = await JobsTarget.start();
  await using repl = new RunningCommand(["repl", String(target.pid)], { in: "pipe" });
  repl.type(
    `# a comment
jobs.add job.name='two words'
$1.name
jobs.transfer job=$1
jobs.add {"job": {"name": "x"}} then job.cancel
held
release $1
jobs.watch times=1
$1.name
jobs.list
`,
  );
  const { text, stderr, exitCode } = await repl.result();
  expect(text.split("\n")).toEqual([
    '{"id":"9007199254740993","job":{"$1":"JobControl"}}',
    '{"name":"two words"}',
    '{"name":"two words"}',
    '{"wasCancelled":true}',
    "$1  JobControl",
    'watcher.done {"name":"nightly","number":1}',
    "{}",
    "",
  ]);
  expect({ stderr, exitCode }).toEqual({ stderr: "teleop: there is no $1: none is held\n", exitCode: 2 });
});

test("in a terminal, repl edits lines, completes them, tells what fails, and goes on", async () => {
  await using target = await JobsTarget.start();
  await using repl = new RunningCommand(["repl", String(target.pid)], { in: "terminal", columns: 120 });
  await repl.shows(`${target.pid}`);
  repl.type("jobs.upl\t");
  await repl.shows("jobs.upload");
  repl.type("ed\r");
  await repl.shows('"calls": 0');
  repl.type("jobs.fail reason='no luck'\r");
  await repl.shows("no luck");
  repl.type("jobs.add job.name=mine\r");
  await repl.shows('"$1": "JobControl"');
  repl.type("$1.name\r");
  await repl.shows('"name": "mine"');
  repl.type("describe $1\r");
  await repl.shows("wasCancelled :Bool");
  repl.type("exit\r");
  expect(await repl.exited()).toBe(0);
});

test("in a terminal, Ctrl-C cancels a call of repl, and Ctrl-D ends it", async () => {
  await using target = await JobsTarget.start();
  await using repl = new RunningCommand(["repl", String(target.pid)], { in: "terminal", columns: 120 });
  await repl.shows(`${target.pid}`);
  repl.type("jobs.watch times=1 then nothing\r");
  await repl.shows("hold 0 capabilities");
  repl.type("jobs.hang\r");
  await target.next("hanging");
  repl.interrupt();
  await target.next("cancelled");
  await repl.shows("cancelled");
  repl.type("jobs.uploaded\r");
  await repl.shows('"calls": 0');
  repl.endInput();
  expect(await repl.exited()).toBe(0);
});

test.each(["services", "describe jobs", "jobs.uploaded"])(
  "in a terminal, Ctrl-C cancels %s of a process that does not answer, and repl goes on",
  async (line) => {
    await using target = await JobsTarget.start();
    const args = ["repl", String(target.pid), "--timeout", "forever"];
    await using repl = new RunningCommand(args, { in: "terminal", columns: 120 });
    await repl.shows(`${target.pid}`);
    target.kill("SIGSTOP");
    repl.type(`${line}\r`);
    await repl.shows(/\n$/);
    repl.interrupt();
    await repl.shows("cancelled");
    target.kill("SIGCONT");
    repl.type("services\r");
    await repl.shows("jobs.capnp:Jobs");
    repl.type("exit\r");
    expect(await repl.exited()).toBe(0);
  },
);

test("a target that ends ends repl, which says so", async () => {
  await using target = await JobsTarget.start();
  await using repl = new RunningCommand(["repl", String(target.pid)], { in: "terminal" });
  await repl.shows(`${target.pid}`);
  target.kill("SIGKILL");
  expect(await repl.exited()).toBe(7);
});
