import { expect, test } from "bun:test";
import { type ConsoleMethod, ConsoleTap } from "./console-tap.ts";

/** A console that remembers what it printed. */
function fakeConsole() {
  const printed: unknown[][] = [];
  const target = {
    log(...args: unknown[]) {
      printed.push(["log", ...args]);
    },
    warn(...args: unknown[]) {
      printed.push(["warn", this === target, ...args]);
      return "returned";
    },
    table(...args: unknown[]) {
      this.log("table", ...args);
    },
    count() {},
  };
  return { target: target as unknown as Console, printed };
}

function tap(target: Console) {
  const heard: [ConsoleMethod, ...unknown[]][] = [];
  return { heard, tap: new ConsoleTap((method, args) => heard.push([method, ...args]), target) };
}

test("it hears each call with its arguments, and the console prints what it would have", () => {
  const { target, printed } = fakeConsole();
  const { heard, tap: tapped } = tap(target);
  using _tap = tapped;
  target.log("a", 1);
  expect(target.warn("b") as unknown).toBe("returned");
  expect(heard).toEqual([
    ["log", "a", 1],
    ["warn", "b"],
  ]);
  expect(printed).toEqual([
    ["log", "a", 1],
    ["warn", true, "b"],
  ]);
});

test("a Proxy in the place of a method that does not let itself be looked at is left alone, and the others are heard", () => {
  const { target } = fakeConsole();
  const { log } = target;
  target.warn = new Proxy(target.warn, {
    ownKeys: () => {
      throw new Error("a trap");
    },
  });
  const { warn } = target;
  const { heard, tap: tapped } = tap(target);
  expect(target.warn).toBe(warn);
  target.log("a");
  target.warn("b");
  tapped[Symbol.dispose]();
  expect(heard).toEqual([["log", "a"]]);
  expect([target.log, target.warn]).toEqual([log, warn]);
});

test("what a method of the console calls in turn is not heard twice", () => {
  const { target, printed } = fakeConsole();
  const { heard, tap: tapped } = tap(target);
  using _tap = tapped;
  target.table([1]);
  expect(heard).toEqual([["table", [1]]]);
  expect(printed).toEqual([["log", "table", [1]]]);
});

test("what the hearer says to the console is printed, and not heard", () => {
  const { target, printed } = fakeConsole();
  let heard = 0;
  using _tap = new ConsoleTap(() => {
    heard++;
    target.log("from the hearer");
  }, target);
  target.log("from the program");
  expect(heard).toBe(1);
  expect(printed).toEqual([
    ["log", "from the hearer"],
    ["log", "from the program"],
  ]);
});

test("a call that throws throws what it would have, and the next is heard again", () => {
  const { target } = fakeConsole();
  const error = new Error("no terminal");
  target.log = () => {
    throw error;
  };
  const { heard, tap: tapped } = tap(target);
  using _tap = tapped;
  expect(() => target.log("a")).toThrow(error);
  expect(() => target.log("b")).toThrow(error);
  expect(heard).toHaveLength(2);
});

test("disposed, the console of the process is what it was: the same functions, attributes and order", () => {
  const before = Object.entries(Object.getOwnPropertyDescriptors(console));
  const { tap: tapped } = tap(console);
  expect(Object.getOwnPropertyDescriptor(console, "log")).not.toEqual(
    Object.fromEntries(before).log as PropertyDescriptor,
  );
  expect(console.log).toMatchObject({ name: "log", length: Object.fromEntries(before).log?.value.length });
  tapped[Symbol.dispose]();
  tapped[Symbol.dispose]();
  const after = Object.entries(Object.getOwnPropertyDescriptors(console));
  expect(after.map(([name]) => name)).toEqual(before.map(([name]) => name));
  for (const [index, [, descriptor]] of after.entries()) {
    const [, expected] = before[index] ?? [];
    expect(descriptor).toEqual(expected as PropertyDescriptor);
    expect(descriptor.value).toBe(expected?.value);
  }
});

test("what somebody else has put over it stays, and is passed on to what was there before", () => {
  const { target, printed } = fakeConsole();
  const original = target.log;
  const { heard, tap: tapped } = tap(target);
  const ours = target.log;
  const theirs = (...args: unknown[]) => ours("theirs:", ...args);
  target.log = theirs;
  target.log("a");
  tapped[Symbol.dispose]();
  expect(target.log).toBe(theirs);
  target.log("b");
  expect(heard).toEqual([["log", "theirs:", "a"]]);
  expect(printed).toEqual([
    ["log", "theirs:", "a"],
    ["log", "theirs:", "b"],
  ]);
  // Taken off, they put back what they found, which is ours: it does nothing but pass calls on.
  target.log = ours;
  target.log("c");
  expect(printed.at(-1)).toEqual(["log", "c"]);
  expect(heard).toHaveLength(1);
  expect(original).not.toBe(ours);
});

test("tapped again over what somebody else left, each call is heard once, and theirs is put back", () => {
  const { target } = fakeConsole();
  const first = tap(target);
  const ours = target.log;
  const theirs = (...args: unknown[]) => ours(...args);
  target.log = theirs;
  first.tap[Symbol.dispose]();
  const second = tap(target);
  target.log("a");
  expect(first.heard).toEqual([]);
  expect(second.heard).toEqual([["log", "a"]]);
  second.tap[Symbol.dispose]();
  expect(target.log).toBe(theirs);
});

test("a console that is frozen is left alone, and said not to be heard", () => {
  const { target, printed } = fakeConsole();
  Object.freeze(target);
  const { heard, tap: tapped } = tap(target);
  using _tap = tapped;
  target.log("a");
  expect(tapped.hears).toBe(false);
  expect(heard).toEqual([]);
  expect(printed).toEqual([["log", "a"]]);
});
