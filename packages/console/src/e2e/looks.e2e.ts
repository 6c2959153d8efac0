// looks.e2e.ts: every view looks as it did when somebody looked at it last: what that was is in looks-seen.json, coarsely. It catches a
// page without its style sheet, a view that is empty, a chart or a picture that is not drawn, what has gone to another place, and
// what lies over something else. It does not catch a colour that is wrong, or a text: that is what the other tests are for.
// TELEOP_TEST_LOOKS=see makes looks-seen.json anew: look at the pages first.
import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { TestBrowser } from "./browser.ts";
import type { BusyCommand } from "./busy.ts";
import { difference, type Look, lookOf, MOST_DIFFERENT } from "./looks.ts";
import { scenes } from "./scenes.ts";
import { ServedConsole } from "./served.ts";
import { ConsoleTarget } from "./target.ts";

const program = new URL("./whole-program.ts", import.meta.url);
const seenFile = Bun.file(new URL("./looks-seen.json", import.meta.url));

let browser: TestBrowser;
let served: ServedConsole;
let target: ConsoleTarget<BusyCommand>;

beforeAll(async () => {
  [browser, served, target] = await Promise.all([
    TestBrowser.start(),
    ServedConsole.start(),
    ConsoleTarget.start<BusyCommand>(`seen-${process.pid}`, program),
  ]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

async function takeLook(page: Page): Promise<Look> {
  await page.locator(".toasts").evaluate((toasts) => toasts.replaceChildren());
  // Which processes of the machine have ended meanwhile is no matter of looks.
  await page.locator(".gone").evaluateAll((tables) => {
    for (const table of tables) table.setAttribute("hidden", "");
  });
  await page.evaluate(() => window.scrollTo(0, 0));
  return lookOf(await page.screenshot());
}

test("every view looks as it did, in dark and in light", async () => {
  await using opened = await browser.open("about:blank");
  const { page } = opened;
  const looks: Record<string, Look> = {};
  const inLight: Record<string, Look> = {};
  for (const scene of scenes) {
    await page.emulateMedia({ colorScheme: "dark" });
    await scene.show({ page, url: served.url, target });
    looks[scene.name] = await takeLook(page);
    await page.emulateMedia({ colorScheme: "light" });
    inLight[scene.name] = await takeLook(page);
  }
  if (process.env.TELEOP_TEST_LOOKS === "see")
    await seenFile.write(`${JSON.stringify(looks, undefined, 2)}\n`);
  const seen = (await seenFile.json()) as Record<string, Look>;
  const broken = scenes.flatMap(({ name }) => {
    const differences = [looks, inLight].map((taken) => difference(seen[name] ?? [], taken[name] ?? []));
    const shown = differences.map((one) => one.toFixed(2)).join(" in dark, ");
    return differences.some((one) => one > MOST_DIFFERENT)
      ? [`${name}: ${shown} in light; dark was\n${looks[name]?.join("\n")}`]
      : [];
  });
  expect(broken).toEqual([]);
});

test("a page without its style sheet, an empty view, a chart and a picture that are not drawn look different", async () => {
  await using opened = await browser.open("about:blank");
  const { page } = opened;
  const stage = { page, url: served.url, target };
  const differenceOnce = async (breaks: () => void): Promise<number> => {
    const before = await takeLook(page);
    await page.evaluate(breaks);
    return difference(before, await takeLook(page));
  };
  const show = async (name: string): Promise<void> => {
    await page.goto("about:blank");
    await scenes.find((scene) => scene.name === name)?.show(stage);
  };
  await show("overview");
  const same = await differenceOnce(() => {});
  const chartless = await differenceOnce(() => {
    for (const canvas of document.querySelectorAll("canvas")) canvas.width += 0;
  });
  await show("overview");
  const unstyled = await differenceOnce(() => {
    for (const sheet of document.styleSheets) sheet.disabled = true;
  });
  await show("overview");
  const empty = await differenceOnce(() => document.querySelector("#main nav ~ :not(nav)")?.remove());
  await show("pipeline");
  const pictureless = await differenceOnce(() => document.querySelector(".teleop-picture")?.remove());
  expect(same).toBeLessThan(MOST_DIFFERENT);
  for (const one of [chartless, unstyled, empty, pictureless]) expect(one).toBeGreaterThan(MOST_DIFFERENT);
});
