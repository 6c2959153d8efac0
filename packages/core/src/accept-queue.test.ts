import { expect, test } from "bun:test";
import { AcceptQueue, type AcceptQueueOptions } from "./accept-queue.ts";
import type { Connection, Peer } from "./connection.ts";
import type { UntimedEvent } from "./events.ts";

/** A connection of which only its identity, its peer and its abort matter here. */
function connectionFrom(peer: Peer): Connection & { readonly aborted: unknown[] } {
  const aborted: unknown[] = [];
  return {
    address: "here",
    peer,
    aborted,
    open: () => {},
    write: () => undefined,
    pause: () => {},
    resume: () => {},
    end: async () => {},
    abort: (reason) => void aborted.push(reason),
    [Symbol.asyncDispose]: async () => {},
  };
}

function queue(options: Partial<AcceptQueueOptions> = {}) {
  const events: UntimedEvent[] = [];
  const accepting = new AcceptQueue({
    address: "here",
    onEvent: (event) => events.push(event),
    refuseByDefault: (peer) => (peer.uid === 7 ? undefined : `user ${peer.uid}`),
    ...options,
  });
  return { accepting, events };
}

test("whom the default lets in is handed to the iterator, whether it waits already or comes later", async () => {
  const { accepting, events } = queue();
  const iterator = accepting[Symbol.asyncIterator]();
  const first = connectionFrom({ uid: 7 });
  const second = connectionFrom({ uid: 7 });
  const waiting = iterator.next();
  accepting.offer(first);
  accepting.offer(second);
  expect((await waiting).value).toBe(first);
  expect((await iterator.next()).value).toBe(second);
  expect(events.map((event) => event.type)).toEqual(["accepted", "accepted"]);
});

test("whom the default refuses is aborted and reported, with the reason", () => {
  const { accepting, events } = queue();
  const stranger = connectionFrom({ uid: 8, pid: 9 });
  accepting.offer(stranger);
  expect(events).toEqual([{ type: "refused", address: "here", peer: { uid: 8, pid: 9 }, reason: "user 8" }]);
  expect(stranger.aborted).toEqual([
    expect.objectContaining({ code: "REFUSED", message: "[REFUSED] here: connection refused: user 8" }),
  ]);
});

test("authorize replaces the default, and may take its time", async () => {
  const verdict = Promise.withResolvers<boolean>();
  const { accepting } = queue({ authorize: () => verdict.promise });
  const stranger = connectionFrom({ uid: 8 });
  const taken = accepting[Symbol.asyncIterator]().next();
  accepting.offer(stranger);
  verdict.resolve(true);
  expect((await taken).value).toBe(stranger);
});

test("an authorize that throws or rejects refuses, with its error as the reason", async () => {
  for (const authorize of [
    () => {
      throw new Error("no directory");
    },
    () => Promise.reject(new Error("no directory")),
  ]) {
    const reported = Promise.withResolvers<UntimedEvent>();
    const { accepting } = queue({ authorize, onEvent: reported.resolve });
    const peer = connectionFrom({ uid: 7 });
    accepting.offer(peer);
    expect(await reported.promise).toMatchObject({ reason: "authorize failed: no directory" });
    expect(peer.aborted).toEqual([expect.objectContaining({ code: "REFUSED" })]);
  }
});

test("only true lets in: what is no verdict, or a promise of another maker, does not pass for one", async () => {
  // biome-ignore lint/suspicious/noThenProperty: it is what is tested
  const thenable = (verdict: unknown) => ({ then: (settle: (value: unknown) => void) => settle(verdict) });
  const verdicts: [unknown, string][] = [
    [thenable(false), "authorize said no"],
    [thenable(undefined), "authorize gave undefined, neither true nor false"],
    [Promise.resolve("yes"), "authorize gave string, neither true nor false"],
    [1, "authorize gave number, neither true nor false"],
    [{}, "authorize gave object, neither true nor false"],
  ];
  for (const [verdict, reason] of verdicts) {
    const reported = Promise.withResolvers<UntimedEvent>();
    const { accepting } = queue({ authorize: () => verdict as boolean, onEvent: reported.resolve });
    accepting.offer(connectionFrom({ uid: 7 }));
    expect(await reported.promise).toMatchObject({ type: "refused", reason });
  }
  const { accepting } = queue({ authorize: () => thenable(true) as unknown as Promise<boolean> });
  const peer = connectionFrom({ uid: 7 });
  accepting.offer(peer);
  expect((await accepting[Symbol.asyncIterator]().next()).value).toBe(peer);
});

test("a leave-taking that fails, since the peer has gone meanwhile, aborts the connection and nothing else", async () => {
  const turnAways = [
    () => {
      throw new Error("gone");
    },
    async () => {
      throw new Error("gone");
    },
  ];
  for (const turnAway of turnAways) {
    const { accepting } = queue({ authorize: async () => false, turnAway });
    const peer = connectionFrom({ uid: 7 });
    accepting.offer(peer);
    await new Promise((resolve) => setImmediate(resolve));
    expect(peer.aborted).toEqual([expect.objectContaining({ code: "REFUSED" })]);
  }
});

test("one connection over maxConnections is refused; when one is over the next gets in", () => {
  const { accepting, events } = queue({ maxConnections: 1 });
  const first = connectionFrom({ uid: 7 });
  accepting.offer(first);
  accepting.offer(connectionFrom({ uid: 7 }));
  accepting.over(first, undefined);
  accepting.offer(connectionFrom({ uid: 7 }));
  expect(events.map((event) => event.type)).toEqual(["accepted", "refused", "closed", "accepted"]);
  expect(events[1]).toMatchObject({ reason: "1 connections are open, and maxConnections is 1" });
});

test("a user at the limit does not keep out others, who have an eighth more; then nobody gets in", () => {
  const { accepting, events } = queue({ maxConnections: 8, refuseByDefault: () => undefined });
  for (let connection = 0; connection < 9; connection++) accepting.offer(connectionFrom({ uid: 7 }));
  for (let connection = 0; connection < 2; connection++) accepting.offer(connectionFrom({ uid: 0 }));
  expect(events.slice(8).map((event) => ("reason" in event ? event.reason : event.type))).toEqual([
    "8 connections are open, and maxConnections is 8",
    "accepted",
    "9 connections are open, and maxConnections is 8",
  ]);
});

test("the reason tells of the user whose connections are too many", () => {
  const { accepting, events } = queue({ maxConnections: 16, refuseByDefault: () => undefined });
  accepting.offer(connectionFrom({ uid: 0 }));
  for (let connection = 0; connection < 17; connection++) accepting.offer(connectionFrom({ uid: 7 }));
  expect(events.at(-1)).toMatchObject({
    reason: "16 connections of user 7 are open, and maxConnections is 16",
  });
});

test("makeRoom is asked when there is none, with the newcomer; who frees none lets nobody in", () => {
  const newcomers: Peer[] = [];
  let spared: (() => void) | undefined;
  const { accepting, events } = queue({
    maxConnections: 1,
    makeRoom: (newcomer) => {
      newcomers.push(newcomer);
      spared?.();
      return true;
    },
  });
  const first = connectionFrom({ uid: 7, pid: 1 });
  accepting.offer(first);
  accepting.offer(connectionFrom({ uid: 7, pid: 2 }));
  spared = () => accepting.over(first, undefined);
  accepting.offer(connectionFrom({ uid: 7, pid: 3 }));
  expect(newcomers.map(({ pid }) => pid)).toEqual([2, 3]);
  expect(events.map((event) => event.type)).toEqual(["accepted", "refused", "closed", "accepted"]);
});

test("nobody has to make room for a newcomer who is not let in, by the default or by authorize", async () => {
  let asked = 0;
  const makeRoom = (): boolean => {
    asked++;
    return false;
  };
  const byDefault = queue({ maxConnections: 1, makeRoom });
  byDefault.accepting.offer(connectionFrom({ uid: 7 }));
  byDefault.accepting.offer(connectionFrom({ uid: 8 }));
  byDefault.accepting.offer(connectionFrom({ uid: 8 }));
  expect(byDefault.events.slice(1)).toMatchObject([{ reason: "user 8" }, { reason: "user 8" }]);

  const verdict = Promise.withResolvers<boolean>();
  const authorize = ({ uid }: Peer) => (uid === 7 ? true : verdict.promise);
  const byAuthorize = queue({ maxConnections: 2, makeRoom, authorize });
  for (const uid of [7, 7, 7, 8]) byAuthorize.accepting.offer(connectionFrom({ uid }));
  const askedForOurs = asked;
  byAuthorize.accepting.offer(connectionFrom({ uid: 8 }));
  verdict.resolve(false);
  await verdict.promise;
  expect(byAuthorize.events.at(-1)).toMatchObject({ type: "refused", reason: "authorize said no" });
  expect([askedForOurs, asked]).toEqual([1, 1]);
});

test("who is let in at last gets the room that there is by then", async () => {
  const verdict = Promise.withResolvers<boolean>();
  const authorize = ({ pid }: Peer) => (pid === 1 ? true : verdict.promise);
  const { accepting, events } = queue({ maxConnections: 1, authorize });
  const first = connectionFrom({ uid: 7, pid: 1 });
  accepting.offer(first);
  accepting.offer(connectionFrom({ uid: 7, pid: 2 }));
  accepting.over(first, undefined);
  verdict.resolve(true);
  await verdict.promise;
  expect(events.map(({ type }) => type)).toEqual(["accepted", "closed", "accepted"]);
});

test("those about whom authorize is still thinking count against maxConnections", () => {
  const { accepting, events } = queue({ maxConnections: 1, authorize: () => new Promise(() => {}) });
  accepting.offer(connectionFrom({ uid: 7 }));
  accepting.offer(connectionFrom({ uid: 7 }));
  expect(events.map((event) => event.type)).toEqual(["refused"]);
});

test("closing ends the iterators and aborts whoever was not taken, but nobody else", async () => {
  const { accepting } = queue();
  const iterator = accepting[Symbol.asyncIterator]();
  const taken = connectionFrom({ uid: 7 });
  const untaken = connectionFrom({ uid: 7 });
  const late = connectionFrom({ uid: 7 });
  accepting.offer(taken);
  await iterator.next();
  accepting.offer(untaken);
  accepting.close();
  accepting.close();
  accepting.offer(late);
  expect(await iterator.next()).toEqual({ done: true, value: undefined });
  expect(taken.aborted).toHaveLength(0);
  expect(untaken.aborted).toHaveLength(1);
  expect(late.aborted).toHaveLength(1);
});

test("a verdict that comes after closing changes nothing", async () => {
  const verdict = Promise.withResolvers<boolean>();
  const { accepting, events } = queue({ authorize: () => verdict.promise });
  const peer = connectionFrom({ uid: 7 });
  accepting.offer(peer);
  accepting.close();
  verdict.resolve(true);
  await verdict.promise;
  expect(peer.aborted).toHaveLength(1);
  expect(events).toEqual([]);
});

test("an iterator that has returned swallows no connection", async () => {
  const { accepting } = queue();
  const abandoned = accepting[Symbol.asyncIterator]();
  const waiting = abandoned.next();
  await abandoned.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  const connection = connectionFrom({ uid: 7 });
  accepting.offer(connection);
  expect((await accepting[Symbol.asyncIterator]().next()).value).toBe(connection);
});

test("maxConnections must be a positive integer", () => {
  expect(() => queue({ maxConnections: 0 })).toThrow("maxConnections must be a positive integer, not 0");
});
