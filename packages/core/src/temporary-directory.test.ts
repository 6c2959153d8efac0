import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { targetSocketPath } from "./socket-path.ts";
import { targetTemporaryDirectory } from "./temporary-directory.ts";
import { runChild, scratchDirectory } from "./testing/child.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onLinux = test.if(process.platform === "linux");

/** What a target with this TMPDIR believes, and what a client with another one finds out. */
async function bothSides(directory: string, TMPDIR: string | undefined, program = "") {
  await using target = runChild(
    `${program}
    console.log(core.ownTemporaryDirectory());
    console.log(core.ownSocketPath({ pid: process.pid }));
    await next();`,
    { cwd: directory, env: { TMPDIR } },
  );
  const believed = { directory: await target.line(), socket: await target.line() };
  const found = {
    directory: targetTemporaryDirectory(target.pid),
    socket: targetSocketPath({ pid: target.pid }),
  };
  return { pid: target.pid, believed, found };
}

onLinux("a client finds the target's TMPDIR, not its own", async () => {
  using scratch = scratchDirectory();
  const { pid, believed, found } = await bothSides(scratch.path, scratch.path);
  expect(found).toEqual(believed);
  expect(found.socket).toBe(join(scratch.path, `.teleop_pid_${pid}`));
});

onLinux("a relative TMPDIR is below the target's working directory", async () => {
  using scratch = scratchDirectory();
  mkdirSync(join(scratch.path, "relative"));
  const { believed, found } = await bothSides(scratch.path, "relative");
  expect(found).toEqual(believed);
  expect(found.directory).toBe(join(scratch.path, "relative"));
});

onLinux("a TMPDIR of 200 characters works", async () => {
  using scratch = scratchDirectory();
  const long = join(scratch.path, "d".repeat(200));
  mkdirSync(long);
  const { believed, found } = await bothSides(scratch.path, long);
  expect(found).toEqual(believed);
  expect(found.directory).toBe(long);
});

onLinux.each([
  ["unset", undefined],
  ["empty", ""],
  ["no directory", "/nonexistent/directory"],
  ["a file", "/etc/passwd"],
])("a TMPDIR that is %s means /tmp", async (_case, TMPDIR) => {
  using scratch = scratchDirectory();
  const { believed, found } = await bothSides(scratch.path, TMPDIR);
  expect(found).toEqual(believed);
  expect(found.directory).toBe("/tmp");
});

onLinux("setting process.env.TMPDIR later changes nothing, since no client could know", async () => {
  using scratch = scratchDirectory();
  const { believed, found } = await bothSides(scratch.path, scratch.path, `process.env.TMPDIR = "/var/tmp";`);
  expect(found).toEqual(believed);
  expect(found.directory).toBe(scratch.path);
});
