// run-e2e.ts: runs the end-to-end tests of the command, in pipes and pseudo-terminals against real processes, and fails
// where a command was not run in both. Arguments choose files: `run-e2e.ts doctor` runs those with "doctor" in their path.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { $ } from "bun";
import { commandList } from "../src/command-list.ts";
import { commandAt } from "../src/hoist.ts";
import { type Place, places } from "../src/testing/command.ts";

// The shells that complete the command.
if (process.geteuid?.() === 0 && existsSync("/etc/debian_version")) {
  const missing = ["zsh", "fish"].filter((shell) => Bun.which(shell) === null);
  if (missing.length > 0) {
    await $`apt-get update -qq`.quiet();
    await $`DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${missing} bash-completion`.quiet();
  }
}

const root = join(import.meta.dir, "..", "..", "..");
const wanted = process.argv.slice(2);
const files = [...new Bun.Glob("packages/cli/src/**/*.e2e.ts").scanSync(root)]
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();
const directory = await mkdtemp(join(tmpdir(), "teleop-e2e-"));
try {
  const runs = join(directory, "runs.jsonl");
  await Bun.write(runs, "");
  const tests = Bun.spawn(
    [process.execPath, "test", "--timeout", "60000", ...files.map((file) => `./${file}`)],
    {
      cwd: root,
      env: { ...process.env, TELEOP_TEST_RUNS: runs },
      stdin: "ignore",
      stdout: "inherit",
      stderr: "inherit",
    },
  );
  process.exitCode = await tests.exited;
  if (wanted.length === 0) {
    const missing = notRun(await readFile(runs, "utf8"));
    for (const what of missing) console.error(`no test has run ${what}`);
    if (missing.length > 0) process.exitCode = 1;
  }
} finally {
  await rm(directory, { recursive: true });
}

function notRun(lines: string): readonly string[] {
  const seen = new Set<string>();
  for (const line of lines.split("\n")) {
    if (line === "") continue;
    const { args, place }: { args: string[]; place: Place } = JSON.parse(line);
    seen.add(`teleop ${args[commandAt(args)]} in a ${place}`);
  }
  return Object.keys(commandList)
    .flatMap((name) => places.map((place) => `teleop ${name} in a ${place}`))
    .filter((what) => !seen.has(what));
}
