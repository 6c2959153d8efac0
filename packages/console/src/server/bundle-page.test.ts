import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectories } from "@teleop/conformance";
import { bundlePage, NOTICES } from "./bundle-page.ts";
import { noticesOf } from "./notices.ts";

test("the terms of what is bundled are there, those of what that needs among them, and of nothing that is not", async () => {
  const { [NOTICES]: notices = "", ...files } = await bundlePage();
  const named = [...notices.matchAll(/^== (\S+) \S+, (.*)$/gm)].map(([, name, terms]) => `${name}: ${terms}`);
  expect(named).toContain("preact: MIT");
  expect(named).toContain("d3-flame-graph: Apache-2.0");
  expect(named).toContain("d3-hierarchy: ISC");
  expect(named.filter((line) => line.startsWith("elkjs: EPL-2.0"))).toHaveLength(1);
  expect(named.filter((line) => /^(@teleop|axe-core|playwright)/.test(line))).toEqual([]);
  expect(notices).toContain("Permission is hereby granted");
  expect(Object.keys(files)).toContain("index.html");
});

test("a package that brings along no terms is named", async () => {
  using directories = makeDirectories();
  const folder = join(directories.tmp, "node_modules", "termless");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "termless", version: "1.0.0" }));
  await expect(noticesOf([join(folder, "index.js")])).rejects.toThrow("termless 1.0.0");
});
