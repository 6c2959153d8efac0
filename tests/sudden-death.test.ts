// sudden-death.test.ts: either side is killed at every single step of an attach, and the other goes on. A step is an
// operation on a file or a socket, on Windows a call of one of its libraries. Of a client's many, `bun run check` tries
// every fourth; TELEOP_TEST_ALL=1, as in CI, tries them all.
import { expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Connection, TeleopEvent } from "@teleop/core";
import { attachFileName } from "@teleop/core/plugin";
import { attacherNames } from "./testing/attachers.ts";
import { exchange } from "./testing/echo.ts";
import { inParallel } from "./testing/in-parallel.ts";
import { Scene } from "./testing/scene.ts";
import { SUDDEN_END } from "./testing/sudden-end.ts";

const TEST_TIMEOUT_MS = 120_000;
const CLIENT_STRIDE = process.env.TELEOP_TEST_ALL === "1" ? 1 : 4;

/** Never reached, but makes the steps counted. */
const NO_STEP = 1e9;

/** Each takes two processes, which wait for each other most of the time. */
const AT_ONCE = 4;

test.each(attacherNames)(
  "%s: a target is killed at any step of an attach: the client is told soon, and the next start heals it",
  async (attacher) => {
    await using scene = new Scene(attacher);
    const steps = await countTargetSteps(scene);
    const deaths = await inParallel(AT_ONCE, everyFew(steps, 1), async (dieAtStep) => {
      const target = await scene.startTarget({ dieAtStep });
      const news = await outcome(scene.connect(target.pid));
      expect(existsSync(join(scene.directories.cwd, attachFileName(target)))).toBe(false);
      // What the two do at the same time is not always the same number of steps.
      if (news === "served") return target.kill("SIGKILL");
      expect(["NO_SUCH_PROCESS", "CONNECTION_CLOSED"]).toContain(news);
      return await target.ended();
    });
    expect(deaths.filter((death) => death === SUDDEN_END).length).toBeGreaterThan(deaths.length / 2);
    await expectHealing(scene);
  },
  TEST_TIMEOUT_MS,
);

test.each(["armed", "signaled", "bound", "accepted"] satisfies TeleopEvent["type"][])(
  "a target that dies while its audit hook is told %s leaves its client an error, and the next start heals it",
  async (dieAtEvent) => {
    await using scene = new Scene(attacherNames[0] ?? "unix");
    const target = scene.spawnTarget({ dieAtEvent });
    await target.next("armed");
    expect(["NO_SUCH_PROCESS", "CONNECTION_CLOSED"]).toContain(await outcome(scene.connect(target.pid)));
    expect(await target.ended()).toBe(SUDDEN_END);
    await expectHealing(scene);
  },
);

test.each(attacherNames)(
  "%s: a client is killed at any step of an attach: the target serves the next, and nothing is left",
  async (attacher) => {
    await using scene = new Scene(attacher);
    const steps = await countClientSteps(scene);
    const deaths = await inParallel(AT_ONCE, everyFew(steps, CLIENT_STRIDE), async (dieAtStep) => {
      const target = await scene.startTarget();
      const death = await scene.startClient({ pid: target.pid, dieAtStep }).ended();
      expect(await outcome(scene.connect(target.pid))).toBe("served");
      target.send({ do: "end", how: "return" });
      expect(await target.ended()).toBe(0);
      expect(existsSync(join(scene.directories.cwd, attachFileName(target)))).toBe(false);
      return death;
    });
    expect(deaths.filter((death) => death === SUDDEN_END).length).toBeGreaterThan(deaths.length / 2);
    expect(scene.directories.leftovers()).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);

async function countTargetSteps(scene: Scene): Promise<number> {
  const target = await scene.startTarget({ dieAtStep: NO_STEP });
  expect(await outcome(scene.connect(target.pid))).toBe("served");
  target.send({ do: "countSteps" });
  const { steps } = await target.next("steps");
  target.send({ do: "end", how: "return" });
  expect(await target.ended()).toBe(0);
  return steps;
}

/** The fewest of some attaches: a client looks again and again while a target on a busy machine takes its time. */
async function countClientSteps(scene: Scene): Promise<number> {
  const counts: number[] = [];
  for (let attach = 0; attach < 3; attach++) counts.push(await countStepsOfOneClient(scene));
  return Math.min(...counts);
}

async function countStepsOfOneClient(scene: Scene): Promise<number> {
  const target = await scene.startTarget();
  const { steps } = await scene.startClient({ pid: target.pid, dieAtStep: NO_STEP }).next("left");
  target.send({ do: "end", how: "return" });
  await target.ended();
  return steps;
}

function everyFew(steps: number, stride: number): number[] {
  // Far fewer would mean that they are not counted.
  expect(steps).toBeGreaterThan(10);
  return Array.from({ length: steps }, (_, index) => index + 1).filter((step) => step % stride === 0);
}

/** One more target, started where others were killed, works, and leaves nothing of theirs or its own. */
async function expectHealing(scene: Scene): Promise<void> {
  scene.ageSockets();
  const left = readdirSync(scene.directories.tmp).filter((name) => /^\.teleop_(pid|new)_/.test(name));
  const target = await scene.startTarget();
  expect(await outcome(scene.connect(target.pid))).toBe("served");
  for (let healed = 0; healed < left.length; healed++) await target.next("healed");
  target.send({ do: "end", how: "return" });
  expect(await target.ended()).toBe(0);
  expect(scene.directories.leftovers()).toEqual([]);
}

/** "served" if it came to an exchange of bytes, else the code of the error. */
async function outcome(attempt: Promise<Connection>): Promise<string> {
  try {
    await using connection = await attempt;
    await exchange(connection);
    return "served";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}
