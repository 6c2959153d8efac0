// build-page.ts: puts the page, bundled, where what is published has it: dist/page. Part of `bun run build`.
import { join } from "node:path";
import { bundlePage } from "../src/server/bundle-page.ts";

const folder = join(import.meta.dir, "..", "dist", "page");
for (const [name, text] of Object.entries(await bundlePage())) await Bun.write(join(folder, name), text);
