// debug.e2e.ts: `teleop debug`, end to end: a front end sets a breakpoint in a real process, and what is left afterwards.
import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDirectories } from "@teleop/conformance";
import { CdpClient, stopAt } from "../testing/cdp.ts";
import { type Place, places, RunningCommand, teleop } from "../testing/command.ts";
import { DebugTarget } from "../testing/debug-target.ts";
import { TestTarget } from "../testing/target.ts";
import { through } from "../testing/through.ts";

// Processes start slowly on a busy machine, and one that is stopped is given up after ten seconds.
setDefaultTimeout(60_000);

const SCRIPT = "debug-target-program";
const LINE = "calls += 1";

/** The command, once it can be connected to. */
async function debug(target: DebugTarget, place: Place, ...flags: readonly string[]) {
  const running = new RunningCommand(["debug", String(target.pid), ...flags], { in: place, columns: 300 });
  const [url] = await running.shows(/ws(\+unix)?:\S+/);
  return { running, url, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

/** Resolves when a debugger has left nothing but the threads that the runtime keeps. */
async function expectAsBefore(
  target: DebugTarget,
  before: ReturnType<DebugTarget["footprint"]>,
): Promise<void> {
  // By what they lead to: the inspector's thread keeps another descriptor of standard error, which may be a socket.
  const sockets = (links: readonly string[]) =>
    new Set(links.filter((link) => link.startsWith("socket:"))).size;
  // The last client, and the one before, may be on their way out.
  while (sockets(target.footprint().descriptors) > sockets(before.descriptors)) await target.goesOn();
  const { debugPort } = await target.goesOn();
  expect(debugPort).toBe(9229);
  const { ports, files, threads } = target.footprint();
  expect({ ports, files }).toEqual({ ports: before.ports, files: before.files });
  // Of the inspector, and of the collector's helpers.
  expect(threads).toBeLessThanOrEqual(before.threads + 4);
}

test.each(places)("in a %s, a front end stops a process, looks, and lets it go on", async (place) => {
  await using target = await DebugTarget.start();
  {
    await using warm = await debug(target, "pipe");
    warm.running.interrupt();
    await warm.running.result();
  }
  const before = target.footprint();
  await using debugging = await debug(target, place);
  const { running, url } = debugging;
  expect(running.output).toMatch(
    /devtools:\/\/devtools\/bundled\/js_app\.html\?\S*ws=127\.0\.0\.1:\d+\/\S{32}/,
  );
  {
    await using client = await CdpClient.connect(url);
    const frame = await stopAt(client, SCRIPT, LINE);
    expect(frame.functionName).toBe("tick");
    const { result } = await client.ask<{ readonly result: { readonly value: number } }>(
      "Debugger.evaluateOnCallFrame",
      { callFrameId: frame.callFrameId, expression: "factor * 21" },
    );
    expect(result.value).toBe(42);
    await client.ask("Debugger.resume");
    // It comes by again.
    await client.next("Debugger.paused");
  }
  // Its breakpoints have gone with it.
  await target.goesOn();
  running.interrupt();
  expect(await running.result()).toMatchObject({ exitCode: 130 });
  await expectAsBefore(target, before);
});

test("a front end that comes again finds the process running, and stops it again", async () => {
  await using target = await DebugTarget.start();
  await using debugging = await debug(target, "pipe", "--json");
  const { url } = JSON.parse(debugging.running.output);
  for (const _ of [1, 2, 3]) {
    await using client = await CdpClient.connect(url);
    await stopAt(client, SCRIPT, LINE);
    // Nobody else gets in meanwhile.
    await expect(CdpClient.connect(url)).rejects.toThrow("not let in");
  }
  await target.goesOn();
});

test("a command that is killed while the process stands at a breakpoint lets it go on, with nothing left", async () => {
  await using target = await DebugTarget.start();
  {
    await using warm = await debug(target, "pipe");
    warm.running.interrupt();
    await warm.running.result();
  }
  const before = target.footprint();
  await using debugging = await debug(target, "pipe");
  const client = await CdpClient.connect(debugging.url);
  await stopAt(client, SCRIPT, LINE);
  debugging.running.kill("SIGKILL");
  await client.closed;
  await target.goesOn();
  // The next one finds all closed, and so does the process.
  await using next = await debug(target, "pipe");
  next.running.interrupt();
  await next.running.result();
  await expectAsBefore(target, before);
});

test("whoever comes second is told who has it, also while the process stands still", async () => {
  await using target = await DebugTarget.start();
  await using first = await debug(target, "pipe");
  const told = { exitCode: 7, stderr: expect.stringMatching(new RegExp(`process ${first.running.pid}`)) };
  expect(await teleop(["debug", String(target.pid)], { in: "pipe" })).toMatchObject(told);
  await using client = await CdpClient.connect(first.url);
  await stopAt(client, SCRIPT, LINE);
  expect(await teleop(["debug", String(target.pid)], { in: "pipe" })).toMatchObject(told);
});

test("without the secret, from a page of the web, or past the command, nobody gets in", async () => {
  await using target = await DebugTarget.start();
  await using debugging = await debug(target, "pipe");
  const { url } = debugging;
  await expect(CdpClient.connect(url.replace(/\w$/, "_"))).rejects.toThrow("not let in");
  await expect(CdpClient.connect(new URL("/", url).href)).rejects.toThrow("not let in");
  const fromPage = { headers: { Origin: "https://example.com" } };
  await expect(CdpClient.connect(url, fromPage)).rejects.toThrow("not let in");
  const { host } = new URL(url);
  for (const path of ["/", "/json", "/json/list"]) {
    expect((await fetch(`http://${host}${path}`)).status).toBe(404);
  }
  expect(target.footprint().ports).toEqual([]);
  await using client = await CdpClient.connect(url);
  await client.ask("Runtime.enable");
  // While it is open its port does not answer: who connects waits for ever.
  const [port] = target.footprint().ports;
  const stranger = fetch(`http://127.0.0.1:${port}/json/list`, { signal: AbortSignal.timeout(500) });
  await expect(stranger).rejects.toMatchObject({ name: "TimeoutError" });
  expect(await client.ask("Runtime.evaluate", { expression: "6 * 7" })).toMatchObject({
    result: { value: 42 },
  });
});

test("with --unix there is a socket in place of a port, which goes with the command", async () => {
  await using target = await DebugTarget.start();
  const path = join(target.directories.cwd, "debug.sock");
  await using debugging = await debug(target, "pipe", "--unix", path);
  expect(debugging.url).toStartWith(`ws+unix:${path}:/`);
  expect(statSync(path).mode & 0o077).toBe(0);
  await using client = await CdpClient.connect(debugging.url);
  await client.ask("Runtime.enable");
  await client[Symbol.asyncDispose]();
  debugging.running.interrupt();
  await debugging.running.result();
  expect(existsSync(path)).toBe(false);
});

test("a process that offers no debugger is said so, and so is a port that is taken", async () => {
  await using plain = await TestTarget.start();
  const none = await teleop(["debug", String(plain.pid)], { in: "pipe" });
  expect(none).toMatchObject({
    exitCode: 7,
    stderr: expect.stringMatching(/service debugger not found.*TELEOP=debug teleop run/),
  });
  await using target = await DebugTarget.start();
  using taken = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const { exitCode, stderr } = await teleop(["debug", String(target.pid), "--port", String(taken.port)], {
    in: "pipe",
  });
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringContaining(`cannot listen at port ${taken.port}`),
  });
  await target.goesOn();
});

test("a program that is run with TELEOP=debug is debugged by its sources, which a front end is given", async () => {
  using directories = makeDirectories();
  writeFileSync(
    join(directories.cwd, "program.ts"),
    "type Unused = string;\nsetInterval(() => {}, 1_000);\nconsole.log(1);",
  );
  await using program = new RunningCommand(["run", "program.ts"], {
    in: "pipe",
    cwd: directories.cwd,
    env: { TMPDIR: directories.tmp, TELEOP: "debug" },
  });
  await program.shows("1");
  await using running = new RunningCommand(["debug", String(program.pid)], { in: "pipe" });
  const [url] = await running.shows(/ws:\S+/);
  await using client = await CdpClient.connect(url);
  await client.ask("Debugger.enable");
  const { sourceMapURL } = await client.next<{ readonly url: string; readonly sourceMapURL: string }>(
    "Debugger.scriptParsed",
    (script) => script.url.includes("program.ts"),
  );
  expect(atob(sourceMapURL.replace("data:application/json;base64,", ""))).toContain("type Unused = string;");
});

test("by way of --via a front end here debugs a process there, and whoever comes second is told", async () => {
  await using target = await DebugTarget.start();
  await using debugging = await debug(target, "pipe", ...through("env"));
  {
    await using client = await CdpClient.connect(debugging.url);
    const { functionName } = await stopAt(client, SCRIPT, LINE);
    expect(functionName).toBe("tick");
    const second = await teleop(["debug", String(target.pid), ...through("env")], { in: "pipe" });
    expect(second).toMatchObject({
      exitCode: 7,
      stderr: expect.stringContaining("has been debugging process"),
    });
  }
  await target.goesOn();
});

test("a command that is stopped while the process stands at a breakpoint is given up, and the process goes on", async () => {
  await using target = await DebugTarget.start();
  await using debugging = await debug(target, "pipe");
  const client = await CdpClient.connect(debugging.url);
  await stopAt(client, SCRIPT, LINE);
  debugging.running.kill("SIGSTOP");
  await target.goesOn();
  // It closes its inspector once it goes on.
  while (target.footprint().ports.length > 0) await Bun.sleep(1);
  debugging.running.kill("SIGCONT");
  await client.closed;
});

test("a process ends when it has nothing else to do, or is killed, though it could be debugged, and the command says so", async () => {
  for (const end of [
    (target: DebugTarget) => target.end(),
    (target: DebugTarget) => target.kill("SIGKILL"),
  ]) {
    await using target = await DebugTarget.start();
    await using debugging = await debug(target, "pipe");
    await end(target);
    expect(await debugging.running.result()).toMatchObject({
      exitCode: 7,
      stderr: expect.stringContaining(`teleop: process ${target.pid} has ended, or hung up`),
    });
  }
});

test("Ctrl-C ends the command, though the process is too busy to close anything, and it is closed when it is not", async () => {
  await using target = await DebugTarget.start();
  await using debugging = await debug(target, "pipe");
  {
    await using client = await CdpClient.connect(debugging.url);
    const spin =
      "setTimeout(() => { const until = Date.now() + 8_000; while (Date.now() < until); }); 'spins'";
    await client.ask("Runtime.evaluate", { expression: spin });
  }
  const began = performance.now();
  debugging.running.interrupt();
  expect(await debugging.running.result()).toMatchObject({ exitCode: 130 });
  expect(performance.now() - began).toBeLessThan(7_500);
  await target.goesOn();
  await using next = await debug(target, "pipe");
  expect(next.url).toStartWith("ws:");
  expect(target.footprint().ports).toEqual([]);
});

test("a second SIGTERM ends the command at once, though the process does not say that its inspector is closed", async () => {
  await using target = await DebugTarget.start();
  await using debugging = await debug(target, "pipe");
  await using client = await CdpClient.connect(debugging.url);
  await client.ask("Runtime.enable");
  target.kill("SIGSTOP");
  debugging.running.kill("SIGTERM");
  // It is on its way out, and waits for five seconds.
  await client.closed;
  const began = performance.now();
  debugging.running.kill("SIGTERM");
  expect(await debugging.running.ended()).toBe(143);
  expect(performance.now() - began).toBeLessThan(4_500);
});

test("a compiled program lacks the Worker's file, which is said with what to do; the compiled command brings it", async () => {
  using directories = makeDirectories();
  const program = fileURLToPath(new URL("../testing/debug-target-program.ts", import.meta.url));
  const outfile = join(directories.cwd, "program");
  await Bun.build({ entrypoints: [program], compile: { outfile }, external: ["koffi", "capnp-es"] });
  const options = { in: "pipe", cwd: directories.cwd } as const;
  const env = { TMPDIR: directories.tmp, TELEOP: "debug" };
  {
    await using alone = new RunningCommand([], { ...options, env, program: [outfile] });
    await alone.shows("ready");
    const { stderr, exitCode } = await teleop(["debug", String(alone.pid)], options);
    expect({ stderr, exitCode }).toEqual({
      stderr: expect.stringMatching(/its Worker failed.*TELEOP=debug teleop run/),
      exitCode: 7,
    });
  }
  await using started = new RunningCommand(["run", outfile], { ...options, env });
  await started.shows("ready");
  const isCompiled = (process.env.TELEOP_TEST_COMMAND ?? "") !== "";
  if (!isCompiled) {
    // It has no packages that it would find there, and goes on.
    await started.complains(/^teleop: this process cannot be attached to: Cannot find package .*\n/);
    return;
  }
  const flags = ["--rendezvous", "register"];
  await using debugging = new RunningCommand(["debug", String(started.pid), ...flags], options);
  const [url] = await debugging.shows(/ws:\S+/);
  await using client = await CdpClient.connect(url);
  await client.ask("Runtime.enable");
});
