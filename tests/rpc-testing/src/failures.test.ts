// failures.test.ts: who hears of a call that failed, and what it tells them of where.
import { expect, test } from "bun:test";
import {
  type FailedMethod,
  localCapability,
  RpcConnection,
  type RpcConnectionOptions,
  RpcError,
} from "@teleop/rpc-capnp";
import { call, nullOf } from "@teleop/rpc-capnp/schema";
import { CapnpSession, Echo } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import { callTo, finishOf, WirePeer } from "./wire-peer.ts";

async function withEcho(
  server: Echo.Server,
  options: RpcConnectionOptions,
  body: (echo: Echo, client: CapnpSession) => Promise<void>,
): Promise<void> {
  using bootstrap = Echo.server(server);
  const [near, far] = memoryPair({ address: "here" });
  await using _server = new CapnpSession(far, { ...options, bootstrap });
  await using client = new CapnpSession(near);
  using echo = client.bootstrap(Echo);
  await body(echo, client);
}

/** The functions of a stack, from where it begins. */
function functionsOf(stack: string | undefined): (string | undefined)[] {
  const frames = stack?.split("\n").filter((line) => line.startsWith("    at ")) ?? [];
  return frames.map((frame) => /at (?:async )?(\w+) /.exec(frame)?.[1]);
}

async function failureOf(promise: PromiseLike<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("the call did not fail with an error");
}

test("a null capability, and a stub that was disposed, tell which method was called on them", async () => {
  const unset = nullOf<Echo>(Echo);
  expect((await failureOf(unset.echo())).message).toContain(
    "called a null capability, Echo.echo(): the pointer it was read from is not set",
  );
  await withEcho({ echo: () => {} }, {}, async (stub) => {
    const disposed = stub.dup();
    disposed[Symbol.dispose]();
    expect((await failureOf(disposed.echo())).message).toContain(
      "a capability was used after it was disposed, by calling Echo.echo()",
    );
  });
});

test("onError hears of what a method throws, as it was thrown, with interface, method and peer", async () => {
  const told: [unknown, FailedMethod | undefined][] = [];
  async function echo(): Promise<never> {
    await Promise.resolve();
    throw new RangeError("out of reach");
  }
  await withEcho({ echo }, { onError: (error, call) => told.push([error, call]) }, async (stub, { peer }) => {
    await failureOf(stub.echo());
    expect(told).toEqual([
      [
        new RangeError("out of reach"),
        { interface: "echo.capnp:Echo", method: "echo", address: "here", peer, hadAnswered: false },
      ],
    ]);
    const [[error] = []] = told;
    expect(functionsOf(error instanceof Error ? error.stack : undefined)[0]).toBe("echo");
  });
});

test("what a method throws is told to its caller only, without onError", async () => {
  await withEcho({ echo: () => Promise.reject(new Error("no")) }, {}, async (echo) => {
    expect((await failureOf(echo.echo())).message).toBe("no");
  });
});

test("a method that stops because its caller has gone is not told of", async () => {
  const told: unknown[] = [];
  const running = Promise.withResolvers<void>();
  const stopped = Promise.withResolvers<void>();
  const server: Echo.Server = {
    async echo(_params, { signal }) {
      running.resolve();
      const { promise, reject } = Promise.withResolvers<void>();
      signal.addEventListener("abort", () => {
        reject(signal.reason);
        stopped.resolve();
      });
      return promise;
    },
  };
  await withEcho(server, { onError: (error) => told.push(error) }, async (echo) => {
    const calling = echo.echo();
    await running.promise;
    calling[Symbol.dispose]();
    await failureOf(calling);
    await stopped.promise;
  });
  expect(told).toEqual([]);
});

test("a method without a name is told of by numbers", async () => {
  const told: unknown[] = [];
  const peer = new WirePeer({
    bootstrap: () =>
      localCapability({
        dispatch() {
          throw new Error("no");
        },
      }),
    onError: (_error, call) => told.push(call),
  });
  await peer.send({ bootstrap: { questionId: 0 } }, finishOf(0), callTo(0, 1, 3));
  expect(told).toMatchObject([{ interface: "@0x9abcdef012345678", method: "@3" }]);
  await peer[Symbol.asyncDispose]();
});

test("a failed call's stack begins where it was called, and goes on with those who await it", async () => {
  async function outermost(calling: () => PromiseLike<unknown>): Promise<void> {
    await Promise.resolve();
    await innermost(calling);
  }
  async function innermost(calling: () => PromiseLike<unknown>): Promise<void> {
    await Promise.resolve();
    await calling();
  }
  const server: Echo.Server = { echo: () => Promise.reject(new Error("no")) };
  await withEcho(server, {}, async (echo) => {
    const callings = {
      remote: function remote() {
        return echo.echo();
      },
      invalid: function invalid() {
        return echo.echo({ message: 5 as never });
      },
      named: function named() {
        return call(echo, Echo, "echo", {});
      },
      local: async function local() {
        using stub = Echo.server(server);
        return await stub.echo();
      },
    };
    for (const [name, calling] of Object.entries(callings)) {
      const { stack, message } = await failureOf(outermost(calling));
      expect(stack).toStartWith(name === "invalid" ? `ValueError: ${message}` : "RpcError: no");
      // A call in tail position leaves no frame.
      const frames = functionsOf(stack).filter((frame) => frame !== name);
      expect(frames.slice(0, 2)).toEqual(["innermost", "outermost"]);
    }
  });
});

test("calls that fail together, since the connection is lost, each tell where they were made", async () => {
  await withEcho({ echo: () => new Promise<void>(() => {}) }, {}, async (echo, client) => {
    async function first(): Promise<unknown> {
      return await echo.echo();
    }
    async function second(): Promise<unknown> {
      return await echo.echo();
    }
    const failures = [failureOf(first()), failureOf(second())];
    await client[Symbol.asyncDispose]();
    const [one, other] = await Promise.all(failures);
    expect(functionsOf(one?.stack)[0]).toBe("first");
    expect(functionsOf(other?.stack)[0]).toBe("second");
    expect(one).toMatchObject({ type: "disconnected", message: "the connection was disposed" });
  });
});

test("an error that a method of this vat threw is the cause of what a caller in this vat gets", async () => {
  const thrown = new RpcError("overloaded", "later", { details: [{ id: 1n, data: new Uint8Array([1]) }] });
  using echo = Echo.server({ echo: () => Promise.reject(thrown) });
  const failure = await failureOf(echo.echo());
  expect(failure).toMatchObject({ type: "overloaded", message: "later", details: thrown.details });
  expect(failure.cause).toBe(thrown);
});

test("without frames, as Error.stackTraceLimit may have it, an error is told all the same", async () => {
  using echo = Echo.server({ echo: () => Promise.reject(new Error("no")) });
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    expect((await failureOf(echo.echo())).message).toBe("no");
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
});

test("an engine's caller, who has no stub, gets the error as it is", async () => {
  const [near, far] = memoryPair();
  await using _server = new RpcConnection(far);
  await using client = new RpcConnection(near);
  using root = client.bootstrap();
  expect(await failureOf(root.whenResolved())).toMatchObject({ type: "unimplemented", remote: true });
});
