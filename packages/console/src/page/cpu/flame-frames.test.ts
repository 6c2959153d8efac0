import { expect, test } from "bun:test";
import { frameAfter, type KeyedFrame, timeIn } from "./flame-frames.ts";
import { detailsOf, flameTree, kindOf, placeOf } from "./flame-tree.ts";

interface Frame extends KeyedFrame<Frame> {
  readonly name: string;
  readonly data: { readonly value: number };
}

function frame(name: string, value: number, children: readonly Frame[] = []): Frame {
  const made = { name, data: { value }, parent: null, children };
  for (const child of children) Object.assign(child, { parent: made });
  return made;
}

const leaf = frame("leaf", 10);
const [left, right] = [frame("left", 30, [leaf]), frame("right", 20)];
const root = frame("root", 50, [left, right]);

test("arrows lead to what a function called, to its caller, and to its neighbours", () => {
  expect(frameAfter("ArrowDown", root)).toBe(left);
  expect(frameAfter("ArrowRight", left)).toBe(right);
  expect(frameAfter("ArrowLeft", right)).toBe(left);
  expect(frameAfter("ArrowUp", leaf)).toBe(left);
  expect(frameAfter("Home", leaf)).toBe(root);
});

test("where there is nothing a key leads nowhere", () => {
  expect(frameAfter("ArrowLeft", left)).toBeUndefined();
  expect(frameAfter("ArrowRight", root)).toBeUndefined();
  expect(frameAfter("ArrowUp", root)).toBeUndefined();
  expect(frameAfter("ArrowDown", leaf)).toBeUndefined();
  expect(frameAfter("x", root)).toBeUndefined();
});

test("the time of several frames has each moment once", () => {
  expect(timeIn([left, leaf, right])).toBe(50);
  expect(timeIn([leaf, right])).toBe(30);
  expect(timeIn([])).toBe(0);
});

test("the calls of a profile are a tree, each with its function", () => {
  const time = { self: 0, total: 0 };
  const functions = [
    { name: "find", url: "file:///srv/a%20b/shop.ts", line: 12, ...time },
    { name: "", url: "", line: 0, ...time },
  ];
  const calls = [
    { function: 0, caller: 0, total: 4000 },
    { function: 0, caller: 0, total: 3000 },
    { function: 1, caller: 1, total: 1000 },
    { function: 0, caller: 0, total: 1000 },
  ];
  const tree = flameTree({ functions, calls, busy: 4000, idle: 0, leftOut: 0 });
  expect(tree).toMatchObject({ name: "all", value: 4000, of: undefined });
  expect(tree.children.map(({ name, value }) => ({ name, value }))).toEqual([
    { name: "find", value: 3000 },
    { name: "find", value: 1000 },
  ]);
  const [find] = tree.children;
  expect(find && detailsOf(find, 4000)).toBe("find: 3 ms, 75 %, /srv/a b/shop.ts:12");
  expect(find?.children[0]).toMatchObject({ name: "(anonymous)", value: 1000, children: [] });
});

test("a function is of the application, of a dependency, or of the runtime", () => {
  const of = (url: string) => kindOf({ of: { name: "f", url, line: 1, self: 0, total: 0 } });
  expect(of("file:///srv/shop.ts")).toBe("application");
  expect(of("file:///srv/node_modules/zod/index.js")).toBe("dependency");
  expect(of("node:internal/timers")).toBe("runtime");
  expect(of("")).toBe("runtime");
});

test("a place is a file and a line, as far as they are known", () => {
  expect(placeOf({ url: "file:///srv/%zz.ts", line: 0 })).toBe("/srv/%zz.ts");
  expect(placeOf({ url: "", line: 3 })).toBe("");
});
