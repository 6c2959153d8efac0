// cpu.e2e.ts: the view "CPU" in a real browser: profiles are taken, stopped, thrown away, and shown as flame graphs.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { TestBrowser } from "./browser.ts";
import { press } from "./press.ts";
import { ServedConsole } from "./served.ts";
import { ConsoleTarget } from "./target.ts";

let browser: TestBrowser;
let served: ServedConsole;
let target: ConsoleTarget;

beforeAll(async () => {
  [browser, served, target] = await Promise.all([
    TestBrowser.start(),
    ServedConsole.start(),
    ConsoleTarget.start("shop", new URL("./shop-program.ts", import.meta.url)),
  ]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

const address = (): string => `${served.url}#/p/~/${target.pid}/cpu`;

test("a profile is shown as a flame graph, which keys walk, zoom and search", async () => {
  await using opened = await browser.open(address());
  const { page, complaints } = opened;
  await page.getByRole("spinbutton", { name: "Seconds" }).fill("1");
  await press(page, "Take a profile");
  const graph = page.getByRole("application", { name: "Calls by time" });
  await graph.waitFor();
  await page.getByText(/of which .* in functions; .* samples/).waitFor();
  const frames = graph.locator("g.frame");
  await frames.filter({ hasText: "searchOrders" }).first().waitFor();
  const all = await frames.count();

  await graph.focus();
  const details = page.locator(".flame-details");
  const callOf = async (): Promise<string> => (await details.textContent()) ?? "";
  // From the root to the widest of what the process did itself, and on to its neighbours.
  await page.keyboard.press("ArrowDown");
  for (let at = 0; at < all && !(await callOf()).startsWith("searchOrders: "); at++) {
    await page.keyboard.press("ArrowRight");
  }
  expect(await callOf()).toMatch(/shop-program\.ts:\d+$/);
  expect(await graph.locator("g.is-focused").count()).toBe(1);
  await page.keyboard.press("Enter");
  await graph.locator("g.frame.fade").first().waitFor();
  await page.keyboard.press("Escape");
  await graph.locator("g.frame.fade").first().waitFor({ state: "detached" });
  expect(await frames.count()).toBe(all);

  await page.getByRole("searchbox", { name: "Find functions" }).fill("searchord");
  await page.getByText(/^[1-9]\d* found: /).waitFor();

  await page.getByRole("tab", { name: "Flame graph" }).press("ArrowRight");
  const functions = page.getByRole("table", { name: "Functions by time" });
  await functions.getByRole("cell", { name: "searchOrders" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a profile is stopped and kept, or thrown away; one of the flight recorder takes no time", async () => {
  await using opened = await browser.open(address());
  const { page, complaints } = opened;
  const rows = page.getByRole("table", { name: "Profiles" }).getByRole("button", { name: "Show" });
  await page.getByRole("spinbutton", { name: "Seconds" }).fill("600");
  await press(page, "Take a profile");
  await page.getByRole("progressbar", { name: "Profiling" }).waitFor();
  // It goes on while another view is shown.
  await page.getByRole("link", { name: "Heap", exact: true }).click();
  await page.getByRole("heading", { name: "Heap", exact: true }).waitFor();
  await page.getByRole("link", { name: "CPU", exact: true }).click();
  await press(page, "Stop, and keep what there is");
  await page.getByRole("application").waitFor();
  const before = await rows.count();

  await press(page, "Take a profile");
  await page.getByRole("progressbar", { name: "Profiling" }).waitFor();
  await press(page, "Cancel");
  await page.getByRole("progressbar", { name: "Profiling" }).waitFor({ state: "detached" });
  expect(await rows.count()).toBe(before);

  // The process has a profiler again: nothing of the one that was thrown away goes on.
  await press(page, "Show what was before");
  await rows.nth(before).waitFor();
  await page.getByRole("application").waitFor();
  expect(complaints).toEqual([]);
});

test("a sample each 0.1 ms is asked about first, and Escape is no", async () => {
  await using opened = await browser.open(address());
  const { page, complaints } = opened;
  await page.getByRole("combobox", { name: "A sample each" }).selectOption("0.1 ms");
  await press(page, "Take a profile");
  const dialog = page.getByRole("dialog", { name: "Take a profile with a sample each 0.1 ms?" });
  await dialog.getByText("slower by about 22 %").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  expect(await page.getByRole("progressbar").count()).toBe(0);
  expect(complaints).toEqual([]);
});
