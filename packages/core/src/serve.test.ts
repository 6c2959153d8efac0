import { expect, jest, test } from "bun:test";
import { ConnectionLine } from "./connection-line.ts";
import type { TeleopEvent } from "./events.ts";
import type { Protocol, ProtocolLoader, Session } from "./protocol.ts";
import { serve } from "./serve.ts";
import { ScriptedConnection } from "./testing/doubles.ts";

/** Sessions whose end the test decides. */
class ScriptedSession implements Session {
  readonly ending = Promise.withResolvers<Error | undefined>();
  readonly closed = this.ending.promise;
  readonly greeting: PromiseWithResolvers<void> = Promise.withResolvers<void>();
  readonly established: Promise<void> | undefined;
  disposals = 0;
  onDispose: () => void = () => {};

  constructor(tellsHandshake = true) {
    this.established = tellsHandshake ? this.greeting.promise : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.disposals += 1;
    this.onDispose();
    this.ending.resolve(undefined);
  }
}

function setUp() {
  const line = new ConnectionLine();
  const sessions: ScriptedSession[] = [];
  const opened: ScriptedConnection[] = [];
  const events: TeleopEvent[] = [];
  const news: PromiseWithResolvers<void>[] = [];
  const protocol: Protocol<ScriptedSession> = {
    name: "scripted",
    open(connection) {
      opened.push(connection as ScriptedConnection);
      news.shift()?.resolve();
      const session = new ScriptedSession();
      sessions.push(session);
      return session;
    },
  };
  const onEvent = (event: TeleopEvent) => {
    events.push(event);
    news.shift()?.resolve();
  };
  /** The next time that a connection is opened or an event is reported. */
  const next = (): Promise<void> => {
    const waiter = Promise.withResolvers<void>();
    news.push(waiter);
    return waiter.promise;
  };
  return { line, sessions, opened, events, protocol, onEvent, next };
}

test("every connection gets a session of its own, and disposing ends them all", async () => {
  const { line, sessions, opened, protocol, next } = setUp();
  const service = serve(line, protocol);
  const connections = [new ScriptedConnection(), new ScriptedConnection()];
  for (const connection of connections) {
    line.put(connection);
    await next();
  }
  expect(opened).toEqual(connections);
  await service[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
  expect(sessions.map(({ disposals }) => disposals)).toEqual([1, 1]);
});

test("a protocol that throws in open is reported, its connection aborted, and the next one served", async () => {
  const { line, opened, events, protocol, onEvent, next } = setUp();
  const open = protocol.open;
  protocol.open = () => {
    throw new Error("cannot open");
  };
  await using _service = serve(line, protocol, { onEvent });
  const refused = new ScriptedConnection();
  line.put(refused);
  await next();
  expect(events).toMatchObject([{ type: "failed", by: "scripted", error: new Error("cannot open") }]);
  expect(await refused.aborted.promise).toEqual(new Error("cannot open"));
  protocol.open = open;
  line.put(new ScriptedConnection());
  await next();
  expect(opened).toHaveLength(1);
});

test("how a session ended is reported", async () => {
  const { line, sessions, events, protocol, onEvent, next } = setUp();
  await using _service = serve(line, protocol, { onEvent });
  line.put(new ScriptedConnection());
  await next();
  line.put(new ScriptedConnection());
  await next();
  sessions[0]?.ending.resolve(undefined);
  await next();
  sessions[1]?.ending.resolve(new Error("peer broke the rules"));
  await next();
  expect(events).toMatchObject([
    {
      type: "ended",
      protocol: "scripted",
      address: "scripted",
      peer: { pid: process.pid },
      reason: undefined,
    },
    { type: "ended", reason: new Error("peer broke the rules") },
  ]);
});

test("a session that fails leaves no client waiting, and without onEvent a warning says why", async () => {
  const warned = Promise.withResolvers<string>();
  const listen = ({ message }: Error): void => warned.resolve(message);
  process.on("warning", listen);
  const { line, sessions, protocol, next } = setUp();
  await using _service = serve(line, protocol);
  const endings = [
    // That a peer goes is nobody's failure.
    Object.assign(new Error("gone"), { code: "CONNECTION_CLOSED" }),
    Object.assign(new Error("gone"), { type: "disconnected" }),
    undefined,
    new Error("peer broke the rules"),
  ];
  const connections = [];
  for (const ending of endings) {
    const connection = new ScriptedConnection();
    connections.push(connection);
    line.put(connection);
    await next();
    sessions.at(-1)?.ending.resolve(ending);
  }
  expect(await connections[3]?.aborted.promise).toBe(endings[3]);
  expect(connections.map(({ isAborted }) => isAborted)).toEqual([true, true, false, true]);
  expect(await warned.promise).toBe(
    `teleop: scripted: the scripted session with process ${process.pid} failed: peer broke the rules`,
  );
  process.off("warning", listen);
});

test("what is no session, and one whose end is told by rejecting, is reported, and its connection aborted", async () => {
  const { line, events, protocol, onEvent, next } = setUp();
  const broken = [
    () => undefined,
    () => ({}),
    () => ({ closed: Promise.reject(new Error("rejected")) }),
    () => ({ closed: Promise.resolve() }),
  ];
  await using _service = serve(line, protocol, { onEvent });
  for (const open of broken) {
    protocol.open = () => open() as never;
    const connection = new ScriptedConnection();
    const told = next();
    line.put(connection);
    await told;
    if (events.at(-1)?.type === "failed") await connection.aborted.promise;
  }
  expect(events.map(({ type }) => type)).toEqual(["failed", "ended", "failed", "ended"]);
});

test("a session that is over is not disposed again", async () => {
  const { line, sessions, protocol, next } = setUp();
  const service = serve(line, protocol);
  line.put(new ScriptedConnection());
  await next();
  sessions[0]?.ending.resolve(undefined);
  await sessions[0]?.closed;
  await service[Symbol.asyncDispose]();
  expect(sessions[0]?.disposals).toBe(0);
});

test("a session that throws when disposed is reported, and the others are disposed", async () => {
  const { line, sessions, events, protocol, onEvent, next } = setUp();
  const service = serve(line, protocol, { onEvent });
  for (let count = 0; count < 2; count++) {
    line.put(new ScriptedConnection());
    await next();
  }
  const [first, second] = sessions;
  if (first === undefined || second === undefined) throw new Error("two sessions were opened");
  first.onDispose = () => {
    throw new Error("cannot close");
  };
  await service[Symbol.asyncDispose]();
  expect(second.disposals).toBe(1);
  expect(events.filter(({ type }) => type === "failed")).toMatchObject([
    { error: new Error("cannot close") },
  ]);
});

test("of a session that cannot be disposed at all the others do not suffer", async () => {
  const { line, sessions, events, protocol, onEvent, next } = setUp();
  const service = serve(line, protocol, { onEvent });
  for (let count = 0; count < 2; count++) {
    line.put(new ScriptedConnection());
    await next();
  }
  Object.defineProperty(sessions[0], Symbol.asyncDispose, { value: undefined });
  await service[Symbol.asyncDispose]();
  expect(sessions[1]?.disposals).toBe(1);
  expect(events.filter(({ type }) => type === "failed")).toHaveLength(1);
});

test("connections that fail to come are reported, and disposing still works", async () => {
  const { line, events, protocol, onEvent, next } = setUp();
  const service = serve(line, protocol, { onEvent });
  line.close(new Error("the watch is lost"));
  await next();
  expect(events).toMatchObject([{ type: "failed", error: new Error("the watch is lost") }]);
  await service[Symbol.asyncDispose]();
});

test("a connection that comes from a generator after disposal is aborted", async () => {
  const { protocol, opened } = setUp();
  const late = new ScriptedConnection();
  const gate = Promise.withResolvers<void>();
  const service = serve(
    (async function* () {
      await gate.promise;
      yield late;
    })(),
    protocol,
  );
  await service[Symbol.asyncDispose]();
  gate.resolve();
  await late.aborted.promise;
  expect(opened).toEqual([]);
});

test("a peer that says nothing complete in time is refused, once, and the others go on", async () => {
  const { line, sessions, events, protocol, onEvent, next } = setUp();
  await using _service = serve(line, protocol, { onEvent, handshakeTimeout: 50 });
  const [greets, silent] = [new ScriptedConnection(), new ScriptedConnection()];
  for (const connection of [greets, silent]) {
    line.put(connection);
    await next();
  }
  sessions[0]?.greeting.resolve();
  expect(await silent.aborted.promise).toMatchObject({ code: "REFUSED", address: "scripted" });
  sessions[1]?.ending.resolve(new Error("the connection was lost"));
  await sessions[1]?.closed;
  expect(events).toEqual([
    {
      at: expect.any(Number),
      type: "refused",
      address: "scripted",
      peer: silent.peer,
      reason: "the peer said nothing complete within 50 ms",
    },
  ]);
  expect(greets.isAborted).toBe(false);
});

test("without a limit, or a protocol that tells, nobody is refused for saying nothing", async () => {
  const patient = setUp();
  await using _patient = serve(patient.line, patient.protocol, {
    handshakeTimeout: Number.POSITIVE_INFINITY,
  });
  const mute = setUp();
  mute.protocol.open = () => new ScriptedSession(false);
  await using _mute = serve(mute.line, mute.protocol, { handshakeTimeout: 0 });
  const strict = setUp();
  await using _strict = serve(strict.line, strict.protocol, { handshakeTimeout: 0, onEvent: () => {} });
  const [tolerated, ignored, refused] = [
    new ScriptedConnection(),
    new ScriptedConnection(),
    new ScriptedConnection(),
  ];
  patient.line.put(tolerated);
  mute.line.put(ignored);
  strict.line.put(refused);
  await refused.aborted.promise;
  expect([tolerated.isAborted, ignored.isAborted]).toEqual([false, false]);
});

test.each([-1, Number.NaN, "1" as never])("handshakeTimeout %p is refused", (handshakeTimeout) => {
  const { line, protocol } = setUp();
  expect(() => serve(line, protocol, { handshakeTimeout })).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT" }),
  );
});

/** A protocol that is loaded when the test says so. */
function setUpLoader(words: string[] = []) {
  const { protocol, ...rest } = setUp();
  const loads: PromiseWithResolvers<Protocol<ScriptedSession>>[] = [];
  const loader: ProtocolLoader<ScriptedSession> = {
    name: "scripted",
    load() {
      const load = Promise.withResolvers<Protocol<ScriptedSession>>();
      loads.push(load);
      return load.promise;
    },
    refuse(connection, reason, told = "") {
      words.push(told);
      connection.abort(reason);
    },
  };
  return { ...rest, protocol, loader, loads };
}

test("a protocol is loaded when somebody comes, once for all who come meanwhile, and nothing of them is read", async () => {
  const { line, opened, protocol, loader, loads, next } = setUpLoader();
  await using _service = serve(line, loader);
  const connections = [new ScriptedConnection(), new ScriptedConnection()];
  for (const connection of connections) line.put(connection);
  await settled(() => loads.length === 1);
  expect(opened).toEqual([]);
  const both = [next(), next()];
  loads[0]?.resolve(protocol);
  await Promise.all(both);
  expect(opened).toEqual(connections);
  const third = new ScriptedConnection();
  line.put(third);
  await next();
  expect(opened).toEqual([...connections, third]);
  expect(loads.length).toBe(1);
});

test("who waits for a protocol that cannot be loaded is told why, it is reported once, and the next one has it tried again", async () => {
  const words: string[] = [];
  const { line, opened, events, protocol, loader, loads, onEvent, next } = setUpLoader(words);
  await using _service = serve(line, loader, { onEvent });
  const [first, second] = [new ScriptedConnection(), new ScriptedConnection()];
  line.put(first);
  line.put(second);
  await settled(() => loads.length === 1);
  loads[0]?.reject(new Error("the file is gone"));
  for (const connection of [first, second]) {
    expect(await connection.aborted.promise).toMatchObject({ code: "REFUSED" });
  }
  expect(words).toEqual([SHORTAGE, SHORTAGE]);
  expect(events.map(({ type }) => type)).toEqual(["failed", "refused", "refused"]);
  expect(events[0]).toMatchObject({ by: "scripted", error: { code: "LOAD_FAILED" } });
  line.put(new ScriptedConnection());
  await settled(() => loads.length === 2);
  const open = next();
  loads[1]?.resolve(protocol);
  await open;
  expect(opened.length).toBe(1);
});

const SHORTAGE = "the target cannot serve anybody now: cannot load the protocol scripted: the file is gone";

test("a protocol that is not loaded within half of handshakeTimeout is not waited for, and tried again", async () => {
  const { line, events, opened, protocol, loader, loads, onEvent, next } = setUpLoader();
  await using _service = serve(line, loader, { onEvent, handshakeTimeout: 20 });
  const connection = new ScriptedConnection();
  line.put(connection);
  expect(await connection.aborted.promise).toMatchObject({
    message: expect.stringContaining("the protocol scripted is not loaded after 10 ms"),
  });
  expect(events[0]).toMatchObject({ type: "failed", error: { code: "LOAD_FAILED" } });
  line.put(new ScriptedConnection());
  await settled(() => loads.length === 2);
  const open = next();
  loads[1]?.resolve(protocol);
  await open;
  expect(opened.length).toBe(1);
});

test("disposing while a protocol is loaded aborts who waits for it, and reports nothing", async () => {
  const { line, events, opened, protocol, loader, loads, onEvent } = setUpLoader();
  const service = serve(line, loader, { onEvent });
  const connection = new ScriptedConnection();
  line.put(connection);
  await settled(() => loads.length === 1);
  await service[Symbol.asyncDispose]();
  expect(connection.isAborted).toBe(true);
  loads[0]?.resolve(protocol);
  await service.preload();
  expect([opened, events]).toEqual([[], []]);
});

test("preload() loads the protocol before anybody comes, and never rejects", async () => {
  const { line, events, opened, protocol, loader, loads, onEvent, next } = setUpLoader();
  await using service = serve(line, loader, { onEvent });
  const failing = service.preload();
  loads[0]?.reject(new Error("not yet"));
  await failing;
  expect(events).toMatchObject([{ type: "failed" }]);
  const loading = service.preload();
  loads[1]?.resolve(protocol);
  await loading;
  await service.preload();
  line.put(new ScriptedConnection());
  await next();
  expect([opened.length, loads.length]).toEqual([1, 2]);
});

/** Resolves when turns of the event loop have brought it about. */
async function settled(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

test("where a peer may stay silent for ever, it is not kept waiting for ever for a protocol that does not come", async () => {
  const { line, events, loader, loads, onEvent } = setUpLoader();
  await using _service = serve(line, loader, { onEvent, handshakeTimeout: Infinity });
  const connection = new ScriptedConnection();
  jest.useFakeTimers();
  try {
    line.put(connection);
    await settled(() => loads.length === 1);
    jest.advanceTimersByTime(5_000);
  } finally {
    jest.useRealTimers();
  }
  expect(await connection.aborted.promise).toMatchObject({
    message: expect.stringContaining("the protocol scripted is not loaded after 5000 ms"),
  });
  expect(events.map(({ type }) => type)).toEqual(["failed", "refused"]);
});
