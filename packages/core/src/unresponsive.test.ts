import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseMounts } from "./mounts.ts";
import { requireProcess } from "./process-facts.ts";
import { idleCommand } from "./testing/child.ts";
import { type Activity, watchProcess } from "./unresponsive.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onLinux = test.if(process.platform === "linux");

/** A child that is killed in the end, whatever it does. */
function child(command: readonly string[]) {
  const subprocess = Bun.spawn([...command], { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
  return {
    pid: subprocess.pid,
    /** Its first output. */
    ready: () => subprocess.stdout.getReader().read(),
    async [Symbol.asyncDispose]() {
      subprocess.kill("SIGKILL");
      await subprocess.exited;
    },
  };
}

/** Watches a process until it does what is expected of it; what it does in the end is what the test looks at. */
async function until(pid: number, doing: Activity["doing"]) {
  const watched = watchProcess(requireProcess(pid));
  for (;;) {
    const explanation = watched.whyUnresponsive();
    if (explanation.activity.doing === doing) return explanation;
    await Bun.sleep(1);
  }
}

onLinux("a process that is stopped is told to be, with how to let it go on", async () => {
  await using stopped = child(["sh", "-c", "kill -STOP $$"]);
  expect((await until(stopped.pid, "stopped")).phrase).toBe(
    `it is stopped: let it go on by SIGCONT (kill -CONT ${stopped.pid})`,
  );
});

onLinux("a process that its debugger has stopped is told from one that a signal has", async () => {
  await using traced = child(["sleep", "100"]);
  const { dlopen } = await import("bun:ffi");
  const libc = dlopen("libc.so.6", { ptrace: { args: ["i64", "i32", "ptr", "ptr"], returns: "i64" } });
  const PTRACE_ATTACH = 16n;
  expect(Number(libc.symbols.ptrace(PTRACE_ATTACH, traced.pid, null, null))).toBe(0);
  expect(await until(traced.pid, "traced")).toEqual({
    activity: { doing: "traced", tracer: process.pid },
    phrase: `it is stopped by the debugger that traces it, process ${process.pid}: let it go on there, or detach the debugger`,
  });
});

onLinux("a process that computes is told to be busy, and how busy", async () => {
  await using busy = child(["sh", "-c", "while :; do :; done"]);
  const watched = watchProcess(requireProcess(busy.pid));
  let last = watched.whyUnresponsive();
  while (last.activity.doing !== "busy" || last.activity.percent === undefined) {
    await Bun.sleep(1);
    last = watched.whyUnresponsive();
  }
  expect(last.phrase).toBe(
    `it is busy: its main thread has used ${last.activity.percent} % of a CPU since we began; wait longer, or find out what it computes`,
  );
});

onLinux("a process that waits in a system call is told to, and in which function of the kernel", async () => {
  await using reading = child(["sh", "-c", "echo; read line"]);
  await reading.ready();
  const { activity, phrase } = await until(reading.pid, "waiting");
  expect(activity).toEqual({ doing: "waiting", where: expect.stringMatching(/pipe|unix_stream/) });
  expect(phrase).toContain("its main thread waits in a system call");
});

onLinux("a process that waits in its event loop has nothing said against it", async () => {
  await using idle = child([process.execPath, "-e", "setInterval(() => {}, 1e8); console.log()"]);
  await idle.ready();
  expect(await until(idle.pid, "idle")).toEqual({ activity: { doing: "idle" }, phrase: undefined });
});

onLinux("a process in the kernel, where no signal reaches it, is told to be", async () => {
  const directory = mkdtempSync(join(tmpdir(), "teleop-blocked-"));
  const fifo = join(directory, "fifo");
  Bun.spawnSync(["mkfifo", fifo]);
  const program = fileURLToPath(new URL("./testing/blocked-program.ts", import.meta.url));
  const blocked = Bun.spawn([process.execPath, program, fifo], { stdio: ["ignore", "ignore", "inherit"] });
  try {
    expect((await until(blocked.pid, "blocked")).phrase).toMatch(
      /^its main thread waits in the kernel( \(\w+\))?, where no signal reaches it/,
    );
  } finally {
    // Its child waits in open(2) for a writer, or will, and so does this for the child.
    await (await open(fifo, "w")).close();
    expect(await blocked.exited).toBe(0);
    rmSync(directory, { recursive: true });
  }
});

test("a process that has ended is told to have", async () => {
  const ended = child(idleCommand);
  const watched = watchProcess(requireProcess(ended.pid));
  await ended[Symbol.asyncDispose]();
  expect(watched.whyUnresponsive()).toEqual({
    activity: { doing: "ended" },
    phrase: `process ${ended.pid} has ended`,
  });
});

const freezers = cgroupFreezers();

for (const { version, directory, join: joinGroup, freeze, thaw } of freezers) {
  test(`a process in a frozen control group (v${version}) is told to be`, async () => {
    await using frozen = child(["sleep", "100"]);
    mkdirSync(directory);
    try {
      joinGroup(frozen.pid);
      freeze();
      expect((await until(frozen.pid, "frozen")).activity).toEqual({
        doing: "frozen",
        cgroup: expect.stringMatching(/teleop-test-\d+$/),
      });
    } finally {
      thaw();
      await frozen[Symbol.asyncDispose]();
      rmdirSync(directory);
    }
  });
}
if (freezers.length === 0) {
  test.skip("a process in a frozen control group is told to be (skipped: no control group can be made here)", () => {});
}

/** Where control groups can be made and frozen here. */
function cgroupFreezers() {
  if (process.platform !== "linux" || process.geteuid?.() !== 0) return [];
  const name = `teleop-test-${process.pid}`;
  return parseMounts(readFileSync("/proc/self/mountinfo", "utf8")).flatMap(
    ({ mountPoint, type, options }) => {
      const version = type === "cgroup2" ? 2 : options.includes("freezer") ? 1 : undefined;
      if (version === undefined) return [];
      const directory = join(mountPoint, name);
      try {
        mkdirSync(directory);
        rmdirSync(directory);
      } catch {
        // Read-only, as in most containers.
        return [];
      }
      const set = (file: string, value: string) => writeFileSync(join(directory, file), value);
      const [file, on, off] =
        version === 1 ? ["freezer.state", "FROZEN", "THAWED"] : ["cgroup.freeze", "1", "0"];
      return [
        {
          version,
          directory,
          join: (pid: number) => set("cgroup.procs", String(pid)),
          freeze: () => set(file ?? "", on ?? ""),
          thaw: () => set(file ?? "", off ?? ""),
        },
      ];
    },
  );
}
