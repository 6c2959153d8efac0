// pid-reuse.test.ts: a PID is only a number: another process that gets it meanwhile is neither woken nor connected to.
import { expect } from "bun:test";
import { makeDirectories } from "@teleop/conformance";
import { attacherNames } from "./testing/attachers.ts";
import type { PidReuseReport } from "./testing/pid-reuse-program.ts";
import { testAsRoot } from "./testing/privileges.ts";

const NAMESPACE = ["--pid", "--fork", "--kill-child", "--mount-proc"];

for (const attacher of attacherNames) {
  testAsRoot(
    `${attacher}: when the target's PID goes to another process during an attach, the client is told, and the other is unharmed`,
    async () => {
      using directories = makeDirectories();
      const program = new URL("./testing/pid-reuse-program.ts", import.meta.url).pathname;
      const child = Bun.spawn(["unshare", ...NAMESPACE, process.execPath, program, attacher], {
        cwd: directories.cwd,
        env: { ...process.env, TMPDIR: directories.tmp },
        stderr: "inherit",
      });
      const report = await child.stdout.json();
      expect(await child.exited).toBe(0);
      expect(report).toEqual({
        connect: "PID_REUSED",
        secondSignal: "PID_REUSED",
        stranger: "running",
      } satisfies PidReuseReport);
      expect(directories.leftovers().filter((name) => name.startsWith("cwd"))).toEqual([]);
    },
    { unshare: NAMESPACE },
  );
}
