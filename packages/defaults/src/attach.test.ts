// attach.test.ts: the client's side: what a target that one is attached to tells, and how it comes to an end.

import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { dummy } from "@teleop/attacher-dummy";
import { unix } from "@teleop/attacher-unix";
import { attach, Echo } from "./index.ts";
import { TestTarget } from "./testing/target.ts";

test("a target tells its PID, where the connection leads, and who is there", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  expect(attached.pid).toBe(target.pid);
  expect(attached.address).toBe(target.socket);
  if (process.platform === "linux") {
    expect(attached.peer).toMatchObject({ pid: target.pid, uid: process.geteuid?.() });
  }
});

test("many clients are served at once", async () => {
  await using target = await TestTarget.start();
  const messages = Array.from({ length: 20 }, (_, index) => `client ${index}`);
  expect(await Promise.all(messages.map((message) => target.echo(message)))).toEqual(messages);
});

test("more clients at once than maxConnections are all served within their timeouts", async () => {
  await using target = await TestTarget.start();
  // Under Wine an attach takes the processor ten times as long, and who is idle for long has to make room.
  const clients = process.platform === "win32" ? 100 : 200;
  const messages = Array.from({ length: clients }, (_, index) => `client ${index}`);
  const replies = await Promise.all(messages.map((message) => target.echo(message, { timeout: 15_000 })));
  expect(replies).toEqual(messages);
});

test("a target that listens and is stopped is an ATTACH_TIMEOUT in time, and attached to later", async () => {
  await using target = await TestTarget.start();
  expect(await target.echo("warm")).toBe("warm");
  await target.suspend();
  const began = performance.now();
  await expect(target.attach({ timeout: 200 })).rejects.toMatchObject({
    code: "ATTACH_TIMEOUT",
    pid: target.pid,
    message: expect.stringContaining(process.platform === "win32" ? "suspended" : "stopped"),
  });
  expect(performance.now() - began).toBeLessThan(5_000);
  await target.resume();
  expect(await target.echo("goes on")).toBe("goes on");
});

test("a target that listens and is busy is an ATTACH_TIMEOUT in time, and attached to later", async () => {
  await using target = await TestTarget.start();
  expect(await target.echo("warm")).toBe("warm");
  target.send({ do: "spin", milliseconds: 1_000 });
  await target.next("spinning");
  await expect(target.attach({ timeout: 200 })).rejects.toMatchObject({
    code: "ATTACH_TIMEOUT",
    pid: target.pid,
    message: expect.stringContaining("connected to"),
  });
  expect(await target.echo("goes on")).toBe("goes on");
});

test("with keepaliveMs, calls to a target that is stopped fail, and say so", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach({ rpc: { keepaliveMs: 100, lingerMs: 50 } });
  using echo = attached.service("echo", Echo);
  await echo.echo({ message: "warm" });
  await target.suspend();
  const error: unknown = await Promise.resolve(echo.echo()).catch((reason: unknown) => reason);
  await target.resume();
  expect(error).toMatchObject({
    type: "disconnected",
    message: `the peer (process ${target.pid}) has not answered anything for 200 ms, though it was asked; it may be stopped, or busy`,
  });
});

test("an abort while a target does not answer rejects with the abort's reason", async () => {
  await using target = await TestTarget.start();
  expect(await target.echo("warm")).toBe("warm");
  await target.suspend();
  const signal = AbortSignal.timeout(100);
  const error: unknown = await target.attach({ signal }).catch((reason: unknown) => reason);
  expect(error).toBe(signal.reason);
  await target.resume();
});

test("clients that are idle make room for one that comes, and hear why", async () => {
  await using target = await TestTarget.start({ maxConnections: 4 });
  await using stack = new AsyncDisposableStack();
  const idle = await Promise.all(Array.from({ length: 4 }, () => target.attach()));
  for (const client of idle) stack.use(client);
  expect(await target.echo("I have something to ask")).toBe("I have something to ask");
  expect((await target.next("evicted")).reason).toContain(`make room for process ${process.pid}`);
  const reason = await Promise.race(idle.map(({ closed }) => closed));
  expect(reason).toMatchObject({ message: expect.stringContaining("it was idle, and had to make room") });
});

test("clients whose calls are under way do not make room; who comes is turned away, and tries on", async () => {
  await using target = await TestTarget.start({ maxConnections: 2 });
  await using first = await target.attach();
  await using second = await target.attach();
  const calls = Promise.allSettled(
    [first, second].map(async (client) => {
      using echo = client.service("echo", Echo);
      await echo.echo({ message: "hang" });
    }),
  );
  await target.next("hanging");
  await target.next("hanging");
  await expect(target.attach({ timeout: 1_500 })).rejects.toMatchObject({
    code: "REFUSED",
    message: expect.stringContaining("turned us away"),
  });
  expect(target.drain("evicted")).toBe(0);
  const third = target.attach();
  await first[Symbol.asyncDispose]();
  await (await third)[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
  expect(await calls).toMatchObject([1, 2].map(() => ({ reason: { type: "disconnected" } })));
});

test("stats() counts calls and messages, and drain() resolves when no call is under way", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  await echo.echo({ message: "warm" });
  await attached.drain();
  const before = attached.stats();
  expect(before.questions).toBe(0);

  const calls = [1, 2, 3].map((number) => echo.echo({ message: `${number}` }));
  expect(attached.stats().questions).toBe(3);
  await attached.drain();
  expect((await Promise.all(calls)).map(({ reply }) => reply)).toEqual(["1", "2", "3"]);
  expect(attached.stats()).toMatchObject({
    questions: 0,
    oldestCallMs: undefined,
    messagesReceived: before.messagesReceived + 3,
  });
});

test("closed is undefined after an orderly end on our side, and pending calls have failed by then", async () => {
  await using target = await TestTarget.start();
  const attached = await target.attach();
  using echo = attached.service("echo", Echo);
  const call = echo.echo({ message: "hang" });
  await target.next("hanging");
  await attached[Symbol.asyncDispose]();
  await attached[Symbol.asyncDispose]();
  expect(await attached.closed).toBeUndefined();
  await expect(call).rejects.toMatchObject({ type: "disconnected" });
  await target.next("cancelled");
  expect(await target.echo("others")).toBe("others");
});

test("a target cannot call what a client does not offer, nor does a client keep what it offered", async () => {
  const disposed = Promise.withResolvers<void>();
  await using target = await TestTarget.start({ asksClients: true });
  const server: Echo.Server & Disposable = {
    echo: ({ message }) => ({ reply: message }),
    [Symbol.dispose]: disposed.resolve,
  };
  {
    await using _attached = await target.attach({ services: { echo: () => Echo.server(server) } });
    await target.next("heard");
  }
  // An object hears of it in a microtask of its own.
  await disposed.promise;
});

test.each([
  ["a negative timeout", { timeout: -1 }, "timeout must be a number of milliseconds"],
  ["a timeout that is no number", { timeout: Number.NaN }, "timeout must be a number of milliseconds"],
  ["a name with a space", { name: "no spaces" }, "a rendezvous name must be"],
  ["a limit of 0", { rpc: { limits: { questions: 0 } } }, "the limit questions must be a positive integer"],
  [
    "a service that is no function",
    { services: { echo: "echo" as never } },
    "services.echo must be a function",
  ],
] as const)("%s is rejected, and nothing is attached", async (_what, options, message) => {
  await expect(attach(process.pid, options)).rejects.toThrow(message);
});

const onLinux = test.if(process.platform === "linux");

onLinux("a process that is not armed is NOT_ARMED within a second or so, by each attacher", async () => {
  const sleeper = Bun.spawn(["sleep", "1000"]);
  for (const attacher of [undefined, unix(), dummy()]) {
    const began = performance.now();
    await expect(attach(sleeper.pid, { attacher, timeout: 60_000 })).rejects.toMatchObject({
      code: "NOT_ARMED",
      pid: sleeper.pid,
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  }
  sleeper.kill();
  await sleeper.exited;
});

onLinux("of a wrapper it is told which child is armed, or which descendant", async () => {
  for (const [wrapper, who] of [
    [["sh", "-c", '"$@"; true', "sh"], "child"],
    [["sh", "-c", '"$@"; true', "sh", "sh", "-c", '"$@"; true', "sh"], "descendant"],
    // As `bun run` does: it is Bun, too, and catches SIGQUIT to pass it on.
    [[process.execPath, fileURLToPath(new URL("./testing/wrapper-program.ts", import.meta.url))], "child"],
  ] as const) {
    await using target = await TestTarget.start({}, { wrapper });
    const failure = await target.attach({ timeout: 60_000 }).catch((error: unknown) => error);
    const [, armed] = new RegExp(`its ${who} (\\d+) .* is: attach to \\1$`).exec(String(failure)) ?? [];
    expect(failure).toMatchObject({ code: "NOT_ARMED", pid: target.pid });
    await using attached = await attach(Number(armed));
    using echo = attached.service("echo", Echo);
    expect(await echo.echo({ message: "found" })).toMatchObject({ reply: "found" });
    process.kill(Number(armed), "SIGKILL");
  }
});

onLinux(
  "a client that descends from an unarmed process is not told to attach to what it runs below",
  async () => {
    const client = `
    import { attach } from ${JSON.stringify(fileURLToPath(new URL("./attach.ts", import.meta.url)))};
    await attach(Number(process.env.PARENT), { timeout: 60_000 }).catch((error) => console.log(error.message));
  `;
    const wrapper = fileURLToPath(new URL("./testing/wrapper-program.ts", import.meta.url));
    const shell = Bun.spawn(
      ["sh", "-c", 'PARENT=$$ "$@"; true', "sh", process.execPath, wrapper, process.execPath, "-e", client],
      { stdout: "pipe" },
    );
    const message = await shell.stdout.text();
    expect(message).toStartWith(`[NOT_ARMED] process ${shell.pid} (sh `);
    expect(message).not.toContain("attach to");
    await shell.exited;
  },
);

onLinux(
  "a target that catches SIGQUIT and does not answer is said to be worth another attacher",
  async () => {
    const shell = Bun.spawn(["sh", "-c", "trap : QUIT; echo; read line"], { stdin: "pipe", stdout: "pipe" });
    await shell.stdout.getReader().read();
    await expect(attach(shell.pid, { timeout: 1_000 })).rejects.toMatchObject({
      code: "ATTACH_TIMEOUT",
      message: expect.stringContaining("attacher: unix()"),
    });
    shell.stdin.end();
    await shell.exited;
  },
);
