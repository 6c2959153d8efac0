import { expect, test } from "bun:test";
import { SocketConnection } from "./socket-connection.ts";
import type { SocketListener, StreamSocket } from "./stream-socket.ts";

/** A socket that tells what the test says. */
class ScriptedSocket implements StreamSocket {
  data: SocketListener | undefined;
  readonly fd = 7;
  readonly readsAhead: boolean;

  constructor(readsAhead: boolean) {
    this.readsAhead = readsAhead;
  }

  write(_bytes: Uint8Array, _offset: number, length: number): number {
    return length;
  }
  pause(): void {}
  resume(): void {}
  unref(): void {}
  shutdown(): void {}
  end(): void {}
  terminate(): void {}
}

/** What arrives of chunks 1, 2 and 3, the first two of which come while paused, and of what the descriptor has, 8 and 9. */
async function arrives(readsAhead: boolean): Promise<number[]> {
  const socket = new ScriptedSocket(readsAhead);
  const system = [8, 9];
  const receive = (_fd: number, memory: Uint8Array): number => {
    const byte = system.shift();
    if (byte === undefined) return -1;
    memory[0] = byte;
    return 1;
  };
  const connection = new SocketConnection(socket, { address: "scripted", peer: {}, lingerMs: 0, receive });
  const arrived: number[] = [];
  const memory = new Uint8Array(1);
  connection.open({
    data: (chunk) => void arrived.push(...chunk),
    room: () => memory,
    filled: (byteLength) => void arrived.push(...memory.subarray(0, byteLength)),
    end() {},
    closed() {},
  });
  connection.pause();
  socket.data?.received(new Uint8Array([1]));
  socket.data?.received(new Uint8Array([2]));
  expect(arrived).toEqual([]);
  connection.resume();
  await Promise.resolve();
  socket.data?.received(new Uint8Array([3]));
  connection.abort();
  return arrived;
}

test("what the system has is read behind what came before it and waited", async () => {
  expect(await arrives(false)).toEqual([1, 2, 8, 9, 3]);
});

test("of a socket that reads ahead nothing is read but what it tells", async () => {
  expect(await arrives(true)).toEqual([1, 2, 3]);
});

test("of a peer that sends as fast as we read no more is read at a time than others may wait for", () => {
  const socket = new ScriptedSocket(false);
  const receive = (_fd: number, memory: Uint8Array): number => memory.byteLength;
  const connection = new SocketConnection(socket, { address: "scripted", peer: {}, lingerMs: 0, receive });
  const memory = new Uint8Array(64 * 2 ** 20);
  let filled = 0;
  connection.open({
    data() {},
    room: () => (filled < memory.byteLength ? memory.subarray(filled) : undefined),
    filled: (byteLength) => {
      filled += byteLength;
    },
    end() {},
    closed() {},
  });
  const reads: number[] = [];
  while (filled < memory.byteLength) {
    const before = filled;
    socket.data?.received(new Uint8Array([1]));
    reads.push(filled - before);
  }
  connection.abort();
  expect(Math.max(...reads)).toBeLessThanOrEqual(4 * 2 ** 20);
});
