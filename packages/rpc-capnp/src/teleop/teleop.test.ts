import { expect, test } from "bun:test";
import { memoryPair } from "@teleop/transport-memory";
import { type CapnpOptions, CapnpSession, capnp, Echo, type Services, Teleop } from "../teleop.ts";
import { Person } from "../testing/sample.capnp.ts";

const makeEcho = () => Echo.server({ echo: ({ message }) => ({ reply: message }) });

/** A session with a target that offers the services. */
async function withSession(
  services: Services,
  body: (session: CapnpSession, open: () => CapnpSession) => Promise<void>,
  options: CapnpOptions = {},
): Promise<void> {
  await using sessions = new AsyncDisposableStack();
  using target = capnp({ services, ...options });
  using client = capnp();
  const open = () => {
    const [near, far] = memoryPair();
    sessions.use(target.open(far));
    return sessions.use(client.open(near));
  };
  await body(open(), open);
}

test("a service is called by its name, with no round trip of its own", () =>
  withSession({ echo: makeEcho }, async (session) => {
    using echo = session.service("echo", Echo);
    expect((await echo.echo({ message: "hello!" })).reply).toBe("hello!");
    // Bootstrap, the request for the service and the call went out before anything came back.
    expect(session.stats().messagesSent).toBeGreaterThanOrEqual(3);
  }));

test("the request for a service and the first call on it leave before any answer comes", () =>
  withSession({ echo: makeEcho }, async (session) => {
    using echo = session.service("echo", Echo);
    const reply = echo.echo({ message: "hello!" });
    expect(session.stats()).toMatchObject({ messagesSent: 3, messagesReceived: 0 });
    await reply;
  }));

test("an unknown service fails with its name, and the connection goes on", () =>
  withSession({ echo: makeEcho }, async (session) => {
    for (const name of ["nope", "", "constructor", "__proto__", "toString"]) {
      using missing = session.service(name, Echo);
      await expect(missing.echo()).rejects.toMatchObject({
        type: "failed",
        message: `service ${name} not found: there is echo`,
      });
    }
    using echo = session.service("echo", Echo);
    expect((await echo.echo({ message: "still here" })).reply).toBe("still here");
  }));

test("who asks for an unknown service is told which there are, and which was meant", () =>
  withSession({ echo: makeEcho, health: makeEcho }, async (session) => {
    for (const [name, guess] of [
      ["ecko", "; did you mean echo?"],
      ["Health", "; did you mean health?"],
      ["metrics", ""],
    ] as const) {
      using missing = session.service(name, Echo);
      await expect(missing.echo()).rejects.toMatchObject({
        message: `service ${name} not found: there are echo, health${guess}`,
      });
    }
  }));

test("of many services the first ten are named", () =>
  withSession(
    Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`s${index}`, makeEcho])),
    async (session) => {
      using missing = session.service("unknown", Echo);
      await expect(missing.echo()).rejects.toMatchObject({
        message: "service unknown not found: there are s0, s1, s2, s3, s4, s5, s6, s7, s8, s9 and 2 more",
      });
    },
  ));

test("a name that is too long to be one is not sent back whole", () =>
  withSession({}, async (session) => {
    using missing = session.service("x".repeat(100_000), Echo);
    await expect(missing.echo()).rejects.toMatchObject({
      type: "failed",
      message: `service ${"x".repeat(100)}… not found: none is offered`,
    });
    using exact = session.service("y".repeat(100), Echo);
    await expect(exact.echo()).rejects.toMatchObject({
      message: `service ${"y".repeat(100)} not found: none is offered`,
    });
  }));

test("a factory that gives no stub fails those who asked with what it should give, and is tried again", async () => {
  const wrong: unknown[] = [undefined, null, 7, "echo", {}, Promise.resolve(undefined), Promise.resolve({})];
  const services = {
    echo: () => (wrong.length === 0 ? makeEcho() : (wrong.shift() as Echo)),
  };
  await withSession(services, async (session) => {
    for (const got of ["undefined", "null", "the number 7", 'the string "echo"', "an object", "undefined"]) {
      using service = session.service("echo", Echo);
      await expect(service.echo()).rejects.toMatchObject({
        type: "failed",
        message: `expected services.echo to give a stub, Echo.server({ … }), got ${got}`,
      });
    }
    using last = session.service("echo", Echo);
    await expect(last.echo()).rejects.toThrow("Echo.server({ … }), got an object");
    using echo = session.service("echo", Echo);
    expect((await echo.echo({ message: "made" })).reply).toBe("made");
  });
});

test("a stub that another copy of this package made is told from what is none", async () => {
  const path = "../stub/stub.ts?another-copy";
  const copy: typeof import("../stub/stub.ts") = await import(path);
  await withSession({ echo: () => new copy.Stub({} as never) as never }, async (session) => {
    using service = session.service("echo", Echo);
    await expect(service.echo()).rejects.toThrow(
      /got a stub of another copy of @teleop\/rpc-capnp; .*npm ls/,
    );
  });
});

test("a service is made when it is first asked for, once, for all connections", async () => {
  let made = 0;
  const services = {
    echo: () => {
      made++;
      return makeEcho();
    },
  };
  await withSession(services, async (session, open) => {
    expect(made).toBe(0);
    using one = session.service("echo", Echo);
    using other = open().service("echo", Echo);
    await Promise.all([one.echo(), other.echo()]);
    using again = session.service("echo", Echo);
    await again.echo();
    expect(made).toBe(1);
  });
});

test("requests that come while a service is being made wait for the same one", async () => {
  let made = 0;
  const ready = Promise.withResolvers<void>();
  const services = {
    echo: async () => {
      made++;
      await ready.promise;
      return makeEcho();
    },
  };
  await withSession(services, async (session, open) => {
    using one = session.service("echo", Echo);
    using other = open().service("echo", Echo);
    const replies = Promise.all([one.echo({ message: "1" }), other.echo({ message: "2" })]);
    ready.resolve();
    expect((await replies).map(({ reply }) => reply)).toEqual(["1", "2"]);
    expect(made).toBe(1);
  });
});

test("a service that could not be made fails those who asked, and is tried again", async () => {
  let attempts = 0;
  const services = {
    sync: () => {
      if (attempts++ === 0) throw new Error("not yet");
      return makeEcho();
    },
    async: async () => {
      if (attempts++ < 3) throw new Error("not yet either");
      return makeEcho();
    },
  };
  await withSession(services, async (session) => {
    using first = session.service("sync", Echo);
    await expect(first.echo()).rejects.toMatchObject({ type: "failed", message: "not yet" });
    using second = session.service("sync", Echo);
    await second.echo();
    using third = session.service("async", Echo);
    await expect(third.echo()).rejects.toThrow("not yet either");
    using fourth = session.service("async", Echo);
    await fourth.echo();
  });
});

test("services are released when the protocol is disposed and its sessions have ended", async () => {
  const gone = Promise.withResolvers<void>();
  const services = {
    echo: () => Echo.server({ echo: () => ({}), [Symbol.dispose]: () => gone.resolve() } as Echo.Server),
  };
  await withSession(services, async (session) => {
    using echo = session.service("echo", Echo);
    await echo.echo();
  });
  await gone.promise;
});

test("a service that is asked for after the session was disposed fails with type disconnected", () =>
  withSession({ echo: makeEcho }, async (session) => {
    await session[Symbol.asyncDispose]();
    using echo = session.service("echo", Echo);
    await expect(echo.echo()).rejects.toMatchObject({
      type: "disconnected",
      message: "the connection was disposed",
    });
  }));

test("both sides of a session can offer services", async () => {
  const [near, far] = memoryPair();
  using protocol = capnp({ services: { echo: makeEcho } });
  await using one = protocol.open(near);
  await using other = protocol.open(far);
  using there = one.service("echo", Echo);
  using here = other.service("echo", Echo);
  expect((await there.echo({ message: "there" })).reply).toBe("there");
  expect((await here.echo({ message: "here" })).reply).toBe("here");
});

test("the root can be used as it is: any service, read as whatever it is", () =>
  withSession({ echo: makeEcho }, async (session) => {
    using root = session.bootstrap(Teleop);
    using results = await root.service({ name: "echo" });
    expect(results.service.content).toBe("capability");
    expect((await results.service.as(Echo).echo({ message: "x" })).reply).toBe("x");
    expect(() => results.service.as(Person)).toThrow("expected a struct pointer");
  }));

test("an interface of one's own can be the bootstrap: a stub, which stays with whoever has it", async () => {
  const [near, far] = memoryPair();
  const gone = Promise.withResolvers<void>();
  {
    const object: Echo.Server & Disposable = {
      echo: ({ message }) => ({ reply: message }),
      [Symbol.dispose]: () => gone.resolve(),
    };
    using bootstrap = Echo.server(object);
    await using _served = new CapnpSession(far, { bootstrap });
    await using session = new CapnpSession(near);
    for (const message of ["once", "again"]) {
      using echo = session.bootstrap(Echo);
      expect((await echo.echo({ message })).reply).toBe(message);
    }
  }
  await gone.promise;
});

test("a session without a bootstrap says so to the peer that asks for it", async () => {
  const [near, far] = memoryPair();
  await using _silent = new CapnpSession(far);
  await using session = new CapnpSession(near);
  using echo = session.bootstrap(Echo);
  await expect(echo.echo()).rejects.toMatchObject({ type: "unimplemented" });
});

test("calls under way are rejected when the other side goes", () =>
  withSession({ echo: () => Echo.server({ echo: () => new Promise<void>(() => {}) }) }, async (session) => {
    using echo = session.service("echo", Echo);
    const pending = echo.echo();
    await session[Symbol.asyncDispose]();
    await expect(pending).rejects.toMatchObject({ type: "disconnected" });
    expect(await session.closed).toBeUndefined();
  }));

test("a session that is no longer used leaves no table entries but the root", () =>
  withSession({ echo: makeEcho }, async (session) => {
    {
      using echo = session.service("echo", Echo);
      await echo.echo();
    }
    await session.drain();
    expect(session.stats()).toMatchObject({ questions: 0, imports: 1, exports: 0, answers: 0 });
  }));

test("what is no service is refused when the protocol is made", () => {
  expect(() => capnp({ services: { echo: makeEcho() as never } })).toThrow(
    "services.echo must be a function that makes the service",
  );
  expect(() => capnp({ limits: { messageBytes: 0 } })).toThrow(
    expect.objectContaining({ code: "INVALID_ARGUMENT" }),
  );
});

test.each([undefined, null, {}, Person])(
  "a service that is asked for as no interface is refused at once",
  (type) =>
    withSession({ echo: makeEcho }, async (session) => {
      expect(() => session.service("echo", type as never)).toThrow(
        expect.objectContaining({
          code: "INVALID_ARGUMENT",
          message: expect.stringContaining('service("echo", …) to be given its interface, such as Echo'),
        }),
      );
    }),
);

test("a client speaks as soon as it is connected, so that a target need not wait for its first call", async () => {
  using target = capnp({ services: { echo: makeEcho } });
  using client = capnp();
  const [near, far] = memoryPair();
  await using served = target.open(far);
  await using _session = client.open(near);
  await served.established;
  expect(served.stats().messagesReceived).toBe(1);
});

test("a peer that says nothing leaves the session waiting for it", async () => {
  using target = capnp({ services: { echo: makeEcho } });
  const [near, far] = memoryPair();
  await using served = target.open(far);
  await near.write(new Uint8Array(7));
  await near.fence();
  const first = await Promise.race([served.established.then(() => "established"), Promise.resolve("silent")]);
  expect(first).toBe("silent");
  near.abort();
});

test("a method is told who calls: the peer of the connection, and nobody for a call from our own process", async () => {
  const callers: unknown[] = [];
  const echo = Echo.server({
    echo(_params, ctx) {
      callers.push(ctx.peer);
    },
  });
  await withSession({ echo: () => echo }, async (session) => {
    using remote = session.service("echo", Echo);
    await remote.echo();
    await echo.echo();
    expect(callers).toEqual([session.peer, undefined]);
    expect(callers[0]).toBeDefined();
  });
});

test("a client asks for the peer's services once, and offers none though it is asked", async () => {
  const [ours, theirs] = memoryPair();
  await using served = new CapnpSession(theirs, { bootstrap: () => Teleop.server({ service: () => {} }) });
  using protocol = capnp();
  await using client = protocol.open(ours);
  await served.established;
  expect(client.stats()).toMatchObject({ messagesSent: 1, exports: 0 });
  using _one = client.service("one", Echo);
  expect(client.stats().messagesSent).toBe(2);
  using none = served.service("none", Echo);
  await expect(none.echo()).rejects.toMatchObject({
    message: expect.stringMatching(/^service none not found/),
  });
});
