// audit.test.ts: the audit hook is told everything, and can change nothing.
import { expect, test } from "bun:test";
import { attacherNamed, attacherNames } from "./testing/attachers.ts";
import { Scene, type Target } from "./testing/scene.ts";

for (const attacher of attacherNames) {
  const { name } = attacherNamed(attacher);
  test(`${attacher}: the hook is told of an attach from beginning to end, with peer and time`, async () => {
    await using scene = new Scene(attacher);
    const begun = Date.now();
    const target = await scene.startTarget({ maxConnections: 1 });
    const { client, refused } = await comeAndGo(scene, target);
    const [uid, gid] = [process.geteuid?.(), process.getegid?.()];
    const peer = { pid: client.pid, uid, gid };
    const address = scene.socketOf(target.pid);
    const at = expect.any(Number);
    const events = target.log.flatMap((line) => ("event" in line ? [line.event] : []));
    // On a busy machine a client may have to signal twice.
    const once = events.filter(
      ({ type }, index) => index === events.findIndex((event) => event.type === type),
    );
    expect(once.filter(({ type }) => type !== "ended")).toEqual([
      { at, type: "armed", attacher: name, pid: target.pid },
      { at, type: "signaled", attacher: name },
      { at, type: "bound", transport: "unix", address },
      { at, type: "accepted", address, peer },
      {
        at,
        type: "refused",
        address,
        peer: { pid: refused.pid, uid, gid },
        reason: "1 connections are open, and maxConnections is 1",
      },
      expect.objectContaining({ type: "closed", address, peer }),
    ]);
    const times = events.map((event) => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.every((time) => time >= begun && time <= Date.now())).toBe(true);
  });

  test(`${attacher}: a hook that throws at everything changes nothing`, async () => {
    await using scene = new Scene(attacher);
    const target = await scene.startTarget({ throwingHook: true, maxConnections: 1, stderr: "ignore" });
    for (let round = 0; round < 3; round++) await comeAndGo(scene, target);
    target.send({ do: "end", how: "return" });
    expect(await target.ended()).toBe(0);
    expect(scene.directories.leftovers()).toEqual([]);
  });
}

/** One client is served; a second one is one too many, and is told so, or finds its connection closed. */
async function comeAndGo(scene: Scene, target: Target) {
  const client = scene.startClient({ pid: target.pid, stays: true });
  await client.next("served");
  const refused = scene.startClient({ pid: target.pid });
  await refused.next("rejected");
  await target.next("refused");
  await client.end();
  await target.next("closed");
  return { client, refused };
}
