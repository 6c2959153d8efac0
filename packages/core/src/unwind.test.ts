// unwind.test.ts: what was acquired is released once, last first, whatever fails on the way.
import { expect, test } from "bun:test";
import { Unwind } from "./unwind.ts";

test("what was acquired is released in the opposite order, once", () => {
  const done: string[] = [];
  const unwind = new Unwind();
  unwind.use({ [Symbol.dispose]: () => done.push("first") });
  unwind.defer(() => done.push("second"));
  unwind[Symbol.dispose]();
  unwind[Symbol.dispose]();
  expect(done).toEqual(["second", "first"]);
});

test("a step that throws keeps none of the others from being done, and what failed first is thrown", () => {
  const done: string[] = [];
  const unwind = new Unwind();
  unwind.defer(() => done.push("first"));
  for (const what of ["later", "sooner"]) {
    unwind.defer(() => {
      throw new Error(what);
    });
  }
  expect(() => unwind[Symbol.dispose]()).toThrow("sooner");
  expect(done).toEqual(["first"]);
});

test("what was moved is the heir's to release", () => {
  const done: string[] = [];
  const unwind = new Unwind();
  unwind.defer(() => done.push("moved"));
  const heir = unwind.move();
  unwind[Symbol.dispose]();
  expect([unwind.disposed, heir.disposed, done.length]).toEqual([true, false, 0]);
  heir[Symbol.dispose]();
  expect(done).toEqual(["moved"]);
});
