// preload.test.ts: paths of every kind reach a Bun that is started with them, or are refused.
import { afterAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { preloadOf, withPreload } from "./preload.ts";

const folder = mkdtempSync(join(tmpdir(), "teleop-preload-"));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["plain", "with spaces", "'single'", '"double"', `both ' and "`, "tab\there", "$HOME #1 100% é"])(
  "a preload in a folder that is called %p is found",
  (name) => {
    mkdirSync(join(folder, name));
    const path = join(folder, name, "preload.ts");
    writeFileSync(path, `console.log("preloaded")`);
    const { BUN_OPTIONS } = withPreload({}, preloadOf(path));
    const { stdout } = Bun.spawnSync([process.execPath, "-e", "console.log('run')"], {
      env: { ...process.env, BUN_OPTIONS },
    });
    expect(stdout.toString()).toBe("preloaded\nrun\n");
  },
);

test.each(["what?", "back\\slash", "line\nbreak"])(
  "a path with %p in it is refused, with what to do",
  (name) => {
    expect(() => preloadOf(`/opt/${name}/register.js`)).toThrow(/install teleop in another folder/);
  },
);

test("options that were there stay, and the preload is named once", () => {
  const preload = preloadOf("/opt/teleop/register.js");
  const once = withPreload({ BUN_OPTIONS: "--smol", PATH: "/bin", EMPTY: undefined }, preload);
  expect(once).toEqual({ BUN_OPTIONS: "--preload=/opt/teleop/register.js --smol", PATH: "/bin" });
  expect(withPreload(once, preload)).toEqual(once);
});

test("Node.js preloads it, too, where it could be armed: with what is built, and koffi", () => {
  const place = join(folder, "with koffi");
  mkdirSync(join(place, "node_modules", "koffi"), { recursive: true });
  writeFileSync(join(place, "node_modules", "koffi", "index.js"), "");
  const { href } = pathToFileURL(join(place, "register.js"));
  expect(
    withPreload({ NODE_OPTIONS: "--no-warnings" }, preloadOf(join(place, "register.js"))).NODE_OPTIONS,
  ).toBe(`--import=${href} --no-warnings`);
  expect(href).not.toContain(" ");
  for (const path of [join(place, "register.ts"), join(folder, "register.js")]) {
    expect(withPreload({}, preloadOf(path)).NODE_OPTIONS).toBeUndefined();
  }
});
