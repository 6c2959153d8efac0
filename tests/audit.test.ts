// audit.test.ts: the audit hook is told everything, and can change nothing.
import { expect, test } from "bun:test";
import { attacherNames } from "./testing/attachers.ts";
import { exchange } from "./testing/echo.ts";
import { Scene } from "./testing/scene.ts";

for (const attacher of attacherNames) {
  test(`${attacher}: the hook is told of an attach from beginning to end, with peer and time`, async () => {
    await using scene = new Scene(attacher);
    const begun = Date.now();
    const target = await scene.startTarget({ maxConnections: 1 });
    {
      await using connection = await scene.connect(target.pid);
      await exchange(connection);
      await refused(scene, target.pid);
      await target.next("refused");
    }
    await target.next("closed");
    const peer = { pid: process.pid, uid: process.geteuid?.(), gid: process.getegid?.() };
    const address = scene.socketOf(target.pid);
    const at = expect.any(Number);
    const events = target.log.flatMap((line) => ("event" in line ? [line.event] : []));
    expect(events.filter(({ type }) => type !== "ended")).toEqual([
      { at, type: "armed", attacher, pid: target.pid },
      { at, type: "signaled", attacher },
      { at, type: "bound", transport: "unix", address },
      { at, type: "accepted", address, peer },
      { at, type: "refused", address, peer, reason: "1 connections are open, and maxConnections is 1" },
      expect.objectContaining({ type: "closed", address, peer }),
    ]);
    const times = events.map((event) => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((time) => time >= begun && time <= Date.now())).toBe(true);
  });

  test(`${attacher}: a hook that throws at everything changes nothing`, async () => {
    await using scene = new Scene(attacher);
    const target = await scene.startTarget({ throwingHook: true, maxConnections: 1, stderr: "ignore" });
    for (let round = 0; round < 3; round++) {
      await using connection = await scene.connect(target.pid);
      await exchange(connection);
      await refused(scene, target.pid);
      await target.next("refused");
      await connection[Symbol.asyncDispose]();
      await target.next("closed");
    }
    target.send({ do: "end", how: "return" });
    expect(await target.ended()).toBe(0);
    expect(scene.directories.leftovers()).toEqual([]);
  });
}

/** Is told so while connecting, or finds its connection closed. */
async function refused(scene: Scene, pid: number): Promise<void> {
  const attempt = scene.connect(pid).then(async (connection) => {
    await using open = connection;
    await exchange(open);
  });
  await expect(attempt).rejects.toMatchObject({ code: expect.stringMatching(/^REFUSED|CONNECTION_CLOSED$/) });
}
