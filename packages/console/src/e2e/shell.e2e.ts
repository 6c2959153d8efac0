// shell.e2e.ts: the page as such: processes come and go in it, and one is attached to.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { TestBrowser } from "./browser.ts";
import { ServedConsole, through } from "./served.ts";
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

test("a process appears by itself, is attached to, tells its services, and vanishes", async () => {
  const name = `shell-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  const link = page.getByRole("link", { name });
  {
    await using target = await ConsoleTarget.start(name);
    await link.click();
    await page.getByText(/Services: .*echo/).waitFor();
    expect(new URL(page.url()).hash).toBe(`#/p/~/${target.pid}/overview`);
  }
  await page.getByText("The process has ended; what is shown is how it was.").waitFor();
  await page.getByText(/Services: .*echo/).waitFor();
  await page.getByRole("link", { name: "Processes" }).click();
  await link.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});

test("a process that is started again is attached to again, and its page goes on", async () => {
  const name = `again-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  {
    await using _first = await ConsoleTarget.start(name);
    await page.getByRole("link", { name }).click();
    await page.getByRole("link", { name: "Heap" }).click();
    await page.getByText("● attached").waitFor();
  }
  await page.getByText("○ not there").waitFor();
  await using second = await ConsoleTarget.start(name);
  await page.getByText("● attached").waitFor();
  expect(new URL(page.url()).hash).toBe(`#/p/~/${second.pid}/heap`);
  // Nobody went anywhere: the step back leads to the list.
  await page.goBack();
  await page.goBack();
  await page.getByRole("heading", { name: "Processes" }).waitFor();
  expect(complaints).toEqual([]);
});

test("a process is attached to at all of its rendezvous at once", async () => {
  const name = `several-${process.pid}`;
  await using target = await ConsoleTarget.start(
    name,
    new URL("./several-rendezvous-program.ts", import.meta.url),
  );
  await using opened = await browser.open(`${served.url}#/p/~/${target.pid}/overview`);
  const { page, complaints } = opened;
  await page.getByText(/Services: .*echo.*heap/).waitFor();
  await page.goto(`${served.url}#/p/~/${target.pid}/@more/overview`);
  await page.getByText(/Services: .*heap/).waitFor();
  await page.getByText(/Services: .*echo/).waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});

test("a page whose connection is cut says so, keeps what it shows, and is connected and attached again by itself", async () => {
  await using target = await ConsoleTarget.start(`cut-${process.pid}`);
  await using opened = await browser.open("about:blank");
  const { page } = opened;
  const cuts: (() => Promise<void>)[] = [];
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const server = socket.connectToServer();
    cuts.push(async () => {
      await socket.close({ code: 1001 });
      await server.close();
    });
  });
  await page.goto(`${served.url}#/p/~/${target.pid}/overview`);
  await page.getByText(/Services: .*echo/).waitFor();
  for (const cut of [0, 1]) {
    const lost = page.getByText("The connection to the console is lost").waitFor();
    await cuts[cut]?.();
    await lost;
    await page.getByText(/Services: .*echo/).waitFor();
    await page.getByText("● attached").waitFor();
    await page.getByText("The connection to the console is lost").waitFor({ state: "detached" });
  }
  expect(cuts).toHaveLength(3);
  expect(opened.complaints).toEqual([]);
});

test("processes of other places are in it, and are attached to there; a place that cannot be reached says why", async () => {
  const name = `elsewhere-${process.pid}`;
  await using target = await ConsoleTarget.start(name);
  await using fleet = await ServedConsole.start(through("env", "false"));
  await using opened = await browser.open(fleet.url);
  const { page, complaints } = opened;
  await page
    .getByText(/false.*ended/)
    .first()
    .waitFor();
  await page.getByRole("link", { name }).click();
  await page.getByText("● attached").waitFor();
  expect(new URL(page.url()).hash).toBe(`#/p/~env/${target.pid}/overview`);
  await page.getByText(/Services: .*echo/).waitFor();
  expect(complaints).toEqual([]);
});

test("the colours that were chosen stay when the page is loaded again; an address that was cut shows the list, and says so", async () => {
  await using opened = await browser.open(`${served.url}#/p/~%E0%/1/heap`);
  const { page, complaints } = opened;
  await page.getByText("This address leads to no process").waitFor();
  await page.getByRole("heading", { name: "Processes" }).waitFor();
  await page.getByRole("combobox", { name: "Colours" }).selectOption("dark");
  await page.reload();
  await page.locator('html[data-theme="dark"]').waitFor();
  expect(await page.getByRole("combobox", { name: "Colours" }).inputValue()).toBe("dark");
  // What another program has left at this port is nothing to go by.
  await page.evaluate(() => localStorage.setItem("theme", "<b>"));
  await page.reload();
  await page.locator("html:not([data-theme])").waitFor();
  expect(complaints).toEqual([]);
});
