// pipeline-state.test.ts: what a pipeline tells of itself, at each moment, and to another process.
import { expect, test } from "bun:test";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pipeline } from "./pipeline.ts";
import { stateService } from "./state-service.ts";
import { table } from "./table.ts";

test("nodes are waiting until they are asked, then running, and count what they read and write", async () => {
  const pipeline = new Pipeline();
  const numbers = pipeline.node("numbers", [], async function* () {
    yield* [1, 2, 3, 4];
  });
  const even = pipeline.node("even numbers", [numbers], async function* (numbers) {
    for await (const number of numbers) if (number % 2 === 0) yield number;
  });
  using state = stateService(pipeline);
  const show = async () => table(await state.graph(), (await state.nodeStatuses()).statuses);

  expect(await show()).toBe(
    "waiting  numbers       wrote 0\n" + "waiting  even numbers  read 0 of 0 numbers;  wrote 0",
  );
  const results = even[Symbol.asyncIterator]();
  expect((await results.next()).value).toBe(2);
  expect(await show()).toBe(
    "running  numbers       wrote 2\n" + "running  even numbers  read 2 of 2 numbers;  wrote 1",
  );
  await results.next();
  expect((await results.next()).done).toBe(true);
  expect(await show()).toBe(
    "success  numbers       wrote 4\n" + "success  even numbers  read 4 of 4 numbers;  wrote 2",
  );
});

test("a node that fails says why, and so do those that depend on it", async () => {
  const pipeline = new Pipeline();
  const orders = pipeline.node("orders", [], async function* () {
    yield "apples";
    throw new Error("line 2 is no order");
  });
  const copy = pipeline.node("copy", [orders], async function* (orders) {
    yield* orders;
  });
  const failing = (async () => {
    for await (const _order of copy);
  })();
  await expect(failing).rejects.toThrow("line 2 is no order");
  using state = stateService(pipeline);
  expect(table(await state.graph(), (await state.nodeStatuses()).statuses)).toBe(
    "error    orders  wrote 1  line 2 is no order\n" +
      "error    copy    read 1 of 1 orders;  wrote 1  line 2 is no order",
  );
});

test.if(process.platform !== "win32")(
  "a pipeline is watched from another process to its end, and leaves nothing",
  async () => {
    const home = await mkdtemp(join(tmpdir(), "teleop-pipeline-"));
    const options = { cwd: home, env: { ...process.env, TMPDIR: home }, stdout: "pipe" } as const;
    try {
      await using pipeline = Bun.spawn(
        [process.execPath, join(import.meta.dir, "main.ts"), "20", "1"],
        options,
      );
      const lines = pipeline.stdout.pipeThrough(new TextDecoderStream()).getReader();
      expect((await lines.read()).value).toStartWith(`pipeline: pid ${pipeline.pid}\n`);
      await using watch = Bun.spawn(
        [process.execPath, join(import.meta.dir, "watch.ts"), `${pipeline.pid}`],
        options,
      );
      expect(await watch.stdout.text()).toEndWith(
        "success  prices         wrote 3\n" +
          "success  orders         wrote 20\n" +
          "success  priced orders  read 3 of 3 prices, 20 of 20 orders;  wrote 15\n" +
          "success  turnover       read 15 of 15 priced orders;  wrote 15\n",
      );
      expect(await watch.exited).toBe(0);
      pipeline.kill("SIGTERM");
      await pipeline.exited;
      expect(pipeline.signalCode).toBe("SIGTERM");
      expect(await readdir(home)).toEqual([]);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
);
