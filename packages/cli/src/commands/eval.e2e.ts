// eval.e2e.ts: `teleop eval`, end to end.
import { expect, setDefaultTimeout, test } from "bun:test";
import { places, RunningCommand, teleop } from "../testing/command.ts";
import { TestTarget } from "../testing/target.ts";
import { through } from "../testing/through.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const script = new URL("../testing/eval-target-program.ts", import.meta.url);

test.each(places)("in a %s, eval prints what an expression comes to in the process", async (place) => {
  await using target = await TestTarget.start({ script });
  const run = async (...args: readonly string[]) => {
    const { text, exitCode } = await teleop(["eval", String(target.pid), ...args], { in: place });
    expect(exitCode).toBe(0);
    return text;
  };
  expect(await run("counter.increment()")).toBe("42\n");
  expect(await run(`process.pid === ${target.pid}`)).toBe("true\n");
  expect(await run("({ deep: { deeper: { deepest: {} } } })", "--depth", "0")).toBe("{ deep: [Object] }\n");
  expect(await run("await Promise.resolve([1, counter])", "--json")).toBe('[1,{"count":42}]\n');
});

test("what an expression throws is an error, with all that it tells, and so is what never settles", async () => {
  await using target = await TestTarget.start({ script });
  const run = (...args: readonly string[]) => teleop(["eval", String(target.pid), ...args], { in: "pipe" });
  expect(await run("missing.thing")).toMatchObject({
    exitCode: 7,
    stdout: "",
    stderr: expect.stringMatching(/^teleop: ReferenceError: .*missing/),
  });
  expect(await run("new Promise(() => {})", "--timeout", "300ms")).toMatchObject({
    exitCode: 7,
    stderr: expect.stringContaining("has not settled within 270 ms; it goes on"),
  });
  expect(await run("12n", "--json")).toMatchObject({
    exitCode: 7,
    stderr: expect.stringContaining("what it came to (bigint) has no form in JSON"),
  });
  expect(await run("1", "--depth", "many")).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining("a depth is"),
  });
});

test("Ctrl-C ends the wait, and - reads what is to be evaluated", async () => {
  await using target = await TestTarget.start({ script });
  await using waiting = new RunningCommand(
    ["eval", String(target.pid), "counter.count = 7; new Promise(() => {})"],
    { in: "terminal" },
  );
  await using reading = new RunningCommand(["eval", String(target.pid), "-"], { in: "pipe" });
  reading.type(
    "while (counter.count !== 7) await new Promise((resolve) => setTimeout(resolve, 1)); return 'there'",
  );
  reading.endInput();
  expect(await reading.result()).toMatchObject({ exitCode: 0, stdout: "'there'\n" });
  waiting.interrupt();
  expect(await waiting.result()).toMatchObject({ exitCode: 130 });
});

test("a process that offers no eval is said so", async () => {
  await using target = await TestTarget.start();
  expect(await teleop(["eval", String(target.pid), "1"], { in: "pipe" })).toMatchObject({
    exitCode: 7,
    stderr: expect.stringContaining("service eval not found"),
  });
});

test("by way of --via an expression is evaluated there", async () => {
  await using target = await TestTarget.start({ script });
  const { text, exitCode } = await teleop(["eval", String(target.pid), "counter.count", ...through("env")], {
    in: "pipe",
  });
  expect({ text, exitCode }).toEqual({ text: "41\n", exitCode: 0 });
});

test("what a process calls JSON is looked at before it is printed, and stays one line", async () => {
  await using target = await TestTarget.start({
    script: new URL("../testing/hostile-eval-program.ts", import.meta.url),
  });
  const run = (json: string) => teleop(["eval", String(target.pid), json, "--json"], { in: "pipe" });
  expect(await run('{\n"a":\n[1, "\u009b2J"]}')).toMatchObject({
    exitCode: 0,
    stdout: '{"a":[1,"\\u009b2J"]}\n',
  });
  const { exitCode, stdout, stderr } = await run("\u001b[2J");
  expect({ exitCode, stdout }).toEqual({ exitCode: 7, stdout: "" });
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: "FAILED" } });
});
