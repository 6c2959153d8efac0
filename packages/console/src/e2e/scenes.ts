// scenes.ts: every view with something in it, as it is looked at: for accessibility, for its looks, and for pictures of it.
import type { Page } from "playwright-core";
import type { BusyCommand } from "./busy.ts";
import type { ConsoleTarget } from "./target.ts";

/** What a scene is made of: a page of the console, and whole-program.ts. */
export interface Stage {
  readonly page: Page;
  /** Of the console, whole. */
  readonly url: string;
  readonly target: ConsoleTarget<BusyCommand>;
}

export interface Scene {
  readonly name: string;
  /** Goes there, and resolves when what is to be seen is there. Scenes are shown in their order, at one process. */
  show(stage: Stage): Promise<void>;
}

export const scenes: readonly Scene[] = [
  {
    name: "processes",
    async show({ page, url, target }) {
      await page.goto(url);
      await page.getByRole("searchbox", { name: "Filter processes" }).fill(target.name);
      const row = page.getByRole("row", { name: new RegExp(`\\b${target.name}\\b`) });
      await row.getByText("MB").waitFor();
      await row.getByText(" ms").first().waitFor();
    },
  },
  {
    name: "overview",
    async show(stage) {
      await goTo(stage, "overview");
      stage.target.send({ do: "count", pending: 42 });
      await stage.page.getByRole("img", { name: /^pendingRequests.*now 42/ }).waitFor();
      await stage.page.getByRole("img", { name: /^Event-loop delay.*now [0-9.]+ / }).waitFor();
      await stage.page.getByRole("row", { name: /^resident .* MB/ }).waitFor();
    },
  },
  {
    name: "pipeline",
    async show(stage) {
      await goTo(stage, "pipeline");
      const { page } = stage;
      await page.getByRole("button", { name: "start", exact: true }).click();
      const root = page.getByRole("button", { name: /^pack, map, failed, the root error/ });
      await root.waitFor();
      await root.click();
      await page
        .getByRole("complementary")
        .getByText("no box is large enough for order 301")
        .first()
        .waitFor();
    },
  },
  {
    name: "heap",
    async show(stage) {
      await goTo(stage, "heap");
      const { page } = stage;
      if (await page.getByRole("table", { name: "Classes of the snapshot" }).isVisible()) return;
      await page.getByRole("button", { name: "Take a snapshot …" }).click();
      await page.getByRole("button", { name: /^Take it/ }).click();
      await page.getByRole("table", { name: "Classes of the snapshot" }).waitFor();
    },
  },
  {
    name: "cpu",
    async show(stage) {
      await goTo(stage, "cpu");
      const { page, target } = stage;
      await page.getByRole("spinbutton", { name: "Seconds" }).fill("1");
      await page.getByRole("button", { name: "Take a profile" }).click();
      await page.getByRole("progressbar", { name: "Profiling" }).waitFor();
      target.send({ do: "stall", milliseconds: 500 });
      await page.locator("g.frame", { hasText: "stallFor" }).first().waitFor();
      // How deep the deepest stack is, and where all below it stands, is another each time.
      await page.locator(".flame-graph").evaluate((graph) => {
        if (graph instanceof HTMLElement) graph.style.height = "15rem";
      });
    },
  },
  {
    name: "logs",
    async show(stage) {
      await goTo(stage, "logs");
      const { page, target } = stage;
      const log = page.getByRole("list", { name: "What it says" });
      await page.getByText("It has said nothing since it is followed.").waitFor();
      target.send({ do: "say", level: "info", text: "order 4711 has come in: 3 apples, by web" });
      target.send({ do: "say", level: "debug", text: "4711: price list is 12 s old" });
      target.send({ do: "say", level: "warn", text: "payment takes 1.3 s, which is longer than it should" });
      target.send({ do: "say", level: "error", text: "order 4712 is for a stone\n  which is not for sale" });
      await log.getByText("which is not for sale").last().waitFor();
    },
  },
  {
    name: "stalls",
    async show(stage) {
      await goTo(stage, "stalls");
      const { page, target } = stage;
      const watch = page.getByRole("button", { name: "Watch for stalls" });
      await watch.or(page.getByRole("button", { name: "Stop watching" })).waitFor();
      if (await watch.isVisible()) await watch.click();
      await page
        .getByText("watched: none yet")
        .or(page.getByText(/^\d+ stalls? of/))
        .first()
        .waitFor();
      target.send({ do: "stall", milliseconds: 1_500 });
      await page
        .getByText(/^at stallFor/)
        .first()
        .waitFor();
      await page
        .getByRole("status")
        .getByText(/^\d+ stalls?/)
        .waitFor();
    },
  },
  {
    name: "services",
    async show(stage) {
      await goTo(stage, "services");
      const { page } = stage;
      const entry = page.locator("details", { has: page.locator("summary", { hasText: /^form\b/ }) }).first();
      if ((await entry.getAttribute("open")) === null) await entry.locator("summary").first().click();
      await entry.getByRole("button", { name: "fill", exact: true }).click();
      if (!(await page.getByRole("button", { name: "Set every", exact: true }).isVisible())) return;
      await page.getByRole("button", { name: "Set every", exact: true }).click();
      await page.getByLabel("one of").selectOption("point");
      await page.getByRole("button", { name: "Call", exact: true }).click();
      await page.getByText("it was called 4 times").waitFor();
    },
  },
];

/** Shows a view of the process, which is attached then. */
export async function goTo({ page, url, target }: Stage, view: string): Promise<void> {
  await page.goto(`${url}#/p/~/${target.pid}/${view}`);
  await page.getByText("● attached").waitFor();
}
