// env.e2e.ts: `teleop env`, end to end: what it prints arms what reads it.
import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { places, teleop } from "../testing/command.ts";

/** The options with which a Bun that is started in this way runs. */
const OPTIONS = "console.log(JSON.stringify(process.execArgv))";

test.each(places)(
  "in a %s, env prints a line that a shell evaluates, which keeps what was there",
  async (place) => {
    const { text, exitCode } = await teleop(["env"], { in: place, columns: 1_000 });
    expect(exitCode).toBe(0);
    const shell = Bun.spawnSync(["sh", "-c", `${text}\n"$BUN" -e '${OPTIONS}'`], {
      env: { ...process.env, BUN: process.execPath, BUN_OPTIONS: "--smol" },
    });
    expect(JSON.parse(shell.stdout.toString())).toEqual([
      expect.stringMatching(/^--preload=\/.*register\.[tj]s$/),
      "--smol",
      "-e",
      OPTIONS,
    ]);
  },
);

test("env --bunfig prints what a bunfig.toml says, for programs and for tests", async () => {
  const { text } = await teleop(["env", "--bunfig"], { in: "pipe" });
  const folder = mkdtempSync(join(tmpdir(), "teleop-env-"));
  try {
    writeFileSync(join(folder, "bunfig.toml"), text);
    writeFileSync(
      join(folder, "program.ts"),
      `console.log(Reflect.get(globalThis, Symbol.for("teleop.registered")))`,
    );
    writeFileSync(
      join(folder, "a.test.ts"),
      `import { expect, test } from "bun:test";
       test("armed", () => expect(Reflect.get(globalThis, Symbol.for("teleop.registered"))).toBe(true));`,
    );
    const run = (...args: readonly string[]) =>
      Bun.spawnSync([process.execPath, ...args], { cwd: folder, stderr: "pipe" });
    expect(run("program.ts").stdout.toString()).toBe("true\n");
    expect(run("test").stderr.toString()).toContain(" 1 pass");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("env has a form for fish, PowerShell, systemd, Dockerfiles and programs, one at a time", async () => {
  const { text: json } = await teleop(["env", "--json"], { in: "pipe" });
  const { BUN_OPTIONS: option } = JSON.parse(json);
  const print = async (...flags: readonly string[]) => (await teleop(["env", ...flags], { in: "pipe" })).text;
  expect(await print("--fish")).toBe(`set -gx BUN_OPTIONS '${option}'" $BUN_OPTIONS"\n`);
  expect(await print("--powershell")).toBe(
    `$env:BUN_OPTIONS = '${option}' + $(if ($env:BUN_OPTIONS) { " $env:BUN_OPTIONS" })\n`,
  );
  expect(await print("--systemd")).toBe(`Environment="BUN_OPTIONS=${option}"\n`);
  expect(await print("--docker")).toBe(`ENV BUN_OPTIONS="${option}"\n`);
  const both = await teleop(["env", "--docker", "--fish"], { in: "pipe" });
  expect(both).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("either --fish or --docker") });
});
