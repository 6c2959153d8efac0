import { expect, test } from "bun:test";
import { encodeChange } from "./kevent.ts";
import { kqueuePlatform } from "./platform.ts";

const change = { ident: 0x0102, filter: -4, flags: 0x21, fflags: 0x63 };
const fields = "0201000000000000 fcff 2100 63000000 0000000000000000 0000000000000000";

test("a change for macOS is the 32 bytes of its struct kevent", () => {
  const macos = kqueuePlatform("darwin");
  expect(macos && hex(encodeChange(macos, change))).toBe(fields.replaceAll(" ", ""));
});

test("a change for FreeBSD ends with the 32 bytes of ext", () => {
  const freebsd = kqueuePlatform("freebsd");
  expect(freebsd && hex(encodeChange(freebsd, change))).toBe(fields.replaceAll(" ", "") + "00".repeat(32));
});

test("user events have another number on macOS than on FreeBSD", () => {
  expect(kqueuePlatform("darwin")?.userFilter).toBe(-10);
  expect(kqueuePlatform("freebsd")?.userFilter).toBe(-11);
});

test("Linux and Windows have no kqueue", () => {
  expect(kqueuePlatform("linux")).toBeUndefined();
  expect(kqueuePlatform("win32")).toBeUndefined();
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
