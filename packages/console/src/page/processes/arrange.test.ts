import { expect, test } from "bun:test";
import type { Announcement } from "../../console.capnp.ts";
import { aProcess } from "../../testing/a-process.ts";
import { type Arrangement, arrange, type Figures, matches, serviceNames } from "./arrange.ts";
import type { KnownProcess } from "./process-list.ts";

let lastKey = 0;
const listed = (told: Parameters<typeof aProcess>[0], place = ""): KnownProcess => ({
  ...aProcess(told),
  key: String(++lastKey),
  place,
  gone: undefined,
});

const announcement = (services: readonly string[] | undefined): Announcement => ({
  rendezvous: "",
  services: services === undefined ? { which: "unknown" } : { which: "names", names: services },
  attacher: "inotify",
  transport: "unix",
  versions: [],
  metadata: "",
});

const plain: Arrangement = { filter: "", order: "pid", isDescending: false, grouping: "flat" };
const nothing = (): undefined => undefined;
const pids = (groups: ReturnType<typeof arrange>): readonly (readonly number[])[] =>
  groups.map(({ rows }) => rows.map(({ pid }) => pid));

test("all words of the filter must be found, in whatever is shown of a process", () => {
  const process = listed(
    {
      name: "Shop",
      pid: 4711,
      command: ["bun", "/srv/shop/main.ts"],
      announcements: [announcement(["heap"])],
    },
    "ssh web1",
  );
  for (const filter of ["", "  ", "shop", "471", "srv main", "ANN", "web1 heap", "running"]) {
    expect(matches(process, filter)).toBe(true);
  }
  for (const filter of ["till", "shop till", "web2"]) expect(matches(process, filter)).toBe(false);
});

test("services of several rendezvous are named once, and those that are not told not at all", () => {
  const services = [announcement(["heap", "cpu"]), announcement(undefined), announcement(["cpu", "orders"])];
  expect(serviceNames(services)).toEqual(["heap", "cpu", "orders"]);
});

test("who has no figure comes last in either direction, and equal ones stay in the order of their PIDs", () => {
  const all = [3, 1, 4, 2].map((pid) => listed({ pid }));
  const cpu = new Map([
    [3, 0.5],
    [1, 0.1],
    [4, 0.5],
  ]);
  const figures = ({ pid }: KnownProcess): Figures | undefined => ({
    cpu: cpu.get(pid),
    resident: undefined,
    delay: undefined,
  });
  expect(pids(arrange(all, { ...plain, order: "cpu", isDescending: true }, figures))).toEqual([[3, 4, 1, 2]]);
  expect(pids(arrange(all, { ...plain, order: "cpu" }, figures))).toEqual([[1, 3, 4, 2]]);
  expect(pids(arrange(all, { ...plain, order: "resident" }, figures))).toEqual([[1, 2, 3, 4]]);
});

test("by uptime the youngest come first, by name the names", () => {
  const all = [
    listed({ pid: 1, name: "b", startedAt: 10_000 }),
    listed({ pid: 2, name: "a", startedAt: 90_000 }),
    listed({ pid: 3, name: "c", startedAt: 0 }),
  ];
  expect(pids(arrange(all, { ...plain, order: "uptime" }, nothing))).toEqual([[2, 1, 3]]);
  expect(pids(arrange(all, { ...plain, order: "name", isDescending: true }, nothing))).toEqual([[3, 1, 2]]);
});

test("in groups each place has its own, this machine first", () => {
  const all = [
    listed({ pid: 1 }, "ssh b"),
    listed({ pid: 2 }, "ssh a"),
    listed({ pid: 3 }),
    listed({ pid: 4 }, "ssh a"),
  ];
  const groups = arrange(all, { ...plain, grouping: "places" }, nothing);
  expect(groups.map(({ place }) => place)).toEqual(["", "ssh a", "ssh b"]);
  expect(pids(groups)).toEqual([[3], [2, 4], [1]]);
});

test("as a tree each is below the nearest of its ancestors that is shown, in the order asked for", () => {
  const all = [
    listed({ pid: 30, ancestors: [20, 10] }),
    listed({ pid: 10, ancestors: [1] }),
    listed({ pid: 20, ancestors: [15, 10, 1] }),
    listed({ pid: 5, ancestors: [1] }),
    listed({ pid: 31, ancestors: [20, 10] }, "ssh web1"),
  ];
  const rows = arrange(all, { ...plain, grouping: "tree" }, nothing)[0]?.rows ?? [];
  expect(rows.map(({ pid, depth }) => [pid, depth])).toEqual([
    [5, 0],
    [10, 0],
    [20, 1],
    [30, 2],
    [31, 0],
  ]);
  const filtered = arrange(
    all.filter(({ pid }) => pid !== 20),
    { ...plain, grouping: "tree" },
    nothing,
  );
  expect(filtered[0]?.rows.find(({ pid }) => pid === 30)?.depth).toBe(1);
});

test("a place that names a circle of ancestors hides nobody", () => {
  const all = [
    listed({ pid: 1, ancestors: [2] }),
    listed({ pid: 2, ancestors: [1] }),
    listed({ pid: 3, ancestors: [3] }),
  ];
  expect(
    pids(arrange(all, { ...plain, grouping: "tree" }, nothing))
      .flat()
      .toSorted(),
  ).toEqual([1, 2, 3]);
});
