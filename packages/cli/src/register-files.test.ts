// register-files.test.ts: where a compiled command keeps what programs preload, and what it does not believe there.
import { afterEach, beforeEach, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writeRegisterFiles } from "./register-files.ts";

const files = { "register.js": 'import "./other.js";', "other.js": "export {};" };
// As another user than root, of whom /var/cache is not.
const euid = process.geteuid?.() ?? -1;

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "teleop-cache-"));
});
afterEach(() => rmSync(cache, { recursive: true }));

const write = (places: readonly string[] = [cache]): string => writeRegisterFiles(files, { places, euid });

test("the files are written once, for everybody to read and nobody else to change, in a folder named by what is in them", () => {
  const path = write();
  expect(path).toMatch(/\/teleop\/register-[0-9a-f]{16}\/register\.js$/);
  expect(readFileSync(path, "utf8")).toBe(files["register.js"]);
  expect(lstatSync(path).mode & 0o777).toBe(0o644);
  const { ino } = lstatSync(path);
  expect(write()).toBe(path);
  expect(lstatSync(path).ino).toBe(ino);
  expect(writeRegisterFiles({ "register.js": "" }, { places: [cache], euid })).not.toBe(path);
});

test("what is not whole, or was changed, is written anew", () => {
  const path = write();
  writeFileSync(path, "half of");
  rmSync(join(dirname(path), "other.js"));
  expect(write()).toBe(path);
  expect(readFileSync(path, "utf8")).toBe(files["register.js"]);
  expect(readFileSync(join(dirname(path), "other.js"), "utf8")).toBe(files["other.js"]);
});

test("a link in its place, or a folder that others may write to, is not believed: the next place serves", () => {
  const next = join(cache, "next");
  const other = join(cache, "other");
  mkdirSync(other);
  symlinkSync(other, join(cache, "teleop"));
  expect(write([cache, next])).toStartWith(`${next}/teleop/`);
  rmSync(join(cache, "teleop"));
  mkdirSync(join(cache, "teleop"));
  chmodSync(join(cache, "teleop"), 0o777);
  expect(write([cache, next])).toStartWith(`${next}/teleop/`);
  expect(() => write()).toThrow(/others may write to it/);
  chmodSync(other, 0o777);
  expect(() => write([other])).toThrow(/others may write to it/);
  const path = write([next]);
  rmSync(path);
  symlinkSync("/etc/passwd", path);
  expect(() => write([next])).toThrow(/it is a symbolic link/);
  expect(() => write([join("/proc", "nowhere")])).toThrow(/nothing can be kept in/);
});

test("a folder of another user is not believed, though only that user may write to it: who owns it may replace what is in it", () => {
  const stranger = 12_345;
  const isRoot = euid === 0;
  if (isRoot) chownSync(cache, stranger, stranger);
  const us = isRoot ? euid : stranger;
  expect(() => writeRegisterFiles(files, { places: [cache], euid: us })).toThrow(
    `${cache} cannot be trusted: it belongs to user ${isRoot ? stranger : euid}`,
  );
});
