import { expect, test } from "bun:test";
import { SendQueue } from "./send-queue.ts";

/** A socket that takes as much as the test allows. */
class ScriptedSink {
  room = Number.POSITIVE_INFINITY;
  closed = false;
  readonly calls: number[] = [];
  readonly taken: number[] = [];

  write(bytes: Uint8Array, offset: number, length: number): number {
    if (this.closed) return -1;
    const count = Math.min(length, this.room);
    this.room -= count;
    this.calls.push(count);
    for (const byte of bytes.subarray(offset, offset + count)) this.taken.push(byte);
    return count;
  }
}

function queueOver(sink: ScriptedSink): SendQueue {
  return new SendQueue(sink, () => new Error("broken"));
}

const filled = (length: number, value: number) => new Uint8Array(length).fill(value);
const SMALL = 100;
const LARGE = 100_000;

test("small writes of one turn become one call of the socket", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  for (let value = 0; value < 10; value++) expect(queue.write(filled(SMALL, value))).toBeUndefined();
  expect(sink.calls).toEqual([]);
  await Promise.resolve();
  expect(sink.calls).toEqual([10 * SMALL]);
});

test("between hold() and release() no microtask sends; release() does, and flush() each time", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  queue.hold();
  void queue.write(filled(SMALL, 1));
  await Promise.resolve();
  expect(sink.calls).toEqual([]);
  queue.flush();
  expect(sink.calls).toEqual([SMALL]);
  void queue.write(filled(SMALL, 2));
  await Promise.resolve();
  expect(sink.calls).toEqual([SMALL]);
  queue.release();
  expect(sink.calls).toEqual([SMALL, SMALL]);
});

test("a large write goes at once, uncopied, behind the small ones before it", () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  void queue.write(filled(SMALL, 1));
  expect(queue.write(filled(LARGE, 2))).toBeUndefined();
  expect(sink.calls).toEqual([SMALL, LARGE]);
});

test("room is made once, before the first write that is large", async () => {
  const sink = new ScriptedSink();
  const made: number[] = [];
  const queue = new SendQueue(
    sink,
    () => new Error("broken"),
    () => made.push(sink.calls.length),
  );
  void queue.write(filled(SMALL, 1));
  void queue.write(filled(LARGE, 2));
  expect(made).toEqual([]);
  for (let i = 0; i < 3; i++) void queue.write(filled(2 * LARGE, 3));
  expect(made).toEqual([2]);
});

test("many small writes in one turn are sent whenever the stage is full, and none waits", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  let waiting = 0;
  for (let i = 0; i < 100_000; i++) if (queue.write(filled(10, i & 0xff)) !== undefined) waiting += 1;
  await Promise.resolve();
  expect(waiting).toBe(0);
  expect(sink.taken).toHaveLength(1_000_000);
  expect(sink.calls.length).toBeLessThan(20);
});

test("what a full socket did not take waits for drain(), in order", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  sink.room = 60_000;
  const large = queue.write(filled(LARGE, 1));
  expect(large).toBeInstanceOf(Promise);
  const small = queue.write(filled(SMALL, 2));
  const last = queue.write(filled(LARGE, 3));
  expect(sink.calls).toEqual([60_000]);
  sink.room = Number.POSITIVE_INFINITY;
  queue.drain();
  await Promise.all([large, small, last]);
  expect(sink.taken).toEqual([...filled(LARGE, 1), ...filled(SMALL, 2), ...filled(LARGE, 3)]);
  expect(queue.pending).toBe(false);
});

test("while the socket is full, small writes are copied up to 64 KiB, then writers wait", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  sink.room = 0;
  let copied = 0;
  while (queue.write(filled(1000, 7)) === undefined) {
    copied += 1000;
    await Promise.resolve();
  }
  expect(copied).toBe(65_000);
  sink.room = Number.POSITIVE_INFINITY;
  queue.drain();
  expect(sink.taken).toHaveLength(66_000);
});

test("a stage that was sent in part is used again from its front", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  const expected: number[] = [];
  for (let value = 0; value < 60; value++) {
    const bytes = filled(3000, value);
    expected.push(...bytes);
    void queue.write(bytes);
    sink.room = 2500;
    queue.drain();
    await Promise.resolve();
  }
  sink.room = Number.POSITIVE_INFINITY;
  queue.drain();
  queue.flush();
  expect(sink.taken).toEqual(expected);
});

test("finish() calls back once everything is taken, at once if it is", () => {
  const sink = new ScriptedSink();
  const done: string[] = [];
  const idle = queueOver(sink);
  idle.finish(() => done.push("idle"));
  expect(done).toEqual(["idle"]);
  const busy = queueOver(sink);
  sink.room = 50;
  void busy.write(filled(SMALL, 1));
  busy.finish(() => done.push("busy"));
  expect(done).toEqual(["idle"]);
  sink.room = 50;
  busy.drain();
  expect(done).toEqual(["idle", "busy"]);
});

test("a closed socket rejects what waits, and throws at whoever writes afterwards", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  sink.room = 10;
  const waiting = queue.write(filled(LARGE, 1));
  sink.closed = true;
  queue.drain();
  await expect(waiting).rejects.toThrow("broken");
  expect(() => queue.write(filled(SMALL, 1))).toThrow("broken");
  expect(() => queue.write(filled(LARGE, 1))).toThrow("broken");
  expect(queue.pending).toBe(false);
});

test("a large write at a closed socket throws", () => {
  const sink = new ScriptedSink();
  sink.closed = true;
  expect(() => queueOver(sink).write(filled(LARGE, 1))).toThrow("broken");
});

test("fail() drops everything with the first error that it is given", async () => {
  const sink = new ScriptedSink();
  const queue = queueOver(sink);
  sink.room = 0;
  const waiting = queue.write(filled(LARGE, 1));
  queue.fail(new Error("gone"));
  queue.fail(new Error("gone again"));
  await expect(waiting).rejects.toThrow("gone");
  expect(() => queue.write(filled(SMALL, 1))).toThrow("gone");
});
