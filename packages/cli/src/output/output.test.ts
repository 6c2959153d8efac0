// output.test.ts: what people and programs read: colours, tables, units, JSON, progress, and text that is not to be trusted.
import { expect, test } from "bun:test";
import { toJson } from "./json.ts";
import { outputTo, wantsColours } from "./output.ts";
import { printable, printableLines } from "./printable.ts";
import { lineOf } from "./progress.ts";
import { resultFile } from "./result-file.ts";
import { tableLines } from "./table.ts";
import { formatBytes, formatDuration } from "./units.ts";

const terminal = { isTTY: true, columns: 40, write: () => {} };
const pipe = { write: () => {} };

test.each([
  ["a terminal", terminal, {}, undefined, true],
  ["a pipe", pipe, {}, undefined, false],
  ["a terminal with NO_COLOR", terminal, { NO_COLOR: "1" }, undefined, false],
  ["a terminal with an empty NO_COLOR", terminal, { NO_COLOR: "" }, undefined, true],
  ["a pipe with FORCE_COLOR", pipe, { FORCE_COLOR: "1" }, undefined, true],
  ["a terminal with FORCE_COLOR=0", terminal, { FORCE_COLOR: "0" }, undefined, false],
  ["NO_COLOR and FORCE_COLOR", terminal, { NO_COLOR: "1", FORCE_COLOR: "1" }, undefined, false],
  ["a dumb terminal", terminal, { TERM: "dumb" }, undefined, false],
  ["--color in a pipe with NO_COLOR", pipe, { NO_COLOR: "1" }, true, true],
  ["--no-color on a terminal", terminal, { FORCE_COLOR: "1" }, false, false],
] as const)("%s", (_what, stream, environment, asked, colours) => {
  expect(wantsColours(stream, environment, asked)).toBe(colours);
});

const columns = [
  { title: "PID", align: "right", cell: ({ pid }: { pid: number; name: string }) => String(pid) },
  { title: "COMMAND", cell: ({ name }: { pid: number; name: string }) => name },
] as const;
const rows = [
  { pid: 1, name: "init" },
  { pid: 12345, name: `bun ${"x".repeat(60)}` },
];

test("in a pipe a table is whole, and has no colours", () => {
  expect(tableLines(outputTo(pipe, false), columns, rows)).toEqual([
    "  PID  COMMAND",
    "    1  init",
    `12345  bun ${"x".repeat(60)}`,
  ]);
});

test("on a terminal the widest column of a table is cut so that a row fits into a line", () => {
  const lines = tableLines(outputTo(terminal, false), columns, rows);
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
  expect(lines[2]).toEndWith("x…");
});

test("colours of a table count for nothing where it is cut", () => {
  const [, , command] = tableLines(outputTo(terminal, true), columns, rows);
  expect(Bun.stripANSI(command ?? "")).toBe(`12345  bun ${"x".repeat(28)}…`);
});

test("on a terminal that is too narrow columns that can be missed are left out, and none is in a pipe", () => {
  const wide = [
    { title: "NAME", cell: () => "orders" },
    { title: "KIND", leftOut: 2, cell: () => "source" },
    { title: "BAR", leftOut: 1, cell: () => "##########" },
    { title: "COUNT", cell: () => "123456789" },
  ];
  const shown = (columns: number) => tableLines(outputTo({ ...terminal, columns }, false), wide, rows)[1];
  expect(shown(37)).toBe("orders  source  ##########  123456789");
  expect(shown(36)).toBe("orders  source  123456789");
  expect(shown(24)).toBe("orders  123456789");
  expect(tableLines(outputTo(pipe, false), wide, rows)[1]).toBe("orders  source  ##########  123456789");
});

test("a table without rows is nothing", () => {
  expect(tableLines(outputTo(pipe, false), columns, [])).toEqual([]);
});

test("text of others can neither colour a terminal, nor move its cursor, nor turn its writing", () => {
  expect(printable("a\u001b[31mb\r\nc\u009b2J\u202ed\u0000é✓")).toBe(
    "a\\u001b[31mb\\r\\nc\\u009b2J\\u202ed\\u0000é✓",
  );
  expect(printableLines("a\n\tb\u001b[0m\r")).toBe("a\n\tb\\u001b[0m\\r");
  expect(toJson({ name: "\u001b]0;x\u0007\u009b\u202e" })).toBe(
    '{"name":"\\u001b]0;x\\u0007\\u009b\\u202e"}',
  );
});

test("JSON has 64-bit integers as digits, and bytes in base64", () => {
  expect(toJson({ big: 2n ** 63n, bytes: new Uint8Array([1, 2, 255]), no: undefined, list: [1n] })).toBe(
    '{"big":"9223372036854775808","bytes":"AQL/","list":["1"]}',
  );
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_234, "1.2 kB"],
  [9_960, "10 kB"],
  [999_499, "999 kB"],
  [999_600, "1 MB"],
  [27_400_000, "27 MB"],
  [5.4e9, "5.4 GB"],
])("%d bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [0, "0 ms"],
  [3.14, "3.1 ms"],
  [999.4, "999 ms"],
  [999.6, "1 s"],
  [1_234, "1.2 s"],
  [9_960, "10 s"],
  [59_400, "59 s"],
  [59_600, "1 min"],
  [125_000, "2 min 5 s"],
  [3_600_000, "1 h"],
  [11_520_000, "3 h 12 min"],
  [86_400_000 * 12 + 3_600_000 * 4, "12 d 4 h"],
  [Number.POSITIVE_INFINITY, "for ever"],
])("%d ms are %s", (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test("progress shows share, amount, rate and time left; without a total what there is; before the first byte, time", () => {
  const pace = { elapsedMs: 2_000, leftMs: 6_000, unit: "bytes" } as const;
  expect(lineOf({ doing: "", done: 25e6, total: 100e6 }, pace)).toEqual([
    `${"█".repeat(5)}${"░".repeat(15)} 25 %`,
    "25 MB of 100 MB",
    "13 MB/s",
    "6 s left",
  ]);
  expect(lineOf({ doing: "", done: 25e6, total: undefined }, pace)).toEqual(["25 MB", "13 MB/s", "2 s"]);
  expect(lineOf({ doing: "", done: 0, total: 100e6 }, pace)).toEqual(["2 s"]);
});

test("progress of what takes a known time shows how much of it is over, and left, and no rate", () => {
  const pace = { elapsedMs: 2_000, leftMs: 6_000, unit: "milliseconds" } as const;
  expect(lineOf({ doing: "", done: 2_000, total: 8_000 }, pace)).toEqual([
    `${"█".repeat(5)}${"░".repeat(15)} 25 %`,
    "2 s of 8 s",
    "6 s left",
  ]);
});

test("a result is not begun where there is no folder to save it in", () => {
  expect(() => resultFile({ output: "/no/such/folder/a", overwrite: true }, "cpu", 7, "cpuprofile")).toThrow(
    "there is no folder /no/such/folder to save it in: make it, or name another",
  );
});

test("a result is not begun where its file is there already, unless that is to be replaced", () => {
  const path = import.meta.path;
  const file = (overwrite: boolean) => resultFile({ output: path, overwrite }, "cpu", 7, "cpuprofile");
  expect(() => file(false)).toThrow(
    `${path} is there already, and stays: name another file, or pass --overwrite to replace it`,
  );
  expect(file(true)).toBe(path);
});
