import { expect, test } from "bun:test";
import { type ReportReason, StallDetector } from "./detector.ts";
import type { StackFrame, StallReport } from "./stall-report.ts";
import { ThreadWatch, UNKNOWN_ACTIVITY, watchThread } from "./thread-activity.ts";

const FRAME: StackFrame = { function: "stuck", file: "app.ts", line: 3, column: 5 };

/** A detector that looks every 50 ms of a clock that the test has. */
class Scene {
  readonly reports: [reason: ReportReason, report: StallReport][] = [];
  time = 1_000;
  readonly detector = new StallDetector({
    every: 50,
    watchThread: () => () => UNKNOWN_ACTIVITY,
    report: (report, reason) => this.reports.push([reason, report]),
  });
  #beats = 0;

  /** The event loop runs. */
  run(looks = 1): void {
    for (let i = 0; i < looks; i++) this.#look(++this.#beats, 50);
  }

  /** It is stuck. */
  stick(milliseconds: number): void {
    for (let i = 0; i < milliseconds / 50; i++) this.#look(this.#beats, 50);
  }

  /** Nothing runs, this thread neither. */
  stop(milliseconds: number): void {
    this.#look(this.#beats, milliseconds);
  }

  #look(beats: number, elapsed: number): void {
    this.time += elapsed;
    this.detector.look({ time: this.time, elapsed, beats });
  }
}

test("an event loop that runs, or is late once, is not stuck", () => {
  const scene = new Scene();
  scene.run(10);
  scene.stick(50);
  scene.run(10);
  expect(scene.reports).toEqual([]);
});

test("a stall is told at each look from 100 ms on, with when it began, and when it is over", () => {
  const scene = new Scene();
  scene.run(2);
  scene.stick(200);
  scene.run();
  expect(scene.reports.map(([reason, { duration, isOver }]) => [reason, duration, isOver])).toEqual([
    ["lasts", 100, false],
    ["lasts", 150, false],
    ["lasts", 200, false],
    ["over", 200, true],
  ]);
  expect(new Set(scene.reports.map(([, { number, began }]) => `${number} ${began}`))).toEqual(
    new Set(["1 1100"]),
  );
});

test("a process that was stopped as a whole, or a machine that slept, has not stalled", () => {
  const scene = new Scene();
  scene.run(2);
  scene.stop(60_000);
  scene.run();
  expect(scene.reports.map(([, { duration }]) => duration)).toEqual([100, 100]);
  expect(scene.detector.recent).toEqual([]);
});

test("the last stalls of half a second and more are kept, and the one that lasts", () => {
  const scene = new Scene();
  scene.run();
  for (let index = 0; index < 102; index++) {
    scene.stick(index === 5 ? 450 : 500);
    scene.run();
  }
  scene.stick(700);
  const { recent } = scene.detector;
  expect(recent).toHaveLength(101);
  expect(recent[0]?.number).toBe(2n);
  expect(recent.map(({ number }) => number)).not.toContain(6n);
  expect(recent.at(-1)).toMatchObject({ number: 103n, duration: 700, isOver: false });
});

test("where the thread was interrupted is told at once, and kept", () => {
  const scene = new Scene();
  scene.detector.interrupted([FRAME]);
  scene.run();
  scene.stick(500);
  scene.detector.interrupted([FRAME]);
  expect(scene.reports.at(-1)).toEqual([
    "known",
    expect.objectContaining({ stack: [FRAME], source: "interrupted", isOver: false }),
  ]);
  scene.run();
  expect(scene.detector.recent).toEqual([expect.objectContaining({ stack: [FRAME], isOver: true })]);
});

test("what a profiler has seen is told of the stall that is just over, unless that is known", () => {
  const scene = new Scene();
  scene.run();
  scene.stick(500);
  scene.run();
  scene.detector.culprit([]);
  expect(scene.reports.at(-1)?.[0]).toBe("over");
  scene.detector.culprit([FRAME]);
  const told = scene.reports.length;
  scene.detector.culprit([{ ...FRAME, function: "other" }]);
  expect(scene.reports).toHaveLength(told);
  expect(scene.reports.at(-1)).toEqual([
    "known",
    expect.objectContaining({ number: 1n, stack: [FRAME], source: "profile", isOver: true }),
  ]);
});

test("what a profiler has seen of a stall before it is seen to be over is told when it is", () => {
  const scene = new Scene();
  scene.run();
  scene.stick(500);
  scene.detector.culprit([FRAME]);
  expect(scene.reports.at(-1)?.[0]).toBe("lasts");
  scene.run();
  expect(scene.reports.at(-1)).toEqual([
    "over",
    expect.objectContaining({ stack: [FRAME], source: "profile" }),
  ]);
  expect(scene.detector.recent).toEqual([expect.objectContaining({ source: "profile" })]);
});

/** A /proc with this of the main thread. */
function proc(files: { stat: string; schedstat: string; wchan: string }) {
  const status = "Name:\tapp\nTgid:\t42\n";
  const all: Record<string, string> = { "/proc/self/status": status };
  for (const [name, text] of Object.entries(files)) all[`/proc/self/task/42/${name}`] = text;
  return all;
}

test("a thread that computes is told from one that waits in the kernel, and where", () => {
  const files = proc({ stat: "42 (an (odd) name) R 1 42", schedstat: "5000000000 1 1\n", wchan: "0" });
  const watch = new ThreadWatch((path) => files[path]);
  expect(watch.look(1_000)).toEqual({ state: "computing", processor: -1, waitsIn: "" });
  files["/proc/self/task/42/schedstat"] = "5500000000 1 1\n";
  expect(watch.look(2_000)).toEqual({ state: "computing", processor: 0.5, waitsIn: "" });
  files["/proc/self/task/42/stat"] = "42 (an (odd) name) S 1 42";
  files["/proc/self/task/42/wchan"] = "futex_wait_queue";
  expect(watch.look(3_000)).toEqual({ state: "waiting", processor: 0.25, waitsIn: "futex_wait_queue" });
});

test("a thread that the runtime holds for a moment computes", () => {
  const files = proc({ stat: "42 (app) S 1 42", schedstat: "5 1 1\n", wchan: "sigsuspend.isra.0" });
  expect(new ThreadWatch((path) => files[path]).look(1)).toMatchObject({ state: "computing", waitsIn: "" });
});

test("out of descriptors nothing is known of a thread, and more once there are some", () => {
  const files = proc({ stat: "42 (app) R 1 42", schedstat: "5 1 1\n", wchan: "0" });
  let isOut = true;
  const look = watchThread((path) => {
    if (isOut) throw Object.assign(new Error("EMFILE: too many open files"), { code: "EMFILE" });
    return files[path];
  });
  expect(look()).toEqual(UNKNOWN_ACTIVITY);
  isOut = false;
  expect(look()).toMatchObject({ state: "computing" });
  isOut = true;
  expect(look()).toEqual(UNKNOWN_ACTIVITY);
});

test("where the system tells nothing of threads, nothing is known", () => {
  expect(new ThreadWatch(() => undefined).look(1)).toEqual(UNKNOWN_ACTIVITY);
});
