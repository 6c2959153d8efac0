// careless-services.test.ts: whatever a service, a hook or a caller does: it is told, and the process goes on.
//
// `bun test` fails a test in which a rejection or an exception goes unhandled: these need not look for it.
import { expect, spyOn, test } from "bun:test";
import { TeleopError } from "@teleop/core/basics";
import {
  brokenCapability,
  localCapability,
  promisedCapability,
  RpcConnection,
  type RpcConnectionOptions,
  RpcError,
} from "@teleop/rpc-capnp";
import { CapnpSession, capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import { done, TestObject, testInterface } from "./vat.ts";
import { bootstrapped, callTo, finishOf, WirePeer } from "./wire-peer.ts";

const refused = (message: string) => expect.objectContaining({ type: "failed", message });
const thenable = (then: unknown) => ({ then }) as never;
const hostile = new Proxy(
  {},
  {
    get() {
      throw new Error("do not look");
    },
    getPrototypeOf() {
      throw new Error("do not look");
    },
  },
);

/** What a method may do, and what its caller is told. */
const misdeeds: Record<
  string,
  { readonly echo: (ctx: { signal: AbortSignal }) => unknown; readonly told: unknown }
> = {
  "throws undefined": { echo: () => fail(undefined), told: refused("undefined") },
  "rejects with undefined": { echo: () => Promise.reject(undefined), told: refused("undefined") },
  "throws a string": { echo: () => fail("no"), told: refused("no") },
  "throws a symbol": { echo: () => fail(Symbol("no")), told: refused("Symbol(no)") },
  "throws what cannot be looked at": {
    echo: () => fail(hostile),
    told: refused("something was thrown that has no text (object)"),
  },
  "rejects with what has no text": {
    echo: () => Promise.reject(Object.create(null)),
    told: refused("something was thrown that has no text (object)"),
  },
  "throws an error whose message throws": {
    echo: () => fail(Object.defineProperty(new Error(), "message", { get: () => fail("never") })),
    told: refused("something was thrown that has no text (object)"),
  },
  "throws an RpcError of no known type, with details that are none": {
    echo: () => fail(Object.assign(new RpcError("failed", "no"), { type: 7, details: [{ id: 1, data: 2 }] })),
    told: refused(expect.stringContaining("with an error that cannot be sent") as never),
  },
  "throws an error whose details are missing": {
    echo: () => fail(Object.assign(new RpcError("failed", "no"), { details: undefined })),
    told: refused(expect.stringContaining("with an error that cannot be sent") as never),
  },
  "throws an error that is too large": {
    echo: () => fail(new Error("x".repeat(100_000))),
    told: refused("the call failed, with an error too large to be sent"),
  },
  "gives a thenable whose then is thrown from": {
    echo: () => thenable(() => fail(new Error("then threw"))),
    told: refused("then threw"),
  },
  "gives a thenable whose then cannot be read": {
    // biome-ignore lint/suspicious/noThenProperty: it is what is tested
    echo: () => Object.defineProperty({}, "then", { get: () => fail(new Error("then unread")) }),
    told: refused("then unread"),
  },
  "gives a thenable that rejects twice, and throws": {
    echo: () =>
      thenable((_resolve: unknown, reject: (error: unknown) => void) => {
        reject(new Error("first"));
        reject(new Error("second"));
        throw new Error("third");
      }),
    told: refused("first"),
  },
  "gives results that cannot be read": {
    echo: () =>
      Object.defineProperty({}, "reply", { enumerable: true, get: () => fail(new Error("reply unread")) }),
    told: expect.objectContaining({ type: "failed", message: expect.stringContaining("reply unread") }),
  },
  "gives a promise of results that cannot be looked at": {
    echo: async () => [hostile],
    told: expect.objectContaining({ type: "failed" }),
  },
  "builds its results later": {
    echo: () => async () => fail(new Error("too late")),
    told: expect.objectContaining({ type: "failed", message: expect.stringContaining("builds at once") }),
  },
};

for (const [what, { echo, told }] of Object.entries(misdeeds)) {
  test(`a method that ${what} fails its call, and nothing else`, async () => {
    const services = {
      bad: () => Echo.server({ echo: (_params, ctx) => echo(ctx) as never }),
      good: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }),
    };
    using protocol = capnp({ services, limits: { messageBytes: 64 * 1024 }, onError: () => {} });
    const [near, far] = memoryPair();
    await using _target = protocol.open(far);
    await using session = new CapnpSession(near);
    using bad = session.service("bad", Echo);
    await expect(Promise.resolve(bad.echo())).rejects.toEqual(told);
    using good = session.service("good", Echo);
    expect((await good.echo({ message: "fine" })).reply).toBe("fine");
    // Called where it is, it is told the same, or what was thrown.
    using local = services.bad();
    await expect(Promise.resolve(local.echo())).rejects.toBeInstanceOf(Error);
  });
}

test("what a method throws after it has answered is told to onError, and onError's own mistakes to the console", async () => {
  using shown = spyOn(console, "error").mockImplementation(() => {});
  const told: unknown[] = [];
  const onErrors: ((error: unknown) => unknown)[] = [
    (error) => told.push(error),
    () => fail(new Error("onError threw")),
    async () => fail(new Error("onError rejected")),
  ];
  for (const onError of onErrors) {
    const echo = Echo.server({
      async echo(_params, ctx) {
        ctx.results({ reply: "answered" });
        await Promise.resolve();
        throw new Error("afterwards");
      },
    });
    await withEcho(echo, { onError: onError as never }, async (stub) => {
      expect((await stub.echo()).reply).toBe("answered");
    });
  }
  expect(told).toEqual([new Error("afterwards")]);
  expect(shown.mock.calls.map(([, error]) => String(error))).toEqual([
    "Error: onError threw",
    "Error: onError rejected",
  ]);
});

test("a trace hook that throws or rejects is told to onError, and every call is answered", async () => {
  for (const trace of [() => fail(new Error("bad trace")), async () => fail(new Error("bad trace"))]) {
    const told: unknown[] = [];
    const options = { trace: trace as never, onError: (error: unknown) => told.push(error) };
    await withEcho(Echo.server({ echo: () => ({ reply: "answered" }) }), options, async (stub) => {
      expect((await stub.echo()).reply).toBe("answered");
    });
    expect(told.length).toBeGreaterThan(2);
    expect(told[0]).toEqual(new Error("bad trace"));
  }
});

test("a released(), or dispose, that throws or rejects is told, to the console by default", async () => {
  using shown = spyOn(console, "error").mockImplementation(() => {});
  const disposers = [() => fail(new Error("threw")), async () => fail(new Error("rejected"))];
  for (const dispose of disposers) {
    Echo.server({ echo: () => ({}), [Symbol.dispose]: dispose } as Echo.Server)[Symbol.dispose]();
  }
  await turn();
  expect(shown.mock.calls.map(([, error]) => String(error))).toEqual(["Error: threw", "Error: rejected"]);
  const told: unknown[] = [];
  for (const released of disposers) {
    const onError = (error: unknown): number => told.push(error);
    localCapability({ dispatch() {}, released: released as never }, { onError })[Symbol.dispose]();
  }
  await turn();
  expect(told).toEqual([new Error("threw"), new Error("rejected")]);
});

test("an onLeak that throws or rejects is told to onError", async () => {
  for (const onLeak of [() => fail(new Error("bad onLeak")), async () => fail(new Error("bad onLeak"))]) {
    const told = Promise.withResolvers<unknown>();
    const [near, far] = memoryPair();
    await using _server = new RpcConnection(far);
    await using client = new RpcConnection(near, { onLeak: onLeak as never, onError: told.resolve });
    (() => {
      void client.bootstrap().dup();
    })();
    await near.fence();
    // The collector decides when; it needs a turn of the event loop between.
    const collecting = setInterval(() => Bun.gc(true), 1);
    expect(await told.promise).toEqual(new Error("bad onLeak"));
    clearInterval(collecting);
  }
});

test("listeners of ctx.signal that throw or reject are told, and neither the next listener nor the process suffers", async () => {
  const heard: string[] = [];
  const removed = (): number => heard.push("removed");
  const peer = new WirePeer({
    bootstrap: () =>
      localCapability({
        dispatch(_interfaceId, _methodId, { signal }) {
          signal.addEventListener("abort", () => fail(new Error("a listener")));
          signal.addEventListener("abort", async () => fail(new Error("an async listener")));
          signal.addEventListener("abort", { handleEvent: () => fail(new Error("an object")) });
          signal.addEventListener("abort", removed);
          signal.removeEventListener("abort", removed);
          signal.onabort = () => heard.push("replaced");
          signal.onabort = () => fail(new Error("onabort"));
          signal.addEventListener("abort", ({ type }) => heard.push(type), { once: true });
          return new Promise<void>(() => {});
        },
      }),
  });
  await peer.send({ bootstrap: { questionId: 0 } }, finishOf(0), callTo(0, 1, 0), finishOf(1));
  await turn();
  expect(heard).toEqual(["abort"]);
  expect(peer.errors.map(String).sort()).toEqual([
    "Error: a listener",
    "Error: an async listener",
    "Error: an object",
    "Error: onabort",
  ]);
  await peer[Symbol.asyncDispose]();
});

test.each([5, null, {}, "signal", new AbortController()])(
  "a call with %p for a signal rejects, and nothing is sent",
  (signal) =>
    withEcho(Echo.server({ echo: () => ({}) }), {}, async (echo, client) => {
      await echo.whenResolved();
      const { messagesSent } = client.stats();
      await expect(Promise.resolve(echo.echo({}, { signal: signal as never }))).rejects.toMatchObject({
        code: "INVALID_ARGUMENT",
        message: expect.stringContaining("signal must be an AbortSignal"),
      });
      expect(client.stats()).toMatchObject({ messagesSent, questions: 0 });
    }),
);

test("details that cannot be sent are refused where the error is made", () => {
  const wrong: unknown[] = [
    "text",
    [null],
    [{ id: 1, data: new Uint8Array() }],
    [{ id: -1n, data: new Uint8Array() }],
  ];
  wrong.push([{ id: 2n ** 64n, data: new Uint8Array() }], [{ id: 1n, data: "text" }]);
  for (const details of wrong) {
    expect(() => new RpcError("failed", "no", { details: details as never })).toThrow(TeleopError);
  }
});

test("a bootstrap function that returns a promise, or throws, fails the peer's calls and says why", async () => {
  const bootstraps = [
    async () => fail(new Error("no bootstrap")),
    () => Promise.resolve(5),
    () => fail(undefined),
    () => 5,
  ];
  for (const bootstrap of bootstraps) {
    const told: unknown[] = [];
    const [near, far] = memoryPair();
    await using _server = new RpcConnection(far, {
      bootstrap: bootstrap as never,
      onError: (error) => told.push(error),
    });
    await using client = new RpcConnection(near);
    using root = client.bootstrap();
    await expect(root.whenResolved()).rejects.toMatchObject({ type: "failed" });
  }
  using promised = promisedCapability(Promise.reject(undefined));
  await expect(promised.whenResolved()).rejects.toMatchObject({ message: "undefined" });
});

async function withEcho(
  echo: Echo,
  options: RpcConnectionOptions,
  body: (stub: Echo, client: CapnpSession) => Promise<void>,
): Promise<void> {
  using bootstrap = echo;
  const [near, far] = memoryPair();
  await using _server = new CapnpSession(far, { ...options, bootstrap });
  await using client = new CapnpSession(near);
  using stub = client.bootstrap(Echo);
  await body(stub, client);
  await turn();
}

/** Lets everything run that is due. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function fail(error: unknown): never {
  throw error;
}

test.each([hostile, Object.create(null), Object.assign(new Error("x"), { message: Symbol("no text") })])(
  "a method of the engine's interface that throws what has no text fails its call",
  async (thrown) => {
    const object = new TestObject(async () => {
      throw thrown;
    });
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0));
    expect(await peer.received()).toMatchObject([{ return: { answerId: 1, exception: {} } }]);
    expect(peer.rpc.stats().bytesServing).toBe(0);
  },
);

test("an onError that throws leaves no call without its answer", async () => {
  const told = spyOn(console, "error").mockImplementation(() => {});
  try {
    const onError = (error: unknown): never => {
      throw error;
    };
    const peer = new WirePeer({ onError });
    using root = peer.rpc.bootstrap();
    root.call({
      interfaceId: testInterface,
      methodId: 0,
      params: () => {},
      returned: () => {},
      failed: () => {
        throw new Error("from failed");
      },
    });
    const second = done(root, 1);
    await peer.connection.end();
    await expect(second).rejects.toThrow("the peer closed the connection");
    await peer[Symbol.asyncDispose]();
    expect(told).toHaveBeenCalledTimes(1);
  } finally {
    told.mockRestore();
  }
});

test("a callback that throws disturbs neither the object that was called nor later calls", async () => {
  const told = spyOn(console, "error").mockImplementation(() => {});
  try {
    const object = new TestObject(
      () => {
        throw new Error("a failure");
      },
      () => ({ number: 7 }),
    );
    const target = object.capability();
    const bad = (message: string) => () => {
      throw new Error(message);
    };
    const begin = (capability: typeof target, methodId: number) =>
      capability.call({
        interfaceId: testInterface,
        methodId,
        params: () => {},
        returned: bad("from returned"),
        failed: bad("from failed"),
      });
    begin(target, 0);
    begin(target, 1);
    using broken = brokenCapability(new RpcError("failed", "broken"));
    begin(broken, 0);
    expect((await done(target, 1)).number).toBe(7);
    target[Symbol.dispose]();
    await object.whenReleased;
    expect(told.mock.calls.map(([, error]) => String(error)).toSorted()).toEqual([
      "Error: from failed",
      "Error: from failed",
      "Error: from returned",
    ]);
  } finally {
    told.mockRestore();
  }
});
