// http-server.test.ts: what the shop answers, and that the load finds out when it does not.
import { expect, spyOn, test } from "bun:test";
import { join } from "node:path";
import { keepBusy } from "./requests.ts";
import { editDistance } from "./search.ts";
import { serveShop } from "./server.ts";

test("the distance of two words is the number of letters that differ", () => {
  expect(editDistance("kettle", "ketle")).toBe(1);
  expect(editDistance("saddle", "candle")).toBe(2);
  expect(editDistance("", "oak")).toBe(3);
});

test("a product is told, ordered, and in the report", async () => {
  using log = spyOn(console, "log").mockImplementation(() => {});
  await using server = serveShop(0);
  const ask = async (path: string, init?: RequestInit) => {
    const response = await fetch(new URL(path, server.url), init);
    return { status: response.status, text: await response.text() };
  };
  expect((await ask("/products/43")).text).toBe('{"id":43,"name":"light copper kettle","cents":617}');
  expect((await ask("/search?for=lite%20coper%20ketle")).text).toContain("light copper kettle");
  const ordered = await ask("/orders", { method: "POST", body: '{"product":43,"pieces":3}' });
  expect(ordered).toEqual({ status: 201, text: expect.stringContaining('"pieces":3') });
  expect((await ask("/orders/0")).text).toBe(ordered.text);
  expect((await ask("/report")).text).toBe("light copper kettle;18.51\n");
  expect(log).toHaveBeenCalledWith("order 0: 3 × light copper kettle");
});

test("what there is not is refused, and an order that is none is logged", async () => {
  using warn = spyOn(console, "warn").mockImplementation(() => {});
  await using server = serveShop(0);
  for (const path of ["/products/2000", "/orders/0", "/nothing"]) {
    expect((await fetch(new URL(path, server.url))).status).toBe(404);
  }
  for (const body of ["", "null", "[", '{"product":1}', '{"product":1,"pieces":0.5}']) {
    expect((await fetch(new URL("/orders", server.url), { method: "POST", body })).status).toBe(400);
    expect(warn).toHaveBeenLastCalledWith(`order refused: ${body}`);
  }
});

test("under load each answer is checked, and requests under way at the end are awaited", async () => {
  using _log = spyOn(console, "log").mockImplementation(() => {});
  await using server = serveShop(0);
  const enough = new AbortController();
  const onAnswer = (requests: number): void => {
    if (requests === 100) enough.abort();
  };
  const result = await keepBusy(server.url, { connections: 4, signal: enough.signal, onAnswer });
  expect(result).toMatchObject({ requests: 103, failures: [] });
});

test("an answer that is wrong, or none, is a failure of that request", async () => {
  const once = async (url: URL) => {
    const stopped = new AbortController();
    return await keepBusy(url, { connections: 1, signal: stopped.signal, onAnswer: () => stopped.abort() });
  };
  const wrong = Bun.serve({ port: 0, fetch: () => Response.json({ id: -1 }) });
  expect(await once(wrong.url)).toMatchObject({
    requests: 1,
    failures: ['request 0: Error: expected another product: {"id":-1}'],
  });
  await wrong.stop(true);
  expect((await once(wrong.url)).failures).toEqual([expect.stringMatching(/^request 0: .*connect/i)]);
});

test("the programs print what the README says", async () => {
  await using server = Bun.spawn([process.execPath, join(import.meta.dir, "main.ts")], {
    env: { ...process.env, PORT: "0" },
    stdout: "pipe",
  });
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const [, pid, url = ""] = /^shop: pid (\d+), (http:.*)\n/.exec((await lines.read()).value ?? "") ?? [];
  expect(Number(pid)).toBe(server.pid);
  await using load = Bun.spawn([process.execPath, join(import.meta.dir, "load.ts"), url, "0.3", "2"], {
    stdout: "pipe",
  });
  expect(await load.stdout.text()).toMatch(
    /^\d+ requests, \d+ a second, 0 failed; half took up to \d+\.\d ms, 99 % up to [\d.]+ ms, the longest [\d.]+ ms\n$/,
  );
  expect(await load.exited).toBe(0);
});
