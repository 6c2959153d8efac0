// temporary-directories.test.ts: client and target need not agree on TMPDIR, nor must it be any good.
import { expect, test } from "bun:test";
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { attacherNames } from "./testing/attachers.ts";
import { exchange } from "./testing/echo.ts";
import { Scene } from "./testing/scene.ts";

/** What the target's TMPDIR is, and in which directory its socket has to be. */
const cases = {
  "another one than the client's": (scene: Scene) => scene.directories.tmp,
  "of 200 characters": (scene: Scene) =>
    made(join(scene.directories.tmp, "x".repeat(200 - 1 - scene.directories.tmp.length))),
  "of 1000 characters": (scene: Scene) => {
    let path = scene.directories.tmp;
    while (path.length < 900) path = join(path, "y".repeat(90));
    return made(join(path, "z".repeat(1000 - 1 - path.length)));
  },
} as const;

for (const attacher of attacherNames) {
  test.each(Object.keys(cases) as (keyof typeof cases)[])(
    `${attacher}: a target with a TMPDIR %s is attached to there`,
    async (name) => {
      await using scene = new Scene(attacher);
      const directory = cases[name](scene);
      await expectSocketIn(scene, directory, { TMPDIR: directory });
    },
  );

  test(`${attacher}: a target with a relative TMPDIR is attached to there`, async () => {
    await using scene = new Scene(attacher);
    await expectSocketIn(scene, made(join(scene.directories.cwd, "relative")), { TMPDIR: "relative" });
  });

  test.each(["missing", "", "a file"])(
    `${attacher}: a target with a TMPDIR that is no directory (%p) is attached to in /tmp`,
    async (kind) => {
      await using scene = new Scene(attacher);
      const TMPDIR =
        kind === "" ? "" : kind === "a file" ? import.meta.path : join(scene.directories.tmp, "missing");
      await expectSocketIn(scene, "/tmp", { TMPDIR });
    },
  );

  test.each([
    ["after arming", false],
    ["while it is listening there", true],
  ] as const)(
    `${attacher}: a target whose TMPDIR is removed %s is attached to in /tmp`,
    async (_when, listening) => {
      await using scene = new Scene(attacher);
      const TMPDIR = made(join(scene.directories.tmp, "lost"));
      const target = await scene.startTarget({ env: { TMPDIR } });
      if (listening) await (await scene.connect(target.pid))[Symbol.asyncDispose]();
      // At one stroke: a target that watches there would make its directory anew while this one is being emptied.
      const gone = `${TMPDIR}-gone`;
      renameSync(TMPDIR, gone);
      rmSync(gone, { recursive: true });
      await using connection = await scene.connect(target.pid);
      await exchange(connection);
      expect(dirname(connection.address)).toBe("/tmp");
      target.send({ do: "end", how: "return" });
      expect(await target.ended()).toBe(0);
    },
  );
}

async function expectSocketIn(scene: Scene, directory: string, env: Record<string, string>): Promise<void> {
  const target = await scene.startTarget({ env });
  {
    await using connection = await scene.connect(target.pid);
    await exchange(connection);
    expect(dirname(connection.address)).toBe(directory);
  }
  target.send({ do: "end", how: "return" });
  expect(await target.ended()).toBe(0);
  expect(readdirSync(directory).filter((name) => name.includes(`_${target.pid}`))).toEqual([]);
}

function made(directory: string): string {
  mkdirSync(directory, { recursive: true });
  return directory;
}
