// keyboard.e2e.ts: a whole visit without a pointer: from the list to a process, through its views, into a form, a snapshot, and
// a picture, and back. After each key the focus is somewhere, and can be seen.
import { afterAll, beforeAll, expect, test } from "bun:test";
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

/** One key, after which the focus has to be on something that shows it. */
async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  const focused = await page.evaluate(() => {
    const at = document.activeElement;
    if (at === null || at === document.body) return "nowhere";
    if (at.id === "main") return "seen";
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const outlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    // What is drawn has a thick border instead.
    const box = at.querySelector(".box");
    const isDrawn = box !== null && Number.parseFloat(getComputedStyle(box).strokeWidth) >= 4;
    return outlined || isDrawn ? "seen" : `not to be seen at ${at.outerHTML.slice(0, 200)}`;
  });
  expect(`after ${key}, the focus is ${focused}`).toBe(`after ${key}, the focus is seen`);
}

/** As somebody does it: Tab, until it is there. */
async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await wanted.first().waitFor();
  for (let presses = 0; presses < 120; presses++) {
    if (await hasFocus(wanted)) return;
    await press(page, key);
  }
  throw new Error(`120 times ${key} do not lead to ${wanted}`);
}

async function hasFocus(wanted: Locator): Promise<boolean> {
  for (const element of await wanted.all())
    if (await element.evaluate((one) => one === document.activeElement)) return true;
  return false;
}

test("a whole visit goes by keyboard, and the focus is always somewhere, and seen", async () => {
  const name = `keys-${process.pid}`;
  await using _target = await ConsoleTarget.start<BusyCommand>(name, program);
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  const view = (title: string): Locator =>
    page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: title });
  const button = (title: string): Locator => page.getByRole("button", { name: title, exact: true });

  // From the list to a process: what is first skips to what is shown.
  await page.getByRole("link", { name, exact: true }).waitFor();
  await press(page, "Tab");
  expect(await hasFocus(button("Skip to what is shown"))).toBe(true);
  await press(page, "Enter");
  await tabTo(page, page.getByRole("searchbox", { name: "Filter processes" }));
  await page.keyboard.type(name);
  await tabTo(page, page.getByRole("link", { name, exact: true }));
  await page.keyboard.press("Enter");
  await page.getByText("● attached").waitFor();

  // Each view, and out of it again: whatever it holds, the keyboard is not caught.
  for (const title of ["Overview", "Heap", "CPU", "Logs", "Stalls"]) {
    await tabTo(page, view(title));
    await press(page, "Enter");
    await page.locator("#main").getByText("Loading …").waitFor({ state: "detached" });
    await tabTo(page, page.getByRole("combobox", { name: "Colours" }), "Shift+Tab");
  }

  // A call by form, with a union and a callback.
  await tabTo(page, view("Services"));
  await press(page, "Enter");
  await tabTo(page, page.getByRole("searchbox", { name: "Filter services and methods" }));
  await page.keyboard.type("fill");
  await tabTo(page, button("fill"));
  await press(page, "Enter");
  await tabTo(page, button("Set every"));
  await press(page, "Enter");
  await tabTo(page, page.getByLabel("one of"));
  await page.keyboard.type("point");
  await tabTo(page, page.getByLabel("y Int32"));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("9");
  await press(page, "Enter");
  await page.getByText("it was called 4 times").waitFor();

  // A snapshot: the question gives the focus back, when it is answered by no, and when what was asked for is over.
  await tabTo(page, view("Heap"), "Shift+Tab");
  await press(page, "Enter");
  const take = button("Take a snapshot …");
  await tabTo(page, take);
  await press(page, "Enter");
  const question = page.getByRole("dialog");
  await question.getByText("for up to").waitFor();
  await tabTo(page, question.getByRole("button", { name: "Cancel" }));
  await page.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  await take.and(page.locator(":focus")).waitFor();
  await press(page, "Enter");
  await question.getByText("for up to").waitFor();
  await tabTo(page, question.getByRole("button", { name: /^Take it/ }));
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "Classes of the snapshot" }).waitFor();
  await take.and(page.locator(":focus")).waitFor();

  // A profile, given up while it is under way.
  await tabTo(page, view("CPU"), "Shift+Tab");
  await press(page, "Enter");
  await tabTo(page, page.getByRole("spinbutton", { name: "Seconds" }));
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("600");
  await tabTo(page, button("Take a profile"));
  await press(page, "Enter");
  await page.getByRole("progressbar", { name: "Profiling" }).waitFor();
  await tabTo(page, button("Cancel"));
  await page.keyboard.press("Enter");
  await page.getByRole("progressbar").waitFor({ state: "detached" });
  await page.locator("#main :focus").waitFor();

  // The pipeline: begun, walked, moved, looked at closely, and left.
  await tabTo(page, view("Pipeline"), "Shift+Tab");
  await press(page, "Enter");
  await tabTo(page, button("start"));
  await press(page, "Enter");
  const picture = page.getByRole("group", { name: "Pipeline", exact: true });
  const nodeNamed = (title: string): Locator =>
    picture.getByRole("button", { name: new RegExp(`^${title}, `) });
  await nodeNamed("pack").waitFor();
  await tabTo(page, picture.getByRole("button"));
  const moved = async (): Promise<string | null> =>
    await picture.locator(".picture-world").getAttribute("style");
  const before = await moved();
  await press(page, "Shift+ArrowRight");
  expect(await moved()).not.toBe(before);
  await press(page, "ArrowRight");
  await press(page, "Enter");
  await page.getByRole("complementary").getByRole("heading", { level: 3 }).waitFor();
  await press(page, "Escape");
  await tabTo(page, page.getByRole("link", { name: "Processes" }), "Shift+Tab");
  await press(page, "Enter");
  await page.getByRole("heading", { name: "Processes" }).waitFor();
  expect(complaints).toEqual([]);
});
