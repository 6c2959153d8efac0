import { expect, test } from "bun:test";
import type { Change } from "../../console.capnp.ts";
import { aProcess } from "../../testing/a-process.ts";
import { ProcessList } from "./process-list.ts";

const change = (told: Partial<Change>): Change => ({
  place: "",
  appeared: [],
  changed: [],
  disappeared: [],
  ended: [],
  failure: "",
  begins: false,
  ...told,
});

const names = (processes: ProcessList["living"]): readonly string[] =>
  processes.map(({ name, pid }) => `${name} ${pid}`);

test("processes come, change and go by themselves, and who has gone is remembered with when", () => {
  const list = new ProcessList();
  const shop = aProcess({ pid: 7, name: "shop" });
  list.apply(change({ appeared: [shop, aProcess({ pid: 8, name: "till" })] }), 1_000);
  const [first] = list.living;
  list.apply(change({ changed: [{ ...shop, state: "stopped" }] }), 2_000);
  expect(list.living[0]).toMatchObject({ key: first?.key as string, state: "stopped" });
  list.apply(change({ disappeared: [shop] }), 3_000);
  expect(names(list.living)).toEqual(["till 8"]);
  expect(list.gone).toMatchObject([{ pid: 7, state: "stopped", gone: { at: 3_000 } }]);
  list.forgetGone();
  expect(list.gone).toEqual([]);
});

test("how one has ended is told with its going or after it, and of nobody else", () => {
  const list = new ProcessList();
  const [shop, till] = [aProcess({ pid: 7 }), aProcess({ pid: 8 })];
  list.apply(change({ appeared: [shop, till] }), 0);
  list.apply(change({ disappeared: [shop, till] }), 1);
  expect(list.gone.map(({ gone }) => gone?.ending)).toEqual([undefined, undefined]);
  list.apply(change({ ended: [{ process: shop, ending: { which: "exited", exited: 3 } }] }), 2);
  expect(list.gone.map(({ pid, gone }) => [pid, gone?.ending])).toEqual([
    [8, undefined],
    [7, { which: "exited", exited: 3 }],
  ]);
  list.apply(change({ ended: [{ process: { ...till, startedAt: 1 }, ending: { which: "unknown" } }] }), 3);
  expect(list.gone[0]?.gone?.ending).toBeUndefined();
});

test("a PID that is another's by now is another process, also where nobody told that the first has gone", () => {
  const list = new ProcessList();
  list.apply(change({ appeared: [aProcess({ pid: 7, startedAt: 1_000_000 })] }), 0);
  const [first] = list.living;
  list.apply(change({ appeared: [aProcess({ pid: 7, startedAt: 1_000_020 })] }), 1);
  expect(list.living.map(({ key }) => key)).toEqual([first?.key as string]);
  list.apply(change({ appeared: [aProcess({ pid: 7, startedAt: 2_000_000 })] }), 2);
  expect(list.living).toHaveLength(1);
  expect(list.living[0]?.key).not.toBe(first?.key as string);
  expect(list.gone.map(({ key }) => key)).toEqual([first?.key as string]);
});

test("who has gone and was started again is told by the PID that it has now, once for each", () => {
  const list = new ProcessList();
  const shop = { name: "shop", command: ["bun", "shop.ts"] };
  const [one, two] = [aProcess({ pid: 7, ...shop }), aProcess({ pid: 8, ...shop })];
  list.apply(change({ appeared: [one, two] }), 0);
  list.apply(change({ disappeared: [one, two] }), 1);
  list.apply(change({ appeared: [aProcess({ pid: 9, name: "shop", command: ["bun", "other.ts"] })] }), 2);
  list.apply(change({ place: "ssh web1", appeared: [aProcess({ pid: 10, ...shop })] }), 2);
  expect(list.gone.map(({ gone }) => gone?.successor)).toEqual([undefined, undefined]);
  list.apply(change({ appeared: [aProcess({ pid: 11, ...shop })] }), 3);
  expect(list.gone.map(({ pid, gone }) => [pid, gone?.successor])).toEqual([
    [8, 11],
    [7, undefined],
  ]);
});

test("a place that cannot be watched keeps its processes, with since when, until it is watched again", () => {
  const list = new ProcessList();
  list.apply(change({ place: "ssh web1", appeared: [aProcess({ pid: 7 })] }), 0);
  list.apply(change({ place: "ssh web1", failure: "no route" }), 5);
  list.apply(change({ place: "ssh web1", failure: "still no route" }), 9);
  expect(list.places).toEqual([{ label: "ssh web1", failure: { reason: "still no route", since: 5 } }]);
  expect(list.living).toHaveLength(1);
  list.apply(change({ place: "ssh web1" }), 10);
  expect(list.places).toEqual([{ label: "ssh web1", failure: undefined }]);
});

test("after the page was away, who is not told of at first has gone, and who is there is who it was", () => {
  const list = new ProcessList();
  const [stays, goes] = [aProcess({ pid: 7 }), aProcess({ pid: 8 })];
  list.apply(change({ appeared: [stays, goes] }), 0);
  const [first] = list.living;
  list.apply(change({ begins: true, appeared: [stays] }), 5);
  expect(list.living.map(({ key }) => key)).toEqual([first?.key as string]);
  expect(list.gone).toMatchObject([{ pid: 8, gone: { at: 5 } }]);
});

test("of those that have gone only the last fifty are kept", () => {
  const list = new ProcessList();
  for (let pid = 1; pid <= 60; pid++) {
    list.apply(change({ appeared: [aProcess({ pid, name: `job ${pid}` })] }), pid);
    list.apply(change({ disappeared: [aProcess({ pid })] }), pid);
  }
  expect(list.gone).toHaveLength(50);
  expect(list.gone[0]?.pid).toBe(60);
});
