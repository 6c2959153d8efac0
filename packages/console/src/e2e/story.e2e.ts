// story.e2e.ts: the shop of examples/pipeline from its beginning to its failure, as somebody watches it: what the page says is what
// the client's API reads; then the process is killed, and back.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { attach } from "@teleop/defaults";
import { followPipeline, type NodeView } from "@teleop/pipeline/client";
import type { Locator, Page } from "playwright-core";
import { TestBrowser } from "./browser.ts";
import type { BusyCommand } from "./busy.ts";
import { ServedConsole } from "./served.ts";
import { ConsoleTarget } from "./target.ts";

const program = new URL("./whole-program.ts", import.meta.url);

let browser: TestBrowser;
let served: ServedConsole;

beforeAll(async () => {
  [browser, served] = await Promise.all([TestBrowser.start(), ServedConsole.start()]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

/** A node of the picture: its name, its kind, and how it is, as those are told who do not see it. */
const node = (page: Page, name: string, how: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${name}, [a-z]+, ${how}`) });

/** What the page says that a node has read and written in all, by its ports. */
async function shownTotals(page: Page, { name }: { readonly name: string }): Promise<readonly string[]> {
  const [title] = name.split(" :: ").slice(-1);
  await page.getByRole("button", { name: new RegExp(`^${title}, `) }).click();
  const panel = page.getByRole("complementary");
  await panel.getByRole("heading", { name, exact: true }).waitFor();
  return await panel.locator("tbody tr td:nth-of-type(1)").allTextContents();
}

/** The same, as a client of one's own reads it. */
function readTotals({ read, written }: NodeView): readonly string[] {
  return [...read, ...written].map((total) => total.toLocaleString("en"));
}

test("the shop waits, works, and fails; the page says what the client's API reads; it is killed, and back", async () => {
  const name = `story-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  page.setDefaultTimeout(20_000);
  let killed: number;
  {
    await using target = await ConsoleTarget.start<BusyCommand>(name, program);
    killed = target.pid;
    await page.getByRole("link", { name, exact: true }).click();
    await page.getByRole("link", { name: "Pipeline" }).click();
    for (const source of ["web", "phone", "price list"]) await node(page, source, "waiting").waitFor();

    await page.getByRole("button", { name: "start", exact: true }).click();
    await node(page, "charge", "running, the bottleneck").waitFor();
    await page.getByRole("list", { name: "Where to look" }).getByText("payment :: charge").waitFor();

    await node(page, "pack", "failed, the root error").waitFor();
    for (const other of ["web", "phone", "charge", "ship"]) {
      await node(page, other, "failed, an error that follows").waitFor();
    }
    await using attached = await attach(target.pid);
    await using following = await followPipeline(attached, { onUpdate: () => {} });
    const { model } = following;
    expect(model.graph.nodes).toHaveLength(12);
    for (const known of model.graph.nodes) {
      const read = model.node(known.id);
      if (read === undefined) throw new Error(`the client knows nothing of ${known.name}`);
      const totals = readTotals(read);
      expect(totals.length).toBeGreaterThan(0);
      expect({ [known.name]: await shownTotals(page, known) }).toEqual({ [known.name]: totals });
    }
    target.kill("SIGKILL");
    await page.getByText("The process has ended; what is shown is how it was.").waitFor();
    await node(page, "pack", "failed, the root error").waitFor();
  }
  await using again = await ConsoleTarget.start<BusyCommand>(name, program);
  await page.getByText("● attached").waitFor();
  await node(page, "web", "waiting").waitFor();
  expect(new URL(page.url()).hash).toBe(`#/p/~/${again.pid}/pipeline`);
  expect(again.pid).not.toBe(killed);
  expect(complaints).toEqual([]);
});
