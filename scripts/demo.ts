// demo.ts: the whole of teleop in a few lines: a separate process, attached to by its PID alone, and called.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attach, Echo } from "../packages/teleop/src/index.ts";

// A directory of its own, so that the last line can tell what is left. It stands for the system's /tmp.
const home = await mkdtemp(join(tmpdir(), "teleop-demo-"));
try {
  await using server = Bun.spawn(
    [process.execPath, join(import.meta.dir, "../examples/echo-server/src/main.ts")],
    {
      cwd: home,
      env: { ...process.env, TMPDIR: home, TEMP: home, TMP: home },
      stdout: "pipe",
      stderr: "inherit",
    },
  );
  const lines = server.stdout.pipeThrough(new TextDecoderStream()).getReader();
  console.log((await lines.read()).value?.trim());

  const started = performance.now();
  {
    await using target = await attach(server.pid);
    console.log(`attached to ${target.pid} in ${milliseconds(started)}: it was cold, nothing was bound`);
    using echo = target.service("echo", Echo);
    for (const message of ["hello!", "again", "and again"]) {
      const called = performance.now();
      const { reply } = await echo.echo({ message });
      console.log(`echo("${message}") → "${reply}" in ${milliseconds(called)}`);
    }
  }

  const again = performance.now();
  {
    await using _target = await attach(server.pid);
    console.log(`attached once more in ${milliseconds(again)}: the socket was still bound`);
  }

  // Windows has no signal that asks a process to end: there it is killed, and leaves nothing, either.
  const isAsked = process.platform !== "win32";
  server.kill("SIGTERM");
  const exitCode = await server.exited;
  const left = await readdir(home);
  console.log(
    `the server ${isAsked ? `has ended with ${exitCode}` : "was killed"}; left behind: ${left.length === 0 ? "nothing" : left.join(", ")}`,
  );
  if ((isAsked && exitCode !== 0) || left.length > 0) process.exitCode = 1;
} finally {
  await rm(home, { recursive: true, force: true });
}

function milliseconds(since: number): string {
  return `${(performance.now() - since).toFixed(1)} ms`;
}
