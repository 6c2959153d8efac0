// tarballs.ts: what must be true of a tarball, before anything is installed.
import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { $, Glob } from "bun";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import type { Manifest, PublicPackage } from "../manifest.ts";
import type { Checks } from "./checks.ts";

/** A package whose tarball is unpacked in `folder`. */
export interface Unpacked {
  readonly name: string;
  readonly tarball: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

export async function checkTarballs(
  checks: Checks,
  packages: readonly Unpacked[],
  sources: ReadonlyMap<string, PublicPackage>,
): Promise<void> {
  for (const unpacked of packages) {
    const here = checks.about(unpacked.name);
    await here.check(
      "its files are the license, the README, and what its entries load, no more",
      async () => {
        const files = await Array.fromAsync(
          new Glob("**").scan({ cwd: unpacked.folder, dot: true, onlyFiles: true }),
        );
        const loaded = [...(await loadedFiles(unpacked)), ...(await pageFiles(unpacked))];
        const expected = ["LICENSE", "README.md", "package.json", ...loaded];
        const extra = sources.get(unpacked.name)?.manifest.files ?? [];
        const own = files.filter((file) => !extra.some((folder) => file.startsWith(`${folder}/`)));
        if (own.sort().join() !== expected.sort().join()) {
          throw new Error(`has ${own.join(" ")}\nexpected ${expected.join(" ")}`);
        }
      },
    );
    await here.check(
      "its manifest is complete, and says nothing of the repository it was built in",
      async () => {
        const { manifest } = unpacked;
        const missing = ["description", "license", "keywords", "engines"].filter(
          (field) => !(field in manifest),
        );
        if (missing.length > 0) throw new Error(`its package.json has no ${missing.join(", no ")}`);
        const text = JSON.stringify(manifest, undefined, 2);
        if (/"(workspace|catalog):|\/src\/|"devDependencies"|"scripts"/.test(text)) throw new Error(text);
      },
    );
    await here.check("its source maps have the sources in them", async () => {
      for await (const file of new Glob("dist/**/*.map").scan(unpacked.folder)) {
        const map = await Bun.file(join(unpacked.folder, file)).json();
        for (const [index, source] of map.sources.entries()) {
          // Of what a package.json says there is no code that could throw.
          if (source.endsWith("/package.json")) continue;
          if (!map.sourcesContent?.[index]) throw new Error(`${file} has nothing of ${source}`);
        }
      }
    });
    await here.check("publint finds nothing", async () => {
      const tarball = await Bun.file(unpacked.tarball).arrayBuffer();
      const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
      if (messages.length > 0) throw new Error(messages.map((each) => formatMessage(each, pkg)).join("\n"));
    });
    await here.check("attw finds that its types are those of its code", async () => {
      await $`${process.execPath} x attw --profile esm-only --no-color ${unpacked.tarball}`.quiet();
    });
  }
}

/** The files under `dist` that are opened from the manifest: what exports and programs name, and what that imports. */
async function loadedFiles({ folder, manifest }: Unpacked): Promise<string[]> {
  const found = new Set<string>();
  const waiting = [
    ...Object.values(manifest.exports).flatMap((target) =>
      typeof target === "string" ? [] : Object.values(target),
    ),
    ...Object.values(manifest.bin ?? {}),
  ].map(normalize);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const text = await Bun.file(join(folder, file)).text();
    for (const [, path = ""] of text.matchAll(
      /(?:\bfrom|\bimport|new Worker\(\s*new URL|\bload) ?\(?\[?"(\.[^"]+\.c?js)"/g,
    )) {
      const imported = join(dirname(file), path);
      waiting.push(file.endsWith(".d.ts") ? imported.replace(/\.js$/, ".d.ts") : imported);
    }
    if (/^\/\/ @bun @bytecode\b/.test(text)) waiting.push(`${file}.jsc`);
    for (const [, map = ""] of text.matchAll(/^\/\/# sourceMappingURL=(.*)$/gm))
      waiting.push(join(dirname(file), map));
  }
  return [...found];
}

/** What a browser loads of a page, where the package has one: what its files name, from the page on. */
async function pageFiles({ folder }: Unpacked): Promise<readonly string[]> {
  const page = "dist/page/";
  if (!existsSync(join(folder, page))) return [];
  const inPage = await Array.fromAsync(new Glob("**").scan({ cwd: join(folder, page), onlyFiles: true }));
  const found = new Set<string>();
  // Nothing loads the terms of what is bundled: they are there for people.
  const waiting: string[] = ["index.html", "third-party-notices.txt"];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    found.add(name);
    const text = await Bun.file(join(folder, page, name)).text();
    waiting.push(...inPage.filter((other) => !found.has(other) && text.includes(other)));
  }
  return [...found].map((name) => page + name);
}
