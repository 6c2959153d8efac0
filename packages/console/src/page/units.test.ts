import { expect, test } from "bun:test";
import {
  formatBytes,
  formatClock,
  formatDuration,
  formatExactClock,
  formatMoment,
  formatNumber,
  formatShare,
} from "./units.ts";

test("bytes have two or three digits, and never a thousand of a unit", () => {
  const bytes = [0, 999, 1_000, 1_234, 9_960, 999_499, 999_500, 27_300_000, 1.5e9, 999.7e9, 2e18, -1_500];
  expect(bytes.map(formatBytes)).toEqual([
    "0 B",
    "999 B",
    "1 kB",
    "1.2 kB",
    "10 kB",
    "999 kB",
    "1 MB",
    "27 MB",
    "1.5 GB",
    "1 TB",
    "2000 PB",
    "-1.5 kB",
  ]);
});

test("durations have two units at most", () => {
  const second = 1_000;
  const durations = [
    0,
    0.26,
    12.4,
    999.4,
    999.6,
    9_960,
    59_499,
    59_600,
    125 * second,
    3_599.9 * second,
    11_520 * second,
    86_399 * second,
    12.17 * 86_400 * second,
  ];
  expect(durations.map(formatDuration)).toEqual([
    "0 ms",
    "0.3 ms",
    "12 ms",
    "999 ms",
    "1 s",
    "10 s",
    "59 s",
    "1 min",
    "2 min 5 s",
    "1 h",
    "3 h 12 min",
    "1 d",
    "12 d 4 h",
  ]);
});

test("shares and numbers are short, and large ones are grouped", () => {
  expect([0, 0.0151, 0.42, 3.999].map(formatShare)).toEqual(["0 %", "1.5 %", "42 %", "400 %"]);
  expect([12, 1.256, 12_345.67].map(formatNumber)).toEqual(["12", "1.26", "12,345.7"]);
});

test("a time of day is that of who reads it", () => {
  const time = new Date(2026, 10, 30, 9, 5, 7, 12).getTime();
  expect([formatClock(time), formatExactClock(time), formatMoment(time)]).toEqual([
    "09:05:07",
    "09:05:07.012",
    "2026-11-30 09:05:07",
  ]);
});
