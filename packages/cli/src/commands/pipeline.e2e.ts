// pipeline.e2e.ts: `teleop pipeline`, end to end.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeDirectories } from "@teleop/conformance";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { PipelineTarget } from "../testing/pipeline-target.ts";

test.each(places)(
  "in a %s, pipeline shows what waits, the bottleneck, and the error to look at",
  async (place) => {
    await using target = await PipelineTarget.start();
    target.send({ count: [40, 0] });
    await target.next("obeyed");
    const args = ["pipeline", `${target.pid}`, "--no-follow", "--interval", "20ms"];
    const before = await teleop(args, { in: place, columns: 200 });
    expect(before.exitCode).toBe(0);
    expect(before.text).toMatch(/running +orders :: read +source +40 +0/);
    expect(before.text).toMatch(/running +orders :: price ◀ +map +40\/42 +0 +0 +0 +0 +100 % +0 % +█{20}/);
    expect(before.text).toMatch(
      /bottleneck ◀ orders :: price: 40 of 42 records wait for it, and it is busy 100 % of the time/,
    );
    target.send({ fail: "line 2 is no order" });
    await target.next("obeyed");
    const after = await teleop(args, { in: place, columns: 200 });
    expect(after.text).toMatch(/failed +store +sink/);
    expect(after.text).toContain(
      "error at orders :: price: line 2 is no order, because no comma; 1 node failed because of it",
    );
  },
);

test("nodes that have an error of another, but went on, have not failed because of it", async () => {
  await using target = await PipelineTarget.start();
  target.send({ failAlone: "no price" });
  await target.next("obeyed");
  const args = ["pipeline", `${target.pid}`, "--no-follow", "--interval", "20ms"];
  const { text } = await teleop(args, { in: "pipe", columns: 200 });
  expect(text).toContain("error at orders :: price: no price");
  expect(text).not.toContain("because of it");
});

test("one look may take longer than an answer, as its interval says", async () => {
  await using target = await PipelineTarget.start();
  const args = ["pipeline", `${target.pid}`, "--no-follow", "--interval", "4s", "--timeout", "3s"];
  const { exitCode, text } = await teleop(args, { in: "pipe", columns: 200 });
  expect(text).toContain("orders :: read");
  expect(exitCode).toBe(0);
});

test("a process that is stopped while a control works is given up, which is said", async () => {
  await using target = await PipelineTarget.start();
  const args = ["pipeline", `${target.pid}`, "--control", "wait", "--timeout", "500ms"];
  await using running = new RunningCommand(args, { in: "pipe" });
  await target.next("waiting");
  target.kill("SIGSTOP");
  const { exitCode, stderr } = await running.result();
  expect(stderr).toMatch(/has not answered anything for \d+ ms, though it was asked/);
  expect(exitCode).toBe(7);
});

test("on a terminal it goes on until q, and the terminal is as it was", async () => {
  await using target = await PipelineTarget.start();
  const args = ["pipeline", `${target.pid}`, "-i", "20ms"];
  await using running = new RunningCommand(args, { in: "terminal", columns: 200 });
  await running.shows("\u001b[?1049h");
  await running.shows(/waiting.*orders :: read/);
  target.send({ count: [7, 3] });
  await running.shows(/4\/42/);
  running.type(" ");
  await running.shows("paused");
  running.type(" ");
  running.type("q");
  const { stdout, exitCode } = await running.result();
  expect(exitCode).toBe(0);
  expect(stdout.trimEnd()).toEndWith("\u001b[?25h\u001b[?1049l");
});

test("on a terminal, what it was when the process ended stays to be read", async () => {
  await using target = await PipelineTarget.start();
  target.send({ count: [7, 3] });
  const args = ["pipeline", `${target.pid}`, "-i", "20ms"];
  await using running = new RunningCommand(args, { in: "terminal", columns: 200 });
  await running.shows(/4\/42/);
  await target.end();
  const { stdout, exitCode } = await running.result();
  expect(exitCode).toBe(7);
  expect(stdout.slice(stdout.indexOf("\u001b[?1049l"))).toMatch(
    /orders :: price.*4\/42.*process \d+ has ended/s,
  );
});

test("with --follow --json there is a line for each change, with all counts", async () => {
  await using target = await PipelineTarget.start();
  const args = ["pipeline", `${target.pid}`, "--follow", "--json", "-i", "20ms"];
  await using running = new RunningCommand(args, { in: "pipe" });
  await running.shows(/"pid":\d+/);
  target.send({ count: [7, 3] });
  await running.shows(/"writtenTotal":7,/);
  running.interrupt();
  const { stdout, exitCode } = await running.result();
  expect(exitCode).toBe(130);
  expect(jsonLines(stdout).at(-1)).toMatchObject({
    pid: target.pid,
    graph: { name: "shop", edges: [{ capacity: 42 }, { unit: "records" }] },
    nodes: [{ writtenTotal: 7 }, { readTotal: 3, writtenTotal: 3 }, { readTotal: 3 }],
    edges: [{ queued: 4 }, { queued: 0 }],
  });
});

test("a process that offers only the interface of quirky_binder looks the same, but for its time", async () => {
  await using target = await PipelineTarget.start("state");
  target.send({ count: [7, 3] });
  await target.next("obeyed");
  const { text, exitCode } = await teleop(["pipeline", `${target.pid}`, "-i", "20ms"], { in: "pipe" });
  expect(exitCode).toBe(0);
  expect(text).toMatch(/running +orders :: price +4\/42 +3 +0 +3 +0/);
  expect(text).not.toContain("BUSY");
});

test("--control has the application do something, and tells where that fails", async () => {
  await using target = await PipelineTarget.start();
  const control = (...args: string[]) =>
    teleop(["pipeline", `${target.pid}`, "--control", ...args], { in: "pipe" });
  expect((await control("drain")).exitCode).toBe(0);
  await target.next("drained");
  const failed = await control("flush", "--node", "orders :: price");
  expect(failed).toMatchObject({ exitCode: 7, stderr: expect.stringContaining("the disk is full") });
  const none = await control("flush", "--node", "price");
  expect(none.exitCode).toBe(2);
  expect(none.stderr).toContain('no node "price": there are orders :: read, orders :: price, store');
});

test("a process without a pipeline is told to have none, and how programs have one", async () => {
  await using target = await PipelineTarget.start("none");
  const { stderr, exitCode } = await teleop(["pipeline", `${target.pid}`], { in: "pipe" });
  expect(exitCode).toBe(7);
  expect(stderr).toContain("service pipeline not found");
  expect(stderr).toContain("; a program describes its own with @teleop/pipeline");
});

test.each(places)("in a %s, --svg saves the picture, and replaces no file that is there", async (place) => {
  using folder = makeDirectories();
  await using target = await PipelineTarget.start();
  target.send({ count: [40, 0] });
  await target.next("obeyed");
  const path = join(folder.cwd, "shop.svg");
  const args = ["pipeline", `${target.pid}`, "--svg", path, "--interval", "20ms"];
  const { exitCode, text } = await teleop(args, { in: place, columns: 200 });
  expect(exitCode).toBe(0);
  expect(text).toContain(`${path}: 3 nodes`);
  const picture = await Bun.file(path).text();
  expect(picture).toStartWith('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(picture).toContain("orders :: price: running");
  expect(picture).toContain(">40 / 42</text>");
  const again = await teleop(args, { in: place, columns: 400 });
  expect(again.exitCode).not.toBe(0);
  expect(again.stdout + again.stderr).toContain("is there already, and stays");
  const replaced = await teleop([...args, "--overwrite", "--json"], { in: "pipe" });
  expect(jsonLines(replaced.stdout)).toEqual([{ path, bytes: Bun.file(path).size, nodes: 3 }]);
});

test.each([
  [["--svg", "x.svg", "--follow"], "--svg saves how it is now: it goes with neither --follow nor --control"],
  [["--svg", "x.svg", "--control", "pause"], "--svg saves how it is now"],
  [["--overwrite"], "--overwrite says that a file may be replaced: give --svg, too"],
])("pipeline with %j is wrong usage", async (words, told) => {
  const { exitCode, stderr } = await teleop(["pipeline", "1", ...words], { in: "pipe" });
  expect(exitCode).toBe(2);
  expect(stderr).toContain(told);
});

test("names and errors of a pipeline do nothing to a terminal", async () => {
  await using target = await PipelineTarget.start();
  target.send({ fail: "\u001b[31mred\u001b]0;title\u0007" });
  await target.next("obeyed");
  const args = ["pipeline", `${target.pid}`, "--no-follow", "-i", "20ms"];
  const { stdout, exitCode } = await teleop(args, { in: "terminal", columns: 200 });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("\\u001b[31mred\\u001b]0;title\\u0007");
  expect(stdout).not.toContain("\u0007");
});
