import { describe, expect, test } from "bun:test";
import { failures, report, table } from "./report.ts";
import { runSections } from "./runner.ts";
import type { Figure, Section, Values } from "./section.ts";

/** A section that measures these, round by round. */
function sectionOf(
  figures: readonly Figure[],
  rounds: readonly Values[],
  closed: () => void = () => {},
): Section {
  const left = rounds.values();
  return {
    name: "sample",
    title: "A sample",
    figures,
    open: async () => ({
      round: async () => left.next().value ?? {},
      [Symbol.asyncDispose]: async () => closed(),
    }),
  };
}

const tell = (): void => {};

const rate: Figure = { key: "sample.rate", title: "calls", unit: "calls/s", bar: { atLeast: 2 } };

describe("running a section", () => {
  test("the median of the rounds counts, beside the least and the most", async () => {
    const section = sectionOf([rate], [{ "sample.rate": 5 }, { "sample.rate": 1 }, { "sample.rate": 2 }]);
    const { sections } = await runSections([section], { rounds: 3, scale: 1, tell });
    expect(sections[0]?.figures).toEqual([{ ...rate, spread: { min: 1, median: 2, max: 5 }, holds: true }]);
  });

  test("a bar holds on its right side, and at itself", async () => {
    const figures: readonly Figure[] = [
      { key: "low", title: "", bar: { atMost: 1.1 } },
      { key: "high", title: "", bar: { atMost: 1.1 } },
      { key: "little", title: "", bar: { atLeast: 3 } },
      { key: "shown", title: "" },
    ];
    const section = sectionOf(figures, [{ low: 1.1, high: 1.2, little: 2.9, shown: 7 }]);
    const { sections } = await runSections([section], { rounds: 1, scale: 1, tell });
    expect(sections[0]?.figures.map(({ holds }) => holds)).toEqual([true, false, false, undefined]);
  });

  test("a section that measures what it does not list has failed: it is closed, named, and the next one is run", async () => {
    let isClosed = false;
    const wrong = sectionOf([rate], [{ "sample.rat": 5 }], () => {
      isClosed = true;
    });
    const told: string[] = [];
    const next = sectionOf([rate], [{ "sample.rate": 5 }]);
    const options = { rounds: 1, scale: 1, tell: (line: string) => told.push(line) };
    const results = await runSections([wrong, next], options);
    expect(isClosed).toBe(true);
    const reason = "Error: sample measured what it does not list: sample.rat";
    expect(failures(results)).toEqual([["sample", reason]]);
    expect(told[0]).toStartWith(`sample failed: ${reason}`);
    expect(table(results)).toContain(`failed: sample: ${reason}`);
    expect(results.sections.map(({ figures }) => figures[0]?.spread?.median)).toEqual([undefined, 5]);
  });

  test("a value that is no number fails the section, and its key is told", async () => {
    const section = sectionOf([rate], [{ "sample.rate": Number.NaN }]);
    const results = await runSections([section], { rounds: 1, scale: 1, tell });
    expect(failures(results)).toEqual([["sample", "Error: sample.rate came out as NaN"]]);
  });

  test("a peer that cannot be built is asked for once, named, and its figures are shown as missing", async () => {
    const answers: boolean[] = [];
    const figures = [rate, { key: "sample.ours", title: "ours" }];
    const section: Section = {
      ...sectionOf(figures, [{ "sample.ours": 1, "sample.rate": undefined }]),
      open: async (bench) => {
        answers.push(bench.build("Fortran", ["no-such-compiler"]), bench.build("Fortran", ["true"]));
        return sectionOf(figures, [{ "sample.ours": 1, "sample.rate": undefined }]).open(bench);
      },
    };
    const told: string[] = [];
    const results = await runSections([section], { rounds: 1, scale: 1, tell: (line) => told.push(line) });
    expect(told[0]).toMatch(/^Fortran is left out: .*no-such-compiler/);
    expect(answers).toEqual([false, false]);
    expect([...results.leftOut.keys()]).toEqual(["Fortran"]);
    const text = table(results);
    expect(text).toMatch(/^sample\.rate +– +– +– +≥ 2 +calls, calls\/s$/m);
    expect(text).toMatch(/^left out: Fortran: .*no-such-compiler/m);
    expect(text).toContain("0 of 1 bars hold");
    const { sections, left_out } = await report(results, 1);
    expect(sections.sample?.["sample.rate"]).toEqual({
      title: "calls",
      unit: "calls/s",
      bar: { atLeast: 2 },
      holds: undefined,
    });
    expect(left_out.Fortran).toContain("no-such-compiler");
  });
});
