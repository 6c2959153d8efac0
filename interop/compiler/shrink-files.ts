// shrink-files.ts: the smallest files that still fail, for people to read: whole files, lines, then tokens are left out.
import { shrink } from "@teleop/random-runs";
import { tokensOf } from "./mutate.ts";
import type { Files } from "./verdict.ts";

/** @param fails whether files fail as these do. */
export async function shrinkFiles(files: Files, fails: (files: Files) => Promise<boolean>): Promise<Files> {
  let best = files;
  const [first = "", ...others] = Object.keys(files);
  const kept = await shrink(others, (names) => fails(only(best, [first, ...names])), 20);
  best = only(best, [first, ...kept]);
  for (let round = 0; round < 1; round++) {
    for (const name of Object.keys(best)) {
      for (const split of [linesOf, tokensOf]) {
        const text = best[name];
        if (typeof text !== "string") continue;
        const parts = await shrink(split(text), (some) => fails({ ...best, [name]: some.join("") }), 2500);
        best = { ...best, [name]: parts.join("") };
      }
    }
  }
  return best;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function only(files: Files, names: readonly string[]): Files {
  return Object.fromEntries(names.map((name) => [name, files[name] ?? ""]));
}
