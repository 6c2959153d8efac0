// shell.e2e.ts: the page as such: processes come and go in it, and one is attached to.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { TestBrowser } from "./browser.ts";
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
  await page.getByRole("alert").waitFor();
  await page.getByRole("link", { name: "Processes" }).click();
  await link.waitFor({ state: "detached" });
  expect(complaints).toEqual([]);
});
