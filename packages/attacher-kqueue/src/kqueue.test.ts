import { expect, test } from "bun:test";
import { readdirSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AttacherProcess, makeDirectories } from "@teleop/conformance";
import { kqueue } from "./index.ts";
import { kqueueOf } from "./kqueue.ts";
import { noPlatform, testedPlatform } from "./testing/tested-platform.ts";

/** A hundred Workers take their time on a machine that does other work too. */
const SLOW_MS = 30_000;

testOverKqueue("arming and disposing a hundred times leaves no descriptor open", async () => {
  expect(await run("cycles-program.ts")).toEqual(["all closed"]);
});

testOverKqueue("a target that armed in a Worker is woken, and ends by itself", async () => {
  expect(await run("worker-program.ts")).toEqual(["armed", "signaled"]);
});

testOverKqueue("a Worker that ends by an error is replaced, but not as often as it ends", async () => {
  expect(await run("broken-worker-program.ts")).toEqual(["healed", "degraded", "healed", "signaled"]);
});

testOverKqueue("a private directory that somebody removed is made again and watched", async () => {
  await using healing = await AttacherProcess.start(new URL("./testing/target.ts", import.meta.url));
  await healing.command({ do: "arm" });
  const { tmp, cwd } = healing.directories;
  for (const entry of readdirSync(tmp)) {
    // Moved first: the target makes it anew while it is being emptied.
    renameSync(join(tmp, entry), join(tmp, "gone"));
    rmSync(join(tmp, "gone"), { recursive: true });
  }
  for (let healed = false; !healed; ) {
    const report = await healing.next("event");
    healed = report.report === "event" && report.event.type === "healed";
  }
  // Only the private directory is left to attach by, also while the target takes its places anew.
  rmdirSync(cwd);
  await using signal = kqueueOf(testedPlatform).signal(healing);
  await signal.send();
  await healing.next("signaled");
});

test.skipIf(process.platform === "win32")(
  "where kqueue cannot be called the target looks once a second, which is reported",
  async () => {
    expect(await run("no-library-program.ts")).toEqual([
      expect.stringMatching(/^looking for attach files once a second: .*libabsent\.so/),
      "signaled",
    ]);
  },
);

test("without a known kqueue arm() and signal() throw, while importing and making the attacher do not", () => {
  const attacher = process.platform === "linux" ? kqueue() : kqueueOf(undefined);
  for (const use of [() => attacher.arm({ pid: 1 }), () => attacher.signal({ pid: 1 })]) {
    expect(use).toThrow(expect.objectContaining({ code: "UNSUPPORTED_PLATFORM" }));
  }
});

function testOverKqueue(name: string, body: () => Promise<void>): void {
  if (testedPlatform === undefined) test.skip(`kqueue: ${name} (skipped: ${noPlatform})`, body);
  else test(`kqueue: ${name}`, body, SLOW_MS);
}

/** Runs a program of ./testing to its end in directories of its own, and returns the lines that it printed. */
async function run(program: string): Promise<string[]> {
  using directories = makeDirectories();
  const child = Bun.spawn([process.execPath, new URL(`./testing/${program}`, import.meta.url).pathname], {
    cwd: directories.cwd,
    env: { ...process.env, TMPDIR: directories.tmp },
    stderr: "inherit",
  });
  const output = await child.stdout.text();
  expect(await child.exited).toBe(0);
  expect(directories.leftovers()).toEqual([]);
  return output.trim().split("\n");
}
