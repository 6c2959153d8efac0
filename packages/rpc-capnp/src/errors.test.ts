// errors.test.ts: what callers can catch: of one base, with a code, known whichever copy of the package threw it.
import { describe, expect, test } from "bun:test";
import { TeleopError } from "@teleop/core/basics";
import { memoryPair } from "@teleop/transport-memory";
import { localCapability, ProtocolError, RpcConnection, RpcError, WireError } from "./index.ts";
import { decode, encode, ValueError } from "./schema.ts";
import { capnp, Echo } from "./teleop.ts";
import { ByteSink, Person } from "./testing/sample.capnp.ts";
import { Counter, echo } from "./testing/sample-servers.ts";
import { testBoth } from "./testing/vats.ts";

async function failureOf(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

describe("every error that is exported", () => {
  test.each([
    ["RpcError", new RpcError("overloaded", "too much"), "OVERLOADED"],
    ["ProtocolError", new ProtocolError("peer lies"), "PROTOCOL_ERROR"],
    ["WireError", new WireError("LIMIT", "too long"), "LIMIT"],
    ["ValueError", new ValueError("WRONG_TYPE", "no"), "WRONG_TYPE"],
  ])("%s is a TeleopError with a code, and its message is the sentence alone", (name, error, code) => {
    expect(error).toBeInstanceOf(TeleopError);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name, code, rawMessage: error.message });
  });

  test("is known when another copy of the package made it, class by class", async () => {
    const { RpcError: Other }: typeof import("./rpc/exception.ts") = await import(
      `${import.meta.dir}/rpc/exception.ts?copy`
    );
    const error = new Other("failed", "x");
    expect(Other).not.toBe(RpcError);
    expect(error instanceof RpcError).toBe(true);
    expect(error instanceof ValueError).toBe(false);
    expect(error instanceof TeleopError).toBe(true);
    expect(new RpcError("failed", "x") instanceof ProtocolError).toBe(false);
  });

  test("an error of another copy that a method throws crosses with its type and details", async () => {
    const { RpcError: Other }: typeof import("./rpc/exception.ts") = await import(
      `${import.meta.dir}/rpc/exception.ts?copy`
    );
    const details = [{ id: 5n, data: new Uint8Array([1]) }];
    using stub = Echo.server({
      echo: () => {
        throw new Other("overloaded", "later", { details });
      },
    });
    expect(await failureOf(stub.echo({}))).toMatchObject({ type: "overloaded", message: "later", details });
  });
});

describe("a message that is too large", () => {
  const limit = 64 * 1024 * 1024;

  testBoth("params fail the call with an RpcError", Echo, echo, async (stub) => {
    const error = await failureOf(stub.echo({ message: "x".repeat(limit) }));
    expect(error).toBeInstanceOf(RpcError);
    expect(error).toMatchObject({ type: "failed", code: "FAILED" });
    expect((error as RpcError).cause).toBeInstanceOf(WireError);
    expect((await stub.echo({ message: "next" })).reply).toBe("next");
  });

  testBoth(
    "params of a streaming call fail it with an RpcError",
    ByteSink,
    () => ByteSink.server(new Counter()),
    async (sink) => {
      const error = await failureOf(sink.write({ data: new Uint8Array(limit) }));
      expect(error).toBeInstanceOf(RpcError);
      expect(error).toMatchObject({ type: "failed" });
      await sink.write({ data: new Uint8Array(1) });
      await sink.streamed();
    },
  );

  testBoth(
    "results fail the call with an RpcError",
    Echo,
    () => Echo.server({ echo: () => ({ reply: "x".repeat(limit) }) }),
    async (stub) => {
      const error = await failureOf(stub.echo({}));
      expect(error).toBeInstanceOf(RpcError);
      expect(error).toMatchObject({ type: "failed" });
    },
  );

  test("results that nest deeper than our limit fail the call with an RpcError", async () => {
    const [ours, theirs] = memoryPair();
    let message = "";
    using server = Echo.server({ echo: () => ({ reply: message }) });
    await using _served = capnp({ services: { echo: () => server.dup() } }).open(theirs);
    await using session = capnp({ limits: { traversalWords: 64 } }).open(ours);
    using stub = session.service("echo", Echo);
    message = "x".repeat(4096);
    const error = await failureOf(stub.echo({}));
    expect(error).toBeInstanceOf(RpcError);
    expect((error as RpcError).cause).toBeInstanceOf(WireError);
  });
});

describe("options", () => {
  const notTimes = [Number.NaN, -1, Number.NEGATIVE_INFINITY, "5", null, 5n, {}, true];
  const notCounts = [...notTimes, 0, 1.5, Number.POSITIVE_INFINITY, 2 ** 53];
  const notFunctions = ["f", null, 5, {}];
  const limits = [
    "messageBytes",
    "segments",
    "nesting",
    "traversalWords",
    "questions",
    "answers",
    "exports",
    "imports",
    "queuedBytes",
    "servedBytes",
    "streamWindowBytes",
    "turnMs",
  ];
  const table: readonly (readonly [option: string, bad: readonly object[]])[] = [
    ["lingerMs", notTimes.map((lingerMs) => ({ lingerMs }))],
    ["keepaliveMs", [...notTimes, 0].map((keepaliveMs) => ({ keepaliveMs }))],
    ["trace", notFunctions.map((trace) => ({ trace }))],
    ["onLeak", notFunctions.map((onLeak) => ({ onLeak }))],
    ["onError", notFunctions.map((onError) => ({ onError }))],
    ["tailCalls", [{ tailCalls: "both" }, { tailCalls: null }]],
    ["limits", [{ limits: null }, { limits: "x" }]],
    ["there is no limit question;", [{ limits: { question: 1 } }, { limits: { question: undefined } }]],
    ...limits.map((limit) => [limit, notCounts.map((value) => ({ limits: { [limit]: value } }))] as const),
  ];
  const invalid = (option: string) =>
    expect.objectContaining({ code: "INVALID_ARGUMENT", message: expect.stringContaining(option) });

  test.each(table)("%s: what cannot be is refused by name, and the connection aborted", (option, bad) => {
    for (const options of bad) {
      const [ours, theirs] = memoryPair();
      using _theirs = { [Symbol.dispose]: () => theirs.abort() };
      expect(() => new RpcConnection(ours, options)).toThrow(invalid(option));
      expect(() => ours.write(new Uint8Array(8))).toThrow(
        expect.objectContaining({ code: "CONNECTION_CLOSED" }),
      );
      expect(() => capnp(options)).toThrow(invalid(option));
    }
  });

  test("what only capnp() has is checked when it is made, too", () => {
    for (const budgetBytes of notCounts) {
      expect(() => capnp({ budgetBytes } as never)).toThrow(invalid("budgetBytes must be"));
    }
    for (const onBudgetUsedUp of notFunctions) {
      expect(() => capnp({ onBudgetUsedUp } as never)).toThrow(invalid("onBudgetUsedUp must be"));
    }
  });

  test("a limit that is undefined is as good as none", async () => {
    const [ours, theirs] = memoryPair();
    await using _served = capnp({ limits: { questions: undefined } as never }).open(theirs);
    await using _session = capnp().open(ours);
  });

  test.each([null, "x", 5, undefined, {}])("%p is no connection", (connection) => {
    expect(() => new RpcConnection(connection as never)).toThrow(invalid("connection must be"));
    expect(() => capnp().open(connection as never)).toThrow(invalid("connection must be"));
  });

  test.each([5, "x", null, {}])("%p is no bootstrap", (bootstrap) => {
    const [ours, theirs] = memoryPair();
    using _theirs = { [Symbol.dispose]: () => theirs.abort() };
    expect(() => new RpcConnection(ours, { bootstrap: bootstrap as never })).toThrow(invalid(""));
  });

  test.each(notCounts.map((value) => [value]))("a stream window of %p is refused", (streamWindowBytes) => {
    const dispatcher = { dispatch: () => {} };
    expect(() => localCapability(dispatcher, { streamWindowBytes } as never)).toThrow(
      invalid("streamWindowBytes"),
    );
  });

  test.each(notCounts.map((value) => [value]))("decode() refuses a limit of %p", (nesting) => {
    expect(() => decode(Person, encode(Person, {}), { nesting } as never)).toThrow(invalid("nesting"));
  });

  test.each(["text", null, [1], new ArrayBuffer(8)])("decode() refuses %p for bytes", (bytes) => {
    expect(() => decode(Person, bytes as never)).toThrow(expect.objectContaining({ code: "WRONG_TYPE" }));
  });

  test.each([2 ** 31, Number.POSITIVE_INFINITY])(
    "lingerMs %p waits for a peer that reads late",
    async (lingerMs) => {
      const [ours, theirs] = memoryPair({ highWaterMark: 1 });
      const rpc = new RpcConnection(ours, { lingerMs });
      let bytes = 0;
      theirs.open({
        data: (chunk) => {
          bytes += chunk.byteLength;
        },
        end: () => theirs.end(),
        closed: () => {},
      });
      theirs.pause();
      using root = rpc.bootstrap();
      const disposed = rpc[Symbol.asyncDispose]();
      // Behind any timer that is due at once.
      await new Promise((resolve) => setTimeout(resolve, 2));
      const sent = rpc.stats().bytesSent;
      theirs.resume();
      await disposed;
      expect(bytes).toBe(sent);
      expect(await rpc.closed).toBeUndefined();
      void root;
    },
  );
});
