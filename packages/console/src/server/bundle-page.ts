// bundle-page.ts: bundles the page from its source, by Bun: when the console runs from its source, when it is built to be
// published, and when the command is compiled. (Bun's HTML imports would do that by themselves, but resolve for a browser
// without the workspace's condition "bun", and the server would run in Bun only.)
import { fileURLToPath } from "node:url";
import { noticesOf } from "./notices.ts";
import type { PageTexts } from "./page-files.ts";

/** The name of the file with the terms of the libraries in it. */
export const NOTICES = "third-party-notices.txt";

/**
 * What starts as a Worker in the page, `<name>-worker.ts`, is a file of its own, which the page finds as `<name>-worker.js`
 * beside itself.
 *
 * @throws AggregateError of what does not compile.
 */
export async function bundlePage(): Promise<PageTexts> {
  const page = fileURLToPath(new URL("../page/", import.meta.url));
  const workers = [...new Bun.Glob("**/*-worker.ts").scanSync({ cwd: page, absolute: true })];
  const { outputs, metafile } = await Bun.build({
    entrypoints: [`${page}index.html`, ...workers],
    root: page,
    target: "browser",
    conditions: ["bun"],
    splitting: true,
    metafile: true,
    minify: true,
    publicPath: "./",
    define: { "process.env.NODE_ENV": '"production"' },
    naming: { entry: "[name].[ext]", chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
  });
  const named = outputs.map(
    async (output) => [output.path.replace(/^\.\//, ""), await output.text()] as const,
  );
  const files = await Promise.all(named);
  // The rules that a library brings along for itself are put beside the view that loads it, and no browser is told of them:
  // what is used of them is in a style of ours.
  const isLoaded = (name: string): boolean =>
    !name.endsWith(".css") || files.some(([other, text]) => other !== name && text.includes(name));
  return {
    ...Object.fromEntries(files.filter(([name]) => isLoaded(name))),
    [NOTICES]: await noticesOf(Object.keys(metafile?.inputs ?? {})),
  };
}
