// on-windows.e2e.ts: the command on Windows, end to end: what differs there from where the other end-to-end tests run.
import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectories } from "@teleop/conformance";
import { jsonLines, RunningCommand, teleop } from "./testing/command.ts";

/** Under a loaded Wine each process takes its time to start. */
const SLOW_MS = 60_000;

onWindows(
  "a program that `teleop run` starts is listed, found by its script, told of, and called",
  async () => {
    using program = makeProgram("shop.ts", waiting);
    await using running = new RunningCommand(["run", program.file, "--port", "80"], { in: "pipe" });
    const [, pid = ""] = await running.shows(/^program (\d+)$/m);
    const options = { in: "pipe" } as const;

    const listed = await teleop(["ps", "--json"], options);
    expect(jsonLines(listed.stdout)).toContainEqual(
      expect.objectContaining({
        pid: Number(pid),
        armed: "certainly",
        command: expect.arrayContaining(["--port", "80"]),
        announcements: [expect.objectContaining({ attacher: "windows", transport: "pipe" })],
      }),
    );
    const info = await teleop(["info", "shop.ts"], options);
    expect(info.text).toMatch(new RegExp(`^process +${pid}, `, "m"));
    expect(info.text).toContain("win32");
    const called = await teleop(["call", pid, "reflection.services"], options);
    expect(JSON.parse(called.stdout)).toMatchObject({ services: expect.any(Array) });
    expect([listed.exitCode, info.exitCode, called.exitCode]).toEqual([0, 0, 0]);
    running.endInput();
    expect((await running.result()).exitCode).toBe(7);
  },
);

onWindows("doctor looks at whose a process is, its event and its pipe, and attaches", async () => {
  using program = makeProgram("patient.ts", waiting);
  await using running = new RunningCommand(["run", program.file], { in: "pipe" });
  const [, pid = ""] = await running.shows(/^program (\d+)$/m);
  const examined = await teleop(["doctor", pid, "--json"], { in: "pipe" });
  const checks = jsonLines(examined.stdout) as { check: string; state: string; finding: string }[];
  expect(examined.exitCode).toBe(0);
  expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
  expect(checks.map(({ check }) => check)).not.toContain("proc");
  expect(checks.find(({ check }) => check === "user")?.finding).toContain("it is of this user, S-1-");
  const event = `Global\\teleop_attach_${pid}`;
  expect(checks.find(({ check }) => check === "event")?.finding).toBe(`it can be set: ${event}`);
  expect(checks.find(({ check }) => check === "answer")?.finding).toContain(`\\\\.\\pipe\\teleop_pid_${pid}`);
});

onWindows("a process that is not armed, and one that is not there, are told from each other", async () => {
  await using unarmed = Bun.spawn([process.execPath, "-e", "await process.stdin.resume()"], {
    stdin: "pipe",
  });
  const notArmed = await teleop(["services", `${unarmed.pid}`], { in: "pipe" });
  expect(notArmed.stderr).toContain(`there is no event Global\\teleop_attach_${unarmed.pid}`);
  expect(notArmed.exitCode).toBe(4);
  unarmed.kill();
  await unarmed.exited;
  const gone = await teleop(["services", `${unarmed.pid}`], { in: "pipe" });
  expect(gone.exitCode).toBe(3);
});

onWindows(
  "`teleop run` is given the program's exit code, and a program that is not there is told",
  async () => {
    using program = makeProgram("fails.ts", "process.exit(42);");
    expect((await teleop(["run", program.file], { in: "pipe" })).exitCode).toBe(42);
    const missing = await teleop(["run", "no-such-program"], { in: "pipe" });
    expect(missing.stderr).toContain('there is no program "no-such-program" in PATH');
  },
);

/** Ends, by an exit code of its own, with its input. */
const waiting = `
console.log("program", process.pid);
process.stdin.on("end", () => process.exit(7)).resume();
`;

/** A program in a directory of its own. */
function makeProgram(name: string, text: string): Disposable & { readonly file: string } {
  const directories = makeDirectories();
  const file = join(directories.cwd, name);
  writeFileSync(file, text);
  return { file, [Symbol.dispose]: () => directories[Symbol.dispose]() };
}

function onWindows(name: string, body: () => Promise<void>): void {
  if (process.platform === "win32") test(`windows: ${name}`, body, SLOW_MS);
  else test.skip(`windows: ${name} (skipped: it needs Windows)`, () => {});
}
