// readme-cases.test.ts: every case in the table of rpc-capnp's README has the test that the table names.
import { expect, test } from "bun:test";
import { readFile } from "node:fs/promises";

const readme = await readFile(new URL("../../../packages/rpc-capnp/README.md", import.meta.url), "utf8");
const table = readme.slice(readme.indexOf("## Cases and their tests"));
const rows = [...table.matchAll(/^\| [^|]+ \| ([a-z0-9-]+) +\| ([^|]+) \|$/gm)]
  .map(([, file = "", name = ""]) => ({ file, name: name.trim() }))
  .filter(({ file }) => file !== "file" && !file.startsWith("--"));

test("the README's table has rows", () => {
  expect(rows.length).toBeGreaterThan(80);
});

for (const { file, name } of rows) {
  test(`the README's case is tested: ${file}: ${name}`, async () => {
    const source = await readFile(new URL(`${file}.test.ts`, import.meta.url), "utf8");
    // A name that goes on with the place that the test runs in is named without it.
    const isNamed = [`"${name}"`, `\`${name}\``, `\`${name}, \${`].some((quoted) => source.includes(quoted));
    expect(isNamed).toBe(true);
  });
}
