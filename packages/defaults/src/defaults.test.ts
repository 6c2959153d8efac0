// defaults.test.ts: which attacher and transport each platform gets.
import { expect, test } from "bun:test";
import { defaultAttacher, defaultTransport } from "./index.ts";

test.each([
  ["linux", "inotify"],
  ["android", "inotify"],
  ["darwin", "kqueue"],
  ["win32", "windows"],
  ["freebsd", "unix"],
  ["openbsd", "unix"],
  ["sunos", "unix"],
  ["aix", "unix"],
] as const)("on %s the attacher is %s", (platform, name) => {
  expect(defaultAttacher(platform).name).toBe(name);
});

test("the attacher is that of the platform on which it runs, if none is named", () => {
  expect(defaultAttacher().name).toBe(defaultAttacher(process.platform).name);
});

test.each([
  ["linux", "unix"],
  ["darwin", "unix"],
  ["win32", "pipe"],
  ["freebsd", "unix"],
] as const)("on %s the transport is %s", (platform, name) => {
  expect(defaultTransport(platform).name).toBe(name);
});

test("the transport is that of the platform on which it runs, if none is named", () => {
  expect(defaultTransport().name).toBe(defaultTransport(process.platform).name);
});
