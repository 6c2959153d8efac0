// exit-paths.test.ts: however a target ends, nothing of it stays, except after SIGKILL, which the next start heals.
import { expect, test } from "bun:test";
import { existsSync, renameSync, writeFileSync } from "node:fs";
import { attacherNames } from "./testing/attachers.ts";
import { exchange } from "./testing/echo.ts";
import { Scene, type Target } from "./testing/scene.ts";

const ends = [
  ["comes to its end", "return", 0],
  ["calls process.exit()", "exit", 7],
  ["throws", "throw", 1],
  ["has an unhandled rejection", "reject", 1],
] as const;

const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

for (const attacher of attacherNames) {
  for (const clients of ["before anybody attached", "with a client connected"] as const) {
    test.each(ends)(`${attacher}: a target that %s ${clients} leaves nothing`, async (_case, how, code) => {
      await using scene = new Scene(attacher);
      const target = await scene.startTarget({ stderr: "ignore" });
      await using _client = clients === "with a client connected" ? await served(scene, target) : undefined;
      target.send({ do: "end", how });
      expect(await target.ended()).toBe(code);
      expect(scene.directories.leftovers()).toEqual([]);
    });

    test.each(signals)(
      `${attacher}: a target that dies of %s ${clients} leaves nothing, by the option, and the status is the signal's`,
      async (signal) => {
        await using scene = new Scene(attacher);
        const target = await scene.startTarget({ cleanupSignals: signals });
        await using _client = clients === "with a client connected" ? await served(scene, target) : undefined;
        target.kill(signal);
        expect(await target.ended()).toBe(signal);
        expect(scene.directories.leftovers()).toEqual([]);
      },
    );
  }

  test(`${attacher}: a target does not remove what somebody has put in the place of its socket`, async () => {
    await using scene = new Scene(attacher);
    const target = await scene.startTarget();
    await using _client = await served(scene, target);
    const socket = scene.socketOf(target.pid);
    renameSync(socket, `${socket}.moved`);
    writeFileSync(socket, "precious");
    target.send({ do: "end", how: "return" });
    expect(await target.ended()).toBe(0);
    expect(existsSync(socket)).toBe(true);
  });
}

async function served(scene: Scene, target: Target): ReturnType<Scene["connect"]> {
  const connection = await scene.connect(target.pid);
  await exchange(connection);
  return connection;
}
