// heap.e2e.ts: `teleop heap`, end to end.
import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { snapshotContents } from "@teleop/diagnostics/client";
import { readHeapSnapshot } from "../../../../tests/testing/devtools-files.ts";
import { jsonLines, places, RunningCommand, teleop, teleopCommand } from "../testing/command.ts";
import { limitMemory } from "../testing/memory-group.ts";
import { shop } from "../testing/shop.ts";
import { through } from "../testing/through.ts";

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(`${tmpdir()}/teleop-heap-`);
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe.each(places)("in a %s", (place) => {
  test("heap alone, as heap stats, lists types, the most frequent first", async () => {
    await using target = await shop({ args: ["orders=5000"] });
    const { text, exitCode } = await teleop(["heap", `${target.pid}`, "--top", "3"], { in: place });
    expect(text).toMatch(/in the heap, .* outside of it; the process takes \d+ MB in all/);
    expect(text).toMatch(/^ *\d{4,} .*Object$/m);
    expect(text).toMatch(/and \d+ types more/);
    expect(exitCode).toBe(0);
  });

  test("heap snapshot saves what DevTools open, and nothing else", () =>
    withFolder(async (folder) => {
      await using target = await shop({ args: ["orders=123"] });
      const { text, exitCode } = await teleop(["heap", "snapshot", `${target.pid}`], {
        in: place,
        cwd: folder,
      });
      expect(exitCode).toBe(0);
      const [name = "", ...others] = await readdir(folder);
      expect(others).toEqual([]);
      expect(name).toMatch(new RegExp(`^heap-${target.pid}-\\d{8}-\\d{6}\\.heapsnapshot$`));
      expect(text).toMatch(
        new RegExp(`${name}: [\\d.]+ MB, for DevTools \\(Memory, Load\\); the target paused for `),
      );
      const { objects, nodes, reachable } = readHeapSnapshot(await Bun.file(`${folder}/${name}`).text());
      expect(objects.get("Order")).toBe(123);
      expect(reachable).toBeGreaterThan(nodes / 2);
      expect((await stat(`${folder}/${name}`)).mode & 0o777).toBe(0o600);
      // The process that was looked at has written nothing.
      expect(await readdir(target.directories.cwd)).toEqual([]);
    }));

  test("heap diff shows what has grown, the largest change first", () =>
    withFolder(async (folder) => {
      for (const [name, orders] of [
        ["before", 100],
        ["after", 5100],
      ] as const) {
        await using target = await shop({ args: [`orders=${orders}`] });
        const path = `${folder}/${name}`;
        const { exitCode } = await teleop(["heap", "snapshot", `${target.pid}`, "-o", path], { in: "pipe" });
        expect(exitCode).toBe(0);
      }
      const { text, exitCode } = await teleop(["heap", "diff", "before", "after"], {
        in: place,
        cwd: folder,
      });
      expect(text).toMatch(/^ *\+[\d.]+ kB +\+5000 +100 +5100 +Order$/m);
      expect(exitCode).toBe(0);
    }));
});

describe("with --json", () => {
  test("heap stats is one line", async () => {
    await using target = await shop();
    const { stdout, stderr, exitCode } = await teleop(["heap", "stats", `${target.pid}`, "--json"], {
      in: "pipe",
    });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(jsonLines(stdout)).toEqual([
      expect.objectContaining({ objects: expect.stringMatching(/^\d+$/), types: expect.any(Array) }),
    ]);
  });

  test("heap snapshot tells path, length and hash", () =>
    withFolder(async (folder) => {
      await using target = await shop();
      const path = `${folder}/a.heapsnapshot`;
      const { stdout, stderr, exitCode } = await teleop(
        ["heap", "snapshot", `${target.pid}`, "-o", path, "--json"],
        { in: "pipe" },
      );
      expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
      const bytes = await Bun.file(path).bytes();
      const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
      expect(jsonLines(stdout)).toEqual([
        { path, bytes: bytes.byteLength, sha256, pauseSeconds: expect.any(Number) },
      ]);
    }));
});

test("a file that is there already stays, unless it is to be replaced", () =>
  withFolder(async (folder) => {
    await using target = await shop();
    const path = `${folder}/a.heapsnapshot`;
    await Bun.write(path, "mine");
    const args = ["heap", "snapshot", `${target.pid}`, "-o", path];
    const refused = await teleop(args, { in: "pipe" });
    expect(refused.stderr).toContain(`${path} is there already, and stays`);
    expect(refused.exitCode).toBe(1);
    expect(await Bun.file(path).text()).toBe("mine");
    expect((await teleop([...args, "--overwrite"], { in: "pipe" })).exitCode).toBe(0);
    expect((await snapshotContents(Bun.file(path).stream())).nodes).toBeGreaterThan(1000);
  }));

test("what is no snapshot is not compared, and the error names it", () =>
  withFolder(async (folder) => {
    await Bun.write(`${folder}/a`, "{}");
    const { stderr, exitCode } = await teleop(["heap", "diff", "a", "b"], { in: "pipe", cwd: folder });
    expect(stderr).toBe("teleop: a: this is no heap snapshot: it has no nodes (byte 2)\n");
    expect(exitCode).toBe(1);
  }));

describe("a heap of a million small objects", () => {
  const orders = "orders=1000000";

  test("is not looked at without a yes: the cost is told, and nothing is done", () =>
    withFolder(async (folder) => {
      await using target = await shop({ args: [orders] });
      const args = ["heap", "snapshot", `${target.pid}`];
      const piped = await teleop(args, { in: "pipe", cwd: folder });
      expect(piped.stderr).toMatch(
        /the process pauses for up to [\d.]+ s, and takes up to [\d.]+ [MG]B of memory; the file is about \d+ MB: pass --yes/,
      );
      expect(piped.exitCode).toBe(8);

      await using asked = new RunningCommand(args, { in: "terminal", cwd: folder });
      await asked.shows("Go on? [y/N]");
      asked.type("n\r");
      expect((await asked.result()).exitCode).toBe(8);
      expect(await readdir(folder)).toEqual([]);
    }));

  test(
    "arrives whole, with little memory here; progress is shown, and the target works",
    () =>
      withFolder(async (folder) => {
        await using target = await shop({ args: [orders] });
        const path = `${folder}/a.heapsnapshot`;
        const { peakBytes, exitCode } = await peakOf([
          "heap",
          "snapshot",
          `${target.pid}`,
          "-o",
          path,
          "--yes",
        ]);
        expect(exitCode).toBe(0);
        expect((await stat(path)).size).toBeGreaterThan(100_000_000);
        const { classes } = await snapshotContents(Bun.file(path).stream());
        expect(classes.get("Order")?.count).toBe(1_000_000);
        const { peakBytes: baseline } = await peakOf(["heap", "stats", `${target.pid}`]);
        expect(peakBytes - baseline).toBeLessThan(100_000_000);

        await using shown = new RunningCommand(
          ["heap", "snapshot", `${target.pid}`, "-o", path, "--overwrite"],
          {
            in: "terminal",
          },
        );
        await shown.shows("Go on? [y/N]");
        shown.type("y\r");
        await shown.shows(/the target pauses, for up to [\d.]+ s/);
        const { stdout, exitCode: code } = await shown.result();
        expect(code).toBe(0);
        // The line of the progress has gone before there is a result, and takes nothing of it along.
        expect(stdout.slice(stdout.indexOf("the target paused for"))).toMatch(
          /^the target paused for [\d.]+ s\r\n$/,
        );
        expect(await readdir(folder)).toEqual(["a.heapsnapshot"]);
      }),
    300_000,
  );
});

describe("a snapshot", () => {
  // As many as take long enough for somebody to be in time.
  const orders = "orders=250000";

  test("is called off by Ctrl-C, which leaves nothing, and a target that works", () =>
    withFolder(async (folder) => {
      await using target = await shop({ args: [orders] });
      await using running = new RunningCommand(["heap", "snapshot", `${target.pid}`, "--yes"], {
        in: "terminal",
        cwd: folder,
      });
      await running.shows("the process pauses for up to");
      await takesSomeTime(target.pid);
      running.interrupt();
      expect((await running.result()).exitCode).toBe(130);
      expect(await readdir(folder)).toEqual([]);
      expect((await teleop(["gc", `${target.pid}`, "--timeout", "1m"], { in: "pipe" })).exitCode).toBe(0);
    }));

  test("of a process that is stopped meanwhile fails, which is said, and leaves nothing", () =>
    withFolder(async (folder) => {
      // Fewer: it is waited for as long as they may take.
      await using target = await shop({ args: ["orders=100000"] });
      const args = ["heap", "snapshot", `${target.pid}`, "--yes", "--timeout", "1s"];
      await using running = new RunningCommand(args, { in: "terminal", cwd: folder, columns: 300 });
      await running.shows("the process pauses for up to");
      await takesSomeTime(target.pid);
      process.kill(target.pid, "SIGSTOP");
      await running.shows(
        /has not answered anything for \d+ ms, though it was asked; it may be stopped, or busy/,
      );
      expect((await running.result()).exitCode).toBe(7);
      expect(await readdir(folder)).toEqual([]);
    }));

  test.each(["pausing", "receiving"])(
    "when its client is killed while %s, no file is left, and the target serves the next",
    (when) =>
      withFolder(async (folder) => {
        await using target = await shop({ args: [orders] });
        await using client = startClient(target.pid, `${folder}/a.heapsnapshot`, "stay");
        await client.says(when);
        client.kill("SIGKILL");
        await client.exited;
        expect(await readdir(folder)).toEqual([]);
        const path = `${folder}/b.heapsnapshot`;
        const args = ["heap", "snapshot", `${target.pid}`, "-o", path, "--yes", "--timeout", "1m"];
        // Until the target has noticed, it says who is at it.
        for (let result = await teleop(args, { in: "pipe" }); result.exitCode !== 0; ) {
          expect(result.stderr).toContain(`process ${client.pid}`);
          result = await teleop(args, { in: "pipe" });
        }
        expect((await snapshotContents(Bun.file(path).stream())).classes.get("Order")?.count).toBe(250_000);
      }),
  );

  test.each(["pausing", "receiving"])(
    "when its target is killed while its client is %s, the client says so, and no file is left",
    (when) =>
      withFolder(async (folder) => {
        await using target = await shop({ args: [orders] });
        await using client = startClient(target.pid, `${folder}/a.heapsnapshot`, "stay");
        await client.says(when);
        process.kill(target.pid, "SIGKILL");
        expect(await client.exited).toBe(7);
        expect(await client.complaint).toContain("disconnected");
        expect(await readdir(folder)).toEqual([]);
      }),
  );
});

test("a snapshot is refused where a cgroup leaves too little memory, which is named", () =>
  withFolder(async (folder) => {
    // It is removed when the target has ended.
    using stack = new DisposableStack();
    await using target = await shop({ args: ["orders=400000"] });
    const group = limitMemory(target.pid, 200_000_000);
    if (typeof group === "string") {
      console.log(`skipped: ${group}`);
      return;
    }
    stack.use(group);
    const args = ["heap", "snapshot", `${target.pid}`, "--yes"];
    const { stderr, exitCode } = await teleop(args, { in: "pipe", cwd: folder });
    expect(stderr).toMatch(/a snapshot may take \d+ MB of memory more than the process has/);
    expect(stderr).toContain(group.limit);
    expect(stderr).toContain("--force takes it all the same");
    expect(exitCode).toBe(8);
    expect(await readdir(folder)).toEqual([]);
    expect((await teleop(["gc", `${target.pid}`], { in: "pipe" })).exitCode).toBe(0);
  }));

test("by way of --via a snapshot is saved here, whole", () =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["orders=123"] });
    const path = `${folder}/a.heapsnapshot`;
    const args = [...through("env"), "heap", "snapshot", `${target.pid}`, "-o", path];
    const { stderr, exitCode } = await teleop(args, { in: "pipe" });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(readHeapSnapshot(await Bun.file(path).text()).objects.get("Order")).toBe(123);
  }));

test("a heap of 500 MB in large buffers is looked at without a pause worth a question", () =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["buffers=500"] });
    const path = `${folder}/a.heapsnapshot`;
    const { exitCode, peakBytes } = await peakOf(["heap", "snapshot", `${target.pid}`, "-o", path]);
    expect(exitCode).toBe(0);
    expect(peakBytes).toBeLessThan(250_000_000);
    const { classes } = await snapshotContents(Bun.file(path).stream());
    expect(classes.get("Uint8Array")?.count).toBeGreaterThanOrEqual(50);
  }));

/**
 * Runs a command, and tells how much memory its process has taken at most. A small process starts it: to the system a
 * process has taken what the one that started it had.
 */
async function peakOf(args: readonly string[]): Promise<{ peakBytes: number; exitCode: number }> {
  const starter = `
    const child = Bun.spawn(process.argv.slice(1), { stdout: "ignore", stderr: "inherit" });
    const exitCode = await child.exited;
    console.log(JSON.stringify({ exitCode, peakBytes: child.resourceUsage().maxRSS }));`;
  const child = Bun.spawn([process.execPath, "-e", starter, ...teleopCommand(), ...args], {
    stdout: "pipe",
    stderr: "inherit",
  });
  return JSON.parse(await child.stdout.text());
}

function startClient(pid: number, path: string, mode: string) {
  const program = fileURLToPath(new URL("../testing/snapshot-program.ts", import.meta.url));
  const child = Bun.spawn([process.execPath, program, `${pid}`, path, mode], {
    stdout: "pipe",
    stderr: "pipe",
  });
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  return {
    pid: child.pid,
    exited: child.exited,
    complaint: child.stderr.text(),
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    async says(report: string): Promise<void> {
      while (!said.includes(`"${report}"`)) {
        const { value, done } = await lines.read();
        if (done) throw new Error(`it ended, and has said ${said} ${await child.stderr.text()}`);
        said += value;
      }
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

/** Resolves in the middle of a snapshot: to be attached to takes a process a few milliseconds, and a snapshot hundreds. */
async function takesSomeTime(pid: number): Promise<void> {
  const before = processorTimeOf(pid);
  while (processorTimeOf(pid) < before + 100) await Bun.sleep(1);
}

/** What a process has taken of processors, in milliseconds, as proc_pid_stat(5) has it in hundredths of a second. */
function processorTimeOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
