// accessibility.e2e.ts: every view, with something in it, as axe judges it: in dark and in light, in a wide and a narrow window,
// and what comes over it: questions, errors, banners.
import { afterAll, beforeAll, expect, test } from "bun:test";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { TestBrowser } from "./browser.ts";
import type { BusyCommand } from "./busy.ts";
import { goTo, scenes } from "./scenes.ts";
import { ServedConsole } from "./served.ts";
import { ConsoleTarget } from "./target.ts";

const program = new URL("./whole-program.ts", import.meta.url);

let browser: TestBrowser;
let served: ServedConsole;
let target: ConsoleTarget<BusyCommand>;

beforeAll(async () => {
  [browser, served, target] = await Promise.all([
    TestBrowser.start(),
    ServedConsole.start(),
    ConsoleTarget.start<BusyCommand>(`judged-${process.pid}`, program),
  ]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

/** Where only colours are other ones, nothing but contrast is judged again. */
const looks = [
  { colorScheme: "dark", width: 1280, height: 800, rules: "all" },
  { colorScheme: "light", width: 1280, height: 800, rules: "contrast" },
  { colorScheme: "light", width: 390, height: 844, rules: "all" },
  { colorScheme: "dark", width: 390, height: 844, rules: "contrast" },
] as const;

/** In every look: what is serious or critical, in words. What is shown stays as it is. */
async function findings(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { colorScheme, width, height, rules } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height });
    found.push(
      ...(await findingsAsItIs(page, rules)).map((one) => `${colorScheme}, ${width} pixels wide: ${one}`),
    );
  }
  return found;
}

/** What axe finds; and what is wider than the window, so that one would have to scroll two ways. */
async function findingsAsItIs(page: Page, rules: "all" | "contrast" = "all"): Promise<readonly string[]> {
  // The page's own rules allow no script of others; what the debugger evaluates is not subject to them.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    async (only): Promise<AxeResults> =>
      await (globalThis as unknown as { readonly axe: typeof axe }).axe.run(document, {
        resultTypes: ["violations"],
        ...(only === "contrast" && { runOnly: { type: "rule", values: ["color-contrast"] } }),
      }),
    rules,
  );
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, impact, nodes }) =>
      nodes
        .filter((node) => !isFigures(id, node))
        .map(
          ({ target: at, failureSummary = "" }) => `${impact} ${id} at ${at.join(" ")}: ${failureSummary}`,
        ),
    );
  found.push(...(await page.evaluate(misnamedNodes)));
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  return excess > 0 ? [...found, `the page is wider than its window by ${excess} pixels`] : found;
}

/**
 * Whether what axe wants in the name of a node of a picture is its figures, which change ten times a second: who says what is to
 * be clicked says what the node is called, and `misnamedNodes` sees to that.
 */
function isFigures(id: string, { html }: { readonly html: string }): boolean {
  return id === "label-content-name-mismatch" && /^<g class="node\b/.test(html);
}

/** In the page: nodes of a picture whose name does not begin with what is written largest in them. */
function misnamedNodes(): readonly string[] {
  const nodes = [...document.querySelectorAll(".teleop-picture g.node")];
  return nodes.flatMap((node) => {
    const written = node.querySelector(".label")?.textContent?.replace(/…$/, "") ?? "";
    const name = node.getAttribute("aria-label") ?? "";
    return written !== "" && name.startsWith(written)
      ? []
      : [`a node named ${name} has the title ${written}`];
  });
}

test("axe finds what is wrong: a text without contrast, and a button without a name", async () => {
  await using opened = await browser.open(served.url);
  const { page } = opened;
  await page.getByRole("heading", { name: "Processes" }).waitFor();
  await page.evaluate(() => {
    const main = document.querySelector("main");
    main?.insertAdjacentHTML("beforeend", '<p class="pale">pale</p><button class="nameless"></button>');
    const pale = document.querySelector<HTMLElement>(".pale");
    pale?.style.setProperty("color", "#eeeeee");
    pale?.style.setProperty("background", "#ffffff");
  });
  const found = await findingsAsItIs(page);
  expect(found).toHaveLength(2);
  expect(found[0]).toStartWith("critical button-name at .nameless");
  expect(found[1]).toStartWith("serious color-contrast at p");
});

test("no view has serious findings, in dark and in light, in a wide and a narrow window", async () => {
  await using opened = await browser.open("about:blank");
  const { page, complaints } = opened;
  const found: Record<string, readonly string[]> = {};
  for (const scene of scenes) {
    await scene.show({ page, url: served.url, target });
    found[scene.name] = await findings(page);
  }
  expect(found).toEqual(Object.fromEntries(scenes.map(({ name }) => [name, []])));
  expect(complaints).toEqual([]);
});

test("nor has what comes over them: a question, an error, what is said of a process that is not there", async () => {
  await using opened = await browser.open("about:blank");
  const { page, complaints } = opened;
  const found: Record<string, readonly string[]> = {};
  const stage = { page, url: served.url, target };
  await goTo(stage, "heap");
  await page.getByRole("button", { name: "Take a snapshot …" }).click();
  await page.getByRole("dialog").getByText("for up to").waitFor();
  found.dialog = await findings(page);
  await page.keyboard.press("Escape");

  await goTo(stage, "services");
  await page.getByRole("searchbox").fill("fail");
  await page.getByRole("button", { name: "fail", exact: true }).click();
  await page.getByLabel("reason").fill("no luck");
  await page.getByRole("button", { name: "Call", exact: true }).click();
  await page.getByRole("alert").getByText("no luck").first().waitFor();
  found.error = await findings(page);

  const name = `gone-${process.pid}`;
  {
    await using gone = await ConsoleTarget.start<BusyCommand>(name);
    await goTo({ ...stage, target: gone }, "overview");
    await page.getByRole("heading", { name }).waitFor();
  }
  await page.getByText("The process has ended; what is shown is how it was.").waitFor();
  found.banner = await findings(page);
  await page.getByRole("link", { name: "Processes" }).click();
  await page.getByRole("row", { name: new RegExp(name) }).waitFor();
  found.gone = await findings(page);

  await page.goto(`${served.url}#/p/~/4194304/overview`);
  await page.getByText("It cannot be attached to").waitFor();
  found.unattachable = await findings(page);
  expect(found).toEqual({ dialog: [], error: [], banner: [], gone: [], unattachable: [] });
  expect(complaints).toEqual([]);
});
