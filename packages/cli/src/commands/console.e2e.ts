// console.e2e.ts: `teleop console`, end to end, but for what a browser makes of it: that is tested in packages/console/src/e2e.

import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeDirectories } from "@teleop/conformance";
import { exitCodes } from "../exit-codes.ts";
import { jsonLines, places, RunningCommand, teleop, teleopCommand } from "../testing/command.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\//;

test.each(places)(
  "in a %s: the page is served at the address that is printed, until Ctrl-C",
  async (place) => {
    await using running = new RunningCommand(["console"], { in: place });
    const [url] = await running.shows(ADDRESS);
    const page = await fetch(url);
    expect(page.status).toBe(200);
    expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toContain("<title>teleop</title>");
    running.interrupt();
    expect(await running.exited()).toBe(130);
    await expect(fetch(url)).rejects.toThrow();
  },
);

test("the address as JSON, for a program", async () => {
  await using running = new RunningCommand(["console", "--json"], { in: "pipe" });
  await running.shows("\n");
  expect(jsonLines(running.output)).toEqual([{ url: expect.stringMatching(ADDRESS) }]);
});

test("a port that is taken is told", async () => {
  using taken = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data: () => {} } });
  const { stderr, exitCode } = await teleop(["console", "--port", String(taken.port)], { in: "pipe" });
  expect(stderr).toContain(`teleop: cannot listen at port ${taken.port}`);
  expect(exitCode).not.toBe(0);
});

/** Directories, with a program `xdg-open` in front of all others. */
function withOpener(script: string) {
  const directories = makeDirectories();
  const program = join(directories.cwd, "xdg-open");
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  const env = { PATH: `${directories.cwd}:${process.env.PATH}`, TMPDIR: directories.tmp };
  return { directories, env, [Symbol.dispose]: () => directories[Symbol.dispose]() };
}

const stops: readonly (readonly [NodeJS.Signals, number])[] = [
  ["SIGINT", exitCodes.interrupted],
  // What ends it when its terminal is closed; only Linux tells whether it is to be ignored.
  ...(process.platform === "linux" ? [["SIGHUP", exitCodes.terminated] as const] : []),
];

test.each(stops)(
  "--open has the browser open a file of this user's own that leads there, until %s: the secret is on no command line",
  async (signal, exitCode) => {
    using opener = withOpener('echo "$@" > "$0.told"');
    const told = join(opener.directories.cwd, "xdg-open.told");
    expect(Bun.spawnSync(["mkfifo", told]).exitCode).toBe(0);
    await using running = new RunningCommand(["console", "--open"], { in: "pipe", env: opener.env });
    const [url] = await running.shows(ADDRESS);
    const [, secret = ""] = new URL(url).pathname.split("/");
    const file = (await readFile(told, "utf8")).trim();
    expect(file).not.toContain(secret);
    expect(readFileSync(file, "utf8")).toContain(`url=${url}"`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    running.kill(signal);
    expect(await running.ended()).toBe(exitCode);
    expect(existsSync(dirname(file))).toBe(false);
  },
);

test.skipIf(process.platform !== "linux")(
  "a console that nohup has started outlives its terminal",
  async () => {
    await using running = new RunningCommand(["console"], {
      in: "pipe",
      program: ["sh", "-c", "trap '' HUP; exec \"$@\"", "sh", ...teleopCommand()],
    });
    const [url] = await running.shows(ADDRESS);
    running.kill("SIGHUP");
    expect((await fetch(url)).status).toBe(200);
    running.kill("SIGTERM");
    expect(await running.ended()).toBe(exitCodes.terminated);
  },
);

test("--open without a browser says so, and the console goes on", async () => {
  using opener = withOpener("exit 3");
  await using running = new RunningCommand(["console", "--open"], { in: "pipe", env: opener.env });
  const [url] = await running.shows(ADDRESS);
  await running.complains(
    "no browser was opened: xdg-open has ended with exit code 3: open the address yourself",
  );
  expect((await fetch(url)).status).toBe(200);
});
