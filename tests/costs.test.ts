// costs.test.ts: being armed costs a target nothing while nobody attaches, and everything is given back afterwards.
import { expect, test } from "bun:test";
import { makeDirectories } from "@teleop/conformance";
import { attacherNames } from "./testing/attachers.ts";
import type { CostReport } from "./testing/cost-program.ts";

const onLinux = test.if(process.platform === "linux");

for (const attacher of attacherNames) {
  onLinux(`${attacher}: no timer and no thread while armed, idle or left by a client`, async () => {
    const { before, armed, left, disposed } = await run(attacher);
    expect([armed.timers, left.timers, disposed.timers]).toEqual([0, 0, 0]);
    expect(armed.threads).toEqual(before.threads);
    expect(left.threads).toEqual(before.threads);
  });

  onLinux(`${attacher}: every descriptor is given back, and none is inherited by a child`, async () => {
    const { before, armed, attached, left, disposed } = await run(attacher);
    expect(disposed.descriptors).toBe(before.descriptors);
    expect(armed.descriptors - before.descriptors).toBe(attacher === "default" ? 1 : 0);
    // The listener stays, and the directory of its socket; the connection's two ends are both in this process.
    expect(left.descriptors - armed.descriptors).toBe(2);
    expect(attached.descriptors - left.descriptors).toBe(2);
    for (const stage of [before, armed, attached, left]) expect(stage.inheritable).toEqual(["0", "1", "2"]);
  });
}

async function run(attacher: string): Promise<CostReport> {
  using directories = makeDirectories();
  const program = new URL("./testing/cost-program.ts", import.meta.url).pathname;
  const child = Bun.spawn([process.execPath, program, attacher], {
    cwd: directories.cwd,
    env: { ...process.env, TMPDIR: directories.tmp },
    stdin: "ignore",
    stderr: "inherit",
  });
  const report = await child.stdout.json();
  expect(await child.exited).toBe(0);
  return report;
}
