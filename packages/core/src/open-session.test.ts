import { expect, test } from "bun:test";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import { type OpenSessionOptions, openSession } from "./open-session.ts";
import type { Protocol, Session } from "./protocol.ts";
import { ScriptedAttacher, ScriptedTransport } from "./testing/doubles.ts";

/** A session whose every step the test decides. */
class ScriptedSession implements Session {
  readonly greeting: PromiseWithResolvers<void> = Promise.withResolvers<void>();
  readonly ending: PromiseWithResolvers<Error | undefined> = Promise.withResolvers<Error | undefined>();
  readonly established: Promise<void> | undefined;
  readonly closed: Promise<Error | undefined> = this.ending.promise;
  readonly connection: Connection;
  isDisposed = false;

  constructor(connection: Connection, tells: boolean) {
    this.connection = connection;
    this.established = tells ? this.greeting.promise : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.isDisposed = true;
    this.ending.resolve(undefined);
  }
}

/** Opens sessions with this very process, by way of doubles. */
class Scene {
  readonly attacher = new ScriptedAttacher();
  readonly transport = new ScriptedTransport();
  readonly sessions: ScriptedSession[] = [];
  /** What happens to each session when it has been opened. */
  onOpen: (session: ScriptedSession) => void = () => {};
  tells = true;
  readonly protocol: Protocol<ScriptedSession> = {
    name: "scripted",
    open: (connection) => {
      const session = new ScriptedSession(connection, this.tells);
      this.sessions.push(session);
      this.onOpen(session);
      return session;
    },
  };

  static async listening(onOpen: (session: ScriptedSession) => void): Promise<Scene> {
    const scene = new Scene();
    await scene.transport.listen({});
    scene.onOpen = onOpen;
    return scene;
  }

  open(options: Partial<OpenSessionOptions<ScriptedSession>> = {}): Promise<ScriptedSession> {
    const { attacher, transport, protocol } = this;
    return openSession(process.pid, { attacher, transport, protocol, ...options });
  }
}

test("a protocol that is loaded when it is needed is loaded once the target has been signalled, not before", async () => {
  const scene = new Scene();
  scene.onOpen = (session) => session.greeting.resolve();
  const loads: { readonly sends: number; readonly connects: number }[] = [];
  scene.attacher.onSend = async () => {
    expect(loads).toEqual([]);
    // The target binds while the protocol is being loaded.
    await scene.transport.listen({});
  };
  const load = async () => {
    loads.push({ sends: scene.attacher.sends, connects: scene.transport.connects });
    return scene.protocol;
  };
  await using session = await openSession(process.pid, {
    attacher: scene.attacher,
    transport: scene.transport,
    protocol: { name: "scripted", load },
  });
  expect(scene.sessions).toEqual([session]);
  expect(loads).toEqual([{ sends: 1, connects: 1 }]);
});

test("a session is given out when the target has said something, not before", async () => {
  const opened = Promise.withResolvers<ScriptedSession>();
  const scene = await Scene.listening(opened.resolve);
  let isOpen = false;
  const opening = scene.open().then((session) => {
    isOpen = true;
    return session;
  });
  const session = await opened.promise;
  await new Promise(setImmediate);
  expect(isOpen).toBe(false);
  session.greeting.resolve();
  expect(await opening).toBe(session);
  expect(session.isDisposed).toBe(false);
});

test("a session of a protocol that does not tell is given out at once", async () => {
  const scene = await Scene.listening(() => {});
  scene.tells = false;
  expect(await scene.open()).toBe(scene.sessions[0] as ScriptedSession);
});

test("a target that takes the connection and says nothing is an ATTACH_TIMEOUT that says so", async () => {
  const scene = await Scene.listening(() => {});
  const error: unknown = await scene.open({ timeout: 30 }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "ATTACH_TIMEOUT", pid: process.pid, address: "scripted" });
  expect(String(error)).toContain("connected to scripted, where it said nothing");
  expect(scene.sessions[0]).toMatchObject({ isDisposed: true, connection: { isAborted: true } });
  expect(scene.attacher.sends).toBe(0);
});

test("an abort while the target says nothing ends the session and rejects with the abort's reason", async () => {
  const reason = new Error("the user went away");
  const abort = new AbortController();
  const scene = await Scene.listening(() => abort.abort(reason));
  await expect(scene.open({ signal: abort.signal })).rejects.toBe(reason);
  expect(scene.sessions[0]).toMatchObject({ isDisposed: true, connection: { isAborted: true } });
});

test.each([
  ["without a reason", undefined],
  ["because the connection was cut", new TeleopError("CONNECTION_CLOSED", "the peer closed")],
  ["disconnected", Object.assign(new Error("the peer closed"), { type: "disconnected" })],
])("a target that ends the session %s before it has said anything is tried again", async (_how, reason) => {
  const scene = await Scene.listening((session) => {
    if (scene.sessions.length === 3) session.greeting.resolve();
    else session.ending.resolve(reason);
  });
  expect(await scene.open()).toBe(scene.sessions[2] as ScriptedSession);
  expect(scene.sessions.map(({ isDisposed }) => isDisposed)).toEqual([true, true, false]);
  expect(scene.attacher.sends).toBe(0);
});

test("a target that turns us away until time is up is REFUSED, with how often", async () => {
  const scene = await Scene.listening((session) => session.ending.resolve(undefined));
  const error: unknown = await scene.open({ timeout: 60 }).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "REFUSED", pid: process.pid });
  expect(String(error)).toMatch(/turned us away \d+ times? within 60 ms: it has too many connections/);
});

test("a target that says why it ends the session is believed at once", async () => {
  const said = Object.assign(new Error("not you"), { type: "disconnected", remote: true });
  const scene = await Scene.listening((session) => session.ending.resolve(said));
  await expect(scene.open()).rejects.toMatchObject({ code: "REFUSED", cause: said });
  expect(scene.sessions).toHaveLength(1);
});

test("a target that speaks something else fails the attach with the protocol's own error", async () => {
  const broken = new Error("that is no message");
  const scene = await Scene.listening((session) => session.ending.resolve(broken));
  await expect(scene.open()).rejects.toBe(broken);
  expect(scene.sessions).toHaveLength(1);
});
