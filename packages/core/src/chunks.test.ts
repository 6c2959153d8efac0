import { expect, test } from "bun:test";
import { chunks } from "./chunks.ts";
import { ScriptedConnection } from "./testing/doubles.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

test("what arrives comes in order, and ends with the peer's end", async () => {
  const connection = new ScriptedConnection();
  const reading = Array.fromAsync(chunks(connection));
  connection.handler.data(bytes(1));
  connection.handler.data(bytes(2));
  connection.handler.end();
  expect(await reading).toEqual([bytes(1), bytes(2)]);
});

test("what arrived before a break is given first, then the reason is thrown", async () => {
  const connection = new ScriptedConnection();
  const iterator = chunks(connection);
  const first = iterator.next();
  connection.handler.data(bytes(1));
  connection.handler.closed(new Error("reset by peer"));
  expect(await first).toEqual({ done: false, value: bytes(1) });
  await expect(iterator.next()).rejects.toThrow("reset by peer");
});

test("a connection that closes in order without an end just ends", async () => {
  const connection = new ScriptedConnection();
  const reading = Array.fromAsync(chunks(connection));
  connection.handler.closed();
  expect(await reading).toEqual([]);
});

test("reading pauses while nobody asks, and resumes when everything was taken", async () => {
  const connection = new ScriptedConnection();
  const iterator = chunks(connection);
  const first = iterator.next();
  connection.handler.data(new Uint8Array(200 * 1024));
  expect(connection.isPaused).toBe(false);
  connection.handler.data(new Uint8Array(200 * 1024));
  expect(connection.isPaused).toBe(true);
  await first;
  await iterator.next();
  expect(connection.isPaused).toBe(true);
  const third = iterator.next();
  expect(connection.isPaused).toBe(false);
  connection.handler.data(bytes(3));
  expect((await third).value).toEqual(bytes(3));
});

test("leaving early pauses the connection, and leaves it open", async () => {
  const connection = new ScriptedConnection();
  const iterator = chunks(connection);
  const first = iterator.next();
  connection.handler.data(bytes(1));
  await first;
  await iterator.return(undefined);
  expect(connection.isPaused).toBe(true);
  expect(connection.isAborted).toBe(false);
});
