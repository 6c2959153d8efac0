import { expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveInRoot, targetRoot } from "./target-root.ts";

const onUnix = test.if(process.platform !== "win32");

/** A directory that stands for another process's root. */
function makeRoot(): { readonly path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), "teleop-root-"));
  mkdirSync(join(path, "var/real"), { recursive: true });
  mkdirSync(join(path, "home"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

onUnix("an absolute link leads into the target's root, not into ours", () => {
  using root = makeRoot();
  symlinkSync("/var/real", join(root.path, "tmp"));
  expect(resolveInRoot(root.path, "/tmp/x")).toBe(`${root.path}/var/real/x`);
});

onUnix("relative links, links to links and dots are followed", () => {
  using root = makeRoot();
  symlinkSync("../var/./link", join(root.path, "home/one"));
  symlinkSync("real", join(root.path, "var/link"));
  expect(resolveInRoot(root.path, "//home/./one/../real/file")).toBe(`${root.path}/var/real/file`);
});

onUnix("no number of dots leads out of the root", () => {
  using root = makeRoot();
  symlinkSync("../../../../../../etc", join(root.path, "home/up"));
  expect(resolveInRoot(root.path, "/home/up/passwd")).toBe(`${root.path}/etc/passwd`);
  expect(resolveInRoot(root.path, "/../../etc")).toBe(`${root.path}/etc`);
});

onUnix("links in a circle are an error, not a hang", () => {
  using root = makeRoot();
  symlinkSync("/home/b", join(root.path, "home/a"));
  symlinkSync("/home/a", join(root.path, "home/b"));
  expect(() => resolveInRoot(root.path, "/home/a/x")).toThrow(
    expect.objectContaining({ code: "UNTRUSTED_PATH" }),
  );
});

onUnix("what does not exist is kept as it is", () => {
  using root = makeRoot();
  expect(resolveInRoot(root.path, "/nowhere/at/all")).toBe(`${root.path}/nowhere/at/all`);
});

test("a path in our own root is left to the kernel", () => {
  expect(resolveInRoot("", "/any/../thing")).toBe("/any/../thing");
});

test("a process with our own root is reached without a detour", () => {
  expect(targetRoot(process.pid)).toBe("");
});
