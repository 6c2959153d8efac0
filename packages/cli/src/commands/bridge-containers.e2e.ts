// bridge-containers.e2e.ts: `--via docker exec` and `--via kubectl exec`, end to end, into containers made by unshare(1).
// What stands for docker and kubectl is in testing/container.ts.
import { expect, setDefaultTimeout, test } from "bun:test";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { attach, Echo } from "@teleop/defaults";
import { quoted, via } from "@teleop/transport-via";
import { exitCodes } from "../exit-codes.ts";
import { jsonLines, places, teleop, teleopCommand } from "../testing/command.ts";
import { Container, whyNoContainer } from "../testing/container.ts";
import { noneWith } from "../testing/processes.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const reason = whyNoContainer();
if (reason !== undefined) console.log(`skipped: --via into containers: ${reason}`);
const withContainers = test.skipIf(reason !== undefined);

/** What is typed for each kind, in the container's own `bin`, and what it says of one that is not there. */
const kinds = [
  ["docker", "exec -i", "", "No such container: nobody", "docker cp"],
  ["kubectl", "exec -i", " --", 'pods "nobody" not found', "kubectl cp"],
] as const;

const bridge = quoted([...teleopCommand(), "bridge"]);

for (const [program, how, dashes, notThere, copy] of kinds) {
  const commandOf = (container: Container, name: string): string =>
    `${join(container.bin, program)} ${how} ${name}${dashes}`;

  for (const place of places) {
    withContainers(
      `in a ${place}, by ${program} exec, the processes are those of the container`,
      async () => {
        await using container = await Container.start();
        const flags = ["--via", commandOf(container, "web"), "--via-command", bridge];
        const ps = await teleop(["ps", "--json", ...flags], { in: place, columns: 2000 });
        const pids = jsonLines(ps.text).map((row) => (row as { readonly pid: number }).pid);
        expect(pids).toEqual([container.targetPid]);
        const doctor = await teleop(["doctor", String(container.targetPid), ...flags], { in: place });
        expect(doctor).toMatchObject({
          exitCode: exitCodes.ok,
          text: expect.stringContaining("it answered after"),
        });
      },
    );
  }

  withContainers(`a program attaches by ${program} exec, and leaves nothing in the container`, async () => {
    await using container = await Container.start();
    const mark = `mark-${crypto.randomUUID()}`;
    {
      await using there = via(commandOf(container, "web"), { bridge: `env MARK=${mark} ${bridge}` });
      await using attached = await attach(container.targetPid, { transport: there });
      using echo = attached.service("echo", Echo);
      expect(await echo.echo({ message: "from outside" })).toMatchObject({ reply: "from outside" });
    }
    await noneWith(mark);
  });

  withContainers(`${program} exec into what is not there is told in its words`, async () => {
    await using container = await Container.start();
    const command = commandOf(container, "nobody");
    const { stderr, exitCode } = await teleop(["ps", "--via", command], { in: "pipe" });
    expect(exitCode).toBe(exitCodes.failed);
    expect(stderr).toContain(`${command}: the command ended with exit code 1 before a bridge began there: `);
    expect(stderr).toContain(notThere);
  });

  withContainers(
    `where a container has neither Bun nor teleop, ${program} is told to copy the compiled command, which then works`,
    async () => {
      await using container = await Container.start();
      const flags = ["--via", commandOf(container, "web")];
      const before = await teleop(["ps", ...flags], { in: "pipe" });
      expect(before.exitCode).toBe(exitCodes.failed);
      expect(before.stderr).toContain("there is no teleop in the PATH there");
      expect(before.stderr).toContain(`copy the compiled command by ${copy} into a directory of it`);
      using compiled = compile();
      container.copyIn(compiled.path, "/usr/local/bin/teleop");
      const after = await teleop(["doctor", String(container.targetPid), ...flags], { in: "pipe" });
      expect(after).toMatchObject({ stderr: "", exitCode: exitCodes.ok });
    },
  );
}

/** The command as one file, which needs no Bun. */
function compile(): { readonly path: string } & Disposable {
  const path = join(tmpdir(), `teleop-compiled-${crypto.randomUUID()}`);
  const program = fileURLToPath(new URL("../bin.ts", import.meta.url));
  const built = Bun.spawnSync([process.execPath, "build", "--compile", program, "--outfile", path]);
  if (!built.success) throw new Error(`bun build --compile fails: ${built.stderr.toString()}`);
  return { path, [Symbol.dispose]: () => rmSync(path) };
}
