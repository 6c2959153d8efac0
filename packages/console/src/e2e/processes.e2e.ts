// processes.e2e.ts: the list of processes, and of one process what is live: its charts, its logs, its stalls.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFile } from "node:fs/promises";
import { release } from "node:os";
import { fileURLToPath } from "node:url";
import { attach } from "@teleop/defaults";
import { Logs } from "@teleop/diagnostics/client";
import type { Page } from "playwright-core";
import { TestBrowser } from "./browser.ts";
import type { BusyCommand } from "./busy.ts";
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

const start = (name: string): Promise<ConsoleTarget<BusyCommand>> =>
  ConsoleTarget.start<BusyCommand>(name, new URL("./busy-program.ts", import.meta.url));

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`\\b${name}\\b`) });

/** Opens a view of the process of this name. */
async function show(page: Page, name: string, view: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByText("● attached").waitFor();
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: view }).click();
}

test("the list tells what processes use, can be filtered and ordered, and tells what happened to those that have gone", async () => {
  const [shop, till] = [`shop-${process.pid}`, `till-${process.pid}`];
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  await using _till = await start(till);
  {
    await using target = await start(shop);
    const row = rowOf(page, shop);
    await row.getByText("MB").waitFor();
    await row.getByText(" ms").first().waitFor();
    expect(await row.textContent()).toContain("samples");
    await page.getByRole("searchbox", { name: "Filter processes" }).fill(`${shop} busy-program`);
    await rowOf(page, till).waitFor({ state: "detached" });
    await page.getByRole("searchbox", { name: "Filter processes" }).fill(String(process.pid));
    await page.getByRole("button", { name: "PID" }).click();
    await page
      .getByRole("columnheader", { name: "PID" })
      .and(page.locator("[aria-sort=ascending]"))
      .waitFor();
    const names = await page.locator(".processes tbody th a").allTextContents();
    expect(names).toEqual([till, shop]);
    target.send({ do: "exit", code: 3 });
    // How is not told to others than the parent before Linux 6.15.
    const how = kernelTells() ? "✗ it failed, exit code 3" : "it has ended; how is not told";
    await rowOf(page, shop).getByText(how).waitFor();
  }
  await using again = await start(shop);
  const successor = page.getByRole("link", { name: String(again.pid), exact: true });
  await successor.click();
  await page.getByRole("heading", { name: shop }).waitFor();
  expect(complaints).toEqual([]);
});

test("a process that is killed, and one that a signal has stopped, are told from those that run", async () => {
  const name = `killed-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  await using target = await start(name);
  await rowOf(page, name).waitFor();
  target.kill("SIGSTOP");
  await rowOf(page, name).getByText("⚠ stopped").waitFor();
  target.kill("SIGCONT");
  await show(page, name, "Logs");
  target.kill("SIGSTOP");
  await page.getByText("⚠ stopped: it answers nothing").waitFor();
  await page.getByRole("link", { name: "Processes" }).click();
  target.kill("SIGKILL");
  const how = kernelTells() ? "✗ killed by SIGKILL" : "it has ended; how is not told";
  await rowOf(page, name).getByText(how).waitFor();
  await page.getByRole("button", { name: "Forget them" }).click();
  await rowOf(page, name).waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});

test("a process at a glance: its facts, and charts that go on while other views are shown", async () => {
  const name = `glance-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  await using target = await start(name);
  await show(page, name, "Overview");
  await page
    .getByRole("definition")
    .filter({ hasText: `busy-program.ts ${name}` })
    .waitFor();
  const pending = page.getByRole("img", { name: /^pendingRequests/ });
  target.send({ do: "count", pending: 42 });
  await page.getByRole("img", { name: /^pendingRequests.*now 42, at most 42/ }).waitFor();
  await page.getByRole("link", { name: "Stalls" }).click();
  await pending.waitFor({ state: "detached" });
  target.send({ do: "count", pending: 7 });
  await page.getByRole("link", { name: "Overview" }).click();
  // It was followed meanwhile: the 42 of before is in the same line as the 7 of now.
  await page.getByRole("img", { name: /^pendingRequests.*now 7, at most 42/ }).waitFor();
  for (const chart of ["Processor", "Memory", "Event-loop delay", "Collections of garbage"]) {
    await page.getByRole("img", { name: new RegExp(`^${chart}.*now [0-9.]+ `) }).waitFor();
  }
  await page.getByRole("row", { name: /^resident .* MB/ }).waitFor();
  await page.getByText("Limits", { exact: true }).click();
  await page.getByRole("row", { name: /^Max open files/ }).waitFor();
  await page.getByText("Environment, as far as its application allows").click();
  await page.getByText(/does not show its environment/).waitFor();
  expect(complaints).toEqual([]);
});

test("logs follow, by level and text, are held while somebody reads, say what was dropped, and can be saved", async () => {
  const name = `logs-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  await using target = await start(name);
  await show(page, name, "Logs");
  await page.getByText("It has said nothing since it is followed.").waitFor();
  const log = page.getByRole("list", { name: "What it says" });
  target.send({ do: "say", level: "info", text: "an order came" });
  target.send({ do: "say", level: "warn", text: "<b>the till</b> is late" });
  // What others say is text, whatever it looks like.
  await log.getByText("<b>the till</b> is late").waitFor();
  await page.getByRole("combobox", { name: "at least" }).selectOption("warn");
  await log.getByText("an order came").waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: "at least" }).selectOption("debug");
  await page.getByRole("searchbox", { name: "Filter" }).fill("/ORDER c/i");
  await log.getByText("an order came").waitFor();
  await log.getByText("the till").waitFor({ state: "detached" });
  await page.getByRole("searchbox", { name: "Filter" }).fill("");

  await page.getByRole("button", { name: "Pause" }).click();
  target.send({ do: "say", level: "error", text: "while it is held" });
  await page.getByRole("button", { name: "Go on (1 new)" }).click();
  await log.getByText("while it is held").waitFor();

  // Faster than any page can be told: the newest are there, and how many are not.
  target.send({ do: "say", level: "debug", text: "again and again", times: 20_000 });
  target.send({ do: "say", level: "info", text: "the last of all" });
  await log.getByText("the last of all").waitFor();
  await page.getByRole("searchbox", { name: "Filter" }).fill("-again");
  await log
    .getByText(/^[\d,]+ entries were dropped here/)
    .first()
    .waitFor();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${name}.log`);
  const saved = await readFile(await download.path(), "utf8");
  expect(saved).toContain("Z warn console.warn <b>the till</b> is late\n");
  expect(saved).toContain("Z info console.info the last of all\n");
  expect(saved).not.toContain("again and again");

  await page.getByText("Levels of its loggers").click();
  await page.getByRole("textbox", { name: "root" }).fill("trace");
  await page.getByRole("button", { name: "Set" }).click();
  await page.locator("input[name=level][value=trace]").waitFor();
  await using client = await attach(target.pid);
  using logs = client.service("logs", Logs);
  expect((await logs.levels()).loggers).toEqual([{ name: "root", level: "trace" }]);
  expect(complaints).toEqual([]);
});

test("nothing watches for stalls before somebody wants that; one is told while it lasts, on the time line, and afterwards where it was", async () => {
  const name = `stalls-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  await using target = await start(name);
  await show(page, name, "Stalls");
  await page.getByRole("combobox", { name: "stalls of at least" }).selectOption("200");
  await page.getByRole("status").getByText("not watched").waitFor();
  await page.getByText("a thread of some 10 MB").waitFor();
  await page.getByRole("button", { name: "Watch for stalls" }).click();
  await page.getByText("watched: none yet").waitFor();
  await page.getByRole("img", { name: /^Event-loop delay/ }).waitFor();
  target.send({ do: "stall", milliseconds: 3_000 });
  await page
    .getByRole("status")
    .getByText(/stuck for/)
    .waitFor();
  await page.getByText(/^at stallFor \(.*busy\.ts:\d+/).waitFor();
  await page
    .getByRole("status")
    .getByText(/^1 stall of [23](\.\d)? s$/)
    .waitFor();
  await page.getByText("stalls", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Stop watching" }).click();
  await page.getByRole("button", { name: "Watch for stalls" }).waitFor();
  expect(complaints).toEqual([]);
});

test("processes of other machines are measured, looked at, and told of when they end, as those of this one", async () => {
  const name = `via-${process.pid}`;
  const bin = fileURLToPath(new URL("../../../cli/src/bin.ts", import.meta.url));
  const bridge = `'${process.execPath}' '${bin}' bridge`;
  await using elsewhere = await ServedConsole.start([
    "--via",
    "env A=1",
    "--via",
    "env A=2",
    "--via-command",
    bridge,
  ]);
  await using opened = await browser.open(elsewhere.url);
  const { page, complaints } = opened;
  await using target = await start(name);
  // Both lead to this machine, which has it in both places.
  const row = page.getByRole("row", { name: new RegExp(`^env A=2 ${name}`) });
  await page.getByRole("row", { name: new RegExp(`^env A=1 ${name}`) }).waitFor();
  await row.getByText("MB").waitFor();
  await page.getByRole("combobox", { name: "How they are shown" }).selectOption("places");
  await page.getByRole("rowheader", { name: /^env A=2/ }).waitFor();
  await page.getByRole("link", { name, exact: true }).last().click();
  await page.getByText("on env A=2").waitFor();
  await page.getByRole("link", { name: "Stalls" }).click();
  await page.getByRole("button", { name: "Watch for stalls" }).click();
  await page.getByText("watched: none yet").waitFor();
  target.send({ do: "stall", milliseconds: 700 });
  await page.getByText(/^at stallFor/).waitFor();
  target.send({ do: "exit", code: 4 });
  const how = kernelTells() ? "✗ it failed, exit code 4" : "it has ended; how is not told";
  await page.getByRole("alert").getByText(`(${how})`).waitFor();
  await page.getByText(/^at stallFor/).waitFor();
  await page.getByRole("link", { name: "Processes" }).click();
  await page.getByRole("row", { name: new RegExp(`^env A=1 ${name}.*${how}`) }).waitFor();
  expect(complaints).toEqual([]);
});

function kernelTells(): boolean {
  const [major = 0, minor = 0] = release().split(".").map(Number);
  return major > 6 || (major === 6 && minor >= 15);
}
