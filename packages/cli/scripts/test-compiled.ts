// test-compiled.ts: runs end-to-end tests of the command on the compiled one, which is made for them. Arguments choose files,
// as those of run-e2e.ts do.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compileTeleop } from "./compile.ts";

const folder = await mkdtemp(join(tmpdir(), "teleop-compiled-"));
try {
  const teleop = join(folder, "teleop");
  await compileTeleop(teleop);
  const tests = Bun.spawn([process.execPath, join(import.meta.dir, "run-e2e.ts"), ...process.argv.slice(2)], {
    env: { ...process.env, TELEOP_TEST_COMMAND: teleop },
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
  });
  process.exitCode = await tests.exited;
} finally {
  await rm(folder, { recursive: true });
}
