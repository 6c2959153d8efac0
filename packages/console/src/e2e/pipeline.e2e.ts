// pipeline.e2e.ts: the picture of a pipeline: what it says, how it is walked, and what stays of it.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFile } from "node:fs/promises";
import { attach } from "@teleop/defaults";
import { followPipeline } from "@teleop/pipeline/client";
import type { Locator, Page } from "playwright-core";
import { TestBrowser } from "./browser.ts";
import type { PipelineCommand } from "./pipeline-program.ts";
import { ServedConsole } from "./served.ts";
import { ConsoleTarget } from "./target.ts";

let browser: TestBrowser;
let served: ServedConsole;

beforeAll(async () => {
  [browser, served] = await Promise.all([TestBrowser.start(), ServedConsole.start()]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

const start = (name: string): Promise<ConsoleTarget<PipelineCommand>> =>
  ConsoleTarget.start<PipelineCommand>(name, new URL("./pipeline-program.ts", import.meta.url));

const open = (pid: number) => browser.open(`${served.url}#/p/~/${pid}/pipeline`);

const node = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${name}, `) });

const panel = (page: Page): Locator => page.getByRole("complementary");

/** Where it stands in the picture, whatever part of that is seen. */
async function placeOf(page: Page, name: string): Promise<{ readonly x: number; readonly y: number }> {
  const [x, y] =
    /translate\((\S+) (\S+)\)/.exec((await node(page, name).getAttribute("transform")) ?? "")?.slice(1) ?? [];
  return { x: Number(x), y: Number(y) };
}

test("the picture says what the client's API reads, marks the bottleneck, and a failure is told in full", async () => {
  await using target = await start(`pipeline-${process.pid}`);
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await node(page, "read").waitFor();
  target.send({ do: "count", written: 123_456_789, read: 123_456_750 });
  await node(page, "check")
    .and(page.getByRole("button", { name: "check, filter, running, the bottleneck" }))
    .waitFor();
  await page.getByText("39 / 42").waitFor();

  await using attached = await attach(target.pid);
  await using following = await followPipeline(attached, { onUpdate: () => {} });
  const [read, check] = following.model.nodes();
  await node(page, "read").click();
  await panel(page)
    .getByRole("cell", { name: `${read?.writtenTotal.toLocaleString("en")}` })
    .waitFor();
  await node(page, "check").click();
  await panel(page)
    .getByRole("cell", { name: `${check?.readTotal.toLocaleString("en")}` })
    .waitFor();
  expect(read?.writtenTotal).toBe(123_456_789n);
  expect(following.model.edge(1)?.queued).toBe(39);

  target.send({ do: "fail", message: "line <2> is no order" });
  await page.getByRole("button", { name: "check, filter, failed, the root error" }).waitFor();
  await page.getByRole("button", { name: "store, map, failed, an error that follows" }).click();
  await panel(page).getByText("Error: line <2> is no order", { exact: true }).waitFor();
  await panel(page).getByText("because: no <comma>").waitFor();
  await panel(page).getByRole("button", { name: "orders :: check" }).first().click();
  await panel(page).getByText("Root error").waitFor();
  expect(complaints).toEqual([]);
});

test("an error after which a node went on is no root error, and however much is said, the picture stays in its place", async () => {
  await using target = await start(`pipeline-caught-${process.pid}`);
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await page.setViewportSize({ width: 1280, height: 800 });
  await node(page, "read").waitFor();
  await page.getByText("No error").waitFor();
  const frame = page.locator(".picture-frame");
  const before = await frame.boundingBox();
  target.send({ do: "catch", message: `line 7 is no order: ${"what is in it is none ".repeat(20)}` });
  await page
    .getByRole("button", { name: "check, filter, running, the bottleneck, went on after an error" })
    .waitFor();
  await page.getByText("Last error: ").waitFor();
  expect(await page.getByText("Root error: ").count()).toBe(0);
  target.send({ do: "count", written: 123_456_789, read: 123_456_750 });
  await page.getByText("39 / 42").waitFor();
  await page.getByRole("searchbox", { name: "Find nodes" }).fill("e");
  await page.getByText("3 found").waitFor();
  expect(await frame.boundingBox()).toEqual(before);

  // From afar there is a sign where no word could be read, and the name is as large as there is room for.
  const badge = node(page, "check").locator(".badge.error");
  expect(await badge.locator(".sign").isVisible()).toBe(false);
  await page.locator("h1").click();
  await page.keyboard.press("g");
  while (!(await page.locator(".teleop-picture.is-far").isVisible())) await page.keyboard.press("-");
  await badge.locator(".sign").waitFor();
  expect(await badge.locator("rect").isVisible()).toBe(false);
  expect((await badge.locator(".sign").boundingBox())?.width).toBeGreaterThan(15);
  expect((await node(page, "check").locator(".far-label").boundingBox())?.height).toBeGreaterThan(15);
  expect(complaints).toEqual([]);
});

test("all of it goes by keyboard: find, walk, look closer, close a group, and the root error", async () => {
  await using target = await start(`pipeline-keys-${process.pid}`);
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await node(page, "read").waitFor();
  await page.keyboard.press("g");
  const focused = () =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.split(",")[0]);
  expect(await focused()).toBe("read");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await focused()).toBe("store");
  await page.keyboard.press("ArrowLeft");
  expect(await focused()).toBe("check");
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "orders :: check" }).waitFor();
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "detached" });
  await page.keyboard.press("1");
  await page.getByRole("button", { name: "As large as drawn" }).getByText("100 %").waitFor();
  await page.keyboard.press("c");
  await page.getByRole("button", { name: "orders, 2 nodes, running" }).waitFor();
  await node(page, "check").waitFor({ state: "detached" });
  await page.keyboard.press("/");
  await page.keyboard.type("sum");
  await page.getByText("1 found").waitFor();
  await page.keyboard.press("Enter");
  await panel(page).getByRole("heading", { name: "books :: sum" }).waitFor();
  target.send({ do: "fail", message: "no order" });
  await page.getByText("Root error: ").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("h1").click();
  await page.keyboard.press("e");
  await panel(page).getByRole("heading", { name: "orders" }).waitFor();
  expect(complaints).toEqual([]);
});

test("all of it goes by pointer: exact values, a panel, nearer, moved, and all of it again", async () => {
  await using target = await start(`pipeline-pointer-${process.pid}`);
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await node(page, "read").waitFor();
  target.send({ do: "count", written: 123_456_789, read: 123_456_750 });
  await page.getByText("39 / 42").waitFor();
  await node(page, "read").hover();
  await page.getByText("written 123,456,789").waitFor();
  await page.getByText("39 / 42").hover();
  await page.getByText("39 of 42 records queued, 93 % full").waitFor();
  await page.getByText("39 / 42").click();
  const edge = panel(page).getByRole("region", { name: "orders :: read to orders :: check" });
  await edge.getByText("39 of 42 records, 93 %").waitFor();
  await panel(page).getByRole("button", { name: "Close what is selected" }).click();
  await panel(page).waitFor({ state: "detached" });

  const zoom = page.getByRole("toolbar", { name: "Zoom" });
  const leftOf = async (name: string): Promise<number> => {
    const box = await node(page, name).boundingBox();
    if (box === null) throw new Error(`${name} is not seen`);
    return box.x;
  };
  await zoom.getByRole("button", { name: "Fit" }).click();
  const fitted = await leftOf("check");
  await zoom.getByRole("button", { name: "As large as drawn" }).click();
  await node(page, "check").hover();
  await page.mouse.wheel(0, -200);
  await zoom.getByText("165 %").waitFor();
  const near = await leftOf("check");
  const { x, y } = (await page.locator(".picture-frame").boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.move(x + 30, y + 30);
  await page.mouse.down();
  await page.mouse.move(x + 130, y + 30, { steps: 4 });
  await page.mouse.up();
  expect((await leftOf("check")) - near).toBeCloseTo(100, 0);
  // Who moves it selects nothing.
  expect(await panel(page).count()).toBe(0);
  await zoom.getByRole("button", { name: "Fit" }).click();
  expect(await leftOf("check")).toBeCloseTo(fitted, 0);
  expect(complaints).toEqual([]);
});

test("a node that is added appears, and no other one moves further than a node is large", async () => {
  await using target = await start(`pipeline-grows-${process.pid}`);
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await node(page, "sum").waitFor();
  const names = ["read", "check", "store", "sum"];
  const before = await Promise.all(names.map((name) => placeOf(page, name)));
  target.send({ do: "grow" });
  await node(page, "copy").waitFor();
  for (const [index, name] of names.entries()) {
    const [then, now] = [before[index], await placeOf(page, name)];
    expect(Math.abs(now.x - (then?.x ?? Number.NaN))).toBeLessThan(156);
    expect(Math.abs(now.y - (then?.y ?? Number.NaN))).toBeLessThan(88);
  }
  expect(complaints).toEqual([]);
});

test("controls do what the application says, and a dangerous one asks first", async () => {
  await using target = await start(`pipeline-controls-${process.pid}`);
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await page.getByRole("button", { name: "pause" }).click();
  await page.getByRole("button", { name: "sum, sink, paused" }).waitFor();
  await page.getByRole("button", { name: "drain" }).click();
  const dialog = page.getByRole("dialog", { name: "drain?" });
  const doc = await dialog.getByText("Takes no more orders.").boundingBox();
  const buttons = await dialog.getByRole("button", { name: "Cancel" }).boundingBox();
  expect(buttons?.y).toBeGreaterThan((doc?.y ?? Infinity) + (doc?.height ?? 0));
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "sum, sink, paused" }).count()).toBe(1);
  await page.getByRole("button", { name: "drain" }).click();
  await dialog.getByRole("button", { name: "drain" }).click();
  await page.getByRole("button", { name: "sum, sink, done" }).waitFor();
  expect(complaints).toEqual([]);
});

test("the picture and the numbers are saved as files", async () => {
  await using target = await start(`pipeline-files-${process.pid}`);
  target.send({ do: "count", written: 40, read: 2 });
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await page.getByText("38 / 42").waitFor();
  const saved = async (button: string): Promise<{ readonly name: string; readonly text: string }> => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: button }).click();
    const file = await download;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  };
  const picture = await saved("Save SVG");
  expect(picture.name).toBe("shop-b-.svg");
  expect(picture.text).toStartWith('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(picture.text).toContain("38 / 42");
  expect(picture.text).not.toContain("<b>");
  const numbers = await saved("Save JSON");
  expect(JSON.parse(numbers.text)).toMatchObject({
    graph: { name: "shop <b>&" },
    nodes: [{ writtenTotal: 40 }, { readTotal: 2 }, {}, {}],
  });
  expect(complaints).toEqual([]);
});

test("the last state stays when the process has gone, and the one that comes in its place is shown", async () => {
  const name = `pipeline-back-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  {
    await using target = await start(name);
    target.send({ do: "count", written: 40, read: 1 });
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("link", { name: "Pipeline" }).click();
    await page.getByText("39 / 42").waitFor();
  }
  await page.getByRole("alert").getByText("The process has ended").waitFor();
  await page.getByText("39 / 42").waitFor();
  await page.getByText("as it was").waitFor();
  expect(await page.getByText("live", { exact: true }).count()).toBe(0);
  await using target = await start(name);
  target.send({ do: "count", written: 20, read: 8 });
  await page.getByText("12 / 42").waitFor();
  await page.getByText("live", { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});

test("a process that only answers when it is asked, as those of quirky_binder do, looks the same", async () => {
  await using target = await start(`state-only-${process.pid}`);
  target.send({ do: "count", written: 30, read: 1 });
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await page.getByText("29 / 42").waitFor();
  await node(page, "check").click();
  await panel(page).getByRole("heading", { name: "orders :: check" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a process without a pipeline says so, and how to have one", async () => {
  await using target = await ConsoleTarget.start(`pipeline-none-${process.pid}`);
  await using opened = await open(target.pid);
  const { page, complaints } = opened;
  await page.getByText("This process shows no pipeline.").waitFor();
  expect(complaints).toEqual([]);
});
