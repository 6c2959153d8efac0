// console.ts: `bun run bench console` measures how long it takes from `teleop console` to the first picture in a browser that
// runs already: a process in the list, whose row can be read.
import { TestBrowser } from "../../packages/console/src/e2e/browser.ts";
import { ServedConsole } from "../../packages/console/src/e2e/served.ts";
import { ConsoleTarget } from "../../packages/console/src/e2e/target.ts";
import { type Spread, spread } from "../spread.ts";
import type { AloneOptions, Outcome } from "./outcome.ts";

/** Milliseconds. */
export interface ConsoleFigures {
  /** From the start of the command until it has printed its address. */
  readonly address_ms: Spread;
  /** From there until the browser shows the process. */
  readonly picture_ms: Spread;
  /** Both. */
  readonly total_ms: Spread;
}

/** Of the command from its source, or of the one that TELEOP_TEST_COMMAND names. */
export async function measureConsole(runs: number): Promise<ConsoleFigures> {
  const address: number[] = [];
  const picture: number[] = [];
  await using browser = await TestBrowser.start();
  await using target = await ConsoleTarget.start(`bench-${process.pid}`);
  for (let run = 0; run < runs; run++) {
    await using opened = await browser.open("about:blank");
    const started = performance.now();
    await using served = await ServedConsole.start();
    const printed = performance.now();
    await opened.page.goto(served.url, { waitUntil: "commit" });
    await opened.page.getByRole("link", { name: target.name }).waitFor();
    address.push(printed - started);
    picture.push(performance.now() - printed);
  }
  return {
    address_ms: spread(address),
    picture_ms: spread(picture),
    total_ms: spread(address.map((ms, run) => ms + (picture[run] ?? Number.NaN))),
  };
}

export function consoleTable(figures: ConsoleFigures): string {
  const rows = Object.entries(figures).map(
    ([name, { min, median, max }]: [string, Spread]) =>
      name.padEnd(18) + [min, median, max].map((value) => value.toFixed(0).padStart(10)).join(""),
  );
  return [
    "console".padEnd(18) + ["min", "median", "max"].map((head) => head.padStart(10)).join(""),
    ...rows,
  ].join("\n");
}

export async function run({ runs }: AloneOptions): Promise<Outcome> {
  const figures = await measureConsole(runs);
  return { figures: { console: figures }, text: consoleTable(figures) };
}
