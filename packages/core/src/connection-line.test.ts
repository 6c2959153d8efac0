import { expect, test } from "bun:test";
import { ConnectionLine } from "./connection-line.ts";
import { ScriptedConnection } from "./testing/doubles.ts";

test("connections and takers meet in the order in which they came", async () => {
  const line = new ConnectionLine();
  const [first, second, third] = [
    new ScriptedConnection(),
    new ScriptedConnection(),
    new ScriptedConnection(),
  ];
  line.put(first);
  const one = line[Symbol.asyncIterator]();
  const two = line[Symbol.asyncIterator]();
  const taken = [one.next(), one.next(), two.next()];
  line.put(second);
  line.put(third);
  expect((await Promise.all(taken)).map(({ value }) => value)).toEqual([first, second, third]);
});

test("closing ends those who wait and those who come later, and hands back what nobody took", async () => {
  const line = new ConnectionLine();
  const waiting = line[Symbol.asyncIterator]().next();
  const untaken = new ScriptedConnection();
  expect(line.close()).toEqual([]);
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await line[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
  const other = new ConnectionLine();
  other.put(untaken);
  expect(other.close()).toEqual([untaken]);
});

test("closing with an error makes every iterator throw it once, then end", async () => {
  const line = new ConnectionLine();
  const waiting = line[Symbol.asyncIterator]().next();
  line.close(new Error("the watch is lost"));
  await expect(waiting).rejects.toThrow("the watch is lost");
  const later = line[Symbol.asyncIterator]();
  await expect(later.next()).rejects.toThrow("the watch is lost");
  expect(await later.next()).toEqual({ done: true, value: undefined });
});

test("an iterator that is left takes no connection from the others", async () => {
  const line = new ConnectionLine();
  const left = line[Symbol.asyncIterator]();
  const waiting = left.next();
  await left.return?.();
  expect(await waiting).toEqual({ done: true, value: undefined });
  const connection = new ScriptedConnection();
  line.put(connection);
  expect((await line[Symbol.asyncIterator]().next()).value).toBe(connection);
});
