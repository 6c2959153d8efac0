// security-document.test.ts: SECURITY.md names a test for each promise; here is made sure that they all exist.
import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const document = readFileSync(new URL("SECURITY.md", root), "utf8");

/** Links to sources: the text is the name of a test, or what is fixed of it. */
const named = [...document.matchAll(/\[([^\]]+)\]\(((?:packages|tests)\/[^)]+\.ts)\)/g)].map(
  ([, name = "", file = ""]) => ({ name, file }),
);

test("every test that SECURITY.md names exists", () => {
  // Far fewer would mean that they are not found.
  expect(named.length).toBeGreaterThan(60);
  const missing = named.filter(({ name, file }) => !sourceOf(file).includes(name));
  expect(missing).toEqual([]);
});

test("every promise in SECURITY.md names a test or a command", () => {
  const rows = document.split("\n").filter((line) => /^\| (?!promise)/.test(line));
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.filter((row) => !/\]\(|`bun /.test(row))).toEqual([]);
});

function sourceOf(file: string): string {
  return readFileSync(fileURLToPath(new URL(file, root)), "utf8");
}
