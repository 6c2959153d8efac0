// page-files.ts: what a browser loads of the console: the page, bundled, by the names of its files. What is published has them
// beside it, and a compiled command inside; where this runs from its source they are made when they are needed.
import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Texts by the names of the files; `index.html` is the page. */
export type PageTexts = Readonly<Record<string, string>>;

/** A file as the browser is given it. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Put in by what compiles the command. */
declare const TELEOP_CONSOLE_PAGE: PageTexts | undefined;

/** True in what is published. Put in by what builds it. */
declare const TELEOP_IS_BUILT: boolean | undefined;

/** @throws where they cannot be read, or made. */
export async function loadPageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const texts = await pageTexts();
  return new Map(
    Object.entries(texts).map(([name, text]) => [
      name,
      { type: typeOf(name), bytes: new TextEncoder().encode(text) },
    ]),
  );
}

async function pageTexts(): Promise<PageTexts> {
  if (typeof TELEOP_CONSOLE_PAGE !== "undefined") return TELEOP_CONSOLE_PAGE;
  if (typeof TELEOP_IS_BUILT !== "undefined") return await readTexts(new URL("page/", import.meta.url));
  const { bundlePage } = await import("./bundle-page.ts");
  return await bundlePage();
}

async function readTexts(url: URL): Promise<PageTexts> {
  const folder = fileURLToPath(url);
  const names = await readdir(folder);
  const texts = names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const);
  return Object.fromEntries(await Promise.all(texts));
}

function typeOf(name: string): string {
  const type = TYPES[extname(name)];
  if (type === undefined) throw new TypeError(`the page has a file ${name}, of which no type is known`);
  return type;
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
};
