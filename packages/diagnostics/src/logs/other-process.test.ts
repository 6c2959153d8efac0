// other-process.test.ts: what a client in another process is told of what a target says, up to its end.
import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { makeDirectories } from "@teleop/conformance";
import { Logs, type Logs_Entry } from "../client.ts";
import { attachTo, TestTarget } from "../testing/target.ts";

/** A sink, and what it was given. */
function follower(enough: number) {
  const entries: Logs_Entry[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  return {
    entries,
    enough: promise,
    sink: {
      entry: ({ entry }: { readonly entry?: Logs_Entry | undefined }) => {
        if (entry !== undefined && entries.push(entry) === enough) resolve();
      },
    },
  };
}

test("two clients follow the same target, and one that is killed does not keep the other from it", async () => {
  await using target = await TestTarget.start();
  const { entries, enough, sink } = follower(2);
  await using staying = await target.attach();
  using logs = staying.service("logs", Logs);
  using _results = await logs.follow({ sink });
  {
    const first = follower(1);
    const other = await target.attach();
    using others = other.service("logs", Logs);
    using _others = await others.follow({ sink: first.sink });
    target.send({ say: "to both" });
    await first.enough;
    other.evict(new Error("gone in the middle"));
  }
  target.send({ say: "to one" });
  await enough;
  expect(entries.map(({ source, text }) => [source, text])).toEqual([
    ["console.error", "to both"],
    ["console.error", "to one"],
  ]);
});

test("an error that nobody caught is told to who follows, and the process dies as it would have", async () => {
  const [followed, alone] = await Promise.all([dieOf("too far", true), dieOf("too far", false)]);
  expect(followed.entries).toEqual([
    expect.objectContaining({
      level: "error",
      source: "uncaughtException",
      text: expect.stringContaining("RangeError: too far"),
    }),
  ]);
  expect(followed.entries[0]?.text).toMatch(/at fail .*target-program\.ts/);
  const { exitCode, stderr } = alone;
  expect(stderr).toContain("RangeError: too far");
  expect(followed).toMatchObject({ exitCode, stderr });
});

/** Lets a target die of an error, and tells how it did, and what a follower was told. */
async function dieOf(message: string, isFollowed: boolean) {
  using directories = makeDirectories();
  const script = fileURLToPath(new URL("../testing/target-program.ts", import.meta.url));
  await using child = Bun.spawn([process.execPath, script], {
    cwd: directories.cwd,
    env: { ...process.env, TMPDIR: directories.tmp },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "pipe",
  });
  await child.stdout.getReader().read();
  await using session = await attachTo(child.pid);
  using logs = session.service("logs", Logs);
  const { entries, sink } = follower(1);
  if (isFollowed) await logs.follow({ sink });
  child.stdin.write(`${JSON.stringify({ throw: message })}\n`);
  await child.stdin.flush();
  const [exitCode, stderr] = await Promise.all([child.exited, child.stderr.text()]);
  await session.closed;
  return { exitCode, stderr, entries };
}
