// completion.e2e.ts: `teleop completion`, in the shells that are there.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exitCodes } from "../exit-codes.ts";
import { shells } from "../shells.ts";
import { places, RunningCommand, teleop, teleopCommand } from "../testing/command.ts";
import { TestTarget } from "../testing/target.ts";

// Shells, and processes, start slowly on a busy machine.
setDefaultTimeout(60_000);

let directory = "";
let env: Readonly<Record<string, string>> = {};

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "teleop-completion-"));
  const program = join(directory, "teleop");
  const words = teleopCommand().map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  writeFileSync(program, `#!/bin/sh\nexec ${words.join(" ")} "$@"\n`);
  chmodSync(program, 0o755);
  env = { PATH: `${directory}:${process.env.PATH}`, HOME: directory };
});
afterAll(() => rmSync(directory, { recursive: true }));

const inShell = (shell: string) => {
  const isThere = Bun.which(shell) !== null;
  if (!isThere) console.log(`skipped: there is no ${shell}`);
  return isThere ? test : test.skip;
};

test.each(places)("in a %s, completion prints a script for each shell", async (place) => {
  for (const shell of shells) {
    const { text, exitCode } = await teleop(["completion", shell], { in: place });
    expect(exitCode).toBe(exitCodes.ok);
    expect(text).toContain("teleop complete -- ");
  }
  expect(await teleop(["completion", "tcsh"], { in: place })).toMatchObject({ exitCode: exitCodes.usage });
});

const BASH_COMPLETION = "/usr/share/bash-completion/bash_completion";

for (const helper of ["", BASH_COMPLETION]) {
  const isThere = helper === "" || existsSync(helper);
  const declare = isThere ? inShell("bash") : test.skip;
  declare(
    `bash${helper === "" ? "" : " with its package bash-completion"} completes what is typed`,
    async () => {
      await using _target = await TestTarget.start({ args: ["named", "completed-one"] });
      await using shell = new RunningCommand(["--norc", "--noprofile", "-i"], {
        in: "terminal",
        program: ["bash"],
        env: { ...env, PS1: "$ " },
      });
      await shell.shows("$ ");
      const load = helper === "" ? "" : `source ${helper}; `;
      shell.type(
        `${load}eval "$(teleop completion bash)"; eval "$(teleop completion bash)"; echo "rea""dy"\r`,
      );
      await shell.shows("ready");
      await shell.shows("$ ");
      shell.type("teleop doct\t");
      await shell.shows("teleop doctor ");
      shell.type("completed-\t");
      await shell.shows("completed-one ");
      shell.type("--timeo\t");
      await shell.shows("--timeout ");
      shell.type("\u0015exit\r");
      expect((await shell.result()).exitCode).toBe(0);
    },
  );
}

inShell("zsh")("zsh completes what is typed", async () => {
  await using _target = await TestTarget.start({ args: ["named", "completed-two"] });
  await using shell = new RunningCommand(["-f", "-i"], {
    in: "terminal",
    program: ["zsh"],
    env: { ...env, PS1: "$ " },
  });
  await shell.shows("$ ");
  shell.type('autoload -Uz compinit; compinit -u -D; source <(teleop completion zsh); echo "rea""dy"\r');
  await shell.shows("ready");
  await shell.shows("$ ");
  shell.type("teleop doct\t");
  await shell.shows(/doctor/);
  shell.type("completed-t\t");
  await shell.shows(/wo/);
  shell.type("\r");
  // As the command finds it by that name, the line was completed.
  await shell.shows("it answered after");
  shell.type("exit\r");
  expect((await shell.result()).exitCode).toBe(0);
});

inShell("fish")("fish completes what is typed", async () => {
  await using target = await TestTarget.start({ args: ["named", "completed-three"] });
  const complete = (line: string) => {
    const run = Bun.spawnSync(
      ["fish", "--no-config", "-c", `teleop completion fish | source; complete -C '${line}'`],
      { env: { ...process.env, ...env } },
    );
    return run.stdout.toString();
  };
  expect(complete("teleop doct")).toBe("doctor\tFind out why a process cannot be attached to\n");
  expect(complete("teleop doctor completed-t")).toBe(`completed-three\tPID ${target.pid}\n`);
  expect(complete("teleop ps --w")).toContain("--watch\t");
});

test("where a process has a name that a shell would obey, it is not proposed, and its PID is", async () => {
  await using target = await TestTarget.start({ args: ["named", "$(touch owned)"] });
  const { stdout } = await teleop(["complete", "--", "doctor", ""], { in: "pipe" });
  expect(stdout).toContain(`${target.pid}\t$(touch owned): `);
  expect(stdout).not.toMatch(/^\$/m);
});

test("what follows a program that is run is completed by nobody", async () => {
  expect(await teleop(["complete", "--", "run", "app.ts", "--"], { in: "pipe" })).toMatchObject({
    stdout: "",
  });
});
