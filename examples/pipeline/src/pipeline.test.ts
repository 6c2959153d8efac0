// pipeline.test.ts: the shop from waiting to its failure, as another process sees it.
import { expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gate } from "./gate.ts";
import { openShop } from "./shop.ts";

const options = { orders: 40, pace: 0, payment: 0, tooLarge: 0, waits: false };

test("every order that is for sale is paid, booked and shipped", async () => {
  const { graph, ended } = openShop(options);
  const cents = await ended;
  expect(cents).toBeGreaterThan(0);
  const read = Object.fromEntries(graph.nodes.map((node) => [node.path.at(-1), node.status().read]));
  // Of 80 orders every fourth is for a stone.
  expect(read).toMatchObject({ merge: [40, 40], parse: [80], validate: [80], price: [60, 3], ship: [60] });
  expect(graph.nodes.map(({ state }) => state)).toEqual(graph.nodes.map(() => "done"));
});

test("an order that fits into no box ends all of it, and that is told of the stage that packs", async () => {
  const { graph, ended } = openShop({ ...options, tooLarge: 41 });
  await ended;
  const pack = graph.nodes.find(({ path }) => path.at(-1) === "pack");
  const failures = graph.nodes.flatMap((node) => {
    const { failure } = node.status();
    return failure?.isFinal ? [failure] : [];
  });
  expect(failures.length).toBeGreaterThan(1);
  expect(new Set(failures.map(({ root }) => root))).toEqual(new Set([pack?.id ?? 0]));
  expect(pack?.status().failure).toMatchObject({
    message: "no box is large enough for order 41",
    causes: ["2 of pear are 40 cm high, and boxes are 30"],
  });
});

test("nothing happens before it is started, and a drain ends it in order", async () => {
  const { graph, ended } = openShop({ ...options, orders: 1_000_000, waits: true });
  expect(graph.nodes[0]?.state).toBe("waiting");
  graph.controls.drain?.run();
  expect(await ended).toBe(0);
  expect(graph.nodes.map(({ state }) => state)).toEqual(graph.nodes.map(() => "done"));
});

test("what is closed twice lets nobody through before it is opened", async () => {
  const gate = new Gate();
  gate.close();
  let isThrough = false;
  const passed = gate.passed().then(() => {
    isThrough = true;
  });
  gate.close();
  await new Promise(setImmediate);
  expect(isThrough).toBe(false);
  gate.open();
  await passed;
});

test.if(process.platform !== "win32")("another process sees its end, and nothing is left", async () => {
  const home = await mkdtemp(join(tmpdir(), "teleop-pipeline-"));
  const spawned = { cwd: home, env: { ...process.env, TMPDIR: home }, stdout: "pipe" } as const;
  const args = ["--orders", "20", "--pace", "0", "--payment", "0", "--too-large", "0"];
  try {
    await using shop = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts"), ...args], spawned);
    const lines = shop.stdout.pipeThrough(new TextDecoderStream()).getReader();
    expect((await lines.read()).value).toStartWith(`shop: pid ${shop.pid}\n`);
    await using watch = Bun.spawn(
      [process.execPath, join(import.meta.dir, "watch.ts"), `${shop.pid}`],
      spawned,
    );
    const shown = await watch.stdout.text();
    expect(shown).toMatch(/^done +orders :: web +read 0 {2}wrote 20$/m);
    expect(shown).toMatch(/^done +intake :: merge +read 40 {2}wrote 40$/m);
    expect(shown).toMatch(/^done +delivery :: ship +read 30 {2}wrote 0$/m);
    expect(await watch.exited).toBe(0);
    shop.kill("SIGTERM");
    await shop.exited;
    expect(shop.signalCode).toBe("SIGTERM");
    expect(await readdir(home)).toEqual([]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});

test.if(process.platform !== "win32")(
  "a process that is gone before its pipeline is over is no success",
  async () => {
    const home = await mkdtemp(join(tmpdir(), "teleop-pipeline-"));
    const spawned = { cwd: home, env: { ...process.env, TMPDIR: home }, stdout: "pipe" } as const;
    try {
      await using shop = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts"), "--wait"], spawned);
      await shop.stdout.pipeThrough(new TextDecoderStream()).getReader().read();
      await using watch = Bun.spawn([process.execPath, join(import.meta.dir, "watch.ts"), `${shop.pid}`], {
        ...spawned,
        stderr: "pipe",
      });
      const shown = watch.stdout.pipeThrough(new TextDecoderStream()).getReader();
      expect((await shown.read()).value).toStartWith(`process ${shop.pid} is followed`);
      shop.kill("SIGKILL");
      expect(await watch.stderr.text()).toContain("has told nothing more before that");
      expect(await watch.exited).toBe(1);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
);
