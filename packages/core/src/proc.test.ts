import { expect, test } from "bun:test";
import { isOwnStatus, ownProc } from "./proc.ts";

test.if(process.platform === "linux")("the /proc of our own PID namespace is believed", () => {
  expect(ownProc()?.read(process.pid, "stat")).toStartWith(`${process.pid} `);
});

test.each([
  ["our only number, and our PID", "NSpid:\t77\n", true],
  ["another number, ours further in", "NSpid:\t4242\t77\n", false],
  ["the same number by chance, ours further in", "NSpid:\t77\t77\n", false],
  ["a number that is not our PID", "NSpid:\t78\n", false],
  ["no such line, as before Linux 4.1, and our PID", "Tgid:\t77\nPid:\t77\n", true],
  ["no such line, and another PID", "Tgid:\t78\nPid:\t78\n", false],
  ["nothing at all", "", false],
] as const)("a /proc that gives %s", (_, status, believed) => {
  expect(isOwnStatus(`Name:\tbun\n${status}`, 77)).toBe(believed);
});
