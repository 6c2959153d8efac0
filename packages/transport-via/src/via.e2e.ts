// via.e2e.ts: attaching by way of a command, with real commands and processes: what it gives, how it fails, how it ends.
import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeDirectories } from "@teleop/conformance";
import { attach, Echo } from "@teleop/defaults";
import { type ViaOptions, type ViaTransport, via } from "./index.ts";
import { bridgeHere, bridgeWords, shell } from "./testing/commands.ts";
import { noneWith, processesWith } from "./testing/processes.ts";
import { EchoTarget } from "./testing/target.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const onLinux = test.if(process.platform === "linux");

const here = (options: ViaOptions = {}): ViaTransport =>
  via(bridgeHere.command, { bridge: bridgeHere.bridge, ...options });

const by = (script: string, options: ViaOptions = {}): ViaTransport =>
  via(shell(script), { bridge: bridgeWords, ...options });

/** A word by which the processes of one test are found. */
const mark = (): string => `mark-${crypto.randomUUID()}`;

test("a target that is only armed is woken and called as if it were here", async () => {
  await using target = await EchoTarget.start();
  await using there = here();
  await using attached = await attach(target.pid, { transport: there });
  using echo = attached.service("echo", Echo);
  expect(await echo.echo({ message: "hello!" })).toMatchObject({ reply: "hello!" });
  const large = "x".repeat(8 * 1024 * 1024);
  expect((await echo.echo({ message: large })).reply).toBe(large);
  expect(attached.address).toStartWith(`${there.name.replace("via ", "")}: /`);
  expect(attached.peer).toMatchObject({ pid: target.pid, uid: process.getuid?.() });
});

test("one command serves all connections of a transport, also one after the other", async () => {
  await using target = await EchoTarget.start();
  await using there = here();
  const bridge = await there.ask("pid", null);
  for (let times = 0; times < 2; times++) {
    await using one = await attach(target.pid, { transport: there });
    await using other = await attach(target.pid, { transport: there });
    using toOne = one.service("echo", Echo);
    using toOther = other.service("echo", Echo);
    await Promise.all([toOne.echo(), toOther.echo()]);
    expect(await there.ask("pid", null)).toBe(bridge);
  }
});

test("what is wrong with a process there has the code that it has here, and names the command", async () => {
  await using there = here();
  await using sleeper = Bun.spawn(["sleep", "1000"]);
  const name = there.name.replace("via ", "");
  for (const [pid, code] of [
    [2 ** 22 + 1, "NO_SUCH_PROCESS"],
    [sleeper.pid, "NOT_ARMED"],
  ] as const) {
    const failure = await attach(pid, { transport: there }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, pid });
    expect(String(failure)).toContain(`${name}: `);
  }
});

test("an answer that goes on is followed as far as it is wanted", async () => {
  await using there = here();
  const heard: unknown[] = [];
  for await (const news of there.follow("count", 1_000_000)) {
    heard.push(news);
    if (heard.length === 3) break;
  }
  expect(heard).toEqual([0, 1, 2]);
  for await (const news of there.follow("count", 2)) heard.push(news);
  expect(heard).toEqual([0, 1, 2, 0, 1]);
});

test("a greeting before the bridge is passed over, and its complaints too", async () => {
  await using there = by('echo "Welcome!"; echo "quota exceeded" >&2; printf "no line feed"; exec "$@"');
  expect(await there.ask("echo", { a: [1] })).toEqual({ a: [1] });
});

test.each([
  ["ends at once", "exit 3", "CONNECT_FAILED", "ended with exit code 3 before a bridge began there"],
  [
    "says why it ends",
    "echo no entry >&2; exit 1",
    "CONNECT_FAILED",
    "before a bridge began there: no entry",
  ],
  ["has no teleop", "shift $#; exec teleop-not-there", "BRIDGE_NOT_FOUND", "copy the compiled command"],
  ["makes a terminal", '"$@" | sed -u "s/$/\\r/"', "CONNECT_FAILED", "leave out -t"],
  [
    "is of a newer version",
    'echo "==teleop-bridge:2=="; cat',
    "BRIDGE_MISMATCH",
    "version 2 of the bridge's protocol",
  ],
  [
    "never stops talking",
    "yes welcome",
    "CONNECT_FAILED",
    "full of something else than a bridge, at last: welcome",
  ],
  ["garbles what follows", 'echo "==teleop-bridge:1=="; yes', "CONNECTION_CLOSED", "sh -c"],
  ["closes its output", 'echo "==teleop-bridge:1=="; exec >&-; sleep 1000', "CONNECTION_CLOSED", "sh -c"],
])("a command that %s is told as that, and leaves no process", async (_what, script, code, words) => {
  const tag = mark();
  await using there = by(`: ${tag}; ${script}`);
  const failure = await there.ask("pid", null).catch((error: unknown) => error);
  expect(failure).toMatchObject({ code, message: expect.stringContaining(words) });
  await there[Symbol.asyncDispose]();
  if (process.platform === "linux") await noneWith(tag);
});

onLinux(
  "a command that says nothing is given up after startTimeout, or the attach's own, and ended",
  async () => {
    const tag = mark();
    const silent = `echo "password:" >&2; : ${tag}; exec sleep 1000.${process.pid}`;
    await using patient = by(silent, { startTimeout: 100 });
    await expect(patient.ready()).rejects.toMatchObject({
      code: "ATTACH_TIMEOUT",
      message: expect.stringContaining("no bridge has begun there within 100 ms; at last it said: password:"),
    });
    await using other = by(silent);
    const began = performance.now();
    await expect(attach(4711, { transport: other, timeout: 100 })).rejects.toMatchObject({
      code: "ATTACH_TIMEOUT",
      pid: 4711,
      message: expect.stringContaining("process 4711 did not answer within 100 ms"),
    });
    expect(performance.now() - began).toBeLessThan(5_000);
    await noneWith(tag);
  },
);

onLinux("an abort while the command starts rejects with its reason, and ends the command", async () => {
  const tag = mark();
  await using there = by(`exec env MARK=${tag} sleep 1000`);
  const controller = new AbortController();
  const reason = new Error("the user went away");
  const attaching = attach(4711, { transport: there, signal: controller.signal });
  while (processesWith(tag).length === 0) await Bun.sleep(1);
  controller.abort(reason);
  await expect(attaching).rejects.toBe(reason);
  await noneWith(tag);
});

onLinux("a bridge that is stopped is an ATTACH_TIMEOUT that says how far it came, in time", async () => {
  await using there = here();
  const bridge = Number(await there.ask("pid", null));
  process.kill(bridge, "SIGSTOP");
  await expect(attach(4711, { transport: there, timeout: 100 })).rejects.toMatchObject({
    code: "ATTACH_TIMEOUT",
    message: expect.stringContaining("the bridge is there, and has not answered"),
  });
  process.kill(bridge, "SIGCONT");
  expect(await there.ask("pid", null)).toBe(bridge);
});

test("a command that is killed in the middle of a call ends the call, the target goes on, and the next attach works", async () => {
  await using target = await EchoTarget.start();
  await using there = here();
  await using attached = await attach(target.pid, { transport: there });
  using echo = attached.service("echo", Echo);
  const call = Promise.resolve(echo.echo({ message: "hang" })).catch((error: unknown) => error);
  await target.next("hanging");
  process.kill(Number(await there.ask("pid", null)), "SIGKILL");
  expect(await call).toMatchObject({ type: "disconnected" });
  expect(await attached.closed).toMatchObject({
    message: expect.stringContaining("the command ended by SIGKILL"),
  });
  await target.next("cancelled");
  await target.next("closed");
  await using again = await attach(target.pid, { transport: there });
  using after = again.service("echo", Echo);
  expect(await after.echo({ message: "again" })).toMatchObject({ reply: "again" });
});

test("a target that ends closes its connections, and no others", async () => {
  await using first = await EchoTarget.start();
  await using second = await EchoTarget.start();
  await using there = here();
  await using toFirst = await attach(first.pid, { transport: there });
  await using toSecond = await attach(second.pid, { transport: there });
  await first.end();
  await toFirst.closed;
  using echo = toSecond.service("echo", Echo);
  expect(await echo.echo({ message: "still here" })).toMatchObject({ reply: "still here" });
});

const client = fileURLToPath(new URL("./testing/client-program.ts", import.meta.url));

onLinux(
  "a client that is killed leaves neither a command nor a bridge, and the target hears of it",
  async () => {
    const tag = mark();
    await using target = await EchoTarget.start();
    await using killed = Bun.spawn(
      [process.execPath, client, String(target.pid), "hang", ...bridgeWords, tag],
      { stdout: "ignore", stderr: "inherit" },
    );
    await target.next("hanging");
    expect(processesWith(tag).length).toBeGreaterThan(1);
    killed.kill("SIGKILL");
    await target.next("cancelled");
    await target.next("closed");
    await noneWith(tag);
  },
);

onLinux("a client that says nothing any more is taken for gone, and the target is let go", async () => {
  const tag = mark();
  await using target = await EchoTarget.start();
  await using stopped = Bun.spawn(
    [
      process.execPath,
      client,
      String(target.pid),
      "hang",
      ...["env", "TEST_KEEPALIVE_MS=200", ...bridgeWords, tag],
    ],
    { stdout: "ignore", stderr: "inherit" },
  );
  await target.next("hanging");
  stopped.kill("SIGSTOP");
  await target.next("cancelled");
  await target.next("closed");
  stopped.kill("SIGKILL");
  await noneWith(tag);
});

onLinux("a command hears nothing before its bridge has said hello", async () => {
  using directories = makeDirectories();
  const heard = join(directories.tmp, "heard");
  await using there = by(`cat | wc -c > ${heard}.new; mv ${heard}.new ${heard}`, { startTimeout: 200 });
  await using target = await EchoTarget.start();
  await expect(attach(target.pid, { transport: there })).rejects.toMatchObject({ code: "ATTACH_TIMEOUT" });
  while (!existsSync(heard) && !existsSync(`${heard}.new`)) await Bun.sleep(1);
  await there[Symbol.asyncDispose]();
  const file = existsSync(heard) ? heard : `${heard}.new`;
  while (readFileSync(file, "utf8") === "") await Bun.sleep(1);
  expect(readFileSync(file, "utf8").trim()).toBe("0");
});

onLinux("Ctrl-C on a terminal is for the program, and not for what leads to its target", async () => {
  await using target = await EchoTarget.start();
  let shown = "";
  const attached = Promise.withResolvers<void>();
  await using program = Bun.spawn(
    [process.execPath, client, String(target.pid), "wait for Ctrl-C", ...bridgeWords],
    {
      terminal: {
        data: (_terminal, bytes) => {
          shown += new TextDecoder().decode(bytes);
          if (shown.includes("attached")) attached.resolve();
        },
      },
    },
  );
  await attached.promise;
  program.terminal?.write("\x03");
  expect(await program.exited).toBe(0);
  expect(shown).toContain("still there");
  program.terminal?.close();
});

onLinux("a command that nobody uses keeps no process alive, and ends with it", async () => {
  const tag = mark();
  await using target = await EchoTarget.start();
  await using program = Bun.spawn(
    [process.execPath, client, String(target.pid), "leave", ...bridgeWords, tag],
    { stdout: "pipe", stderr: "inherit" },
  );
  const began = performance.now();
  expect(await program.exited).toBe(0);
  expect(await program.stdout.text()).toBe("attached\n");
  expect(performance.now() - began).toBeLessThan(30_000);
  await noneWith(tag);
});

onLinux(
  "a command ends when it has been idle for long enough, and one that ignores SIGTERM with the transport",
  async () => {
    const tag = mark();
    await using idle = via(bridgeHere.command, { bridge: [...bridgeHere.bridge, tag], idleMs: 0 });
    const first = await idle.ask("pid", null);
    await noneWith(tag);
    expect(await idle.ask("pid", null)).not.toBe(first);
    const other = mark();
    const stubborn = by(`trap "" TERM; : ${other}; while :; do sleep 0.1; done`);
    const asking = stubborn.ask("pid", null).catch((error: unknown) => error);
    while (processesWith(other).length === 0) await Bun.sleep(1);
    await stubborn[Symbol.asyncDispose]();
    expect(await asking).toMatchObject({ code: "CONNECTION_CLOSED" });
    await noneWith(other);
  },
);

test("nobody is armed with it, and a bad option is refused at once", () => {
  const there = here();
  expect(() => there.prepare?.()).toThrow(expect.objectContaining({ code: "UNSUPPORTED_PLATFORM" }));
  for (const bad of [
    { startTimeout: -1 },
    { idleMs: Number.NaN },
    { lingerMs: "5" },
    { bridge: "" },
  ] as object[]) {
    expect(() => via("ssh host", bad)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  }
});
