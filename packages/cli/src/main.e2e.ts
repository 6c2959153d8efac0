// main.e2e.ts: the command as a process: what stops it, and what it leaves.
import { expect, setDefaultTimeout, test } from "bun:test";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { makeDirectories } from "@teleop/conformance";
import { exitCodes } from "./exit-codes.ts";
import { places, RunningCommand, teleop, teleopCommand } from "./testing/command.ts";
import { LiveTarget } from "./testing/live.ts";
import { TestTarget } from "./testing/target.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

test.each(places)(
  "in a %s, Ctrl-C ends a command that waits, without a word, and the target goes on",
  async (place) => {
    await using target = await TestTarget.start({ args: ["spin"] });
    await using running = new RunningCommand(["doctor", "--timeout", "forever", String(target.pid)], {
      in: place,
    });
    await running.shows("attach file");
    running.interrupt();
    const { exitCode, text, stderr } = await running.result();
    expect(exitCode).toBe(exitCodes.interrupted);
    expect(stderr).toBe("");
    expect(text).not.toContain("teleop:");
    process.kill(target.pid, 0);
  },
);

test("SIGTERM ends it likewise", async () => {
  await using target = await TestTarget.start({ args: ["spin"] });
  await using running = new RunningCommand(["doctor", "--timeout", "forever", String(target.pid)], {
    in: "pipe",
  });
  await running.shows("attach file");
  running.kill("SIGTERM");
  expect(await running.result()).toMatchObject({ exitCode: exitCodes.terminated, stderr: "" });
});

test("where nobody reads what it prints, it ends without a word", async () => {
  await using target = await TestTarget.start();
  await using running = new RunningCommand(["ps", "--watch"], { in: "pipe" });
  await running.shows(String(target.pid));
  await running.closeOutput();
  await using _another = await TestTarget.start();
  expect(await running.exited()).toBe(exitCodes.brokenPipe);
  expect((await running.result()).stderr).toBe("");
});

test("what cannot be written, as to a full disk, is an error", async () => {
  await using target = await TestTarget.start();
  for (const [command, told] of [
    ["ps", /^teleop: what is printed cannot be written[^\n]*no space left[^\n]*\n$/],
    [`ps --json`, /^\{"error":\{"code":"OUTPUT_FAILED"/],
    [`describe ${target.pid} echo`, /^teleop: what is printed cannot be written/],
    ["completion bash", /^teleop: what is printed cannot be written/],
    ["--help", /^teleop: what is printed cannot be written/],
  ] as const) {
    const shell = Bun.spawn(["sh", "-c", `"$@" ${command} >/dev/full`, "sh", ...teleopCommand()], {
      stdin: "ignore",
      stdout: "ignore",
      stderr: "pipe",
    });
    expect(await shell.stderr.text()).toMatch(told);
    expect(await shell.exited).toBe(exitCodes.failed);
  }
});

test("it can be stopped while nobody reads what it prints", async () => {
  await using target = await LiveTarget.start();
  for (let count = 0; count < 100; count++) target.send({ say: "x".repeat(10_000) });
  using directories = makeDirectories();
  const fifo = join(directories.tmp, "fifo");
  expect(Bun.spawnSync(["mkfifo", fifo]).exitCode).toBe(0);
  // Open at both ends: it takes as much as a pipe does.
  await using reader = await open(fifo, "r+");
  await using running = new RunningCommand(["logs", String(target.pid), "--recent", "100"], {
    in: "pipe",
    program: ["sh", "-c", `exec "$@" >${fifo}`, "sh", ...teleopCommand()],
  });
  await reader.read(new Uint8Array(1));
  running.kill("SIGTERM");
  expect(await running.ended()).toBe(exitCodes.terminated);
});

test.each([
  ["logs", (running: RunningCommand) => running.shows("said")],
  ["top", (running: RunningCommand) => running.shows("resident")],
  ["stalls", (running: RunningCommand) => running.complains("is watched")],
] as const)("Ctrl-C ends %s of a process that was stopped meanwhile", async (command, begun) => {
  await using target = await LiveTarget.start();
  target.send({ say: "said" });
  const args = command === "logs" ? ["--recent", "1"] : [];
  await using running = new RunningCommand([command, String(target.pid), ...args], { in: "pipe" });
  await begun(running);
  target.kill("SIGSTOP");
  running.interrupt();
  expect(await running.ended()).toBe(exitCodes.interrupted);
});

test("with its standard input and output closed it does its work", async () => {
  await using target = await TestTarget.start();
  for (const closed of ["<&-", "<&- >/dev/null", "</dev/null"]) {
    const shell = Bun.spawn(
      ["sh", "-c", `"$@" ${closed}`, "sh", ...teleopCommand(), "doctor", String(target.pid)],
      { stdout: "pipe", stderr: "pipe" },
    );
    const [stderr] = await Promise.all([shell.stderr.text(), shell.stdout.text()]);
    expect({ exitCode: await shell.exited, stderr }).toEqual({ exitCode: exitCodes.ok, stderr: "" });
  }
});

test("--verbose tells the code of an error", async () => {
  const quiet = await teleop(["doctor", "2147483647"], { in: "pipe" });
  expect(quiet.stderr).toMatch(
    /^teleop: process 2147483647 cannot be attached to: no process has PID[^\n]*\n$/,
  );
  const verbose = await teleop(["--verbose", "doctor", "2147483647"], { in: "pipe" });
  expect(verbose.stderr).toBe(`${quiet.stderr}  code NO_SUCH_PROCESS\n`);
});

test("--help lists the commands, and --version tells the version", async () => {
  for (const place of places) {
    expect(await teleop(["--help"], { in: place })).toMatchObject({
      exitCode: exitCodes.ok,
      text: expect.stringContaining("  doctor"),
    });
    expect(await teleop(["--version"], { in: place })).toMatchObject({
      exitCode: exitCodes.ok,
      text: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  }
});
