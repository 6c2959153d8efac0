// run-e2e.ts: runs the end-to-end tests of the command, in pipes and pseudo-terminals against real processes, and fails
// where a command was not run in both. Arguments choose files: `run-e2e.ts doctor` runs those with "doctor" in their path;
// `run-e2e.ts --only "in a pipe"` those tests of all files that have this in their name.
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
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
const { values, positionals: wanted } = parseArgs({
  options: { only: { type: "string" } },
  allowPositionals: true,
});
const files = [...new Bun.Glob("packages/cli/src/**/*.e2e.ts").scanSync(root)]
  .filter((file) => (wanted.length === 0 ? !hasItsOwnStep(file) : wanted.some((word) => file.includes(word))))
  .sort();
const directory = await mkdtemp(join(tmpdir(), "teleop-e2e-"));
try {
  const runs = join(directory, "runs.jsonl");
  await Bun.write(runs, "");
  const tests = Bun.spawn(
    [
      ...[process.execPath, "test", "--timeout", "60000"],
      ...(values.only === undefined ? [] : ["--test-name-pattern", values.only]),
      ...files.map((file) => `./${file}`),
    ],
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

/** Those that need other users, an sshd, containers or Windows. */
function hasItsOwnStep(file: string): boolean {
  return /\/(?:bridge-\w+|\w+-among-users|on-windows)\.e2e\.ts$/.test(file);
}

function notRun(lines: string): readonly string[] {
  const seen = new Set<string>();
  for (const line of lines.split("\n")) {
    if (line === "") continue;
    const { args, place }: { args: string[]; place: Place } = JSON.parse(line);
    seen.add(`teleop ${args[commandAt(args)]} in a ${place}`);
  }
  const { only } = values;
  const judged = only === undefined ? places : places.filter((place) => only === `in a ${place}`);
  return Object.keys(commandList)
    .flatMap((name) => judged.map((place) => `teleop ${name} in a ${place}`))
    .filter((what) => !seen.has(what));
}
