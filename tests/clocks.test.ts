// clocks.test.ts: the clock on the wall may be set while somebody attaches; what lasts is measured by another one.
import { expect, setSystemTime, test } from "bun:test";
import { attacherNames } from "./testing/attachers.ts";
import { exchange } from "./testing/echo.ts";
import { Scene } from "./testing/scene.ts";

const YEAR_MS = 365 * 24 * 3600 * 1000;

test.each([-YEAR_MS, YEAR_MS])("a client whose clock jumps by %p ms attaches all the same", async (jump) => {
  using clock = new JumpingClock();
  await using scene = new Scene(attacherNames[0] ?? "unix");
  const target = await scene.startTarget();
  target.kill("SIGSTOP");
  const attempt = scene.connect(target.pid);
  await Bun.sleep(20);
  clock.jump(jump);
  target.kill("SIGCONT");
  await using connection = await attempt;
  await exchange(connection);
});

test.each([-YEAR_MS, YEAR_MS])(
  "a timeout lasts as long as it should while the clock jumps by %p ms",
  async (jump) => {
    using clock = new JumpingClock();
    await using scene = new Scene(attacherNames[0] ?? "unix");
    const target = await scene.startTarget();
    target.kill("SIGSTOP");
    const begun = performance.now();
    const attempt = scene.connect(target.pid, { timeout: 200 });
    await Bun.sleep(20);
    clock.jump(jump);
    await expect(attempt).rejects.toMatchObject({ code: "ATTACH_TIMEOUT" });
    const lasted = performance.now() - begun;
    expect(lasted).toBeGreaterThan(150);
    expect(lasted).toBeLessThan(10_000);
  },
);

/** What Date says in this process, until it is disposed. */
class JumpingClock implements Disposable {
  jump(ms: number): void {
    setSystemTime(new Date(Date.now() + ms));
  }

  [Symbol.dispose](): void {
    setSystemTime();
  }
}
