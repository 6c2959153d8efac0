// build.test.ts: the rules by which a package becomes a few files, on a small package made for it.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { $ } from "bun";

const FILES = {
  "package.json": JSON.stringify({
    name: "sample",
    version: "0.0.0",
    type: "module",
    exports: {
      ".": { bun: "./src/index.ts" },
      "./extra": { bun: "./src/extra.ts" },
      "./signs": { bun: "./src/signs.ts" },
      "./small": { bun: "./src/small.ts" },
      "./watch": { bun: "./src/watch.ts" },
      "./package.json": "./package.json",
    },
    bin: { sample: "./src/bin.ts" },
  }),
  "src/index.ts": `
    import type { Late } from "./late.ts";
    import { Shared } from "./shared.ts";
    export { Shared } from "./shared.ts";
    export const fromIndex: string = "from the index";
    /** Comes when it is asked for. */
    export async function late(): Promise<Late> {
      using _shared = new Shared();
      return new (await import("./late.ts")).Late();
    }
  `,
  "src/extra.ts": `export { Shared } from "./shared.ts"; export { tiny } from "./tiny.ts";`,
  "src/small.ts": `export { tiny } from "./tiny.ts";`,
  "src/shared.ts": `
    import { tiny } from "./tiny.ts";
    export class Shared implements Disposable {
      readonly what: string = "shared" + tiny;
      [Symbol.dispose](): void {}
    }
  `,
  "src/tiny.ts": `export const tiny: number = 1;`,
  "src/signs.ts": `
    /** Ends in … as it stands. */
    export const signs = (middle: string): string => /^…/u.test("…") ? \`… \${middle} → \` + "𝄞" : "";
    export function fail(): never { const sign = "… → …"; throw new Error(sign); }
  `,
  "src/late.ts": `
    import { Shared } from "./shared.ts";
    export class Late extends Shared { readonly late: string = "loaded late"; }
  `,
  "src/watch.ts": `
    import { Worker } from "node:worker_threads";
    export const watch = (): Worker => new Worker(new URL("./watching/watcher.ts", import.meta.url));
  `,
  "src/watching/watcher.ts": `
    import { parentPort } from "node:worker_threads";
    import { tiny } from "../tiny.ts";
    parentPort?.postMessage("watched " + tiny);
  `,
  "src/bin.ts": `#!/usr/bin/env bun\nimport { fromIndex } from "./index.ts";\nconsole.log(fromIndex);\n`,
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "teleop-build-"));
  await mkdir(join(folder, "dist"));
  await writeFile(join(folder, "dist", "left-by-an-earlier-build.js"), "");
  await write(FILES);
  await build();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("an entry is a file, what entries share is one file for each set of them, and what is imported dynamically is one", async () => {
  expect((await readdir(join(folder, "dist"))).filter((name) => name.endsWith(".js")).sort()).toEqual([
    "bin.js",
    "extra.js",
    "index.js",
    "late.js",
    "shared-by-bin-extra-index-small-watcher.js",
    "shared-by-bin-extra-index.js",
    "shared-by-bin-index.js",
    "signs.js",
    "small.js",
    "watch.js",
    "watcher.js",
  ]);
});

test("an entry loads only what it uses", async () => {
  expect(await loaded("small.js")).toEqual(["shared-by-bin-extra-index-small-watcher.js", "small.js"]);
  expect(await loaded("index.js")).not.toContain("late.js");
});

test("a class is the same from every entry, and for what is imported dynamically", async () => {
  const [index, extra] = await Promise.all(
    ["index", "extra"].map((entry) => import(join(folder, "dist", `${entry}.js`))),
  );
  expect(extra.Shared).toBe(index.Shared);
  expect(await index.late()).toBeInstanceOf(index.Shared);
});

test("an entry exports what its source exports", async () => {
  for (const entry of ["index", "extra", "small"]) {
    const built = await import(join(folder, "dist", `${entry}.js`));
    const source = await import(join(folder, "src", `${entry}.ts`));
    expect(Object.keys(built)).toEqual(Object.keys(source));
  }
});

test("a program runs from its file, in Node.js as well as in Bun", async () => {
  for (const runtime of ["bun", "node"])
    expect(await $`${runtime} ${join(folder, "dist", "bin.js")}`.text()).toBe("from the index\n");
  expect(await readFile(join(folder, "dist", "bin.js"), "utf8")).toStartWith("#!/usr/bin/env node\n");
});

test("what a Worker starts with is a file of its own, and found, in Node.js as well as in Bun", async () => {
  const program = `
    import(${JSON.stringify(join(folder, "dist", "watch.js"))}).then(({ watch }) =>
      watch().on("message", (message) => console.log(message)));
  `;
  for (const runtime of [process.execPath, "node"])
    expect(await $`${runtime} -e ${program}`.text()).toBe("watched 1\n");
});

test("text beyond ASCII is in Bun what it is in Node.js and in the source, and the stack leads to its line", async () => {
  const program = `
    const { fail, signs } = await import(${JSON.stringify(join(folder, "dist", "signs.js"))});
    process.stdout.write(signs("middle"));
    try { fail(); } catch (error) { process.stdout.write("\\n" + error.message + "\\n" + error.stack); }
  `;
  for (const runtime of [process.execPath, "node"]) {
    const [signs, message, ...stack] = (
      await $`${runtime} --input-type=module -e ${program}`
        .env({ ...process.env, NODE_OPTIONS: "--enable-source-maps" })
        .text()
    ).split("\n");
    expect([signs, message]).toEqual(["… middle → 𝄞", "… → …"]);
    expect(stack.join("\n")).toContain("src/signs.ts:4:");
  }
  expect(await readFile(join(folder, "dist", "signs.js"), "utf8")).toContain(
    "/** Ends in … as it stands. */",
  );
});

test("what editors show is kept, and what Node.js 22 cannot parse is not", async () => {
  const code = await readFile(join(folder, "dist", "shared-by-bin-index.js"), "utf8");
  expect(code).toContain("/** Comes when it is asked for. */");
  expect(code).not.toMatch(/^\s*using /m);
});

test("a source file that is opened by its URL otherwise is refused, since it would not be in the package", async () => {
  await write({
    ...FILES,
    "src/index.ts": `export const url: URL = new URL("./late.ts", import.meta.url);`,
    "src/bin.ts": "export {};",
  });
  await expect(build()).rejects.toThrow(/index\.js opens a source file by its URL/);
});

test("what a file imports has to be a dependency, since packages are not always installed beside each other", async () => {
  await write({
    ...FILES,
    "src/small.ts": `export { missing } from "missing/entry";`,
    "src/bin.ts": "export {};",
  });
  await expect(build()).rejects.toThrow(
    /sample: small\.js imports missing\/entry, which it does not depend on/,
  );
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

async function build(): Promise<void> {
  const { exitCode, stderr } = await $`${process.execPath} ${join(import.meta.dir, "build.ts")}`
    .cwd(folder)
    .nothrow()
    .quiet();
  if (exitCode !== 0) throw new Error(stderr.toString());
}

/** The files that are opened when one is imported, itself among them. */
async function loaded(name: string, found: Set<string> = new Set()): Promise<string[]> {
  if (found.has(name)) return [];
  found.add(name);
  const code = await readFile(join(folder, "dist", name), "utf8");
  for (const [, next] of code.matchAll(/^(?:import|export) .*from "\.\/(.*)";$/gm))
    await loaded(next ?? "", found);
  return [...found].sort();
}
