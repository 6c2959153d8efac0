// bundle-page.ts: bundles the page from its source, by Bun. (Its HTML imports would do that by themselves, but resolve for a
// browser without the workspace's condition "bun", and serve from Bun only.)
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { PageFile, PageFiles } from "./page-files.ts";

/** What starts as a Worker in the page is an entry of its own. */
const ENTRIES: readonly string[] = ["index.html"];

/** @throws AggregateError of what does not compile. */
export async function bundlePage(): Promise<PageFiles> {
  const page = new URL("../page/", import.meta.url);
  const { outputs } = await Bun.build({
    entrypoints: ENTRIES.map((entry) => fileURLToPath(new URL(entry, page))),
    root: fileURLToPath(page),
    target: "browser",
    conditions: ["bun"],
    splitting: true,
    minify: true,
    publicPath: "./",
    define: { "process.env.NODE_ENV": '"production"' },
    naming: { entry: "[dir]/[name].[ext]", chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
  });
  const files = new Map<string, PageFile>();
  for (const output of outputs) {
    const name = output.path.replace(/^\.\//, "");
    files.set(name, { type: typeOf(name), bytes: new Uint8Array(await output.arrayBuffer()) });
  }
  return files;
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
  ".svg": "image/svg+xml",
};
