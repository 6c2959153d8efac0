// test-windows.ts: the suites that must pass on Windows, and the demo: on Windows by itself, on Linux under Wine. Ends
// with the counts of Bun's tests, or with "skipped: " and the reason where there is no Wine.
//
// With arguments, only that: `bun run scripts/test-windows.ts test packages/core` is `bun test packages/core` there.
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };
import { NoWine, Wine } from "./windows/wine.ts";

const root = join(import.meta.dir, "..");

/** Each is what Bun is called with. */
const runs: readonly (readonly string[])[] = [
  [
    "test",
    "--timeout",
    "30000",
    "./packages/core/",
    "./packages/conformance/",
    "./packages/attacher-windows/",
    "./packages/attacher-dummy/",
    "./packages/transport-pipe/",
    "./packages/transport-memory/",
    "./packages/transport-unix/src/windows-sockets.test.ts",
    "./packages/rpc-capnp/",
    "./packages/defaults/",
    "./packages/discovery/",
    "./packages/diagnostics/",
    "./packages/reflection/",
    "./tests/rpc-testing/",
    "./tests/default-attach.test.ts",
  ],
  ["test", "--timeout", "60000", "./packages/cli/src/on-windows.e2e.ts"],
  ["test", "--timeout", "60000", "./tests/sudden-death.test.ts"],
  ["./scripts/demo.ts"],
];

/** What Wine cannot run: it has no AF_UNIX. */
const runsOfWindowsAlone: typeof runs = [["test", "--timeout", "30000", "./packages/transport-unix/"]];

process.exitCode = await main(process.argv.slice(2));

async function main(only: readonly string[]): Promise<number> {
  await using windows = await openWindows();
  if (windows === undefined) return 0;
  let worst = 0;
  const all = process.platform === "win32" ? [...runs, ...runsOfWindowsAlone] : runs;
  for (const args of only.length > 0 ? [only] : all) {
    console.log(`\n$ bun ${args.join(" ")}`);
    worst = Math.max(worst, await windows.bun(args, root));
  }
  return worst;
}

async function openWindows(): Promise<(AsyncDisposable & Pick<Wine, "bun">) | undefined> {
  if (process.platform === "win32") return native;
  try {
    return await Wine.start(manifest.packageManager.replace("bun@", ""));
  } catch (error) {
    if (!(error instanceof NoWine)) throw error;
    console.log(`skipped: ${error.message}`);
    return undefined;
  }
}

const native = {
  async bun(args: readonly string[], cwd: string): Promise<number> {
    const stdio = ["ignore", "inherit", "inherit"] as const;
    return await Bun.spawn([process.execPath, ...args], { cwd, stdio: [...stdio] }).exited;
  },
  async [Symbol.asyncDispose](): Promise<void> {},
};
