import { afterEach, expect, test } from "bun:test";
import type { TeleopEvent } from "./events.ts";
import { type Attachment, type AttachmentOptions, listen } from "./listen.ts";
import { ScriptedAttacher, ScriptedConnection, ScriptedTransport } from "./testing/doubles.ts";

/** A listening process made of doubles, and a way to wait for its events. */
class Scene implements AsyncDisposable {
  readonly attacher = new ScriptedAttacher();
  readonly transport = new ScriptedTransport();
  readonly events: TeleopEvent[] = [];
  readonly attachment: Attachment;
  #waiters: { readonly type: TeleopEvent["type"]; readonly resolve: () => void }[] = [];

  constructor(options: Partial<AttachmentOptions> = {}) {
    this.attachment = listen({
      attacher: this.attacher,
      transport: this.transport,
      onEvent: (event) => this.#take(event),
      ...options,
    });
  }

  get types(): string[] {
    return this.events.map(({ type }) => type);
  }

  /** The next event of this type. */
  next(type: TeleopEvent["type"]): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiters.push({ type, resolve });
    return promise;
  }

  /** An attach, up to the bind. */
  async bind(): Promise<void> {
    const bound = this.next("bound");
    this.attacher.wake();
    await bound;
  }

  /** Somebody removes the socket, and the next attach comes. */
  async loseSocketAndBind(): Promise<void> {
    const lost = this.transport.listeners.at(-1);
    if (lost === undefined) throw new Error("it has not bound");
    lost.reachable = false;
    const healed = this.next("healed");
    this.attacher.wake();
    await healed;
    // Whatever follows the report happens before the next turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.attachment[Symbol.asyncDispose]();
  }

  #take(event: TeleopEvent): void {
    this.events.push(event);
    const index = this.#waiters.findIndex(({ type }) => type === event.type);
    if (index >= 0) this.#waiters.splice(index, 1)[0]?.resolve();
  }
}

const exitListeners = process.listenerCount("exit");

afterEach(() => {
  expect(process.listenerCount("exit")).toBe(exitListeners);
});

test("it is armed on return, and binds nothing before an attach", async () => {
  await using scene = new Scene({ name: "json" });
  expect(scene.attacher.armed.size).toBe(1);
  expect(scene.transport.listeners).toEqual([]);
  expect(scene.attachment.address).toBeUndefined();
  expect(scene.events).toMatchObject([
    { type: "armed", attacher: "scripted", pid: process.pid, name: "json" },
  ]);
});

test("an attach makes it bind, and a client's connection is given to the iterator", async () => {
  await using scene = new Scene();
  await scene.bind();
  expect(scene.attachment.address).toBe("scripted-1");
  const connection = await scene.transport.connect({ pid: process.pid });
  expect((await scene.attachment[Symbol.asyncIterator]().next()).value).toBe(connection);
  expect(scene.types).toEqual(["armed", "signaled", "bound", "accepted"]);
});

test("the signal of an attach is reported with the name of its rendezvous", async () => {
  await using scene = new Scene({ name: "json" });
  await scene.bind();
  expect(scene.events[1]).toMatchObject({ type: "signaled", attacher: "scripted", name: "json" });
});

test("a second attach leaves a listener that can be reached alone", async () => {
  await using scene = new Scene();
  await scene.bind();
  const signaled = scene.next("signaled");
  scene.attacher.wake();
  await signaled;
  await scene.transport.connect({ pid: process.pid });
  await scene.attachment[Symbol.asyncIterator]().next();
  expect(scene.transport.listeners).toHaveLength(1);
});

test("when the socket was removed, the next attach binds again, and says so", async () => {
  const scene = new Scene();
  await scene.bind();
  const old = await scene.transport.connect({ pid: process.pid });
  await scene.loseSocketAndBind();
  const fresh = await scene.transport.connect({ pid: process.pid });
  const iterator = scene.attachment[Symbol.asyncIterator]();
  expect([(await iterator.next()).value, (await iterator.next()).value]).toEqual([old, fresh]);
  expect(scene.types.filter((type) => type === "healed")).toHaveLength(1);
  expect(scene.attachment.address).toBe("scripted-2");
  await scene.attachment[Symbol.asyncDispose]();
  expect(scene.transport.listeners.map(({ disposals }) => disposals)).toEqual([1, 1]);
});

test("a listener that seems lost while a directory is being renamed, and is found again, is no failure", async () => {
  await using scene = new Scene();
  await scene.bind();
  const [listener] = scene.transport.listeners;
  if (listener === undefined) throw new Error("it has not bound");
  for (const isFoundAgain of [true, false]) {
    listener.reachable = false;
    const refused = Promise.withResolvers<void>();
    scene.transport.onListen = () => {
      listener.reachable = isFoundAgain;
      refused.resolve();
      throw new Error("somebody listens there");
    };
    scene.attacher.wake();
    await refused.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(scene.types.filter((type) => type === "failed")).toHaveLength(isFoundAgain ? 0 : 1);
  }
  expect(scene.transport.listeners).toHaveLength(1);
});

test("a listener whose socket was removed still hands over who had connected to it, until the next is lost", async () => {
  await using scene = new Scene();
  await scene.bind();
  await scene.loseSocketAndBind();
  const [lost] = scene.transport.listeners;
  const late = new ScriptedConnection();
  lost?.queue.offer(late);
  expect((await scene.attachment[Symbol.asyncIterator]().next()).value).toBe(late);
  for (let round = 0; round < 3; round++) await scene.loseSocketAndBind();
  expect(scene.transport.listeners.map(({ disposals }) => disposals)).toEqual([1, 1, 1, 0, 0]);
});

test("a bind that fails is reported, and tried again at the next attach", async () => {
  await using scene = new Scene();
  scene.transport.onListen = () => {
    throw new Error("address in use");
  };
  const failed = scene.next("failed");
  scene.attacher.wake();
  await failed;
  scene.transport.onListen = () => {};
  await scene.bind();
  expect(scene.events).toContainEqual(
    expect.objectContaining({ type: "failed", by: "scripted", error: new Error("address in use") }),
  );
});

test("without a hook, a failure becomes a process warning", async () => {
  await using scene = new Scene({ onEvent: undefined });
  scene.transport.onListen = () => {
    throw new Error("address in use");
  };
  const warned = Promise.withResolvers<Error>();
  process.once("warning", warned.resolve);
  scene.attacher.wake();
  expect((await warned.promise).message).toBe("teleop: scripted failed: address in use");
});

test("a hook that throws changes nothing, and becomes a process warning", async () => {
  const warned = Promise.withResolvers<Error>();
  process.once("warning", warned.resolve);
  await using scene = new Scene({
    onEvent: () => {
      throw new Error("bad hook");
    },
  });
  expect((await warned.promise).message).toContain("bad hook");
  expect(scene.attacher.armed.size).toBe(1);
});

test("disposing disarms, closes, ends the iterators, and aborts whom nobody has taken", async () => {
  const scene = new Scene();
  await scene.bind();
  const taken = await scene.transport.connect({ pid: process.pid });
  const iterator = scene.attachment[Symbol.asyncIterator]();
  await iterator.next();
  const untaken = await scene.transport.connect({ pid: process.pid });
  for (let time = 0; time < 4; time++) await scene.attachment[Symbol.asyncDispose]();
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
  expect(untaken.isAborted).toBe(true);
  expect(taken.isAborted).toBe(false);
  expect(scene.attacher.armed.size).toBe(0);
  expect(scene.transport.listeners[0]?.disposals).toBe(1);
});

test("disposing during a bind closes what was bound", async () => {
  const scene = new Scene();
  const bind = Promise.withResolvers<void>();
  const binding = Promise.withResolvers<void>();
  scene.transport.onListen = () => {
    binding.resolve();
    return bind.promise;
  };
  scene.attacher.wake();
  await binding.promise;
  const disposed = scene.attachment[Symbol.asyncDispose]();
  bind.resolve();
  await disposed;
  expect(scene.transport.listeners[0]?.disposals).toBe(1);
  expect(scene.types).toEqual(["armed", "signaled"]);
});

test("its AbortSignal ends it, and one that is aborted already keeps it from being armed", async () => {
  const abort = new AbortController();
  const scene = new Scene({ signal: abort.signal });
  const waiting = scene.attachment[Symbol.asyncIterator]().next();
  abort.abort(new Error("enough"));
  expect(await waiting).toEqual({ done: true, value: undefined });
  await scene.attachment[Symbol.asyncDispose]();
  expect(scene.attacher.armed.size).toBe(0);
  expect(() => new Scene({ signal: abort.signal })).toThrow("enough");
});

test("an abort by the hook that is told of the arming ends it too", async () => {
  const abort = new AbortController();
  const attacher = new ScriptedAttacher();
  const attachment = listen({
    attacher,
    transport: new ScriptedTransport(),
    signal: abort.signal,
    onEvent: () => abort.abort(),
  });
  expect(await attachment[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  expect(attacher.armed.size).toBe(0);
  await attachment[Symbol.asyncDispose]();
});

test("arming that fails late leaves no watch, and no handler", () => {
  const { signal } = new AbortController();
  Object.defineProperty(signal, "addEventListener", {
    value: () => {
      throw new Error("broken on purpose");
    },
  });
  const attacher = new ScriptedAttacher();
  const listening = () =>
    listen({ attacher, transport: new ScriptedTransport(), signal, cleanupSignals: ["SIGHUP"] });
  const seteuid = process.seteuid;
  expect(listening).toThrow("broken on purpose");
  expect(attacher.armed.size).toBe(0);
  expect(process.listenerCount("SIGHUP")).toBe(0);
  expect(process.seteuid).toBe(seteuid);
});

test("disposing never rejects: what could not be removed is reported, and the rest is done", async () => {
  const scene = new Scene({ cleanupSignals: ["SIGHUP"] });
  await scene.bind();
  const fails = (what: string) => () => {
    throw new Error(what);
  };
  const [listener] = scene.transport.listeners;
  if (listener === undefined) throw new Error("it has not bound");
  listener.withdraw = fails("withdraw");
  listener[Symbol.asyncDispose] = fails("listener");
  scene.attacher.onDispose = fails("armed");
  await scene.attachment[Symbol.asyncDispose]();
  expect(scene.events.flatMap((event) => (event.type === "failed" ? [event.error] : []))).toEqual([
    expect.objectContaining({ message: "withdraw" }),
    expect.objectContaining({ message: "armed" }),
    expect.objectContaining({ message: "listener" }),
  ]);
  expect(process.listenerCount("SIGHUP")).toBe(0);
});

// On Windows a process stays with its user.
test.skipIf(process.platform === "win32")(
  "a change of user takes the socket away first, and the next attach binds again",
  async () => {
    await using scene = new Scene();
    await scene.bind();
    process.seteuid?.(process.geteuid?.() ?? 0);
    expect(scene.transport.listeners[0]?.reachable).toBe(false);
    await scene.bind();
    expect(scene.transport.listeners[1]?.reachable).toBe(true);
  },
);

test("a watch that breaks is reported, and those who iterate are told", async () => {
  const scene = new Scene();
  const waiting = scene.attachment[Symbol.asyncIterator]().next();
  for (const wakeups of scene.attacher.armed) wakeups[Symbol.dispose]();
  await expect(waiting).rejects.toMatchObject({ code: "DISPOSED" });
  expect(scene.types).toEqual(["armed", "failed"]);
  await scene.attachment[Symbol.asyncDispose]();
});

test("a watch that breaks once something listens leaves the listener working", async () => {
  await using scene = new Scene();
  await scene.bind();
  const failed = scene.next("failed");
  for (const wakeups of scene.attacher.armed) wakeups[Symbol.dispose]();
  await failed;
  const connection = await scene.transport.connect({ pid: process.pid });
  expect((await scene.attachment[Symbol.asyncIterator]().next()).value).toBe(connection);
});

test("the limits and the decision who gets in reach the transport", async () => {
  await using scene = new Scene({ maxConnections: 1, authorize: ({ pid }) => pid === process.pid });
  await scene.bind();
  const admitted = await scene.transport.connect({ pid: process.pid });
  const refused = await scene.transport.connect({ pid: process.pid });
  expect([admitted.isAborted, refused.isAborted]).toEqual([false, true]);
  expect(scene.types).toContain("refused");
});

test("TELEOP_DISABLE arms nothing, says so, and iterating waits until it is disposed", async () => {
  process.env.TELEOP_DISABLE = "1";
  try {
    const scene = new Scene();
    expect(scene.types).toEqual(["disabled"]);
    expect(scene.attacher.armed.size).toBe(0);
    expect(scene.attachment.address).toBeUndefined();
    const waiting = scene.attachment[Symbol.asyncIterator]().next();
    await scene.attachment[Symbol.asyncDispose]();
    expect(await waiting).toEqual({ done: true, value: undefined });
  } finally {
    delete process.env.TELEOP_DISABLE;
  }
});

test.each([
  ["name", "a/b"],
  ["maxConnections", 0],
  ["maxConnections", 1.5],
])("a bad option (%s: %p) is refused before anything is armed", (option, value) => {
  const attacher = new ScriptedAttacher();
  expect(() => listen({ attacher, transport: new ScriptedTransport(), [option]: value })).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT" }),
  );
  expect(attacher.armed.size).toBe(0);
});

test("connections wait for an iterator that comes late", async () => {
  await using scene = new Scene();
  await scene.bind();
  const connection = await scene.transport.connect({ pid: process.pid });
  expect(connection).toBeInstanceOf(ScriptedConnection);
  expect((await scene.attachment[Symbol.asyncIterator]().next()).value).toBe(connection);
});

test("onSignaled is called while the transport binds, each time, and what it throws is reported", async () => {
  let calls = 0;
  await using scene = new Scene({
    onSignaled: () => {
      calls += 1;
      if (calls === 2) throw new Error("cannot prepare");
    },
  });
  const binding = Promise.withResolvers<void>();
  scene.transport.onListen = () => binding.promise;
  const signaled = scene.next("signaled");
  scene.attacher.wake();
  await signaled;
  await new Promise((resolve) => setImmediate(resolve));
  expect([calls, scene.types]).toEqual([1, ["armed", "signaled"]]);
  const bound = scene.next("bound");
  binding.resolve();
  await bound;
  const failed = scene.next("failed");
  scene.attacher.wake();
  await failed;
  expect(scene.events.at(-1)).toMatchObject({ by: "onSignaled", error: { message: "cannot prepare" } });
  expect(() =>
    listen({ attacher: scene.attacher, transport: scene.transport, onSignaled: 1 as never }),
  ).toThrow("onSignaled");
});

test("onSignaled is not called of an attachment that was disposed while the transport bound", async () => {
  let calls = 0;
  await using scene = new Scene({
    onSignaled: () => {
      calls += 1;
    },
  });
  const disposed = Promise.withResolvers<void>();
  scene.transport.onListen = async () => disposed.resolve(scene.attachment[Symbol.asyncDispose]());
  scene.attacher.wake();
  await disposed.promise;
  expect([calls, scene.types]).toEqual([0, ["armed", "signaled"]]);
});

test("what gives way is asked to before the same name is armed, once, and keeps every other name", async () => {
  const asked: string[] = [];
  const attacher = new ScriptedAttacher();
  const transport = new ScriptedTransport();
  await using first = listen({
    attacher,
    transport,
    giveWay: () => {
      asked.push(`armed ${attacher.armed.size}`);
      void first[Symbol.asyncDispose]();
    },
  });
  await using _other = listen({ attacher, transport, name: "another" });
  expect(asked).toEqual([]);
  await using _second = listen({ attacher, transport });
  await using _third = listen({ attacher, transport });
  expect(asked).toEqual(["armed 2"]);
});

test("a giveWay that throws becomes a warning, and the program's own is armed", async () => {
  const attacher = new ScriptedAttacher();
  const transport = new ScriptedTransport();
  const warned = Promise.withResolvers<Error>();
  process.once("warning", warned.resolve);
  await using _first = listen({
    attacher,
    transport,
    giveWay: () => {
      throw new Error("not now");
    },
  });
  await using _second = listen({ attacher, transport });
  expect(attacher.armed.size).toBe(2);
  expect((await warned.promise).message).toContain("did not give way: not now");
  expect(() => listen({ attacher, transport, giveWay: 1 as never })).toThrow("giveWay must be a function");
});
