// wire-level0.test.ts: Bootstrap, Call, Return, Finish, Abort and Unimplemented, against literal messages.
import { describe, expect, test } from "bun:test";
import { brokenCapability, RpcError } from "@teleop/rpc-capnp";
import { call, done, TestObject } from "./vat.ts";
import { bootstrapped, callTo, field, WirePeer } from "./wire-peer.ts";

const finished = { releaseResultCaps: false, requireEarlyCancellationWorkaround: false };
const bootstrapReturn = (answerId: number, exportId: number) => ({
  return: { answerId, results: { content: { pointer: 0 }, capTable: [{ senderHosted: exportId }] } },
});

describe("bootstrap", () => {
  test("the bootstrap capability is returned, and released with the finish", async () => {
    const object = new TestObject();
    await using peer = new WirePeer({ bootstrap: () => object.capability() });
    await peer.send({ bootstrap: { questionId: 7 } });
    expect(await peer.received()).toEqual([
      {
        return: {
          answerId: 7,
          releaseParamCaps: false,
          results: { content: { pointer: 0 }, capTable: [{ senderHosted: 0 }] },
        },
      },
    ]);
    expect(object.isReleased).toBe(false);
    await peer.send({ finish: { questionId: 7, releaseResultCaps: true } });
    expect(object.isReleased).toBe(true);
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("bootstrap error: a vat without a bootstrap capability returns an exception", async () => {
    await using peer = new WirePeer();
    await peer.send({ bootstrap: { questionId: 0 } });
    expect(await peer.received()).toEqual([
      {
        return: {
          answerId: 0,
          releaseParamCaps: false,
          exception: {
            reason: "this vat offers no bootstrap capability: it was given none as its option `bootstrap`",
            type: 3,
          },
        },
      },
    ]);
    await peer.send({ finish: { questionId: 0 } });
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("bootstrap error: what a bootstrap function throws is the answer, also for calls pipelined on it", async () => {
    await using peer = new WirePeer({
      bootstrap: () => {
        throw new RpcError("overloaded", "come back later");
      },
    });
    await peer.send(
      { bootstrap: { questionId: 0 } },
      callTo(0, 1, 0, { target: { promisedAnswer: { questionId: 0 } } }),
    );
    const exception = { reason: "come back later", type: 1 };
    expect(await peer.received()).toEqual([
      { return: { answerId: 0, releaseParamCaps: false, exception } },
      { return: { answerId: 1, releaseParamCaps: false, exception } },
    ]);
    await peer.send({ finish: { questionId: 0 } }, { finish: { questionId: 1 } });
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("bootstrap error: the peer's exception fails the calls on its bootstrap capability", async () => {
    await using peer = new WirePeer();
    const remote = peer.rpc.bootstrap();
    await peer.send({
      return: { answerId: 0, exception: { reason: "remote exception: none here", type: 0 } },
    });
    await expect(done(remote, 0)).rejects.toThrow(
      expect.objectContaining({ message: "none here", type: "failed" }),
    );
    remote[Symbol.dispose]();
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("duplicate bootstrap: each question gets an answer, and the same capability the same export", async () => {
    const object = new TestObject();
    const capability = object.capability();
    await using peer = new WirePeer({ bootstrap: capability });
    await peer.send({ bootstrap: { questionId: 0 } }, { bootstrap: { questionId: 1 } });
    expect(await peer.received()).toMatchObject([bootstrapReturn(0, 0), bootstrapReturn(1, 0)]);
    await peer.send({ finish: { questionId: 0 } }, { finish: { questionId: 1 } });
    expect(peer.rpc.stats().isIdle).toBe(true);
  });
});

describe("calls to the vat", () => {
  test("a call is returned, and needs no finish when the results hold no capability", async () => {
    const object = new TestObject((params) => ({
      text: params.text.toUpperCase(),
      number: params.number + 1,
    }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 4, 0, { params: { content: { text: "loud", number: 1 } } }));
    expect(await peer.received()).toEqual([
      {
        return: {
          answerId: 4,
          releaseParamCaps: false,
          noFinishNeeded: true,
          results: { content: { text: "LOUD", number: 2 } },
        },
      },
    ]);
    expect(peer.rpc.stats().answers).toBe(0);
  });

  test("unknown or repeated Finish of a retired id keeps the connection", async () => {
    const object = new TestObject(() => ({ number: 1 }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 4, 0), { finish: { questionId: 4 } }, { finish: { questionId: 4 } });
    await peer.send({ finish: { questionId: 99 } }, callTo(0, 4, 0));
    expect(await peer.received()).toMatchObject([{ return: { answerId: 4 } }, { return: { answerId: 4 } }]);
    expect(peer.ended).toBeUndefined();
  });

  test("a call on an id in use aborts", async () => {
    const object = new TestObject(() => new Promise(() => {}));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 4, 0), callTo(0, 4, 0));
    expect(await peer.received()).toEqual([
      { abort: { reason: "the peer broke the protocol: peer asked question 4 while that id was in use" } },
    ]);
    expect(await peer.rpc.closed).toMatchObject({ name: "ProtocolError" });
  });

  test("a call to an export that the peer does not hold aborts", async () => {
    await using peer = new WirePeer();
    await peer.send(callTo(3, 0, 0));
    expect(await peer.received()).toEqual([
      {
        abort: {
          reason: "the peer broke the protocol: peer sent a message to export 3, which it does not hold",
        },
      },
    ]);
  });

  test("pipelining on a null return: the call fails, since the results hold no capability", async () => {
    const object = new TestObject(() => ({ number: 1 }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(
      callTo(0, 1, 0),
      callTo(0, 2, 0, { target: { promisedAnswer: { questionId: 1, transform: field(1) } } }),
    );
    expect(await peer.received()).toMatchObject([
      { return: { answerId: 1, noFinishNeeded: true } },
      {
        return: {
          answerId: 2,
          exception: {
            reason: "pipelined call on a call that returned no capabilities, or was finished already",
          },
        },
      },
    ]);
    await peer.send({ finish: { questionId: 1 } }, { finish: { questionId: 2 } });
    expect(peer.rpc.stats()).toMatchObject({ answers: 0 });
  });

  test("a finish before the return cancels: the method is told, and canceled is returned", async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<void>();
    const object = new TestObject((_params, { signal }) => {
      signal.addEventListener("abort", () => resolve());
      return new Promise(() => {});
    });
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0), { finish: { questionId: 1 } });
    await aborted;
    expect(await peer.received()).toEqual([
      { return: { answerId: 1, releaseParamCaps: false, canceled: null } },
    ]);
    expect(peer.rpc.stats().answers).toBe(0);
  });

  test("an error thrown by a method goes to the caller with its type, trace and details, and the server goes on", async () => {
    const details = [{ id: 5n, data: new Uint8Array([1, 2]) }];
    const object = new TestObject(() => {
      throw new RpcError("overloaded", "remote exception: too much", { details });
    });
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0));
    expect(await peer.received()).toEqual([
      {
        return: {
          answerId: 1,
          releaseParamCaps: false,
          exception: {
            reason: "too much",
            type: 1,
            details: [{ detailId: 5n, data: new Uint8Array([1, 2]) }],
          },
        },
      },
    ]);
    await peer.send({ finish: { questionId: 1 } }, callTo(0, 1, 0), { finish: { questionId: 1 } });
    expect(await peer.received()).toHaveLength(1);
  });

  test("stack traces stay at home unless the options say otherwise", async () => {
    const object = () => new TestObject(() => Promise.reject(new Error("inside"))).capability();
    await using quiet = new WirePeer({ bootstrap: object() });
    await bootstrapped(quiet);
    await quiet.send(callTo(0, 1, 0));
    expect(await quiet.received()).toEqual([
      { return: { answerId: 1, releaseParamCaps: false, exception: { reason: "inside" } } },
    ]);
    await using open = new WirePeer({ bootstrap: object(), sendStackTraces: true });
    await bootstrapped(open);
    await open.send(callTo(0, 1, 0));
    expect(await open.received()).toEqual([
      {
        return: {
          answerId: 1,
          releaseParamCaps: false,
          exception: { reason: "inside", trace: expect.stringContaining("wire-level0.test.ts") },
        },
      },
    ]);
  });
});

describe("calls from the vat", () => {
  test("a call carries its params, and its results end it with a finish", async () => {
    await using peer = new WirePeer();
    const remote = peer.rpc.bootstrap();
    const results = done(remote, 3, { text: "hello", number: 5 });
    expect(await peer.received()).toEqual([
      { bootstrap: { questionId: 0 } },
      {
        call: {
          questionId: 1,
          target: { promisedAnswer: { questionId: 0 } },
          interfaceId: 0x9abcdef012345678n,
          methodId: 3,
          params: { content: { text: "hello", number: 5 } },
        },
      },
    ]);
    await peer.send(bootstrapReturn(0, 0), {
      return: { answerId: 1, releaseParamCaps: false, results: { content: { text: "there", number: 6 } } },
    });
    expect(await results).toEqual({ text: "there", number: 6 });
    expect(await peer.received()).toEqual([
      { finish: { questionId: 0, ...finished } },
      { finish: { questionId: 1, ...finished } },
    ]);
    remote[Symbol.dispose]();
    expect(await peer.received()).toEqual([{ release: { id: 0, referenceCount: 1 } }]);
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("noFinishNeeded spares the finish", async () => {
    await using peer = new WirePeer();
    const remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.send(bootstrapReturn(0, 0), {
      return: { answerId: 1, releaseParamCaps: false, noFinishNeeded: true, results: { content: {} } },
    });
    await results;
    expect(await peer.received()).toMatchObject([
      { bootstrap: {} },
      { call: {} },
      { finish: { questionId: 0 } },
    ]);
    remote[Symbol.dispose]();
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("Return for an unknown question → Abort, then end of stream", async () => {
    await using peer = new WirePeer();
    await peer.send({ return: { answerId: 12, results: {} } });
    expect(await peer.received()).toEqual([
      { abort: { reason: "the peer broke the protocol: peer returned question 12, which we did not ask" } },
    ]);
    expect(peer.ended).toBe("in order");
  });

  test("a second Return for the same question aborts", async () => {
    await using peer = new WirePeer();
    using _remote = peer.rpc.bootstrap();
    const pipelined = call(_remote, 0);
    using _capability = pipelined.pipeline([1]);
    const twice = {
      return: { answerId: 1, results: { content: { capability: 0 }, capTable: [{ senderHosted: 0 }] } },
    };
    await peer.send(twice, twice);
    expect((await peer.received()).at(-1)).toMatchObject({ abort: {} });
  });

  test("a Return that falsely claims that the call was canceled aborts", async () => {
    await using peer = new WirePeer();
    using remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.send({ return: { answerId: 1, canceled: null } });
    await expect(results).rejects.toThrow(expect.objectContaining({ type: "disconnected" }));
    expect((await peer.received()).at(-1)).toEqual({
      abort: {
        reason: "the peer broke the protocol: peer returned question 1 as canceled, which we did not cancel",
      },
    });
  });

  test("third-party results abort: we did not allow them", async () => {
    await using peer = new WirePeer();
    using remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.send({ return: { answerId: 1, awaitFromThirdParty: null } });
    await expect(results).rejects.toThrow(expect.objectContaining({ type: "disconnected" }));
    expect((await peer.received()).at(-1)).toMatchObject({ abort: {} });
  });

  test("cancellation: dropping a call sends a finish, and the return that crosses it frees the id", async () => {
    await using peer = new WirePeer();
    using remote = peer.rpc.bootstrap();
    const canceled = call(remote, 0);
    canceled.cancel();
    expect((await peer.received()).at(-1)).toEqual({
      finish: { questionId: 1, requireEarlyCancellationWorkaround: false },
    });
    expect(peer.rpc.stats().questions).toBe(2);
    // The peer returned before it saw the finish. It releases the capability itself, as the finish says.
    await peer.send({
      return: { answerId: 1, results: { content: { capability: 0 }, capTable: [{ senderHosted: 5 }] } },
    });
    expect(await peer.received()).toEqual([]);
    expect(peer.rpc.stats()).toMatchObject({ questions: 1, imports: 0 });
  });
});

describe("abort and unimplemented", () => {
  test("recv abort: every call fails with type disconnected, and the connection is closed with the reason", async () => {
    await using peer = new WirePeer();
    using remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.send({ abort: { reason: "out of paper", type: 0 } });
    await expect(results).rejects.toThrow(
      expect.objectContaining({
        type: "disconnected",
        message: "the peer aborted the connection: out of paper",
      }),
    );
    expect(await peer.rpc.closed).toMatchObject({ message: "the peer aborted the connection: out of paper" });
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("send abort: disposing a connection in use tells the peer, and ends the stream", async () => {
    const peer = new WirePeer();
    using remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.rpc[Symbol.asyncDispose]();
    await expect(results).rejects.toThrow(expect.objectContaining({ type: "disconnected" }));
    expect((await peer.received()).at(-1)).toEqual({
      abort: { reason: "the connection was disposed", type: 2 },
    });
    expect(peer.ended).toBe("in order");
    expect(await peer.rpc.closed).toBeUndefined();
  });

  test("clean shutdown: disposing an idle connection sends no further messages", async () => {
    const peer = new WirePeer();
    await peer.rpc[Symbol.asyncDispose]();
    expect(await peer.received()).toEqual([]);
    expect(peer.ended).toBe("in order");
  });

  test("a call on a closed connection fails with type disconnected", async () => {
    const peer = new WirePeer();
    using remote = peer.rpc.bootstrap();
    await peer.rpc[Symbol.asyncDispose]();
    await expect(done(remote, 0)).rejects.toThrow(expect.objectContaining({ type: "disconnected" }));
    using late = peer.rpc.bootstrap();
    await expect(done(late, 0)).rejects.toThrow(expect.objectContaining({ type: "disconnected" }));
  });

  test.each([
    ["provide", { provide: { questionId: 1, target: { importedCap: 0 } } }],
    ["accept", { accept: { questionId: 1, embargo: new Uint8Array([1]) } }],
    ["join", { join: { questionId: 1, target: { importedCap: 0 } } }],
    ["thirdPartyAnswer", { thirdPartyAnswer: { answerId: 1 } }],
    ["obsoleteSave", { obsoleteSave: null }],
    [
      "disembargo.accept",
      { disembargo: { target: { importedCap: 0 }, context: { accept: new Uint8Array([1]) } } },
    ],
  ])("%s is sent back as unimplemented, and the connection stays", async (_name, message) => {
    const object = new TestObject(() => ({ number: 1 }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(message);
    expect(await peer.received()).toEqual([{ unimplemented: message }]);
    await peer.send(callTo(0, 1, 0));
    expect(await peer.received()).toMatchObject([{ return: { answerId: 1 } }]);
  });

  test("a call with sendResultsTo.thirdParty is sent back as unimplemented, and the connection stays", async () => {
    const object = new TestObject(() => ({ number: 1 }));
    await using peer = new WirePeer({ bootstrap: object.capability() });
    await bootstrapped(peer);
    await peer.send(callTo(0, 1, 0, { sendResultsTo: { thirdParty: null } }));
    expect(await peer.received()).toMatchObject([
      { unimplemented: { call: { questionId: 1, sendResultsTo: { thirdParty: null } } } },
    ]);
    expect(object.calls).toBe(0);
    expect(peer.ended).toBeUndefined();
  });

  test("a call that the peer sends back as unimplemented fails with that type, and its id is free", async () => {
    await using peer = new WirePeer();
    const remote = peer.rpc.bootstrap();
    const results = done(remote, 0);
    await peer.send(
      { unimplemented: { call: { questionId: 1 } } },
      { unimplemented: { bootstrap: { questionId: 0 } } },
    );
    await expect(results).rejects.toThrow(expect.objectContaining({ type: "unimplemented" }));
    remote[Symbol.dispose]();
    expect(await peer.received()).toMatchObject([{ bootstrap: {} }, { call: {} }]);
    expect(peer.rpc.stats().isIdle).toBe(true);
  });

  test("Return.canceled that a Rust peer sends back as unimplemented is ignored", async () => {
    await using peer = new WirePeer();
    await peer.send({ unimplemented: { return: { answerId: 3, canceled: null } } });
    expect(peer.ended).toBeUndefined();
    expect(await peer.received()).toEqual([]);
  });

  test("garbage aborts that connection with a reason", async () => {
    const peer = new WirePeer();
    await peer.sendBytes(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    expect(await peer.received()).toEqual([
      {
        abort: {
          reason: expect.stringMatching(/^the peer broke the protocol: a message announces \d+ segments/),
        },
      },
    ]);
    expect(await peer.rpc.closed).toMatchObject({ name: "ProtocolError" });
  });

  test("a broken bootstrap capability of our own fails calls with its error", async () => {
    await using peer = new WirePeer({
      bootstrap: () => brokenCapability(new RpcError("failed", "out of order")),
    });
    await peer.send(
      { bootstrap: { questionId: 0 } },
      callTo(0, 1, 0, { target: { promisedAnswer: { questionId: 0 } } }),
    );
    expect(await peer.received()).toEqual([
      {
        return: {
          answerId: 0,
          releaseParamCaps: false,
          results: { content: { pointer: 0 }, capTable: [{ senderPromise: 0 }] },
        },
      },
      { resolve: { promiseId: 0, exception: { reason: "out of order" } } },
      { return: { answerId: 1, releaseParamCaps: false, exception: { reason: "out of order" } } },
    ]);
  });
});
