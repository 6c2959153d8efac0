// local-host.test.ts: pid files of this machine, and what is none.
import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeDirectories } from "@teleop/conformance";
import { noFlags } from "./common-flags.ts";
import { LocalHost } from "./local-host.ts";

test("a pid file is read, and nothing is waited for that has no end, or no beginning", async () => {
  using directories = makeDirectories();
  await using host = new LocalHost(noFlags);
  const file = join(directories.tmp, "server.pid");
  writeFileSync(file, " 4711\n");
  expect(await host.pidFromFile(file)).toBe(4711);

  const fifo = join(directories.tmp, "fifo.pid");
  expect(Bun.spawnSync(["mkfifo", fifo]).exitCode).toBe(0);
  for (const none of ["/dev/zero", fifo, directories.tmp, join(directories.tmp, "missing.pid")]) {
    await expect(host.pidFromFile(none)).rejects.toMatchObject({ code: "NO_SUCH_PROCESS", path: none });
  }
});
