// heap.e2e.ts: the view "Heap" in a real browser: snapshots are taken after their cost was told, shown, compared, downloaded.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { snapshotContents } from "@teleop/diagnostics/client";
import type { Page } from "playwright-core";
import { TestBrowser } from "./browser.ts";
import { press } from "./press.ts";
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

function addressOf(target: ConsoleTarget, view: string): string {
  return `${served.url}#/p/~/${target.pid}/${view}`;
}

/** The `number`th of the page. */
async function takeSnapshot(page: Page, number: number): Promise<void> {
  await press(page, "Take a snapshot …");
  const dialog = page.getByRole("dialog", { name: "Take a snapshot of the heap?" });
  await dialog.getByText("for up to").waitFor();
  await dialog
    .getByText(number === 1 ? /are free/ : /are free; what it keeps already takes [\d.]+ MB/)
    .waitFor();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  const list = page.getByRole("table", { name: "Snapshots" });
  await list
    .getByRole("button", { name: "Show" })
    .nth(number - 1)
    .waitFor();
  await page.getByRole("table", { name: "Classes of the snapshot" }).waitFor();
}

test("what is in memory is counted, and garbage collected, when somebody asks for it", async () => {
  await using target = await ConsoleTarget.start("heap-statistics");
  await using opened = await browser.open(addressOf(target, "heap"));
  const { page, complaints } = opened;
  await press(page, "Count objects");
  const types = page.getByRole("table", { name: "Objects by type" });
  await types.waitFor();
  await page.getByRole("searchbox", { name: "Filter types" }).fill("Function");
  await types.getByRole("cell", { name: "Function", exact: true }).waitFor();
  await press(page, "Collect garbage");
  await page.getByText(/garbage was collected, with a pause of/).waitFor();
  expect(complaints).toEqual([]);
});

test("two snapshots are taken after their cost was told, shown by class, compared and downloaded", async () => {
  await using target = await ConsoleTarget.start("heap-snapshots");
  await using opened = await browser.open(addressOf(target, "heap"));
  const { page, complaints } = opened;
  await takeSnapshot(page, 1);
  const classes = page.getByRole("table", { name: "Classes of the snapshot" });
  expect(await classes.getByRole("columnheader").allTextContents()).toEqual([
    "Keeps alive ▼",
    "Own size",
    "Objects",
    "Class",
  ]);
  await takeSnapshot(page, 2);
  const list = page.getByRole("table", { name: "Snapshots" });
  await page.getByText(/nobody else can open, [\d.]+ MB together/).waitFor();

  const saved = page.waitForEvent("download");
  await list.getByRole("link", { name: "Download" }).first().click();
  const download = await saved;
  expect(download.suggestedFilename()).toMatch(new RegExp(`^heap-${target.pid}-.*\\.heapsnapshot$`));
  const contents = await snapshotContents(Bun.file(await download.path()).stream());
  const totals = await page.getByText(/objects of .* with .* references/).textContent();
  expect(totals).toStartWith(`${contents.nodes.toLocaleString("en")} objects of`);

  for (const box of await list.getByRole("checkbox").all()) await box.press("Space");
  await press(page, "Compare the two that are chosen");
  await page.getByRole("table", { name: "Changes by class" }).waitFor();
  await list.getByRole("button", { name: "Discard" }).first().press("Enter");
  await page.getByRole("table", { name: "Changes by class" }).waitFor({ state: "detached" });
  await expect(list.getByRole("button", { name: "Show" }).count()).resolves.toBe(1);
  expect(complaints).toEqual([]);
});

test("a snapshot tells how far it is, and is given up: nothing of it is kept", async () => {
  await using target = await ConsoleTarget.start("shop", new URL("./shop-program.ts", import.meta.url));
  await using opened = await browser.open(addressOf(target, "heap"));
  const { page, complaints } = opened;
  await press(page, "Take a snapshot …");
  await page.getByRole("dialog").getByText("for up to").waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("progressbar", { name: /The process pauses, for up to/ }).waitFor();
  await press(page, "Cancel");
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  expect(await page.getByRole("alert").count()).toBe(0);
  // It can be asked again when it has let go of the one that was given up.
  await press(page, "Count objects");
  await page.getByRole("table", { name: "Objects by type" }).waitFor();
  expect(complaints).toEqual([]);
});
