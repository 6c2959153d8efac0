// bench.e2e.ts: that the benchmark runs: every section, with so little of everything that its figures mean nothing. Run by a
// step of CI, `bun test --timeout 600000 ./bench/bench.e2e.ts`.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { draw } from "./draw.ts";
import { markdown } from "./markdown.ts";
import type { Report } from "./report.ts";
import { sections } from "./sections.ts";

/** What is compared with peers that a machine may be unable to build, and by which word of their name. */
const NATIVE: readonly (readonly [peer: RegExp, key: RegExp])[] = [
  [/C\+\+/, /cpp/],
  [/Rust/, /rust/],
  [/Java/, /java/],
];

test("one command measures every figure, unless it needs a peer that it has named as left out", async () => {
  const bench = Bun.spawn(
    [process.execPath, join(import.meta.dir, "run.ts"), "--json", "--rounds", "1", "--scale", "0.01"],
    { stdin: "ignore", stdout: "pipe", stderr: "inherit" },
  );
  const text = await bench.stdout.text();
  const report = JSON.parse(text) as Report;
  expect(report.failed).toEqual({});
  expect(await bench.exited).toBe(0);

  const expected = sections.flatMap(({ name, figures }) => figures.map(({ key }) => `${name}: ${key}`));
  const figures = Object.entries(report.sections).flatMap(([name, section]) =>
    Object.entries(section).map(([key, figure]) => ({ name: `${name}: ${key}`, key, figure })),
  );
  expect(figures.map(({ name }) => name)).toEqual(expected);

  const peers = Object.keys(report.left_out);
  const excused = NATIVE.filter(([peer]) => peers.some((name) => peer.test(name))).map(([, key]) => key);
  const missing = figures.filter(
    ({ key, figure }) => figure.median === undefined && !excused.some((pattern) => pattern.test(key)),
  );
  expect(missing.map(({ key }) => key)).toEqual([]);

  const page = markdown(report);
  for (const key of ["echo.window64.over_rust", "bulk.result_over_raw"])
    expect(page).toContain(`| \`${key}\` |`);
  const picture = draw(report);
  expect(picture).toStartWith("<svg ");
  for (const label of ["a bare socket", "capnweb", "a raw copy"])
    expect(picture).toContain(`>${label}</text>`);
});
