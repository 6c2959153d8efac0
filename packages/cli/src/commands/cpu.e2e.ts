// cpu.e2e.ts: `teleop cpu`, end to end.
import { describe, expect, test } from "bun:test";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { readCpuProfile } from "../../../../tests/testing/devtools-files.ts";
import { jsonLines, places, RunningCommand, teleop } from "../testing/command.ts";
import { shop } from "../testing/shop.ts";
import { through } from "../testing/through.ts";

async function withFolder(body: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(`${tmpdir()}/teleop-cpu-`);
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.each(places)("in a %s, cpu shows what takes the time, and saves what DevTools open", (place) =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["busy"] });
    const { text, exitCode } = await teleop(["cpu", `${target.pid}`, "--duration", "700ms"], {
      in: place,
      cwd: folder,
      columns: 300,
    });
    expect(exitCode).toBe(0);
    expect(text).toMatch(/SELF +TOTAL +TIME +FUNCTION +WHERE/);
    expect(text).toMatch(/searchOrders +.*shop-program\.ts:\d+$/m);
    const [name = "", ...others] = await readdir(folder);
    expect(others).toEqual([]);
    expect(name).toMatch(new RegExp(`^cpu-${target.pid}-\\d{8}-\\d{6}\\.cpuprofile$`));
    expect(text).toContain(name);
    expect((await stat(`${folder}/${name}`)).mode & 0o777).toBe(0o600);
    const { functions, duration } = readCpuProfile(await Bun.file(`${folder}/${name}`).text());
    expect(duration).toBeGreaterThan(600_000);
    expect(functions.slice(0, 6).map((each) => each.name)).toContain("searchOrders");
  }),
);

test("a script below the working directory is shown from there", () =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["busy"] });
    const cwd = fileURLToPath(new URL("../testing", import.meta.url));
    const args = ["cpu", `${target.pid}`, "-d", "300ms", "-o", `${folder}/a.cpuprofile`];
    const { text } = await teleop(args, { in: "pipe", cwd });
    expect(text).toMatch(/searchOrders +shop-program\.ts:\d+$/m);
  }));

test("with --json, cpu prints one line", () =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["busy"] });
    const path = `${folder}/a.cpuprofile`;
    const { stdout, stderr, exitCode } = await teleop(
      ["cpu", `${target.pid}`, "-d", "300ms", "-o", path, "--json", "--top", "0"],
      { in: "pipe" },
    );
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(jsonLines(stdout)).toEqual([
      {
        path,
        end: "maxDuration",
        samples: expect.any(Number),
        busyMicroseconds: expect.any(Number),
        idleMicroseconds: expect.any(Number),
        functions: expect.arrayContaining([expect.objectContaining({ name: "searchOrders" })]),
      },
    ]);
  }));

describe("on a terminal", () => {
  test("Enter ends a profile, and what there is by then is saved", () =>
    withFolder(async (folder) => {
      await using target = await shop({ args: ["busy"] });
      await using running = new RunningCommand(["cpu", `${target.pid}`, "--duration", "forever"], {
        in: "terminal",
        cwd: folder,
      });
      await running.shows("Enter ends it");
      running.type("\r");
      expect((await running.result()).exitCode).toBe(0);
      const [name = ""] = await readdir(folder);
      readCpuProfile(await Bun.file(`${folder}/${name}`).text());
    }));

  test("Ctrl-C throws it away, and the target takes the next", () =>
    withFolder(async (folder) => {
      await using target = await shop({ args: ["busy"] });
      await using running = new RunningCommand(["cpu", `${target.pid}`, "--duration", "1m"], {
        in: "terminal",
        cwd: folder,
      });
      await running.shows("Enter ends it");
      running.interrupt();
      expect((await running.result()).exitCode).toBe(130);
      expect(await readdir(folder)).toEqual([]);
      const next = await teleop(["cpu", `${target.pid}`, "-d", "50ms"], { in: "pipe", cwd: folder });
      expect({ stderr: next.stderr, exitCode: next.exitCode }).toEqual({ stderr: "", exitCode: 0 });
    }));

  test("a process that is stopped meanwhile is given up, which is said, and nothing is saved", () =>
    withFolder(async (folder) => {
      await using target = await shop({ args: ["busy"] });
      const args = ["cpu", `${target.pid}`, "--duration", "1m", "--timeout", "500ms"];
      await using running = new RunningCommand(args, { in: "terminal", cwd: folder, columns: 300 });
      await running.shows("Enter ends it");
      process.kill(target.pid, "SIGSTOP");
      await running.shows(
        /has not answered anything for \d+ ms, though it was asked; it may be stopped, or busy/,
      );
      expect((await running.result()).exitCode).toBe(7);
      expect(await readdir(folder)).toEqual([]);
    }));

  test("a short interval is asked about", () =>
    withFolder(async (folder) => {
      await using target = await shop({ args: ["busy"] });
      const args = ["cpu", `${target.pid}`, "--interval", "0.1ms", "--duration", "200ms"];
      await using running = new RunningCommand(args, { in: "terminal", cwd: folder });
      await running.shows("by about 22 % at an interval of 0.1 ms");
      await running.shows("Go on? [y/N]");
      running.type("y\r");
      expect((await running.result()).exitCode).toBe(0);
    }));
});

test("by way of --via a profile is taken, and saved here", () =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["busy"] });
    const args = [...through("env"), "cpu", `${target.pid}`, "-d", "500ms", "-o", `${folder}/a.cpuprofile`];
    const { text, stderr, exitCode } = await teleop(args, { in: "pipe" });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(text).toContain("searchOrders");
    readCpuProfile(await Bun.file(`${folder}/a.cpuprofile`).text());
  }));

test("the second of two is told who is first", () =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["busy"] });
    await using first = new RunningCommand(["cpu", `${target.pid}`, "--duration", "1m"], {
      in: "terminal",
      cwd: folder,
    });
    await first.shows("Enter ends it");
    const second = await teleop(["cpu", `${target.pid}`], { in: "pipe", cwd: folder });
    expect(second.stderr).toMatch(new RegExp(`process ${first.pid} \\(.+\\) has been taking a profile`));
    expect(second.exitCode).toBe(7);
    expect(await readdir(folder)).toEqual([]);
  }));

test.each(places)("in a %s, --recent shows what took the time before anybody asked", (place) =>
  withFolder(async (folder) => {
    await using target = await shop({ args: ["busy"], env: { TELEOP: "recorder" } });
    const args = ["cpu", `${target.pid}`, "--recent", "--top", "0"];
    // It begins once the profiler has been loaded.
    let result = await teleop(args, { in: place, cwd: folder, columns: 300 });
    while (result.exitCode === 0 && !result.text.includes("searchOrders")) {
      result = await teleop([...args, "-o", "a.cpuprofile", "--overwrite"], {
        in: place,
        cwd: folder,
        columns: 300,
      });
    }
    expect(result.text).toMatch(/searchOrders +.*shop-program\.ts:\d+$/m);
    for (const name of await readdir(folder)) readCpuProfile(await Bun.file(`${folder}/${name}`).text());
  }),
);

test("--recent of a process without a flight recorder says what to do", () =>
  withFolder(async (folder) => {
    await using target = await shop();
    const { stderr, exitCode } = await teleop(["cpu", `${target.pid}`, "--recent"], {
      in: "pipe",
      cwd: folder,
    });
    expect(stderr).toContain("this process has no flight recorder; take a profile");
    expect(exitCode).toBe(7);
  }));
