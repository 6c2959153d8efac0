// compile.ts: makes one executable file of the command, which needs neither Bun nor anything else where it is copied to:
// `bun packages/cli/scripts/compile.ts OUTFILE [TARGET]`, with a target as `bun build --compile` has them.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import type { BunPlugin } from "bun";
import { withBuiltWorkers, workers } from "../../../scripts/manifest.ts";
import { bundlePage } from "../../console/src/server/bundle-page.ts";
import type { RegisterFiles } from "../src/register-files.ts";

const packages = join(import.meta.dir, "..", "..");

/** Not bundled anywhere: a program that has them brings them along. */
const external = ["koffi", "capnp-es"];

/** Files beside each other: what a Worker starts with is found there. */
const workersBeside: BunPlugin = {
  name: "workers beside",
  setup(build) {
    build.onLoad({ filter: /\/packages\/[^/]+\/src\/.*\.ts$/ }, async ({ path }) => ({
      contents: withBuiltWorkers(await readFile(path, "utf8")),
      loader: "ts",
    }));
  },
};

/** `teleop/register` with all that it loads, as files that find each other wherever they are. */
export async function bundleRegister(): Promise<RegisterFiles> {
  const folder = join(packages, "diagnostics");
  const entrypoints = [
    join(packages, "defaults", "src", "register.ts"),
    ...(await workers(folder)).map((path) => join(folder, path)),
  ];
  const { outputs } = await Bun.build({
    entrypoints,
    target: "bun",
    splitting: true,
    naming: { entry: "[name].[ext]", chunk: "[name]-[hash].[ext]" },
    plugins: [workersBeside],
    external,
  });
  const texts = await Promise.all(
    outputs.map(async (output) => [basename(output.path), await output.text()]),
  );
  return Object.fromEntries(texts);
}

/** @param target of another machine: `bun-linux-arm64`, …; this one if absent. */
export async function compileTeleop(outfile: string, target?: Bun.Build.CompileTarget): Promise<void> {
  await Bun.build({
    entrypoints: [join(packages, "cli", "src", "bin.ts")],
    compile: { outfile, ...(target === undefined ? {} : { target }) },
    // It starts in half the time.
    format: "esm",
    bytecode: true,
    define: {
      TELEOP_REGISTER_FILES: JSON.stringify(await bundleRegister()),
      TELEOP_CONSOLE_PAGE: JSON.stringify(await bundlePage()),
    },
    external,
  });
}

if (import.meta.main) {
  const [outfile, target] = process.argv.slice(2);
  if (outfile === undefined) throw new Error("usage: bun packages/cli/scripts/compile.ts OUTFILE [TARGET]");
  await compileTeleop(outfile, target as Bun.Build.CompileTarget | undefined);
}
