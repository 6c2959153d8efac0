// test-among-users.ts: runs, as root, the tests that need other users and namespaces. Other users must be able to read
// the programs that they run, and a checkout below a home directory often cannot be: so all of it goes to a directory
// that everybody can read.
import { chmod, copyFile, cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { $ } from "bun";

const TESTS = [
  "packages/attacher-unix/src/attach.privileged.test.ts",
  "./packages/cli/src/commands/doctor-among-users.e2e.ts",
  "packages/defaults/src/bad-input.test.ts",
  "packages/discovery/src/users.test.ts",
  "packages/transport-unix/src/other-users.test.ts",
  "packages/transport-unix/src/namespaces.test.ts",
  "tests/default-attach.test.ts",
  "tests/foreign-proc.test.ts",
  "tests/pid-reuse.test.ts",
  "tests/stuck-file-system.test.ts",
];

// A file system that can be made to hang, and a way to become another user.
for (const [command, debianPackage] of [
  ["bindfs", "bindfs"],
  ["setpriv", "util-linux"],
] as const) {
  if (Bun.which(command) !== null || Bun.which("apt-get") === null) continue;
  await $`apt-get update -qq`.quiet();
  await $`DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${debianPackage}`.quiet();
}

const root = join(import.meta.dir, "..");
const copy = await mkdtemp(join(tmpdir(), "teleop-among-users-"));
try {
  await chmod(copy, 0o755);
  const files = (await $`git ls-files -z --cached --others --exclude-standard`.cwd(root).text()).split("\0");
  for (const file of files.filter((name) => name !== "")) {
    await mkdir(dirname(join(copy, file)), { recursive: true, mode: 0o755 });
    await cp(join(root, file), join(copy, file));
  }
  const bun = join(copy, "bun");
  await copyFile(process.execPath, bun);
  await $`chmod -R go+rX ${copy}`;
  await $`${bun} install --frozen-lockfile --silent`.cwd(copy);
  await $`chmod -R go+rX ${copy}/node_modules`;

  const run = Bun.spawn([bun, "test", "--timeout", "60000", ...TESTS], {
    cwd: copy,
    env: { ...process.env, PATH: `${copy}:${process.env.PATH}` },
    stdin: "ignore",
    stdout: "inherit",
    stderr: "pipe",
  });
  const output = await run.stderr.text();
  process.stderr.write(output);
  const exitCode = await run.exited;
  // To be skipped for that reason is what this is here to prevent.
  const isUnreadable = output.includes("skipped: other users cannot");
  if (isUnreadable)
    console.error(`a test was skipped because other users cannot read its program in ${copy}`);
  process.exitCode = exitCode !== 0 || isUnreadable ? 1 : 0;
} finally {
  await rm(copy, { recursive: true, force: true });
}
