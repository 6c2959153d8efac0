// services.e2e.ts: services are described by themselves, and called by forms: with unions, callbacks, capabilities, streams.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import type { Locator, Page } from "playwright-core";
import { TestBrowser } from "./browser.ts";
import { ServedConsole } from "./served.ts";
import { ConsoleTarget } from "./target.ts";

const program = new URL("./services-program.ts", import.meta.url);
const repository = fileURLToPath(new URL("../../../../", import.meta.url));

let browser: TestBrowser;
let served: ServedConsole;

beforeAll(async () => {
  [browser, served] = await Promise.all([TestBrowser.start(), ServedConsole.start()]);
});
afterAll(async () => {
  await browser[Symbol.asyncDispose]();
  await served[Symbol.asyncDispose]();
});

let lastNumber = 0;

/** Shows the services of a process of its own. */
async function withServices(body: (page: Page, target: ConsoleTarget) => Promise<void>): Promise<void> {
  const name = `services-${process.pid}-${++lastNumber}`;
  await using target = await ConsoleTarget.start(name, program);
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  page.setDefaultTimeout(10_000);
  await page.getByRole("link", { name }).click();
  await page.getByRole("link", { name: "Services" }).click();
  await body(page, target);
  expect(complaints).toEqual([]);
}

/** Shows the form of a method. */
async function choose(page: Page, service: string, method: string): Promise<void> {
  const methods = page.getByRole("navigation", { name: "Services and methods" });
  const entry = methods.locator("details", {
    has: page.locator("summary", { hasText: new RegExp(`^${service}\\b`) }),
  });
  if ((await entry.getAttribute("open")) === null) await entry.locator("summary").click();
  await entry.getByRole("button", { name: method, exact: true }).click();
  await page.getByRole("heading", { name: `${service}.${method}` }).waitFor();
}

/** Makes the call, and gives what is shown of it once it has ended. */
async function call(page: Page, outcome = /^✓/): Promise<Locator> {
  const before = await page.getByRole("article").count();
  await page.getByRole("button", { name: "Call", exact: true }).click();
  const shown = page.locator(`article[aria-labelledby="call-${before + 1}"]`);
  await shown.getByRole("status").filter({ hasText: outcome }).waitFor();
  return shown;
}

/** A value in a tree, and all below it, as text. */
async function shownValue(shown: Locator, label: string): Promise<string> {
  const node = shown.locator(".node-label", { hasText: new RegExp(`^${label}$`) }).first();
  return (await textOf(node.locator(".."))).replaceAll(/\s+/g, " ").trim();
}

async function textOf(shown: Locator): Promise<string> {
  return (await shown.textContent()) ?? "";
}

/** What a shell makes of a command of ours. */
async function run(command: string): Promise<string> {
  const bin = `${process.execPath} ${repository}packages/cli/src/bin.ts`;
  const shell = Bun.spawn(["/bin/sh", "-c", command.replace(/^teleop/, bin)], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  return await new Response(shell.stdout).text();
}

test("a call by a form, with a union, a list, an enum, 64 bits, Data and a callback, shows what came of it", () =>
  withServices(async (page) => {
    await choose(page, "form", "fill");
    await page.getByText("Gives back what it was given.").waitFor();
    await page.getByText("What it costs the process: a pause of 1 ms.").waitFor();
    await page.getByRole("button", { name: "Set every" }).click();
    await page.getByLabel("uint64").fill("18446744073709551615");
    await page.getByLabel("text Text").fill('<img src=x onerror="alert(1)">');
    await page.getByLabel("color Color").selectOption("blue");
    await page.getByLabel("as", { exact: true }).selectOption("hex");
    await page.getByLabel("data Data").fill("00 ff");
    await page.getByRole("button", { name: "Set every.numbers" }).click();
    for (const number of ["1", "-2"]) {
      await page.getByRole("button", { name: "Add to every.numbers" }).click();
      await page
        .getByRole("textbox", { name: /every.numbers\[\d\]/ })
        .last()
        .fill(number);
    }
    await page.getByLabel("one of").selectOption("point");
    await page.getByLabel("y Int32").fill("9");
    const shown = await call(page);
    expect(await shownValue(shown, "uint64")).toBe("uint64 18446744073709551615 UInt64");
    expect(await shownValue(shown, "text")).toBe('text <img src=x onerror="alert(1)"> Text');
    expect(await shownValue(shown, "data")).toContain("00 ff");
    expect(await shownValue(shown, "color")).toBe("color blue Color");
    expect(await shownValue(shown, "job")).toContain("Form.Job");
    await shown.locator("summary", { hasText: "point" }).last().click();
    expect(await shownValue(shown, "y")).toBe("y 9 Int32");
    await shown.getByText("it was called 4 times").waitFor();
    expect(await shown.getByText("listener.heard").count()).toBe(3);
    await shown.getByText("3 of 3").waitFor();
    expect(await shown.getByText("listener.piece").count()).toBe(1);
    expect(await shownValue(shown, "more")).toBe("more 0 UInt32");
    // What a callback answers is said in the same way.
    await page.getByText("What callbacks answer").click();
    await page.getByLabel("more Bool").selectOption("true");
    expect(await shownValue(await call(page), "more")).toBe("more 3 UInt32");
  }));

test("the call as text makes the same call in a shell, and as a program", () =>
  withServices(async (page) => {
    await choose(page, "form", "fill");
    await page.getByRole("button", { name: "Set every" }).click();
    await page.getByLabel("text Text").fill("it's $HOME");
    await page.getByLabel("int64 Int64").first().fill("-5");
    await page.getByLabel("listener Listener").last().selectOption("null");
    await page.getByLabel("count").fill("0");
    const command = await textOf(page.getByRole("tabpanel").locator("pre"));
    await page.getByRole("tab", { name: "TypeScript" }).click();
    const typescript = await textOf(page.getByRole("tabpanel").locator("pre"));
    expect(typescript).toContain('import { Form } from "./form.capnp.ts";');
    const inPlace = typescript
      .replace('"./form.capnp.ts"', JSON.stringify(`${repository}packages/console/src/testing/form.capnp.ts`))
      .replace('"teleop"', JSON.stringify(`${repository}packages/teleop/src/index.ts`));
    const program = Bun.spawn([process.execPath, "run", "-"], {
      stdin: new TextEncoder().encode(inPlace),
      stdout: "pipe",
      stderr: "inherit",
    });
    const [ofCommand, ofProgram] = await Promise.all([run(command), new Response(program.stdout).text()]);
    expect(JSON.parse(ofCommand)).toMatchObject({ every: { int64: "-5", text: "it's $HOME" } });
    expect(ofProgram).toContain('text: "it\'s $HOME"');
    expect(ofProgram).toContain("int64: -5n");
  }));

test("what is wrong is told at its field, and not sent; a field that is left out has the default of the schema", () =>
  withServices(async (page) => {
    await choose(page, "form", "fill");
    await page.getByRole("button", { name: "Set every" }).click();
    const field = page.getByLabel("int8 Int8");
    expect(await field.getAttribute("placeholder")).toBe("0");
    await field.fill("128");
    await page.getByText("expected an integer from -128 to 127 (Int8), got 128").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await page.getByRole("button", { name: "Call", exact: true }).isDisabled()).toBe(true);
    await field.fill("");
    const shown = await call(page);
    expect(await shownValue(shown, "int8")).toBe("int8 0 Int8");
    expect(await shownValue(shown, "text")).toBe("text hello Text");
  }));

test("params are JSON where somebody likes that better, and the form is the same", () =>
  withServices(async (page) => {
    await choose(page, "form", "fill");
    await page.getByRole("button", { name: "As JSON" }).click();
    const json = page.getByLabel("Params as JSON");
    await json.fill('{"every": {"choice": {"level": 300}}}');
    await page.getByText("1 value is wrong").waitFor();
    await json.fill('{"evry": {}}');
    await page.getByText('has no field "evry"').waitFor();
    await json.fill('{"every": {"choice": {"level": 30}}, "listener": null}');
    await page.getByRole("button", { name: "As JSON" }).click();
    expect(await page.getByLabel("level UInt8").inputValue()).toBe("30");
    const shown = await call(page);
    expect(await shownValue(shown, "level")).toBe("level 30 UInt8");
  }));

test("a capability of results is called in turn, passed on, and released", () =>
  withServices(async (page, target) => {
    await choose(page, "form", "fill");
    const given = await call(page);
    await given.getByRole("button", { name: "Call $1" }).click();
    await page.getByRole("heading", { name: "$1.state" }).waitFor();
    const state = await call(page);
    expect(await shownValue(state, "color")).toBe("color red Color");
    expect(await textOf(page.getByRole("tabpanel").locator("pre"))).toBe(
      `teleop call ${target.pid} form.fill then job.state`,
    );
    await choose(page, "form", "pass");
    await page.getByLabel("job Form.Job").selectOption("$2");
    const passed = await call(page);
    expect(await shownValue(passed, "color")).toBe("color blue Color");
    const script = await textOf(page.getByRole("tabpanel").locator("pre"));
    expect(script).toContain("form.pass job=$2");
    expect(await run(script)).toContain('{"color":"blue"}');
    await page.getByRole("button", { name: "Release $1" }).click();
    await page.getByRole("button", { name: "Release $1" }).waitFor({ state: "detached" });
    expect(await given.getByRole("button", { name: "Call $1" }).count()).toBe(0);
  }));

test("a call that fails says why, in full; one that lasts is canceled in the process", () =>
  withServices(async (page) => {
    await choose(page, "form", "fail");
    await page.getByText("deprecated: nobody likes it").waitFor();
    await page.getByLabel("reason").fill("no luck\nat all");
    const failed = await call(page, /^✗/);
    expect(await textOf(failed.getByRole("alert"))).toContain("form.fail has failed: FAILED");
    expect(await textOf(failed.getByRole("alert"))).toContain("no luck\nat all");
    await choose(page, "form", "wait");
    await call(page, /^…/);
    await page.getByRole("article").first().getByRole("button", { name: "Cancel" }).click();
    await page.getByText(/^○ canceled after/).waitFor();
    await choose(page, "form", "seen");
    expect(await shownValue(await call(page), "canceled")).toBe("canceled 1 UInt32");
  }));

test("a file is streamed, piece by piece", () =>
  withServices(async (page) => {
    await choose(page, "form", "write");
    await page.getByLabel("as", { exact: true }).selectOption("file");
    await page.getByLabel("bytes Data").setInputFiles({
      name: "big.bin",
      mimeType: "application/octet-stream",
      buffer: Buffer.alloc(1_000_000),
    });
    await page.getByText("big.bin, 1 MB").waitFor();
    expect(await textOf(page.getByRole("tabpanel").locator("pre"))).toEndWith("form.write bytes=@big.bin");
    await (await call(page)).getByText("16 calls").waitFor();
    await choose(page, "form", "seen");
    expect(await shownValue(await call(page), "bytes")).toBe("bytes 1000000 UInt64");
  }));

test("a service that does not tell what it is is made when somebody wants it", () =>
  withServices(async (page) => {
    await page.locator("summary", { hasText: "late" }).click();
    await page.getByRole("button", { name: "Have it made" }).click();
    await choose(page, "late", "echo");
    await page.getByLabel("message").fill("hello");
    expect(await shownValue(await call(page), "reply")).toBe("reply hello Text");
  }));

test("what was entered and what came of calls stays while another view is shown, and when the process is another", async () => {
  const name = `services-again-${process.pid}`;
  await using opened = await browser.open(served.url);
  const { page, complaints } = opened;
  {
    await using _first = await ConsoleTarget.start(name, program);
    await page.getByRole("link", { name }).click();
    await page.getByRole("link", { name: "Services" }).click();
    await choose(page, "form", "many");
    await page.getByLabel("count").fill("250");
    const shown = await call(page);
    await shown.locator("summary", { hasText: "points" }).first().waitFor();
    await page.getByRole("link", { name: "Logs" }).click();
    await page.getByRole("link", { name: "Services" }).click();
    expect(await page.getByLabel("count").inputValue()).toBe("250");
    expect(await page.getByRole("article").count()).toBe(1);
  }
  await page.getByText("○ not there").waitFor();
  expect(await page.getByRole("button", { name: "Call", exact: true }).isDisabled()).toBe(true);
  await using _second = await ConsoleTarget.start(name, program);
  await page.getByText("● attached").waitFor();
  expect(await page.getByLabel("count").inputValue()).toBe("250");
  const again = await call(page);
  expect(await shownValue(again, "points")).toContain("250 elements");
  await again.getByRole("button", { name: "150 more" }).click();
  expect(await again.locator(".node-label", { hasText: /^249$/ }).count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("a process that goes on calling what it was given is heard, its last calls are shown, until nobody listens any more", () =>
  withServices(async (page, target) => {
    await choose(page, "form", "fill");
    await page.getByRole("button", { name: "Set every" }).click();
    await page.getByLabel("bool Bool").selectOption("true");
    await page.getByLabel("count").fill("300");
    const shown = await call(page);
    await shown.getByText("it was called 301 times, the last 200 are here").waitFor();
    expect(await shown.getByRole("listitem").count()).toBe(200);
    expect(await run(`teleop call ${target.pid} form.tell text=again`)).toContain('{"told":1,"refusals":[]}');
    await shown.getByText("it was called 302 times").waitFor();
    await shown.getByText("again", { exact: true }).waitFor();
    await shown.getByRole("button", { name: "Stop listening" }).click();
    await shown.getByText("Its calls are refused").waitFor();
    const refused = await run(`teleop call ${target.pid} form.tell text=once`);
    expect(refused).toContain('"told":0');
    expect(refused).toContain("whoever listened at the console does not any more");
    await shown.getByText("it was called 302 times").waitFor();
  }));

test("by keyboard only, a method is found, its form filled in, and called", () =>
  withServices(async (page) => {
    await page.locator("summary", { hasText: "form" }).waitFor();
    await page.getByLabel("Filter services and methods").focus();
    await page.keyboard.type("many");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "form.many" }).waitFor();
    const field = page.getByLabel("count");
    for (let i = 0; i < 10 && !(await field.evaluate((element) => element === document.activeElement)); i++)
      await page.keyboard.press("Tab");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    const shown = page.getByRole("article").first();
    await shown.getByText("✓ returned").waitFor();
    expect(await shownValue(shown, "points")).toContain("2 elements");
  }));
