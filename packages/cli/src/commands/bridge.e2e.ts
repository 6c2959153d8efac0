// bridge.e2e.ts: `teleop bridge`, end to end: by itself, and as the other end of `--via` of a command that leads nowhere
// else than here. via.e2e.ts has those that lead somewhere.
import { expect, setDefaultTimeout, test } from "bun:test";
import { exitCodes } from "../exit-codes.ts";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { TestTarget } from "../testing/target.ts";
import { through } from "../testing/through.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

test("in a pipe, bridge says hello, and ends with its input", async () => {
  const result = await teleop(["bridge"], { in: "pipe" });
  expect(result).toMatchObject({ stdout: "==teleop-bridge:1==\n", stderr: "", exitCode: exitCodes.ok });
});

test("in a terminal, bridge says what starts it, and how", async () => {
  const { text, exitCode } = await teleop(["bridge"], { in: "terminal", columns: 400 });
  expect(exitCode).toBe(exitCodes.usage);
  expect(text).toContain("is a terminal");
  expect(text).toContain("`teleop --via COMMAND` starts this");
});

test("bridge leads to its own machine only", async () => {
  const { stderr, exitCode } = await teleop(["bridge", ...through("env")], { in: "pipe" });
  expect({ stderr, exitCode }).toEqual({
    stderr: "teleop: a bridge leads to the machine on which it runs: start it without --via\n",
    exitCode: exitCodes.usage,
  });
});

test("SIGTERM ends a bridge, and Ctrl-C", async () => {
  for (const [signal, code] of [
    ["SIGTERM", exitCodes.terminated],
    ["SIGINT", exitCodes.interrupted],
  ] as const) {
    await using bridge = new RunningCommand(["bridge"], { in: "pipe" });
    await bridge.shows("==teleop-bridge:1==\n");
    bridge.kill(signal);
    expect(await bridge.exited()).toBe(code);
  }
});

test.each(places)("in a %s, ps and doctor tell by way of a bridge what they tell here", async (place) => {
  await using target = await TestTarget.start();
  const ps = await teleop(["ps", ...through("env")], { in: place });
  expect(ps).toMatchObject({
    exitCode: 0,
    text: expect.stringMatching(new RegExp(`^ *${target.pid} `, "m")),
  });
  const doctor = await teleop(["doctor", String(target.pid), ...through("env")], { in: place });
  expect(doctor).toMatchObject({ exitCode: 0, text: expect.stringContaining("it answered after") });
});

test("a process that is not there, or not armed, has the same error by way of a bridge, and the same exit code", async () => {
  await using sleeper = Bun.spawn(["sleep", "1000"]);
  for (const [pid, code, exitCode] of [
    [2 ** 22 + 1, "NO_SUCH_PROCESS", exitCodes.noSuchProcess],
    [sleeper.pid, "NOT_ARMED", exitCodes.notArmed],
  ] as const) {
    const result = await teleop(["doctor", String(pid), "--json", ...through("env")], { in: "pipe" });
    expect(result.exitCode).toBe(exitCode);
    expect(jsonLines(result.stderr)).toEqual([{ error: expect.objectContaining({ code, pid }) }]);
  }
});

test("a pid file is one of the other side", async () => {
  await using target = await TestTarget.start();
  const file = `${target.directories.tmp}/server.pid`;
  await Bun.write(file, `${target.pid}\n`);
  const found = await teleop(["doctor", file, ...through("env")], { in: "pipe" });
  expect(found.exitCode).toBe(exitCodes.ok);
  const missing = await teleop(["doctor", `${file}.pid`, ...through("env")], { in: "pipe" });
  expect(missing).toMatchObject({
    exitCode: exitCodes.noSuchProcess,
    stderr: expect.stringContaining(`env: the pid file ${file}.pid cannot be read`),
  });
  await Bun.file(file).delete();
});

test("a fleet is one table: a host that cannot be reached is a row that says why, and the others are there", async () => {
  await using target = await TestTarget.start();
  const commands = ["env", "sh -c 'echo closed for today >&2; exit 4'", "nice"];
  const table = await teleop(["ps", ...through(...commands)], { in: "pipe" });
  expect(table.exitCode).toBe(exitCodes.partly);
  expect(table.stdout).toMatch(/^HOST +PID +NAME .*COMMAND$/m);
  expect(table.stdout).toMatch(new RegExp(`^env +${target.pid} `, "m"));
  expect(table.stdout).toMatch(new RegExp(`^nice +${target.pid} `, "m"));
  expect(table.stdout).toMatch(/^sh -c .* - +- +the command ended with exit code 4 .*closed for today/m);
  expect(table.stderr).toMatch(/^teleop: 2 of 3 hosts answered; not: sh -c /);
  const json = await teleop(["ps", "--json", ...through(...commands)], { in: "pipe" });
  expect(jsonLines(json.stdout)).toContainEqual(expect.objectContaining({ host: "nice", pid: target.pid }));
  expect(jsonLines(json.stdout)).toContainEqual({
    host: commands[1],
    error: { code: "CONNECT_FAILED", message: expect.stringContaining("closed for today") },
  });
});

test("in a fleet, a PID or a name is looked for on all hosts, and told to be of several, or none", async () => {
  await using target = await TestTarget.start();
  const both = await teleop(["doctor", String(target.pid), ...through("env", "nice")], { in: "pipe" });
  expect(both.exitCode).toBe(exitCodes.noSuchProcess);
  expect(both.stderr).toContain(`may be any of ${target.pid}`);
  expect(both.stderr).toContain("on nice): give the PID of the one that you mean, and only its host");
  const one = await teleop(["doctor", String(target.pid), ...through("env", "false")], { in: "pipe" });
  expect(one.exitCode).toBe(exitCodes.ok);
  const none = await teleop(["doctor", "4194000", ...through("env", "false")], { in: "pipe" });
  expect(none.exitCode).toBe(exitCodes.noSuchProcess);
  expect(none.stderr).toContain(
    "on none of the hosts a process with PID 4194000 is armed; not asked could be false (",
  );
});

test("where there is no teleop it is said what to copy, and when the words are none, why", async () => {
  const missing = await teleop(["ps", "--via", "env", "--via-command", "teleop-not-installed bridge"], {
    in: "pipe",
  });
  expect(missing.exitCode).toBe(exitCodes.failed);
  expect(missing.stderr).toContain("env: there is no teleop-not-installed in the PATH there");
  expect(missing.stderr).toContain("copy the compiled command");
  const bad = await teleop(["ps", "--via", "ssh 'host"], { in: "pipe" });
  expect(bad).toMatchObject({
    exitCode: exitCodes.usage,
    stderr: expect.stringContaining("--via has a ' that is not closed"),
  });
});
