import { expect, test } from "bun:test";
import { makeZombie } from "@teleop/conformance";
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
    await using zombie = await makeZombie();
    const { pid, startTime } = zombie;
    const tooOld = () => -1;
    expect(endingByPidfd(tooOld, pid, startTime)).toEqual({
      how: "killed",
      signal: "SIGKILL",
      dumpedCore: false,
    });
    expect(statusOfZombie(pid, "1")).toBeUndefined();
    expect(statusOfZombie(process.pid, processFacts(process.pid)?.startTime)).toBeUndefined();
    await zombie[Symbol.asyncDispose]();
    // Whoever adopts it waits for it.
    while (processFacts(pid) !== undefined) await Bun.sleep(1);
    expect(endingByPidfd(tooOld, pid, startTime)).toEqual({ how: "unknown" });
  },
);
