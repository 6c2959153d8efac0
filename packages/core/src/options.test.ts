// options.test.ts: every option is checked where it is given, in words that say which one it is, and before anything happens.
import { describe, expect, test } from "bun:test";
import { getEventListeners } from "node:events";
import { chunks } from "./chunks.ts";
import { connect } from "./connect.ts";
import { TeleopError } from "./errors.ts";
import { listen } from "./listen.ts";
import { openSession } from "./open-session.ts";
import { after, untilAborted } from "./options.ts";
import { serve } from "./serve.ts";
import { ScriptedAttacher, ScriptedTransport } from "./testing/doubles.ts";

const notTimes = [Number.NaN, -1, Number.NEGATIVE_INFINITY, "5", null, 5n, {}, true];
const notCounts = [...notTimes, 0, 1.5, Number.POSITIVE_INFINITY, 2 ** 53];
const notFunctions = ["f", null, 5, {}];
const notObjects = [null, "x", 5, () => {}];

const attacher = new ScriptedAttacher();
const transport = new ScriptedTransport();
const connections = { async *[Symbol.asyncIterator]() {} };
const protocol = { name: "none", open: () => expect.unreachable() };

const calls = {
  connect: (more: object) => connect(process.pid, { attacher, transport, ...more }),
  openSession: (more: object) => openSession(process.pid, { attacher, transport, protocol, ...more }),
  listen: async (more: object) => listen({ attacher, transport, ...more }),
  serve: async ({
    connections: c = connections,
    protocol: p = protocol,
    ...more
  }: Readonly<Record<string, unknown>>) => serve(c as never, p as never, more),
} as const;

const table: readonly (readonly [keyof typeof calls, option: string, bad: readonly unknown[]])[] = [
  ["connect", "timeout", notTimes],
  ["connect", "signal", [5, "x", null, {}]],
  ["connect", "attacher", ["unix", null, undefined, {}, { arm: () => {} }, { arm: 1, signal: 1 }]],
  ["connect", "transport", ["unix", null, undefined, {}, { connect: () => {} }]],
  ["connect", "name", ["no spaces", 5, null]],
  ["openSession", "protocol", ["capnp", null, undefined, {}, { name: "x" }]],
  ["openSession", "timeout", notTimes],
  ["listen", "maxConnections", notCounts],
  ["listen", "authorize", notFunctions],
  ["listen", "onEvent", notFunctions],
  ["listen", "signal", [5, "x", null, {}]],
  ["listen", "attacher", ["unix", null, undefined, {}, { signal: () => {} }]],
  ["listen", "transport", ["unix", null, undefined, {}, { listen: () => {} }]],
  ["listen", "cleanupSignals", ["SIGTERM", ["SIGKILL"], [15], null, {}]],
  ["listen", "name", ["no spaces", 5, null]],
  ["serve", "handshakeTimeout", notTimes],
  ["listen", "turnAway", notFunctions],
  ["serve", "onEvent", notFunctions],
  ["serve", "connections", ["x", null, {}, []]],
  ["serve", "protocol", ["capnp", null, {}, { name: "x" }]],
];

describe.each(table)("%s: %s", (call, option, bad) => {
  test.each(bad.map((value) => [value]))("%p is refused, naming the option", async (value) => {
    const error = await failureOf(calls[call]({ [option]: value }));
    expect(error).toBeInstanceOf(TeleopError);
    expect(error).toMatchObject({ code: "INVALID_ARGUMENT" });
    expect(String(error)).toContain(option === "name" ? "a rendezvous name" : `${option} must be`);
    expect(attacher.armed.size).toBe(0);
  });
});

test.each(notObjects.map((value) => [value]))("%p is no set of options", async (value) => {
  const bad = { code: "INVALID_ARGUMENT" };
  await expect(connect(process.pid, value as never)).rejects.toMatchObject(bad);
  expect(() => listen(value as never)).toThrow(expect.objectContaining(bad));
  expect(() => serve(connections, protocol, value as never)).toThrow(expect.objectContaining(bad));
});

test("chunks() of what is no connection says so", async () => {
  await expect(chunks("x" as never).next()).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
});

describe("after()", () => {
  test.each([2 ** 31, 2 ** 53, Number.POSITIVE_INFINITY])("%p ms do not end at once", async (ms) => {
    using _never = after(ms, () => expect.unreachable());
    const { promise, resolve } = Promise.withResolvers<void>();
    // Behind any timer that is due at once.
    using _later = after(1, resolve);
    await promise;
  });

  test("calls back after the time, and not once it is disposed", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    {
      using _stopped = after(0, () => expect.unreachable());
    }
    using _timer = after(0, resolve);
    await promise;
  });
});

async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

describe("what is waited for until a signal aborts", () => {
  test("is what it gives, or the reason, and the signal is let go of", async () => {
    const controller = new AbortController();
    expect(await untilAborted(Promise.resolve(7), controller.signal)).toBe(7);
    expect(await untilAborted(Promise.resolve(7), undefined)).toBe(7);
    await expect(untilAborted(Promise.reject(new Error("no")), controller.signal)).rejects.toThrow("no");
    const waiting = untilAborted(new Promise(() => {}), controller.signal);
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);
    const reason = new Error("stopped");
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });

  test("is nobody's unhandled rejection when it fails though nobody waits for it any more", async () => {
    const reason = new Error("stopped");
    const waited = Promise.withResolvers<never>();
    await expect(untilAborted(waited.promise, AbortSignal.abort(reason))).rejects.toBe(reason);
    waited.reject(new Error("the connection was lost"));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
