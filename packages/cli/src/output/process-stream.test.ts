// process-stream.test.ts: what the command does where nobody reads what it prints, or where it cannot be written.
import { expect, test } from "bun:test";
import { Writable } from "node:stream";
import { ProcessStream } from "./process-stream.ts";

/** Takes a piece when it is told to. */
function slowReader() {
  const pieces: ((error?: Error) => void)[] = [];
  const stream = new Writable({ write: (_chunk, _encoding, taken) => void pieces.push(taken) });
  return {
    stream: stream as unknown as NodeJS.WriteStream,
    take: (error?: Error) => pieces.shift()?.(error),
  };
}

test("who writes more than is read waits until it has been, or until it is to stop", async () => {
  const { stream, take } = slowReader();
  const stop = new AbortController();
  const out = new ProcessStream(stream, { signal: stop.signal, onFailed: () => {} });
  out.write("little");
  await out.hasRoom();
  out.write("x".repeat(1_000_000));
  let hasRoom = false;
  const waiting = out.hasRoom().then(() => {
    hasRoom = true;
  });
  take();
  await new Promise(setImmediate);
  expect(hasRoom).toBe(false);
  take();
  await waiting;

  out.write("x".repeat(1_000_000));
  const stopped = out.hasRoom();
  stop.abort();
  await stopped;
  await out.hasRoom();
});

test("that something cannot be written is told", async () => {
  const { stream, take } = slowReader();
  const failed = Promise.withResolvers<Error>();
  const out = new ProcessStream(stream, { signal: new AbortController().signal, onFailed: failed.resolve });
  out.write("x");
  const full = new Error("no space left on device");
  take(full);
  expect(await failed.promise).toBe(full);
});
