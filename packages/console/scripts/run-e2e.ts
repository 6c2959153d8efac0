// run-e2e.ts: runs the end-to-end tests of the console in a real Chromium, which Debian has: it is installed where it is missing.
// Arguments choose files: `run-e2e.ts shell` runs those with "shell" in their path.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { $ } from "bun";
import { chromiumPath } from "../src/e2e/browser.ts";

const root = join(import.meta.dir, "..", "..", "..");

if (chromiumPath() === undefined && !(await installChromium())) {
  console.log(
    "skipped: there is no chromium, and it cannot be installed here: that takes Debian's apt-get, and root",
  );
  process.exit(0);
}
const wanted = process.argv.slice(2);
const files = [...new Bun.Glob("packages/console/src/e2e/*.e2e.ts").scanSync(root)]
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();
const tests = Bun.spawn(
  [process.execPath, "test", "--timeout", "60000", ...files.map((file) => `./${file}`)],
  {
    cwd: root,
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
  },
);
process.exitCode = await tests.exited;

/** False where that is not this machine's way. @throws where it should be, and fails. */
async function installChromium(): Promise<boolean> {
  if (process.geteuid?.() !== 0 || !existsSync("/etc/debian_version") || Bun.which("apt-get") === null)
    return false;
  await $`apt-get update -qq`.quiet();
  await $`DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium`.quiet();
  return true;
}
