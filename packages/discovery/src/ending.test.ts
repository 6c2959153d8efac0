import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { processFacts } from "@teleop/core/plugin";
import { endingByPidfd, endingOf, statusOfZombie } from "./ending.ts";

test("a status of wait(2) is an exit code, or a signal by its name and whether it has left a core", () => {
  expect(endingOf(0)).toEqual({ how: "exited", code: 0 });
  expect(endingOf(0x0300)).toEqual({ how: "exited", code: 3 });
  expect(endingOf(9)).toEqual({ how: "killed", signal: "SIGKILL", dumpedCore: false });
  expect(endingOf(11 | 0x80)).toEqual({ how: "killed", signal: "SIGSEGV", dumpedCore: true });
  expect(endingOf(40)).toEqual({ how: "killed", signal: "signal 40", dumpedCore: false });
});

test.if(process.platform === "linux")(
  "of a process that its parent has not waited for, proc(5) tells, and a process with its PID that started later is another",
  async () => {
    // A shell that becomes another program never waits for what it has started, which ends once it has become that.
    const script = 'exec 3<&0; sh -c "read go <&3; exit 7" & echo $!; exec sleep 1000';
    await using shell = Bun.spawn(["sh", "-c", script], { stdin: "pipe", stdout: "pipe" });
    const reader = shell.stdout.getReader();
    const pid = Number(new TextDecoder().decode((await reader.read()).value));
    const startTime = processFacts(pid)?.startTime;
    while (!readFileSync(`/proc/${shell.pid}/cmdline`, "utf8").startsWith("sleep")) await Bun.sleep(1);
    shell.stdin.write("go\n");
    shell.stdin.end();
    while (statusOfZombie(pid, startTime) === undefined) await Bun.sleep(1);
    const tooOld = () => -1;
    expect(endingByPidfd(tooOld, pid, startTime)).toEqual({ how: "exited", code: 7 });
    expect(statusOfZombie(pid, "1")).toBeUndefined();
    expect(statusOfZombie(process.pid, processFacts(process.pid)?.startTime)).toBeUndefined();
    shell.kill();
    await shell.exited;
    // Whoever adopts it waits for it.
    while (processFacts(pid) !== undefined) await Bun.sleep(1);
    expect(endingByPidfd(tooOld, pid, startTime)).toEqual({ how: "unknown" });
  },
);
