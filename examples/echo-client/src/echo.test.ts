// echo.test.ts: the echo server and the echo client, as one would run them.
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const examples = join(import.meta.dir, "../..");

describe.if(process.platform !== "win32")("the echo client", () => {
  let home = "";

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), "teleop-echo-"));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  function run(example: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    return Bun.spawn([process.execPath, join(examples, example, "src/main.ts"), ...args], {
      cwd: home,
      env: { ...process.env, TMPDIR: home, ...env },
      stdout: "pipe",
      stderr: "pipe",
    });
  }

  async function client(...args: readonly string[]) {
    await using child = run("echo-client", args);
    const [output, complaints] = await Promise.all([child.stdout.text(), child.stderr.text()]);
    return { exitCode: await child.exited, output, complaints };
  }

  test.each(["SIGTERM", "SIGINT"] as const)(
    "gets replies from the server whose PID is in PID_FILE; the server ends at %s and leaves nothing",
    async (signal) => {
      const pidFile = join(home, "echo.pid");
      await using server = run("echo-server", [], { PID_FILE: pidFile });
      const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
      expect((await lines.read()).value).toStartWith(`echo server: pid ${server.pid}, armed by `);
      const pid = (await readFile(pidFile, "utf8")).trim();
      expect(pid).toBe(`${server.pid}`);

      expect(await client(pid)).toEqual({ exitCode: 0, output: "hello!\n", complaints: "" });
      expect(await client(pid, "one", "two")).toEqual({ exitCode: 0, output: "one\ntwo\n", complaints: "" });

      server.kill(signal);
      expect(await server.exited).toBe(0);
      expect(await readdir(home)).toEqual([]);
    },
  );

  test.each([
    ["no PID", [], 2, "usage: bun run src/main.ts PID"],
    ["a PID that is none", ["abc"], 1, "echo client: [INVALID_ARGUMENT] a PID must be an integer"],
    [
      "a PID that nobody has",
      [`${2 ** 31 - 1}`],
      1,
      "echo client: [NO_SUCH_PROCESS] no process has PID 2147483647",
    ],
  ])("says what is wrong with %s", async (_what, args, exitCode, complaint) => {
    const outcome = await client(...args);
    expect(outcome).toMatchObject({ exitCode, output: "" });
    expect(outcome.complaints).toStartWith(complaint);
  });
});
