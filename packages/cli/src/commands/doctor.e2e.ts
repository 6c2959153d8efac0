// doctor.e2e.ts: `teleop doctor`, end to end: one test for each cause for which a process cannot be attached to.
import { expect, setDefaultTimeout, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { makeZombie } from "@teleop/conformance";
import { socketName } from "@teleop/core/plugin";
import { unixSocket } from "@teleop/transport-unix";
import type { Check } from "../doctor/check.ts";
import { exitCodes } from "../exit-codes.ts";
import { type CommandOptions, jsonLines, places, teleop, teleopCommand } from "../testing/command.ts";
import { TestTarget } from "../testing/target.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const onLinux = test.if(process.platform === "linux");
const isRoot = process.geteuid?.() === 0;
/** Where namespaces can be made. */
const asRoot = isRoot && process.platform === "linux" ? test : test.skip;
if (!isRoot) console.log("skipped: what needs namespaces, which takes root");

/** What doctor says of a process with --json: its checks by name, its one error, and its exit code. */
async function doctor(
  pid: number | string,
  args: readonly string[] = [],
  options: Partial<CommandOptions> = {},
) {
  const run = await teleop(["doctor", String(pid), "--json", ...args], { in: "pipe", ...options });
  const checks = jsonLines(run.stdout) as Check[];
  const [failure] = jsonLines(run.stderr) as { error: { code: string; message: string } }[];
  return {
    exitCode: run.exitCode,
    error: failure?.error,
    checks,
    of: (name: Check["check"]) => checks.find(({ check }) => check === name),
  };
}

async function sleeper(command: readonly string[] = ["sleep", "1000"]) {
  const child = Bun.spawn([...command], { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
  return {
    pid: child.pid,
    /** Its first line. */
    line: async () => new TextDecoder().decode((await child.stdout.getReader().read()).value).trim(),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

/** The only child of a process: proc_pid_task_children(5). */
function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
}

test.each(places)("in a %s, doctor finds nothing wrong with a process that answers", async (place) => {
  await using target = await TestTarget.start();
  const { text, exitCode } = await teleop(["doctor", String(target.pid)], { in: place });
  expect(exitCode).toBe(exitCodes.ok);
  expect(text).toContain(`process      process ${target.pid} runs`);
  expect(text).toMatch(/✓ answer +it answered after \d+ ms, at .*\.teleop_pid_\d+\n$/);
  expect(text).not.toContain("✗");
  expect(text).not.toContain("!");
});

test.each(places)("in a %s, doctor says in one sentence what is wrong, and what to do", async (place) => {
  await using target = await TestTarget.start();
  target.kill("SIGSTOP");
  const { text, stderr, exitCode } = await teleop(["doctor", String(target.pid)], { in: place });
  target.kill("SIGCONT");
  const sentence = `teleop: process ${target.pid} cannot be attached to: it is stopped: let it go on by SIGCONT (kill -CONT ${target.pid})\n`;
  expect(exitCode).toBe(exitCodes.timedOut);
  expect(text).toContain("✗ activity     it is stopped\n");
  expect(text).toContain("– answer       it was not tried");
  expect(place === "pipe" ? stderr : text).toEndWith(sentence);
});

test("with --json each check is a line, in order, and an error is a line on standard error", async () => {
  await using target = await TestTarget.start();
  const healthy = await doctor(target.pid);
  expect(healthy).toMatchObject({ exitCode: exitCodes.ok, error: undefined });
  expect(healthy.checks.map(({ check }) => check)).toEqual([
    "process",
    "proc",
    "namespace",
    "user",
    "activity",
    "environment",
    "armed",
    "announced",
    "socket",
    "attach file",
    "answer",
  ]);
});

test("of a process that has ended", async () => {
  await using target = await TestTarget.start();
  target.kill("SIGKILL");
  await target.exited();
  const { exitCode, error, checks } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.noSuchProcess);
  expect(checks).toEqual([
    expect.objectContaining({
      check: "process",
      state: "failed",
      finding: `no process has PID ${target.pid}`,
    }),
  ]);
  expect(error?.code).toBe("NO_SUCH_PROCESS");
});

onLinux("of a zombie", async () => {
  await using zombie = await makeZombie();
  const { exitCode, error } = await doctor(zombie.pid);
  expect(exitCode).toBe(exitCodes.noSuchProcess);
  expect(error?.message).toContain("it is a zombie that its parent has not waited for");
});

onLinux("of a thread, it names the process", async () => {
  await using target = await TestTarget.start();
  const thread = readdirSync(`/proc/${target.pid}/task`).find((id) => Number(id) !== target.pid);
  const { exitCode, of } = await doctor(thread ?? "");
  expect(exitCode).toBe(exitCodes.noSuchProcess);
  expect(of("process")?.advice).toBe(`use that PID: teleop doctor ${target.pid}`);
});

asRoot("of a PID that was read inside of a container, it names the one outside", async () => {
  const number = "4000001";
  await using container = await sleeper([
    ...["unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c"],
    `echo ${Number(number) - 1} > /proc/sys/kernel/ns_last_pid; sleep 1000 & echo $!; wait`,
  ]);
  expect(await container.line()).toBe(number);
  const outside = childOf(childOf(container.pid));
  const { exitCode, of } = await doctor(number);
  expect(exitCode).toBe(exitCodes.noSuchProcess);
  expect(of("process")?.advice).toBe(
    `in a container a process has this PID, which here is ${outside}: teleop doctor ${outside}`,
  );
});

asRoot("of a process in a container, it tells where it lives, and that it answers", async () => {
  await using target = await TestTarget.start({
    wrapper: ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc"],
  });
  const { exitCode, of } = await doctor(childOf(target.pid));
  expect(exitCode).toBe(exitCodes.ok);
  expect(of("namespace")).toMatchObject({
    state: "ok",
    finding: expect.stringContaining("in its PID namespace it is 1"),
  });
});

asRoot("inside of a container with the /proc of its host, it says what to mount", async () => {
  const { exitCode, of } = await doctor("1", [], {
    program: ["unshare", "--pid", "--fork", "sh", "-c", '"$@"; exit $?', "sh", ...teleopCommand()],
  });
  expect(exitCode).not.toBe(exitCodes.ok);
  expect(of("proc")).toMatchObject({
    state: "failed",
    finding: expect.stringContaining("/proc is that of another PID namespace"),
    advice: expect.stringContaining("mount one of this namespace"),
  });
});

onLinux("of a process that is stopped", async () => {
  await using target = await TestTarget.start();
  target.kill("SIGSTOP");
  const { exitCode, error, of } = await doctor(target.pid);
  target.kill("SIGCONT");
  expect(exitCode).toBe(exitCodes.timedOut);
  expect(of("activity")).toMatchObject({ state: "failed", finding: "it is stopped" });
  expect(error?.message).toContain(`kill -CONT ${target.pid}`);
});

onLinux("of a process that a debugger has stopped", async () => {
  await using target = await TestTarget.start();
  const { dlopen } = await import("bun:ffi");
  const libc = dlopen("libc.so.6", { ptrace: { args: ["i64", "i32", "ptr", "ptr"], returns: "i64" } });
  expect(Number(libc.symbols.ptrace(16n, target.pid, null, null))).toBe(0);
  const { exitCode, error, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.timedOut);
  expect(of("activity")?.state).toBe("failed");
  expect(error?.message).toContain(`the debugger that traces it, process ${process.pid}`);
});

onLinux("of a process that is busy", async () => {
  await using target = await TestTarget.start({ args: ["spin"] });
  const { exitCode, error, of } = await doctor(target.pid, ["--timeout", "500ms"]);
  expect(exitCode).toBe(exitCodes.timedOut);
  expect(of("activity")).toMatchObject({ state: "warning", finding: expect.stringContaining("it is busy") });
  expect(error).toMatchObject({ code: "ATTACH_TIMEOUT", message: expect.stringContaining("it is busy") });
});

const freezer = freezerOf();
(freezer === undefined ? test.skip : test)(
  `of a process whose control group is frozen${freezer === undefined ? " (skipped: no control group can be made here)" : ""}`,
  async () => {
    await using target = await TestTarget.start();
    const group = freezer?.directory ?? "";
    mkdirSync(group);
    try {
      writeFileSync(join(group, "cgroup.procs"), String(target.pid));
      writeFileSync(join(group, freezer?.file ?? ""), freezer?.freeze ?? "");
      const { exitCode, error } = await doctor(target.pid);
      expect(exitCode).toBe(exitCodes.timedOut);
      expect(error?.message).toMatch(/its control group \S+ is frozen: thaw it/);
    } finally {
      writeFileSync(join(group, freezer?.file ?? ""), freezer?.thaw ?? "");
      await target[Symbol.asyncDispose]();
      rmdirSync(group);
    }
  },
);

test.each([
  [{ TELEOP_DISABLE: "1" }, "the environment variable TELEOP_DISABLE is set to"],
  [{ TELEOP: "off" }, "with which teleop/register does nothing"],
])("of a process that was started with %j", async (env, finding) => {
  const script = new URL("../testing/register-program.ts", import.meta.url);
  await using target = await TestTarget.start({ env, script });
  const { exitCode, error, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.notArmed);
  expect(of("environment")).toMatchObject({ state: "failed", advice: "start it without that variable" });
  expect(error).toMatchObject({ code: "NOT_ARMED", message: expect.stringContaining(finding) });
});

onLinux("of a process that is armed, a switch in its environment is no reason", async () => {
  await using target = await TestTarget.start({ env: { TELEOP: "off" } });
  expect(await doctor(target.pid)).toMatchObject({ exitCode: exitCodes.ok, error: undefined });
});

onLinux("of a process that was never armed, it names its program", async () => {
  await using target = await sleeper();
  const { exitCode, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.notArmed);
  expect(of("armed")).toMatchObject({
    state: "failed",
    finding: expect.stringMatching(/its program is \w+/),
    advice: expect.stringContaining("teleop run"),
  });
});

onLinux("of a wrapper, it names the child that is armed", async () => {
  await using target = await TestTarget.start({ wrapper: ["sh", "-c", '"$@"; true', "sh"] });
  const { exitCode, error } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.notArmed);
  expect(error?.message).toMatch(new RegExp(`its child ${childOf(target.pid)} .*is: attach to`));
  process.kill(childOf(target.pid), "SIGKILL");
});

onLinux("of a process that wakes by another attacher, it says by which to try", async () => {
  await using target = await sleeper(["sh", "-c", "trap : QUIT; echo; read line"]);
  await target.line();
  const { exitCode, of } = await doctor(target.pid, ["--timeout", "1s"]);
  expect(exitCode).toBe(exitCodes.timedOut);
  expect(of("armed")).toMatchObject({
    state: "warning",
    finding: expect.stringContaining("it catches SIGQUIT"),
    advice: expect.stringContaining("--attacher unix"),
  });
});

onLinux(
  "of a process that is armed by another attacher, it says by which, and with that it answers",
  async () => {
    await using target = await TestTarget.start({ args: ["sigquit"] });
    const { exitCode, of } = await doctor(target.pid, ["--timeout", "1s"]);
    expect(exitCode).toBe(exitCodes.timedOut);
    expect(of("announced")).toMatchObject({ state: "warning", advice: "--attacher unix" });
    expect(await doctor(target.pid, ["--attacher", "unix"])).toMatchObject({ exitCode: exitCodes.ok });
  },
);

onLinux("where another rendezvous is asked for than there is, it says so", async () => {
  await using target = await TestTarget.start();
  const { exitCode, of } = await doctor(target.pid, ["--rendezvous", "admin", "--timeout", "1s"]);
  expect(exitCode).not.toBe(exitCodes.ok);
  expect(of("announced")).toMatchObject({
    state: "failed",
    finding: "it has no rendezvous called admin",
    advice: "leave --rendezvous out",
  });
});

onLinux("of a process that listens and speaks another protocol", async () => {
  const script = new URL("../testing/foreign-program.ts", import.meta.url);
  await using target = await TestTarget.start({ script });
  const { exitCode, of } = await doctor(target.pid, ["--timeout", "2s"]);
  expect(exitCode).not.toBe(exitCodes.ok);
  expect(of("armed")?.state).toBe("ok");
  expect(of("answer")).toMatchObject({
    state: "failed",
    finding: expect.stringMatching(/protocol|frame|message/i),
  });
});

onLinux("where neither place for the attach file can be used, it says what is in the way", async () => {
  await using target = await TestTarget.start();
  const { cwd, tmp } = target.directories;
  symlinkSync("/dev/null", join(cwd, `.teleop_attach_${target.pid}`));
  chmodSync(join(tmp, `.teleop_${process.geteuid?.()}`), 0o777);
  const { exitCode, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.notPermitted);
  expect(of("attach file")).toMatchObject({
    state: "failed",
    code: "UNTRUSTED_PATH",
    finding: expect.stringMatching(/is in the way: it is a symbolic link.*others may write to it/),
    advice: expect.stringContaining("remove what is in the way"),
  });
});

onLinux("where only the first place cannot be used, it says so, and that the other one serves", async () => {
  await using target = await TestTarget.start();
  symlinkSync("/dev/null", join(target.directories.cwd, `.teleop_attach_${target.pid}`));
  const { exitCode, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.ok);
  expect(of("attach file")).toMatchObject({
    state: "ok",
    finding: expect.stringContaining("though not where it is tried first"),
  });
});

onLinux("where a target listens already, it is no reason that it could not be woken", async () => {
  await using target = await TestTarget.start();
  expect((await doctor(target.pid)).exitCode).toBe(exitCodes.ok);
  symlinkSync("/dev/null", join(target.directories.cwd, `.teleop_attach_${target.pid}`));
  chmodSync(join(target.directories.tmp, `.teleop_${process.geteuid?.()}`), 0o777);
  const { exitCode, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.ok);
  expect(of("attach file")).toMatchObject({
    state: "warning",
    finding: expect.stringContaining("it listens, and could not be woken any more"),
  });
});

onLinux("where the working directory is deleted, it says so, and that the other place serves", async () => {
  await using target = await TestTarget.start();
  rmdirSync(target.directories.cwd);
  const { exitCode, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.ok);
  expect(of("attach file")).toMatchObject({
    state: "ok",
    finding: expect.stringMatching(/its working directory \S+ is deleted$/),
  });
});

test("where something that is no socket is in the place of the socket", async () => {
  await using target = await TestTarget.start();
  const path = join(target.directories.tmp, socketName({ pid: target.pid }));
  writeFileSync(path, "");
  const { exitCode, of } = await doctor(target.pid, ["--timeout", "1s"]);
  expect(exitCode).toBe(exitCodes.notPermitted);
  expect(of("socket")).toMatchObject({
    state: "failed",
    code: "UNTRUSTED_PATH",
    finding: expect.stringContaining("it is a regular file, expected a socket"),
    advice: `remove it: rm ${path}`,
  });
});

onLinux("of a stale socket it says that it is replaced, and so it is", async () => {
  await using target = await TestTarget.start();
  const path = join(target.directories.tmp, socketName({ pid: target.pid }));
  // Somebody who was killed could not remove it.
  const left = Bun.spawn(
    [
      process.execPath,
      "-e",
      `Bun.listen({ unix: ${JSON.stringify(path)}, socket: { data() {} } }); console.log()`,
    ],
    { stdout: "pipe" },
  );
  await left.stdout.getReader().read();
  chmodSync(path, 0o600);
  left.kill("SIGKILL");
  await left.exited;
  const { exitCode, of } = await doctor(target.pid);
  expect(exitCode).toBe(exitCodes.ok);
  expect(of("socket")).toMatchObject({
    state: "warning",
    finding: expect.stringContaining("somebody who has ended left it there"),
  });
});

onLinux("where another process listens in the place of the target", async () => {
  await using target = await TestTarget.start();
  const address = join(target.directories.tmp, socketName({ pid: target.pid }));
  const listener = await unixSocket({ address }).listen({ pid: process.pid });
  try {
    const { exitCode, of } = await doctor(target.pid, ["--timeout", "1s"]);
    expect(exitCode).not.toBe(exitCodes.ok);
    expect(of("socket")).toMatchObject({
      state: "failed",
      code: "WRONG_LISTENER",
      finding: expect.stringContaining(`found process ${process.pid}`),
    });
  } finally {
    await listener[Symbol.asyncDispose]();
  }
});

test.each([
  ["0", exitCodes.usage],
  ["99999999999", exitCodes.usage],
  ["-1", exitCodes.noSuchProcess],
  ["1.5", exitCodes.noSuchProcess],
])("%s cannot be a PID", async (pid, exitCode) => {
  expect(await teleop(["doctor", "--", pid], { in: "pipe" })).toMatchObject({ stdout: "", exitCode });
});

/** A control group of this test's, which is not there yet, and how it is frozen; undefined where none can be made. */
function freezerOf() {
  const groups = [
    { parent: "/sys/fs/cgroup", file: "cgroup.freeze", freeze: "1", thaw: "0" },
    { parent: "/sys/fs/cgroup/freezer", file: "freezer.state", freeze: "FROZEN", thaw: "THAWED" },
  ];
  for (const { parent, ...group } of groups) {
    const directory = join(parent, `teleop-doctor-${process.pid}`);
    try {
      mkdirSync(directory);
      const isFreezer = existsSync(join(directory, group.file));
      rmdirSync(directory);
      if (isFreezer) return { directory, ...group };
    } catch {
      // Not root, or not mounted, or read only.
    }
  }
  return undefined;
}
