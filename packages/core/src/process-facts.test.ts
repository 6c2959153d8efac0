import { expect, setDefaultTimeout, test } from "bun:test";
import { processFacts, requireProcess, requireSameProcess, workingDirectory } from "./process-facts.ts";
import { linuxStartedAt, parseProcessFacts } from "./process-facts-linux.ts";
import { parseKinfoProc } from "./process-facts-macos.ts";
import { endedPid } from "./testing/child.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onLinux = test.if(process.platform === "linux");

/** proc_pid_stat(5) of a process with any command, state and flags that started at tick 4242. */
function statText({ command = "bun", state = "S", flags = 4194304 } = {}): string {
  return `77 (${command}) ${state} 1 77 77 0 -1 ${flags} 100 0 0 0 1 1 0 0 20 0 5 0 4242 1000000 2000 18446744073709551615`;
}

/** proc_pid_status(5), with what is to be different. */
function statusText(lines: Readonly<Record<string, string | undefined>> = {}): string {
  return Object.entries({
    Name: "bun",
    Tgid: "77",
    Pid: "77",
    Uid: "1000\t1001\t1000\t1000",
    NSpid: "77",
    SigIgn: "0000000000001000",
    SigCgt: "0000000000000004",
    ...lines,
  })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}:\t${value}\n`)
    .join("");
}

onLinux("we ourselves run, under our effective user, and catch SIGQUIT only with a handler", () => {
  expect(requireProcess(process.pid)).toMatchObject({
    pid: process.pid,
    state: "running",
    euid: process.geteuid?.(),
    // Whoever has been armed in this process, in a test before this one, keeps its handler for good.
    catchesSigquit: process.listenerCount("SIGQUIT") > 0,
    kernelThread: false,
    threadOf: undefined,
    startTime: expect.stringMatching(/^\d+$/),
  });
});

test("a PID that nobody has is a missing process", () => {
  // Of a process that has ended Windows tells facts as long as somebody has a handle to it; this is nobody's.
  const pid = process.platform === "win32" ? 2 ** 31 - 4 : endedPid();
  expect(processFacts(pid)).toBeUndefined();
  expect(() => requireProcess(pid)).toThrow(
    expect.objectContaining({
      code: "NO_SUCH_PROCESS",
      pid,
      message: `[NO_SUCH_PROCESS] no process has PID ${pid}`,
    }),
  );
});

onLinux("a process that is stopped is alive", async () => {
  await using child = new AsyncDisposableStack();
  const sleeper = Bun.spawn(["sh", "-c", "kill -STOP $$; exec sleep 100"]);
  child.defer(async () => {
    sleeper.kill("SIGKILL");
    await sleeper.exited;
  });
  while (processFacts(sleeper.pid)?.state === "running") await Bun.sleep(0);
  expect(requireProcess(sleeper.pid).state).toBe("stopped");
});

onLinux(
  "a process that catches SIGQUIT is told from one that ignores it, and one that does neither",
  async () => {
    const told: (boolean | undefined)[] = [];
    for (const trap of ["trap : QUIT", "trap '' QUIT", ":"]) {
      const shell = Bun.spawn(["sh", "-c", `${trap}; echo; read line`], { stdin: "pipe", stdout: "pipe" });
      await shell.stdout.getReader().read();
      told.push(processFacts(shell.pid)?.catchesSigquit);
      shell.stdin.end();
      await shell.exited;
    }
    expect(told).toEqual([true, false, false]);
  },
);

onLinux("a PID that has gone to another process since is noticed by its start time", () => {
  const now = requireProcess(process.pid);
  expect(requireSameProcess(now)).toEqual(now);
  expect(() => requireSameProcess({ ...now, startTime: "1" })).toThrow(
    expect.objectContaining({ code: "PID_REUSED", pid: process.pid }),
  );
});

onLinux("a thread is not mistaken for a process", async () => {
  const { readdirSync } = await import("node:fs");
  const thread = readdirSync("/proc/self/task")
    .map(Number)
    .find((id) => id !== process.pid);
  if (thread === undefined) throw new Error("Bun has several threads");
  expect(() => requireProcess(thread)).toThrow(
    expect.objectContaining({
      code: "NO_SUCH_PROCESS",
      message: expect.stringContaining(`process ${process.pid}`),
    }),
  );
});

onLinux("the working directory of a process can be reached", async () => {
  const { realpathSync } = await import("node:fs");
  expect(realpathSync(workingDirectory(process.pid))).toBe(process.cwd());
});

onLinux("the time at which we started is before now and after the machine did", () => {
  const startedAt = linuxStartedAt() ?? Number.NaN;
  expect(startedAt).toBeLessThanOrEqual(Date.now());
  // Bun counts from a little later than the kernel; a machine that is busy widens the gap, never turns it around.
  expect(startedAt).toBeLessThanOrEqual(performance.timeOrigin + 20);
});

test("a command with parentheses, spaces and line ends does not shift the fields", () => {
  const facts = parseProcessFacts(77, statText({ command: "a) Z 1 (b\n" }), statusText());
  expect(facts).toMatchObject({ state: "running", startTime: "4242", euid: 1001 });
});

test.each([
  ["R", "running"],
  ["D", "running"],
  ["T", "stopped"],
  ["t", "traced"],
  ["Z", "zombie"],
  ["X", "zombie"],
] as const)("state %s means %s", (state, expected) => {
  expect(parseProcessFacts(77, statText({ state }), statusText()).state).toBe(expected);
});

test.each([
  ["77", 77],
  ["77\t5\t1", 1],
  [undefined, 77],
  ["", 77],
  ["77\tgarbage", 77],
  ["77\t0", 77],
  ["99999999999999999999", 77],
] as const)("NSpid %p makes the innermost PID %p", (nspid, expected) => {
  expect(parseProcessFacts(77, statText(), statusText({ NSpid: nspid })).innermostPid).toBe(expected);
});

test.each([
  ["0000000000000004", "0000000000000000", true],
  ["0000000000000004", "0000000000000004", false],
  ["fffffffffffffffb", "0000000000000000", false],
  [undefined, "0000000000000000", undefined],
  ["0000000000000004", undefined, undefined],
  ["not hexadecimal", "0", undefined],
] as const)("SigCgt %p and SigIgn %p: catches SIGQUIT is %p", (caught, ignored, expected) => {
  const facts = parseProcessFacts(77, statText(), statusText({ SigCgt: caught, SigIgn: ignored }));
  expect(facts.catchesSigquit).toBe(expected);
  expect(facts.ignoresSigquit).toBe(ignored === undefined ? undefined : ignored === "0000000000000004");
});

test("a process that is on its way out has ended, as far as anybody can attach to it", () => {
  expect(parseProcessFacts(77, statText({ flags: 0x0040_0104 }), statusText()).state).toBe("zombie");
});

test("a kernel thread is known by its flag", () => {
  expect(parseProcessFacts(77, statText({ flags: 0x0020_8040 }), statusText()).kernelThread).toBe(true);
  expect(parseProcessFacts(77, statText(), statusText()).kernelThread).toBe(false);
});

test("a thread is known by its group", () => {
  expect(parseProcessFacts(78, statText(), statusText()).threadOf).toBe(77);
});

test("what XNU tells of a process is read at the offsets of its structs", () => {
  const kinfo = new DataView(new ArrayBuffer(648));
  kinfo.setBigInt64(0, 1_700_000_000n, true);
  kinfo.setInt32(8, 123_456, true);
  kinfo.setUint8(36, 2);
  kinfo.setInt32(40, 77, true);
  kinfo.setUint32(232, 0, true);
  kinfo.setUint32(236, 1 << 2, true);
  kinfo.setUint32(420, 501, true);
  const bytes = new Uint8Array(kinfo.buffer);
  expect(parseKinfoProc(77, bytes)).toEqual({
    pid: 77,
    innermostPid: 77,
    state: "running",
    startTime: "1700000000.123456",
    euid: 501,
    sid: undefined,
    catchesSigquit: true,
    ignoresSigquit: false,
    kernelThread: false,
    threadOf: undefined,
    tracer: undefined,
    untold: undefined,
  });
  kinfo.setUint8(36, 5);
  expect(parseKinfoProc(77, bytes)?.state).toBe("zombie");
  expect(parseKinfoProc(78, bytes)).toBeUndefined();
});
