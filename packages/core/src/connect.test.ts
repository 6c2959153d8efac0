import { expect, test } from "bun:test";
import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectOptions } from "./attach-attempt.ts";
import { connect } from "./connect.ts";
import { NotListeningError, TeleopError } from "./errors.ts";
import { listen } from "./listen.ts";
import { endedPid, idleCommand } from "./testing/child.ts";
import { ScriptedAttacher, ScriptedConnection, ScriptedTransport } from "./testing/doubles.ts";

/** Attaches to this very process, by way of doubles. */
class Scene {
  readonly attacher = new ScriptedAttacher();
  readonly transport = new ScriptedTransport();

  connect(options: Partial<ConnectOptions> & { readonly pid?: number } = {}) {
    const { pid = process.pid, ...rest } = options;
    return connect(pid, { attacher: this.attacher, transport: this.transport, ...rest });
  }
}

/** Settles an attach that must fail. */
async function failureOf(attempt: Promise<unknown>): Promise<TeleopError> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TeleopError)) throw new Error(`expected a TeleopError, got ${String(error)}`);
  return error;
}

test("a target that listens already is not signalled", async () => {
  const scene = new Scene();
  await scene.transport.listen({});
  await using _connection = await scene.connect();
  expect([scene.transport.connects, scene.attacher.sends]).toEqual([1, 0]);
});

test("a target that does not listen yet is woken, and nothing of the signal stays", async () => {
  const scene = new Scene();
  await using _attachment = listen(scene);
  await using connection = await scene.connect();
  expect(connection.address).toBe("scripted");
  expect([scene.attacher.sends, scene.attacher.signalsOpen]).toEqual([1, 0]);
});

test("a target that binds slowly is tried again, and signalled again", async () => {
  const scene = new Scene();
  const thrice = Promise.withResolvers<void>();
  scene.attacher.onSend = () => {
    if (scene.attacher.sends === 3) thrice.resolve();
  };
  const connecting = scene.connect();
  await thrice.promise;
  await scene.transport.listen({});
  await using _connection = await connecting;
  expect(scene.transport.connects).toBeGreaterThan(3);
  expect(scene.attacher.signalsOpen).toBe(0);
});

test("a transport that tells when a target may listen is asked once, after a signal, and let go however the attach ends", async () => {
  const scene = new Scene();
  let asked = 0;
  let open = 0;
  const transport = Object.assign(scene.transport, {
    awaitBound(_rendezvous: unknown, bound: () => void): Disposable {
      asked += scene.attacher.sends > 0 ? 1 : Number.NaN;
      open += 1;
      // Without cause: nobody listens yet.
      bound();
      return {
        [Symbol.dispose]() {
          open -= 1;
        },
      };
    },
  });
  expect(await failureOf(scene.connect({ transport, timeout: 60 }))).toMatchObject({
    code: "ATTACH_TIMEOUT",
  });
  expect([asked, open]).toEqual([1, 0]);
  scene.attacher.onSend = async () => {
    await transport.listen({});
  };
  await using _connection = await scene.connect({ transport });
  expect([asked, open]).toEqual([2, 0]);
  await using _another = await scene.connect({ transport });
  expect([asked, open]).toEqual([2, 0]);
});

test("a target that never answers is an ATTACH_TIMEOUT that says what was tried", async () => {
  const scene = new Scene();
  const error = await failureOf(scene.connect({ timeout: 60, name: "json" }));
  expect(error).toMatchObject({ code: "ATTACH_TIMEOUT", pid: process.pid });
  expect(error.message).toContain(`process ${process.pid} did not answer within 60 ms`);
  expect(error.message).toMatch(/tried \d+ times to connect by scripted/);
  expect(error.message).toMatch(/sent \d+ attach signals by scripted \(\/scripted\/attach\/file\)/);
  expect(error.message).toContain("nobody listens at scripted");
  expect(error.message).toContain("does it listen as json");
  expect(error.cause).toBeInstanceOf(NotListeningError);
  expect(scene.attacher.signalsOpen).toBe(0);
});

test("the timeout ends an attempt that is under way", async () => {
  const scene = new Scene();
  scene.transport.onConnect = ({ signal }) => sleep(60_000, undefined, { signal });
  expect(await failureOf(scene.connect({ timeout: 30 }))).toMatchObject({ code: "ATTACH_TIMEOUT" });
});

test("an abort ends the attempt with its reason, whatever it is waiting for", async () => {
  const reason = new Error("the user went away");
  const connecting = new Scene();
  const abort = new AbortController();
  connecting.transport.onConnect = async ({ signal }) => {
    abort.abort(reason);
    signal?.throwIfAborted();
  };
  await expect(connecting.connect({ signal: abort.signal })).rejects.toBe(reason);

  const waiting = new Scene();
  const later = new AbortController();
  waiting.attacher.onSend = () => void setImmediate(() => later.abort(reason));
  await expect(waiting.connect({ signal: later.signal })).rejects.toBe(reason);
  expect(waiting.attacher.signalsOpen).toBe(0);

  const never = new Scene();
  await expect(never.connect({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(never.transport.connects).toBe(0);
});

test("an error other than nobody listening is final", async () => {
  const scene = new Scene();
  scene.transport.onConnect = () => {
    throw new TeleopError("UNTRUSTED_PATH", "the socket belongs to user 7");
  };
  expect(await failureOf(scene.connect())).toMatchObject({ code: "UNTRUSTED_PATH" });
  expect(scene.attacher.sends).toBe(0);
});

test("a signal that cannot be sent is final", async () => {
  const scene = new Scene();
  scene.attacher.onSend = () => {
    throw new TeleopError("NOT_ARMED", "it does not catch SIGQUIT");
  };
  expect(await failureOf(scene.connect())).toMatchObject({ code: "NOT_ARMED" });
  expect(scene.attacher.signalsOpen).toBe(0);
});

test("a signal that cannot be repeated is told at the timeout only", async () => {
  const scene = new Scene();
  scene.attacher.onSend = () => {
    if (scene.attacher.sends > 1)
      throw new TeleopError("PERMISSION_DENIED", "the target moved to another directory");
  };
  scene.transport.onConnect = () => {
    throw new NotListeningError("nobody listens");
  };
  expect(await failureOf(scene.connect({ timeout: 150 }))).toMatchObject({ code: "ATTACH_TIMEOUT" });
  expect(scene.attacher.sends).toBeGreaterThan(1);
});

test("a process that does not exist is reported before anything is tried", async () => {
  const scene = new Scene();
  const pid = endedPid();
  expect(await failureOf(scene.connect({ pid }))).toMatchObject({ code: "NO_SUCH_PROCESS", pid });
  expect([scene.transport.connects, scene.attacher.sends]).toEqual([0, 0]);
});

test("a target that dies while attaching is reported at once", async () => {
  const scene = new Scene();
  const child = Bun.spawn([...idleCommand]);
  scene.attacher.onSend = async () => {
    child.kill("SIGKILL");
    await child.exited;
  };
  const error = await failureOf(scene.connect({ pid: child.pid, timeout: 60_000 }));
  expect(error).toMatchObject({ code: "NO_SUCH_PROCESS", pid: child.pid });
  expect(scene.attacher.signalsOpen).toBe(0);
});

test("a target that dies is the news, whatever else failed because of it", async () => {
  const scene = new Scene();
  const child = Bun.spawn([...idleCommand]);
  scene.transport.onConnect = async () => {
    child.kill("SIGKILL");
    await child.exited;
    throw new TeleopError("CONNECT_FAILED", "connection reset");
  };
  const error = await failureOf(scene.connect({ pid: child.pid }));
  expect(error).toMatchObject({ code: "NO_SUCH_PROCESS", cause: { code: "CONNECT_FAILED" } });
});

test("a connection is not kept when the target is gone by the time it is made", async () => {
  const scene = new Scene();
  const child = Bun.spawn([...idleCommand]);
  const listener = await scene.transport.listen({});
  scene.transport.onConnect = async () => {
    child.kill("SIGKILL");
    await child.exited;
  };
  expect(await failureOf(scene.connect({ pid: child.pid }))).toMatchObject({ code: "NO_SUCH_PROCESS" });
  const { value } = await listener[Symbol.asyncIterator]().next();
  expect(value).toMatchObject({ isAborted: true });
});

test.if(process.platform === "linux")("a target that is stopped is said to be", async () => {
  const scene = new Scene();
  const child = Bun.spawn([...idleCommand]);
  child.kill("SIGSTOP");
  const error = await failureOf(scene.connect({ pid: child.pid, timeout: 50 }));
  expect(error.message).toContain("it is stopped: let it go on by SIGCONT");
  child.kill("SIGKILL");
  await child.exited;
});

test.each([0, -1, 1.5, Number.NaN, 2 ** 31])("PID %p is refused before anything is tried", async (pid) => {
  const scene = new Scene();
  expect(await failureOf(scene.connect({ pid }))).toMatchObject({ code: "INVALID_ARGUMENT" });
  expect([scene.transport.connects, scene.attacher.sends]).toEqual([0, 0]);
});

test.each([-1, Number.NaN, "10" as never])("timeout %p is refused", async (timeout) => {
  expect(await failureOf(new Scene().connect({ timeout }))).toMatchObject({ code: "INVALID_ARGUMENT" });
});

test("an endless timeout is not taken for none at all", async () => {
  const scene = new Scene();
  await using _attachment = listen(scene);
  for (const timeout of [Number.POSITIVE_INFINITY, 2 ** 40]) {
    await using _connection = await scene.connect({ timeout });
  }
});

test("a hundred clients at once are all served by one listener", async () => {
  const scene = new Scene();
  await using _attachment = listen({ ...scene, maxConnections: 100 });
  const connections = await Promise.all(Array.from({ length: 100 }, () => scene.connect()));
  expect(
    connections.filter((connection) => connection instanceof ScriptedConnection && connection.isAborted),
  ).toEqual([]);
  expect(scene.transport.listeners).toHaveLength(1);
  expect(scene.attacher.signalsOpen).toBe(0);
});
