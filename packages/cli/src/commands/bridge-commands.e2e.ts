// bridge-commands.e2e.ts: that each command works by way of a bridge as it does here. What it gives is tested beside it.
import { expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Directories, makeDirectories } from "@teleop/conformance";
import { readHeapSnapshot } from "../../../../tests/testing/devtools-files.ts";
import { CdpClient, stopAt } from "../testing/cdp.ts";
import { jsonLines, RunningCommand, teleop } from "../testing/command.ts";
import { DebugTarget } from "../testing/debug-target.ts";
import { JobsTarget } from "../testing/jobs-target.ts";
import { LiveTarget } from "../testing/live.ts";
import { shop } from "../testing/shop.ts";
import { TestTarget } from "../testing/target.ts";
import { through } from "../testing/through.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const flags = through("env");

async function run(words: readonly string[], directories?: Directories) {
  const result = await teleop([...words, ...flags], { in: "pipe", cwd: directories?.cwd });
  expect({ stderr: result.stderr, exitCode: result.exitCode }).toMatchObject({ exitCode: 0 });
  return result;
}

test("services, describe and call: what a process offers is called without its schema here", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  expect((await run(["services", pid])).text).toContain("jobs");
  expect((await run(["describe", pid, "jobs"])).text).toContain("list");
  const here = await teleop(["call", "--json", pid, "jobs.list"], { in: "pipe" });
  expect((await run(["call", "--json", pid, "jobs.list"])).stdout).toBe(here.stdout);
});

test("call: what comes and goes in pieces, and calls back, does so over a bridge", async () => {
  await using target = await JobsTarget.start();
  const pid = String(target.pid);
  await using lines = new RunningCommand(["call", pid, "jobs.upload", "-", ...flags], { in: "pipe" });
  lines.type('{"bytes":[1,2]}\n{"bytes":[3]}\n');
  expect(await lines.result()).toMatchObject({ stderr: "", exitCode: 0 });
  const watched = await run(["call", pid, "jobs.watch", "times=2"]);
  expect(watched.text).toContain("watcher.done");
});

test("repl: Ctrl-C on the terminal cancels a call, and leaves the way to the process as it is", async () => {
  await using target = await JobsTarget.start();
  await using repl = new RunningCommand(["repl", String(target.pid), ...flags], {
    in: "terminal",
    columns: 200,
  });
  await repl.shows(`${target.pid}`);
  for (let times = 0; times < 2; times++) {
    repl.type("jobs.hang\r");
    await target.next("hanging");
    repl.interrupt();
    await target.next("cancelled");
    await repl.shows("cancelled");
  }
  repl.type("jobs.uploaded\r");
  await repl.shows('"calls":');
  repl.endInput();
  expect(await repl.exited()).toBe(0);
});

test("Ctrl-C cancels what the target does for a command, and the bridge ends", async () => {
  await using target = await JobsTarget.start();
  for (const place of ["pipe", "terminal"] as const) {
    await using call = new RunningCommand(["call", String(target.pid), "jobs.hang", ...flags], { in: place });
    await target.next("hanging");
    call.interrupt();
    await target.next("cancelled");
    expect(await call.exited()).toBe(130);
  }
});

test("heap, gc and cpu: what is saved is whole, and is saved here", async () => {
  await using target = await shop({ args: ["orders=500"] });
  using directories = makeDirectories();
  const pid = String(target.pid);
  expect((await run(["heap", "stats", pid])).text).toContain("in the heap");
  expect((await run(["gc", pid])).text).toContain("it paused for");
  await run(["heap", "snapshot", pid], directories);
  await run(["cpu", pid, "--duration", "300ms"], directories);
  const names = readdirSync(directories.cwd).sort();
  expect(names.map((name) => name.split(".").at(-1))).toEqual(
    expect.arrayContaining(["heapsnapshot", "cpuprofile"]),
  );
  const [snapshot = ""] = names.filter((name) => name.endsWith(".heapsnapshot"));
  expect(readHeapSnapshot(await Bun.file(join(directories.cwd, snapshot)).text()).nodes).toBeGreaterThan(
    1000,
  );
});

test("debug: a front end here stops a process there, and lets it go on", async () => {
  await using target = await DebugTarget.start();
  await using running = new RunningCommand(["debug", String(target.pid), ...flags], { in: "pipe" });
  const [url] = await running.shows(/ws(\+unix)?:\S+/);
  {
    await using client = await CdpClient.connect(url);
    const frame = await stopAt(client, "debug-target-program", "calls += 1");
    expect(frame.functionName).toBe("tick");
    await client.ask("Debugger.resume");
  }
  running.interrupt();
  expect(await running.exited()).toBe(130);
  await target.goesOn();
});

test("info, logs and stalls: what a process is, says, and is stuck in is told over a bridge", async () => {
  await using target = await LiveTarget.start();
  const pid = String(target.pid);
  expect((await run(["info", pid])).text).toMatch(/^descriptors +\d+: /m);
  await using logs = new RunningCommand(["logs", pid, "--recent", "1", ...flags], { in: "pipe" });
  target.send({ say: "from there" });
  await logs.shows("from there");
  logs.interrupt();
  expect(await logs.exited()).toBe(130);
  // The thread that watches has a rendezvous of its own, which is reached by way of the bridge, too.
  await using stalls = new RunningCommand(["stalls", pid, ...flags], { in: "pipe" });
  await stalls.complains("is watched");
  target.send({ block: 1_500 });
  await stalls.shows(/#\d+ stuck for \d+ ms: it computes/);
  await stalls.shows(/#\d+ over after [\d.]+ s/);
  stalls.interrupt();
  expect(await stalls.exited()).toBe(130);
});

test("top over a fleet: a host that cannot be reached is a row that says why, and the others go on", async () => {
  await using target = await shop({ args: ["orders=5"] });
  const fleet = through("env", "sh -c 'echo closed for today >&2; exit 4'");
  await using screen = new RunningCommand(["top", "--interval", "200ms", ...fleet], {
    in: "terminal",
    columns: 400,
  });
  await screen.shows("HOST");
  await screen.shows(/sh -c .*- .*closed for today/);
  await screen.shows(new RegExp(`${target.pid}.* %`));
  screen.type("q");
  expect(await screen.exited()).toBe(0);
  await using lines = new RunningCommand(["top", "--json", "--interval", "200ms", ...fleet], { in: "pipe" });
  await lines.shows('"error":{"code":"CONNECT_FAILED"');
  await lines.shows(`"host":"env","pid":${target.pid}`);
  lines.interrupt();
  expect(await lines.exited()).toBe(130);
});

test("ps --watch: processes come and go there", async () => {
  await using watching = new RunningCommand(["ps", "--watch", "--json", ...flags], { in: "pipe" });
  let pid: number;
  {
    await using target = await TestTarget.start();
    ({ pid } = target);
    await watching.shows(new RegExp(`"appeared".*"pid":${pid},`));
  }
  await watching.shows(new RegExp(`"disappeared".*"pid":${pid},`));
  watching.interrupt();
  expect(await watching.exited()).toBe(130);
  expect(jsonLines(watching.output).length).toBeGreaterThan(1);
});
