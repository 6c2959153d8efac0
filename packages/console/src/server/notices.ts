// notices.ts: the terms under which the libraries that are bundled into the page may be handed on, which some of them want
// handed on, too.
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

/**
 * One text for all packages of which something is bundled.
 *
 * @param inputs paths of what was bundled, relative to the working directory.
 * @throws Error for a package that brings along no text of its terms.
 */
export async function noticesOf(inputs: readonly string[]): Promise<string> {
  const folders = new Set(inputs.flatMap((input) => PACKAGE.exec(resolve(input))?.[0] ?? []));
  const notices = await Promise.all([...folders].map(noticeOf));
  return `The page of this console contains what follows, each under its own terms.\n${notices.sort().join("")}`;
}

/** The folder of the package that a file is of. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

const TERMS = /^(licen[cs]e|notice|copying)/i;

async function noticeOf(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => TERMS.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} ${version}, in ${folder}, has no file with its terms`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return `\n== ${name} ${version}, ${license}\n\n${texts.map((text) => text.trim()).join("\n\n")}\n`;
}
