import { expect, test } from "bun:test";
import { Progress, type Progress_report_Params } from "../../captures.capnp.ts";
import { ProgressReporter } from "./progress-reporter.ts";

const { signal } = new AbortController();

test("a page that takes its time is told the latest, and not what was before", async () => {
  const told: bigint[] = [];
  const first = Promise.withResolvers<void>();
  const last = Promise.withResolvers<void>();
  using progress = Progress.server({
    async report({ done }: Progress_report_Params) {
      told.push(done);
      if (done === 1n) await first.promise;
      if (done === 100n) last.resolve();
    },
  });
  using reporter = new ProgressReporter(progress, signal);
  for (let done = 1n; done <= 100n; done++) reporter.report({ phase: "reading", done });
  first.resolve();
  await last.promise;
  expect(told).toEqual([1n, 100n]);
});

test("a page that does not want to hear of it is told no more", async () => {
  let told = 0;
  using progress = Progress.server({
    report() {
      told++;
      throw new Error("no more");
    },
  });
  /** What was asked before has been answered when this is. */
  const fence = async (): Promise<void> => {
    await expect(progress.report({ phase: "reading" })).rejects.toThrow("no more");
  };
  using reporter = new ProgressReporter(progress, signal);
  reporter.report({ phase: "reading" });
  await fence();
  expect(told).toBe(2);
  reporter.report({ phase: "reading" });
  await fence();
  expect(told).toBe(3);
});
