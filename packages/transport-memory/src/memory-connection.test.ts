import { expect, test } from "bun:test";
import type { Connection, ConnectionHandler } from "@teleop/core/plugin";
import { memoryPair, memoryTransport } from "./index.ts";

/** Writes down what a connection tells, in order. */
function record(connection: Connection, extra: Partial<ConnectionHandler> = {}): string[] {
  const log: string[] = [];
  connection.open({
    data(chunk) {
      log.push(new TextDecoder().decode(chunk));
      extra.data?.(chunk);
    },
    end() {
      log.push("end");
      extra.end?.();
    },
    closed(error) {
      log.push(error === undefined ? "closed" : `closed: ${error.message}`);
      extra.closed?.(error);
    },
  });
  return log;
}

const bytes = (text: string) => new TextEncoder().encode(text);

test("nothing is delivered during the call that writes it, and everything in the order of writing", async () => {
  const [one, other] = memoryPair();
  const log = record(other);
  one.write(bytes("a"));
  one.write(bytes("b"));
  expect(log).toEqual([]);
  await one.fence();
  expect(log).toEqual(["a", "b"]);
});

test("deliveries of both directions keep the order in which they were written", async () => {
  const [one, other] = memoryPair();
  const order: string[] = [];
  record(one, { data: () => order.push("to one") });
  record(other, { data: () => order.push("to other") });
  one.write(bytes("1"));
  other.write(bytes("2"));
  one.write(bytes("3"));
  await one.fence();
  expect(order).toEqual(["to other", "to one", "to other"]);
});

test("fence() also waits for what handlers answer after awaiting promises", async () => {
  const [one, other] = memoryPair();
  const log = record(one);
  record(other, {
    data: () => {
      void (async () => {
        for (let i = 0; i < 50; i++) await Promise.resolve();
        other.write(bytes("answer"));
      })();
    },
  });
  one.write(bytes("question"));
  await one.fence();
  expect(log).toEqual(["answer"]);
});

test("an endless conversation does not starve the event loop", async () => {
  const [one, other] = memoryPair();
  record(one, { data: (chunk) => void one.write(chunk) });
  record(other, { data: (chunk) => void other.write(chunk) });
  one.write(bytes("ping"));
  await new Promise((resolve) => setTimeout(resolve, 1));
  one.abort();
});

test("a buffer that write() took may be overwritten at once", async () => {
  const [one, other] = memoryPair();
  const log = record(other);
  const buffer = bytes("first");
  expect(one.write(buffer)).toBeUndefined();
  buffer.fill(0x78);
  await one.fence();
  expect(log).toEqual(["first"]);
});

test("with a high-water mark of 1, bytes arrive one by one and the writer waits", async () => {
  const [one, other] = memoryPair({ highWaterMark: 1 });
  const log = record(other);
  const written = one.write(bytes("abc"));
  expect(written).toBeInstanceOf(Promise);
  await written;
  await one.fence();
  expect(log).toEqual(["a", "b", "c"]);
});

test("a paused side leaves the writer waiting, and gets everything after resume()", async () => {
  const [one, other] = memoryPair({ highWaterMark: 4 });
  const log = record(other);
  other.pause();
  let room = false;
  const written = one.write(bytes("123456"))?.then(() => {
    room = true;
  });
  const ended = one.end();
  await one.fence();
  expect(log).toEqual([]);
  expect(room).toBe(false);
  other.resume();
  await written;
  await ended;
  await one.fence();
  expect(log.join("")).toBe("123456end");
});

test("a side that has ended still hears the other, and both are told that all is well", async () => {
  const [one, other] = memoryPair();
  const heard = record(one);
  const log = record(other);
  await one.end();
  await one.fence();
  other.write(bytes("answer"));
  await other.end();
  await one.fence();
  expect(heard).toEqual(["answer", "end", "closed"]);
  expect(log).toEqual(["end", "closed"]);
});

test("disposing flushes, then closes; the peer gets the data and the end, and may end in its turn", async () => {
  const [one, other] = memoryPair();
  const heard = record(one);
  const log = record(other, { end: () => void other.end() });
  {
    await using _ = one;
    one.write(bytes("bye"));
  }
  await one.fence();
  expect(log).toEqual(["bye", "end", "closed"]);
  expect(heard).toEqual(["closed: [CONNECTION_CLOSED] memory: disposed before both sides had ended"]);
});

test("abort() drops what is queued, and each side is told once", async () => {
  const [one, other] = memoryPair({ highWaterMark: 2 });
  const heard = record(one);
  const log = record(other);
  const written = one.write(bytes("abc"));
  one.abort(new Error("enough"));
  one.abort(new Error("again"));
  await expect(written).rejects.toThrow("enough");
  await one.fence();
  expect(heard).toEqual(["closed: enough"]);
  expect(log).toEqual([
    "ab",
    "closed: [CONNECTION_CLOSED] memory: the peer closed the connection before both sides had ended",
  ]);
  expect(() => one.write(bytes("x"))).toThrow("memory: write() after the end of our side");
  expect(() => other.write(bytes("x"))).toThrow(expect.objectContaining({ code: "CONNECTION_CLOSED" }));
});

test("sever() loses what is under way and tells both sides the error", async () => {
  const [one, other] = memoryPair();
  const heard = record(one);
  const log = record(other);
  one.write(bytes("lost"));
  one.sever(new Error("cable cut"));
  await one.fence();
  expect(heard).toEqual(["closed: cable cut"]);
  expect(log).toEqual(["closed: cable cut"]);
  await one.fence();
});

test("a handler that throws aborts its connection with that error", async () => {
  const [one, other] = memoryPair();
  const heard = record(one);
  const log = record(other, {
    data: () => {
      throw new Error("bad bytes");
    },
  });
  one.write(bytes("x"));
  one.write(bytes("y"));
  await one.fence();
  expect(log).toEqual(["x", "closed: bad bytes"]);
  expect(heard).toHaveLength(1);
});

test("opening a connection that has already gone calls closed later", async () => {
  const [one, other] = memoryPair();
  one.abort();
  const log = record(one);
  expect(log).toEqual([]);
  await one.fence();
  expect(log).toEqual(["closed: [CONNECTION_CLOSED] memory: aborted"]);
  const late = record(other);
  await other.fence();
  expect(late).toEqual([
    "closed: [CONNECTION_CLOSED] memory: the peer closed the connection before both sides had ended",
  ]);
});

test("the high-water mark must be a positive integer", () => {
  expect(() => memoryTransport({ highWaterMark: 1.5 })).toThrow("must be a positive integer, not 1.5");
  expect(() => memoryPair({ highWaterMark: 0 })).toThrow("highWaterMark must be a positive integer, not 0");
});
