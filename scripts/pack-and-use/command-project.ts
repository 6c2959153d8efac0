// command-project.ts: the command `teleop` in an installed project, and a program of it that is armed without a line of code.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { $ } from "bun";
import type { Checks } from "./checks.ts";
import type { PackageManager } from "./package-managers.ts";

/** Says that it runs, by when it is armed if it is to be; ends with its input. */
const SERVER = `console.log("runs");
process.stdin.resume();
`;

/**
 * Checks an installed project.
 *
 * @param folder the project's
 */
export async function checkCommand(checks: Checks, manager: PackageManager, folder: string): Promise<void> {
  const teleop = manager.program("teleop");
  await checks.check("the command runs by the name of its package", async () => {
    const usage = await $`${teleop} --help`.cwd(folder).quiet().text();
    if (!/^ +ps /m.test(usage)) throw new Error(usage);
  });
  if (manager.notForBun !== undefined) {
    checks.skip("the command finds what was armed by teleop/register", manager.notForBun);
    return;
  }
  await writeFile(join(folder, "server.ts"), SERVER);
  // Of one package is the preload, of another what it arms with; managers put them where they like.
  const register = Bun.resolveSync("teleop/register", folder);
  await checks.check("the command finds what was armed by teleop/register", async () => {
    await using server = Bun.spawn([process.execPath, "server.ts"], {
      cwd: folder,
      env: { ...process.env, BUN_OPTIONS: `--preload=${register}` },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "pipe",
    });
    await server.stdout.getReader().read();
    const found = await $`${teleop} ps --json`.cwd(folder).quiet().text();
    await server.stdin.end();
    const [exitCode, complaints] = await Promise.all([server.exited, server.stderr.text()]);
    if (exitCode !== 0 || complaints !== "") throw new Error(`the server exited ${exitCode}: ${complaints}`);
    const pids = found
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line).pid);
    if (!pids.includes(server.pid)) throw new Error(`${server.pid} is not among ${pids}`);
  });
}
