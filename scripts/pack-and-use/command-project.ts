// command-project.ts: the command `teleop` in an installed project, and a program of it that is armed without a line of code.
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { $ } from "bun";
import type { Checks } from "./checks.ts";
import type { PackageManager } from "./package-managers.ts";

/** Tells its PID, by when it is armed if it is to be; ends with its input. */
const SERVER = `console.log(process.pid);
process.stdin.resume();
`;

/**
 * Checks an installed project.
 *
 * @param folder the project's
 * @param node the Node.js that programs of packages run in
 */
export async function checkCommand(
  checks: Checks,
  manager: PackageManager,
  folder: string,
  node: string,
): Promise<void> {
  const teleop = manager.program("teleop");
  const env = { ...process.env, PATH: `${dirname(node)}:${dirname(process.execPath)}:${process.env.PATH}` };
  await checks.check("the command runs by the name of its package", async () => {
    const usage = await $`${teleop} --help`.cwd(folder).env(env).quiet().text();
    if (!/^ +ps /m.test(usage)) throw new Error(usage);
  });
  if (manager.notForBun !== undefined) {
    checks.skip("the command finds what was armed", manager.notForBun);
    return;
  }
  await writeFile(join(folder, "server.ts"), SERVER);
  const register = Bun.resolveSync("teleop/register", folder);
  for (const [how, command, environment] of [
    ["by teleop/register", [process.execPath, "server.ts"], { BUN_OPTIONS: `--preload=${register}` }],
    ["by teleop run", [...teleop, "run", "server.ts"], {}],
  ] as const) {
    await checks.check(`the command finds what was armed ${how}`, async () => {
      await using server = Bun.spawn([...command], {
        cwd: folder,
        env: { ...env, ...environment },
        stdin: "pipe",
        stdout: "pipe",
        stderr: "pipe",
      });
      const { value = "" } = await server.stdout.pipeThrough(new TextDecoderStream()).getReader().read();
      const found = await $`${teleop} ps --json`.cwd(folder).env(env).quiet().text();
      await server.stdin.end();
      const [exitCode, complaints] = await Promise.all([server.exited, server.stderr.text()]);
      // Managers that start the command have words of their own.
      if (exitCode !== 0 || /^(?!npm |$)/m.test(complaints)) {
        throw new Error(`it ended with ${exitCode}: ${complaints}`);
      }
      const pids = found
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).pid);
      // A manager that starts the command stays its parent.
      if (!pids.includes(Number(value))) throw new Error(`${value} is not among ${pids}`);
    });
  }
}
