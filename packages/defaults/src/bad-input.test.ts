// bad-input.test.ts: what a client and a target get for what goes wrong, each case with real processes.

import { expect, test } from "bun:test";
import { once } from "node:events";
import { statSync } from "node:fs";
import { connect as connectSocket } from "node:net";
import { fileURLToPath } from "node:url";
import { unix } from "@teleop/attacher-unix";
import { makeDirectories, makeZombie, TargetProcess } from "@teleop/conformance";
import type { Attacher, Transport } from "@teleop/core";
import { attach, Echo } from "./index.ts";
import type { ClientReport } from "./testing/client-program.ts";
import { NOT_ARMED, TestTarget } from "./testing/target.ts";

const onUnix = test.if(process.platform !== "win32");

/** More than any of these waits lasts, so that a target which should be told of at once is. */
const LONG_MS = 15_000;

test.each([
  [0],
  [-1],
  [1.5],
  [Number.NaN],
  [Number.POSITIVE_INFINITY],
  [2 ** 31],
  ["12" as never],
  [undefined as never],
])("a PID that is 0, negative or not an integer is refused before anything is sent: %p", async (pid) => {
  let used = 0;
  const refuseToWork = () => {
    used++;
    throw new Error("used in spite of a bad PID");
  };
  const attacher: Attacher = { name: "unused", arm: refuseToWork, signal: refuseToWork };
  const transport: Transport = { name: "unused", listen: refuseToWork, connect: refuseToWork };
  const error = await failureOf(attach(pid, { attacher, transport }));
  expect(error).toMatchObject({
    code: "INVALID_ARGUMENT",
    message: expect.stringContaining("a PID must be an integer from 1 to 2147483647"),
  });
  expect(used).toBe(0);
});

test("no such process: NO_SUCH_PROCESS at once, naming the PID", async () => {
  // No system gives out a PID this large.
  const pid = 2 ** 31 - 1;
  expect(await failureOf(attach(pid, { timeout: Number.POSITIVE_INFINITY }))).toMatchObject({
    code: "NO_SUCH_PROCESS",
    pid,
    message: `[NO_SUCH_PROCESS] no process has PID ${pid}`,
  });
});

test("a zombie: NO_SUCH_PROCESS, saying that it has exited", async () => {
  await using zombie = await makeZombie();
  const { pid } = zombie;
  expect(await failureOf(attach(pid, { timeout: LONG_MS }))).toMatchObject({
    code: "NO_SUCH_PROCESS",
    pid,
    message: expect.stringContaining(`process ${pid} has exited`),
  });
});

onUnix(
  "a process that does not listen: ATTACH_TIMEOUT after the timeout, saying what was tried, nothing left",
  async () => {
    await using target = await TestTarget.start({}, { env: { TELEOP_DISABLE: "1" } });
    const started = performance.now();
    const error = await failureOf(target.attach({ timeout: 200 }));
    expect(performance.now() - started).toBeGreaterThanOrEqual(199);
    expect(error).toMatchObject({ code: "ATTACH_TIMEOUT", pid: target.pid });
    expect(error.message).toStartWith(
      `[ATTACH_TIMEOUT] process ${target.pid} did not answer within 200 ms: tried`,
    );
    expect(error.message).toContain(`.teleop_attach_${target.pid}`);
    expect(target.directories.leftovers()).toEqual([]);
    await target.command({ do: "ping" });
  },
);

test("a process that does not catch SIGQUIT: NOT_ARMED at once by the unix attacher, and it lives", async () => {
  await using target = await TestTarget.start({}, { env: { TELEOP_DISABLE: "1" } });
  const error = await failureOf(target.attach({ attacher: unix(), timeout: LONG_MS }));
  expect(error).toMatchObject({ code: "NOT_ARMED", pid: target.pid });
  expect(target.directories.leftovers()).toEqual([]);
  await target.command({ do: "ping" });
});

const NOBODY = 65534;
const clientProgram = new URL("./testing/client-program.ts", import.meta.url);

test.skipIf(whyNotAsNobody() !== undefined)(
  `another user's process: PERMISSION_DENIED, saying which path${whyNotAsNobody() ?? ""}`,
  async () => {
    await using target = await TestTarget.start();
    using directories = makeDirectories();
    await using stranger = new TargetProcess<never, ClientReport>(clientProgram, {
      // Neither of its own is open to nobody, and it needs none.
      cwd: "/",
      tmp: directories.tmp,
      args: [`${target.pid}`],
      wrapper: ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups"],
    });
    const rejected = await stranger.next("rejected");
    expect(rejected.code).toBe("PERMISSION_DENIED");
    expect(rejected.message).toContain(`/proc/${target.pid}/cwd/.teleop_attach_${target.pid}`);
    expect(await target.echo("still here")).toBe("still here");
  },
);

test.skipIf(whyNotAsUser() !== undefined)(
  `another user's process, as any user sees it: PERMISSION_DENIED at once${whyNotAsUser() ?? ""}`,
  async () => {
    const error = await failureOf(attach(1, { timeout: LONG_MS }));
    expect(error).toMatchObject({ code: "PERMISSION_DENIED", pid: 1 });
    expect(error.message).toContain("/proc/1/cwd/.teleop_attach_1");
  },
);

test("an unknown service: rejected with its name, and the connection stays usable", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using nope = attached.service("nope", Echo);
  await expect(nope.echo({ message: "?" })).rejects.toMatchObject({
    type: "failed",
    message: expect.stringMatching(/^service nope not found: there (is|are) .*echo/),
  });
  using echo = attached.service("echo", Echo);
  expect((await echo.echo({ message: "hello!" })).reply).toBe("hello!");
});

test("a service method throws: the caller gets type failed and the message; the server goes on", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  await expect(echo.echo({ message: "throw" })).rejects.toMatchObject({
    type: "failed",
    message: "the method threw",
    remote: true,
  });
  expect((await echo.echo({ message: "hello!" })).reply).toBe("hello!");
  expect(await target.echo("to others too")).toBe("to others too");
});

// https://capnproto.org/encoding.html#serialization-over-a-stream: the number of segments less one, then their words.
test.each([
  ["garbage", new TextEncoder().encode("GET / HTTP/1.1\r\n\r\n"), "segments"],
  ["garbage in a good frame", words(0, 1, 0xffffffff, 0xffffffff), "pointer"],
  ["a frame over 64 MiB", words(0, 8 * 1024 * 1024 + 1), "67108872"],
  ["2^32-1 segments", words(0xfffffffe, 0), "4294967295 segments"],
])(
  "%s on the socket: that connection is aborted with a reason; others and the process go on",
  async (_what, bytes, reason) => {
    await using target = await TestTarget.start();
    await using other = await target.attach();
    using echo = other.service("echo", Echo);
    await echo.echo({ message: "bound" });

    const socket = connectSocket(target.socket);
    socket.resume().write(bytes);
    await once(socket, "close");
    expect((await target.next("ended")).reason).toContain(reason);

    expect((await echo.echo({ message: "others" })).reply).toBe("others");
    expect(await target.echo("new ones")).toBe("new ones");
  },
);

test.each([
  ["exits", (_target: TestTarget, echo: Echo) => void echo.echo({ message: "exit" })],
  ["is killed", (target: TestTarget) => target.kill("SIGKILL")],
])("the target %s during calls: every pending call rejects with type disconnected", async (_how, end) => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  const calls = [1, 2, 3].map(() => echo.echo({ message: "hang" }));
  for (const _call of calls) await target.next("hanging");
  end(target, echo);
  for (const call of calls) await expect(call).rejects.toMatchObject({ type: "disconnected" });
  expect(await attached.closed).toBeInstanceOf(Error);
  await expect(echo.echo({ message: "too late" })).rejects.toMatchObject({ type: "disconnected" });
  await target.ended();
});

test("an abort signal stops an attach at once, with its reason, and leaves nothing", async () => {
  await using target = await TestTarget.start({}, { env: { TELEOP_DISABLE: "1" } });
  const reason = new Error("enough");
  expect(await failureOf(target.attach({ signal: AbortSignal.abort(reason) }))).toBe(reason);
  const abort = new AbortController();
  const attaching = failureOf(target.attach({ signal: abort.signal, timeout: Number.POSITIVE_INFINITY }));
  abort.abort(reason);
  expect(await attaching).toBe(reason);
  const timedOut = failureOf(
    target.attach({ signal: AbortSignal.timeout(100), timeout: Number.POSITIVE_INFINITY }),
  );
  expect(await timedOut).toMatchObject({ name: "TimeoutError" });
  expect(target.directories.leftovers()).toEqual([]);
});

test("an abort signal stops a call at once, with its reason; the method sees it, others go on", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  const abort = new AbortController();
  const reason = new Error("enough");
  const call = echo.echo({ message: "hang" }, { signal: abort.signal });
  await target.next("hanging");
  abort.abort(reason);
  expect(await failureOf(call)).toBe(reason);
  await target.next("cancelled");
  expect((await echo.echo({ message: "hello!" })).reply).toBe("hello!");
});

test("an abort signal ends a teleoperation as disposing does, and leaves nothing", async () => {
  await using target = await TestTarget.start();
  await using attached = await target.attach();
  using echo = attached.service("echo", Echo);
  const call = echo.echo({ message: "hang" });
  await target.next("hanging");
  await target.command({ do: "abort" });
  await expect(call).rejects.toMatchObject({ type: "disconnected" });
  await attached.closed;
  expect(await failureOf(target.attach({ timeout: 100 }))).toMatchObject({ code: NOT_ARMED });
  expect(target.directories.leftovers()).toEqual([]);
});

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error("expected a failure");
}

function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

function whyNotAsUser(): string | undefined {
  if (process.platform !== "linux") return " (skipped: it needs Linux)";
  if (statSync("/proc/1").uid === process.geteuid?.()) return " (skipped: process 1 is this user's own)";
  return process.geteuid?.() === 0 ? " (skipped: root may attach to it)" : undefined;
}

function whyNotAsNobody(): string | undefined {
  if (process.platform !== "linux") return " (skipped: it needs Linux)";
  if (process.geteuid?.() !== 0) return " (skipped: only root can start a client of another user)";
  if (Bun.which("setpriv") === null) return " (skipped: it needs setpriv(1))";
  const canRead = Bun.spawnSync([
    "setpriv",
    `--reuid=${NOBODY}`,
    `--regid=${NOBODY}`,
    "--clear-groups",
    "test",
    "-r",
    fileURLToPath(clientProgram),
    "-a",
    "-x",
    process.execPath,
  ]);
  return canRead.success ? undefined : " (skipped: other users cannot read the client's program)";
}
