import { expect, test } from "bun:test";
import { addressOf, routeOf } from "./route.ts";

test("what an address is made of is what it leads to", () => {
  const process = { place: "ssh a/b%", pid: 4711, rendezvous: "50 %" };
  expect(routeOf(addressOf(process, "heap"))).toEqual({ page: "process", process, view: "heap" });
  expect(routeOf(addressOf({ place: "", pid: 1, rendezvous: undefined }, "logs"))).toEqual({
    page: "process",
    process: { place: "", pid: 1, rendezvous: undefined },
    view: "logs",
  });
  for (const hash of ["", "#", "#/"]) expect(routeOf(hash)).toEqual({ page: "processes", isMistaken: false });
});

test("an address that leads nowhere shows the processes, and is told", () => {
  for (const hash of [
    "#/p/~%/1/heap",
    "#/p/~/1/@%E0%A4/heap",
    "#/p/~/0/heap",
    `#/p/~/${"9".repeat(400)}/heap`,
    "#/q",
  ]) {
    expect({ hash, route: routeOf(hash) }).toEqual({ hash, route: { page: "processes", isMistaken: true } });
  }
});
