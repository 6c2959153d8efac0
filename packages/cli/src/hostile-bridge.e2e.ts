// hostile-bridge.e2e.ts: what the command makes of another end of `--via` that lies, or says nothing.
import { expect, setDefaultTimeout, test } from "bun:test";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDirectories } from "@teleop/conformance";
import { exitCodes } from "./exit-codes.ts";
import { RunningCommand, teleop } from "./testing/command.ts";
import type { HostileBridge } from "./testing/hostile-bridge-program.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const program = fileURLToPath(new URL("./testing/hostile-bridge-program.ts", import.meta.url));

function behind(said: HostileBridge): readonly string[] {
  const bridge = [process.execPath, program, `'${JSON.stringify(said)}'`].join(" ");
  return ["--via", "env", "--via-command", bridge];
}

const row = { pid: 1, name: "init", command: ["init"], armed: "certainly" };

test("a list of processes that is none is the bridge's fault, whatever is wrong with it", async () => {
  for (const wrong of [
    { announcements: 5 },
    { announcements: [{ attacher: "unix", services: 5 }] },
    { announcements: [{ attacher: "unix", versions: { bun: { toString: 1 } } }] },
    { announcements: [{ attacher: "unix", transport: 5 }] },
    { userName: 7 },
    { state: {} },
    { ancestors: "1" },
    { uptimeMs: "long" },
    { parent: {} },
    { pid: 1e300 },
    { parent: -1 },
    { user: 1.5 },
    { ancestors: [2 ** 32] },
    { startedAt: 1e300 },
    { contained: "no" },
  ]) {
    const result = await teleop(["ps", "--json", ...behind({ answer: [{ ...row, ...wrong }] })], {
      in: "pipe",
    });
    expect({ wrong, ...result }).toMatchObject({ exitCode: exitCodes.failed, stdout: "" });
    expect(JSON.parse(result.stderr)).toMatchObject({ error: { code: "BRIDGE_MISMATCH" } });
  }
  const right = await teleop(["ps", "--json", ...behind({ answer: [row] })], { in: "pipe" });
  expect(right.exitCode).toBe(exitCodes.ok);
});

test("what it tells of processes that have ended is not believed where it is wrong", async () => {
  const nothing = { appeared: [], changed: [], disappeared: [] };
  for (const ended of [
    7,
    [{ process: row }],
    [{ process: {}, ending: { how: "unknown" } }],
    [{ process: row, ending: { how: "exited", code: "1" } }],
    [{ process: row, ending: { how: "exited", code: 0.5 } }],
    [{ process: row, ending: { how: "vanished" } }],
  ]) {
    const change = { ...nothing, ended };
    const result = await teleop(["ps", "--watch", "--json", ...behind({ answer: change })], { in: "pipe" });
    expect({ ended, ...result }).toMatchObject({ exitCode: exitCodes.failed, stdout: "" });
    expect(JSON.parse(result.stderr)).toMatchObject({ error: { code: "BRIDGE_MISMATCH" } });
  }
});

test("that it was stopped is nothing that others can say: their errors are told", async () => {
  for (const code of ["INTERRUPTED", "TERMINATED", "BROKEN_PIPE"]) {
    const result = await teleop(["ps", ...behind({ code, message: "nothing\u001b[2J to see" })], {
      in: "pipe",
    });
    expect(result).toMatchObject({ exitCode: exitCodes.failed, stdout: "" });
    expect(result.stderr).toContain("nothing\\u001b[2J to see");
  }
});

test("Ctrl-C ends the wait for a pid file of a place that does not answer", async () => {
  using directories = makeDirectories();
  const fifo = join(directories.tmp, "fifo");
  expect(Bun.spawnSync(["mkfifo", fifo]).exitCode).toBe(0);
  await using asked = await open(fifo, "r+");
  await using running = new RunningCommand(["info", "./server.pid", ...behind({ silent: fifo })], {
    in: "pipe",
  });
  await asked.read(new Uint8Array(1));
  running.interrupt();
  expect(await running.ended()).toBe(exitCodes.interrupted);
});
