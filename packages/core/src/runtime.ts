// runtime.ts: tells a runtime that is too old at once, rather than by what it lacks, later, in the middle of something.
import { TeleopError } from "./errors.ts";

/** The oldest that are tested; the `engines` of the packages say the same. */
export const OLDEST: { readonly bun: string; readonly node: string } = { bun: "1.4.3", node: "22.12.0" };

/** Of `process.versions`, what tells one runtime from another. */
export type Versions = Readonly<Partial<Record<"bun" | "node", string | undefined>>>;

/** @throws TeleopError `UNSUPPORTED_PLATFORM` in a Bun or a Node.js older than {@link OLDEST}. */
export function requireRuntime(versions: Versions = process.versions): void {
  // Bun says which Node.js it is like, too.
  const [name, actual, expected] =
    versions.bun === undefined ? ["Node.js", versions.node, OLDEST.node] : ["Bun", versions.bun, OLDEST.bun];
  // A runtime that has no such version is no older one.
  if (actual === undefined || isAtLeast(actual, expected)) return;
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    `teleop needs ${name} ${expected} or later, this is ${actual}; update ${name}`,
  );
}

/** By the first three numbers: what is built on the way to a version counts as that. */
function isAtLeast(actual: string, expected: string): boolean {
  const [left, right] = [actual, expected].map((version) => version.split(".", 3).map(Number.parseFloat));
  for (const [index, wanted] of (right ?? []).entries()) {
    const found = left?.[index] ?? 0;
    if (found !== wanted) return found > wanted;
  }
  return true;
}
