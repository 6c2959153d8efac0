import { expect, test } from "bun:test";
import { aSample } from "../../testing/a-sample.ts";
import { SampleHistory } from "./sample-history.ts";

const MB = 1_000_000n;

test("columns have a value for each sample, and rates from the second on", () => {
  const history = new SampleHistory({ interval: 1_000 });
  history.add(aSample({ time: 1_000, cpuMs: 100, resident: 50n * MB }));
  expect(history.now("cpu")).toBeNull();
  history.add(aSample({ time: 2_000, cpuMs: 600, resident: 60n * MB, delayMax: 7 }));
  expect(history.times).toEqual([1, 2]);
  expect(history.column("cpu")).toEqual([null, 0.5]);
  expect(history.column("resident")).toEqual([50e6, 60e6]);
  expect(history.now("delayMax")).toBe(7);
});

test("what the runtime does not tell has no value", () => {
  const history = new SampleHistory({ interval: 1_000 });
  history.add(aSample({ time: 1_000 }));
  history.add(aSample({ time: 2_000 }));
  expect(history.now("mainThread")).toBeNull();
});

test("where samples are missing, and where another process begins, the line is broken", () => {
  const history = new SampleHistory({ interval: 1_000 });
  for (const time of [1_000, 2_000, 9_000]) history.add(aSample({ time, cpuMs: time }));
  expect(history.times).toEqual([1, 2, 5.5, 9]);
  expect(history.column("resident").map((value) => value === null)).toEqual([false, false, true, false]);
  history.break();
  history.break();
  history.add(aSample({ time: 10_000, cpuMs: 1 }));
  expect(history.times).toEqual([1, 2, 5.5, 9, 9.001, 10]);
  // Of two processes there is no rate.
  expect(history.column("cpu").slice(-2)).toEqual([null, null]);
});

test("a gauge that comes later has no value before, and one that failed or has gone has none then", () => {
  const history = new SampleHistory({ interval: 1_000 });
  history.add(aSample({ time: 1_000 }));
  history.add(aSample({ time: 2_000, gauges: [{ name: "pending", value: 3 }] }));
  history.add(aSample({ time: 3_000, gauges: [{ name: "pending", failed: "no server" }] }));
  history.add(aSample({ time: 4_000 }));
  expect(history.gauges).toEqual(["pending"]);
  expect(history.gauge("pending")).toEqual([null, 3, null, null]);
});

test("names of gauges that change with every sample are not kept without end", () => {
  const history = new SampleHistory({ interval: 1_000 });
  for (let time = 1; time <= 100; time++) {
    history.add(aSample({ time: time * 1_000, gauges: [{ name: `gauge ${time}`, value: time }] }));
  }
  expect(history.gauges).toHaveLength(50);
  expect(history.gauge("gauge 50")).toHaveLength(100);
});

test("only so many are kept, and the last minute begins where it does", () => {
  const history = new SampleHistory({ interval: 1_000, most: 100 });
  for (let second = 1; second <= 250; second++) history.add(aSample({ time: second * 1_000 }));
  expect(history.times).toHaveLength(100);
  expect(history.times[0]).toBe(151);
  expect(history.column("resident")).toHaveLength(100);
  expect(history.times[history.since(60)]).toBe(190);
  expect(history.since(1_000)).toBe(0);
});

test("what was dropped is counted over all subscriptions", () => {
  const history = new SampleHistory({ interval: 1_000 });
  history.add(aSample({ time: 1_000, dropped: 3n }));
  history.break();
  history.add(aSample({ time: 2_000, dropped: 2n }));
  expect(history.dropped).toBe(5n);
});
