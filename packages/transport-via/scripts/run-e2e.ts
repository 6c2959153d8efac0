// run-e2e.ts: runs the tests of ways to processes elsewhere, the command's included: by commands of this machine, by a real
// sshd, and into containers. It gets an OpenSSH server by apt where there is none and it may.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { $ } from "bun";

const root = join(import.meta.dir, "..", "..", "..");
const mayInstall = process.geteuid?.() === 0 && Bun.which("apt-get") !== null;
if (mayInstall && !(existsSync("/usr/sbin/sshd") && Bun.which("ssh") !== null)) {
  await $`apt-get update -qq`.quiet();
  // Of runlevel 1 invoke-rc.d(8) knows that it has no daemon: the one of the package is not to run.
  await $`apt-get install -y -qq --no-install-recommends openssh-server openssh-client`
    .env({ ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" })
    .quiet();
}
const files = [
  ...new Bun.Glob("packages/transport-via/src/*.e2e.ts").scanSync(root),
  ...new Bun.Glob("packages/cli/src/commands/bridge*.e2e.ts").scanSync(root),
].sort();
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
