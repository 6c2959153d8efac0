// picture.ts: `bun run bench picture` measures the page that shows a pipeline, as it is told of all its nodes ten times a second:
// how many frames it paints, and how busy it is with that.
import type { CDPSession, Page } from "playwright-core";
import { TestBrowser } from "../../packages/console/src/e2e/browser.ts";
import { ServedConsole } from "../../packages/console/src/e2e/served.ts";
import { ConsoleTarget } from "../../packages/console/src/e2e/target.ts";
import type { AloneOptions, Outcome } from "./outcome.ts";

export interface PictureFigures {
  readonly nodes: number;
  /** From the attach until all is laid out and drawn, in milliseconds. */
  readonly first_ms: number;
  /** With all of it in sight. */
  readonly all: FrameFigures;
  /** As large as it is drawn: a part of it is in sight. */
  readonly close: FrameFigures;
  /** As large, and moved all the time. */
  readonly moving: FrameFigures;
}

export interface FrameFigures {
  /** A second. */
  readonly frames: number;
  /** Between two, in milliseconds; of a hundred, one is longer than `p99_ms`. */
  readonly p99_ms: number;
  readonly longest_ms: number;
  /** The part of the time for which the page's main thread is busy, from 0 to 1. */
  readonly busy: number;
  /** The same of what it does by script. */
  readonly script: number;
  /** A second. */
  readonly updates: number;
}

/** @param seconds how long each of the three is looked at. */
export async function measurePicture(seconds: number): Promise<PictureFigures> {
  const name = `bench-${process.pid}`;
  await using target = await ConsoleTarget.start(
    name,
    new URL("../peers/pipeline-target.ts", import.meta.url),
  );
  await using browser = await TestBrowser.start();
  await using served = await ServedConsole.start();
  const started = performance.now();
  await using opened = await browser.open(`${served.url}#/p/~/${target.pid}/pipeline`);
  const { page } = opened;
  await page.locator(".node").first().waitFor();
  const first_ms = performance.now() - started;
  const nodes = await page.locator(".node").count();
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.locator(".node").first().focus();
  const all = await framesOf(page, session, seconds);
  await page.keyboard.press("1");
  const close = await framesOf(page, session, seconds);
  const { x = 0, y = 0 } = (await page.locator(".picture-frame").boundingBox()) ?? {};
  await page.mouse.move(x + 20, y + 20);
  await page.mouse.down();
  const moving = framesOf(page, session, seconds);
  const until = performance.now() + seconds * 1_000;
  for (let step = 0; performance.now() < until; step++) {
    await page.mouse.move(x + 20 + (step % 400), y + 20 + ((step / 2) % 300));
  }
  await page.mouse.up();
  return { nodes, first_ms, all, close, moving: await moving };
}

async function framesOf(page: Page, session: CDPSession, seconds: number): Promise<FrameFigures> {
  const before = await metrics(session);
  const { frames, updates } = await page.evaluate<Counted>(`(${COUNT_FRAMES})(${seconds * 1_000})`);
  const after = await metrics(session);
  const gaps = frames.slice(1).map((time, index) => time - (frames[index] ?? time));
  const sorted = gaps.toSorted((a, b) => a - b);
  const passed = after.Timestamp - before.Timestamp;
  return {
    frames: ((frames.length - 1) * 1_000) / ((frames.at(-1) ?? 0) - (frames[0] ?? 0)),
    p99_ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN,
    longest_ms: sorted.at(-1) ?? Number.NaN,
    busy: (after.TaskDuration - before.TaskDuration) / passed,
    script: (after.ScriptDuration - before.ScriptDuration) / passed,
    updates: updates / seconds,
  };
}

interface Counted {
  /** When each began, in milliseconds. */
  readonly frames: readonly number[];
  readonly updates: number;
}

/** Runs in the page. The counts of one node change with each update. */
const COUNT_FRAMES = `async (milliseconds) => {
  const frames = [];
  let updates = 0;
  const observer = new MutationObserver(() => updates++);
  observer.observe(document.querySelector(".node[tabindex='0'] .written"), { characterData: true, subtree: true });
  const until = performance.now() + milliseconds;
  await new Promise((resolve) => {
    const frame = (time) => {
      frames.push(time);
      if (performance.now() < until) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  observer.disconnect();
  return { frames, updates };
}`;

type Metrics = Readonly<Record<"Timestamp" | "TaskDuration" | "ScriptDuration", number>>;

async function metrics(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send("Performance.getMetrics");
  const value = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return {
    Timestamp: value("Timestamp"),
    TaskDuration: value("TaskDuration"),
    ScriptDuration: value("ScriptDuration"),
  };
}

export function pictureTable({ nodes, first_ms, ...looks }: PictureFigures): string {
  const heads = ["frames/s", "p99 ms", "longest ms", "busy %", "script %", "updates/s"];
  const rows = Object.entries(looks).map(([name, figures]: [string, FrameFigures]) => {
    const { frames, p99_ms, longest_ms, busy, script, updates } = figures;
    const cells = [frames, p99_ms, longest_ms, busy * 100, script * 100, updates];
    return name.padEnd(10) + cells.map((value) => value.toFixed(1).padStart(12)).join("");
  });
  return [
    `${nodes} nodes, the first picture after ${first_ms.toFixed(0)} ms`,
    "".padEnd(10) + heads.map((head) => head.padStart(12)).join(""),
    ...rows,
  ].join("\n");
}

export async function run({ seconds }: AloneOptions): Promise<Outcome> {
  const picture = await measurePicture(seconds);
  return { figures: { picture }, text: pictureTable(picture) };
}
