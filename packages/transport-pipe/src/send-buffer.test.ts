import { expect, test } from "bun:test";
import { type Outlet, SendBuffer } from "./send-buffer.ts";
import { STATUS } from "./status.ts";

/** A pipe that takes 8 bytes a message, and is done with each when the test says so, or at once. */
class Pipe implements Outlet {
  readonly halves: readonly [Uint8Array, Uint8Array] = [new Uint8Array(8), new Uint8Array(8)];
  readonly messages: number[][] = [];
  status: number = STATUS.PENDING;
  #done: ((status: number) => void) | undefined;

  send(half: 0 | 1, length: number, done: (status: number) => void): number {
    if (this.#done !== undefined) throw new Error("a message while another is under way");
    this.messages.push([...this.halves[half].subarray(0, length)]);
    if (this.status === STATUS.PENDING) this.#done = done;
    return this.status;
  }

  finish(status: number = STATUS.SUCCESS): void {
    const done = this.#done;
    this.#done = undefined;
    done?.(status);
  }
}

function buffer(pipe: Pipe) {
  const told: string[] = [];
  const out = new SendBuffer(
    pipe,
    () => told.push("ended"),
    (status) => new Error(`broken by 0x${status.toString(16)}`),
  );
  return { out, told };
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

test("small writes of one turn are one message, and the writer's buffer is its own again", async () => {
  const pipe = new Pipe();
  const { out } = buffer(pipe);
  const mine = bytes(1, 2);
  expect(out.write(mine)).toBeUndefined();
  mine.fill(9);
  expect(out.write(bytes(3))).toBeUndefined();
  expect(pipe.messages).toEqual([]);
  await Promise.resolve();
  expect(pipe.messages).toEqual([[1, 2, 3]]);
});

test("who holds it flushes it, and nobody else does", async () => {
  const pipe = new Pipe();
  const { out } = buffer(pipe);
  out.hold();
  void out.write(bytes(1));
  await Promise.resolve();
  expect(pipe.messages).toEqual([]);
  out.flush();
  expect(pipe.messages).toEqual([[1]]);
});

test("what is written while a message is under way goes with the next", () => {
  const pipe = new Pipe();
  const { out } = buffer(pipe);
  void out.write(bytes(1));
  out.flush();
  void out.write(bytes(2));
  void out.write(bytes(3));
  out.flush();
  expect(pipe.messages).toEqual([[1]]);
  pipe.finish();
  expect(pipe.messages).toEqual([[1], [2, 3]]);
});

test("who writes more than there is room for waits until it has been taken, in order", async () => {
  const pipe = new Pipe();
  const { out } = buffer(pipe);
  const all = bytes(...Array(20).keys());
  const first = out.write(all);
  const second = out.write(bytes(20));
  expect(first).toBeInstanceOf(Promise);
  expect(second).toBeInstanceOf(Promise);
  expect(pipe.messages).toEqual([[0, 1, 2, 3, 4, 5, 6, 7]]);
  pipe.finish();
  await first;
  await second;
  pipe.finish();
  pipe.finish();
  expect(pipe.messages.flat()).toEqual([...Array(21).keys()]);
});

test("a pipe that takes everything at once leaves nobody waiting", async () => {
  const pipe = new Pipe();
  pipe.status = STATUS.SUCCESS;
  const { out } = buffer(pipe);
  expect(out.write(bytes(...Array(20).keys()))).toBeUndefined();
  await Promise.resolve();
  expect(pipe.messages.map(({ length }) => length)).toEqual([8, 8, 4]);
});

test("the end is a message of nothing behind all that was written, and is told once the system has it", () => {
  const pipe = new Pipe();
  const { out, told } = buffer(pipe);
  void out.write(bytes(...Array(20).keys()));
  out.finish();
  for (let message = 0; message < 3; message++) pipe.finish();
  expect(pipe.messages.map(({ length }) => length)).toEqual([8, 8, 4, 0]);
  expect(told).toEqual([]);
  pipe.finish();
  expect(told).toEqual(["ended"]);
});

test("a peer that has closed already needs no end", () => {
  const pipe = new Pipe();
  pipe.status = STATUS.PIPE_CLOSING;
  const { out, told } = buffer(pipe);
  out.finish();
  expect(told).toEqual(["ended"]);
});

test("a write that fails is told to those who wait, and to those who write on", async () => {
  const pipe = new Pipe();
  const { out, told } = buffer(pipe);
  const waiting = out.write(bytes(...Array(20).keys()));
  pipe.finish(STATUS.PIPE_BROKEN);
  await expect(waiting).rejects.toThrow("broken by 0xc000014b");
  expect(() => out.write(bytes(1))).toThrow("broken by 0xc000014b");
  expect(told).toEqual([]);
});

test("nothing is sent after it was failed, be it that a message is under way", () => {
  const pipe = new Pipe();
  const { out } = buffer(pipe);
  void out.write(bytes(...Array(20).keys()));
  out.fail(new Error("enough"));
  pipe.finish();
  expect(pipe.messages).toHaveLength(1);
});
