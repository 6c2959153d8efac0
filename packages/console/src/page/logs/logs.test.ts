import { expect, test } from "bun:test";
import type { Logs_Entry } from "@teleop/diagnostics/client";
import { LogBook, type LogItem, shownItems } from "./log-book.ts";
import { type Level, matcherOf } from "./log-filter.ts";

let lastNumber = 0n;
const entry = (text: string, level: Level = "info", source = "console.log"): Logs_Entry => ({
  number: ++lastNumber,
  time: 0,
  level,
  source,
  text,
  isCut: false,
});

const find = (text: string, level: Level = "debug") => matcherOf({ level, text });
const textsOf = (items: readonly LogItem[]): readonly string[] =>
  items.map((item) => {
    if (item.kind === "entry") return item.entry.text;
    return item.kind === "dropped" ? `${item.count} dropped` : item.text;
  });

test("levels below the one that is asked for are not shown, and a level of a newer version is", () => {
  const { matches } = find("", "warn");
  const levels = ["debug", "info", "warn", "error"] as const;
  expect(levels.filter((level) => matches(entry("", level)))).toEqual(["warn", "error"]);
  expect(matches({ ...entry(""), level: 9 })).toBe(true);
});

test("all words must be there whatever their case, and those with a minus must not", () => {
  const said = entry("GET /orders/7 took 12 ms", "info", "console.info");
  for (const text of ["", "orders get", "ORDERS", "console.info", "orders -POST", "-", "12 -"]) {
    expect(find(text).matches(said)).toBe(true);
  }
  for (const text of ["post", "orders -took"]) expect(find(text).matches(said)).toBe(false);
});

test("between slashes stands a regular expression, and one that is none is told and hides nothing", () => {
  const { matches } = find("/took \\d{2,} MS/gi");
  expect([entry("took 12 ms"), entry("took 12 ms"), entry("took 1 ms")].map(matches)).toEqual([
    true,
    true,
    false,
  ]);
  const broken = find("/took (/");
  expect(broken.error).toMatch(/Invalid regular expression/);
  expect(broken.matches(entry("anything"))).toBe(true);
});

test("a book keeps the last, says how many it has no more, and where some were dropped", () => {
  const book = new LogBook(3);
  book.add([entry("one")], 0);
  book.add([entry("two"), entry("three")], 5);
  expect(textsOf(book.items)).toEqual(["5 dropped", "two", "three"]);
  expect(book.forgotten).toBe(1);
  book.add([entry("four")], 5);
  expect(textsOf(book.items)).toEqual(["two", "three", "four"]);
  expect([book.dropped, book.count]).toEqual([5, 5]);
});

test("however long entries are, a book of them has an end", () => {
  const book = new LogBook();
  const long = "x".repeat(16_384);
  for (let count = 0; count < 100; count++)
    book.add(
      Array.from({ length: 10 }, () => entry(long)),
      0,
    );
  expect(book.items.length).toBe(Math.floor(8_000_000 / 16_384));
  expect(book.forgotten).toBe(1_000 - book.items.length);
});

test("a new subscription counts anew what it drops, and the page says where it begins", () => {
  const book = new LogBook();
  book.add([entry("before")], 4);
  book.beginAgain("it was started again");
  book.add([entry("after")], 1);
  expect(textsOf(book.items)).toEqual(["4 dropped", "before", "it was started again", "1 dropped", "after"]);
  expect(book.dropped).toBe(5);
});

test("who follows anew is told of the last again, and has them once", () => {
  const book = new LogBook();
  const [one, two, three] = [entry("one"), entry("two"), entry("three")];
  book.add([one, two], 0);
  book.beginAgain("again");
  book.add([one, two, three], 0);
  // Another recording, which counts from one again.
  book.add([{ ...entry("four"), number: 1n, time: 5 }], 0);
  expect(textsOf(book.items)).toEqual(["one", "two", "again", "three", "four"]);
});

test("who is paused keeps what was there, and knows how many have come since", () => {
  const book = new LogBook();
  book.add([entry("one")], 0);
  const paused = { items: book.items, count: book.count };
  book.add([entry("two"), entry("three")], 0);
  expect(textsOf(paused.items)).toEqual(["one"]);
  expect(book.count - paused.count).toBe(2);
  book.clear();
  expect(book.items).toEqual([]);
});

test("what a filter hides is not shown, but where something is missing always is", () => {
  const book = new LogBook();
  book.add([entry("one")], 0);
  book.add([entry("two")], 2);
  book.beginAgain("again");
  expect(textsOf(shownItems(book.items, find("two")))).toEqual(["2 dropped", "two", "again"]);
});
