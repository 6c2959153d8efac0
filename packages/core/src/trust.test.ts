import { describe, expect, test } from "bun:test";
import { chmodSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { scratchDirectory } from "./testing/child.ts";
import { attachFileOf, kindOf, type TrustedFile, untrusted, whyNotTrusted } from "./trust.ts";

const us = process.geteuid?.() ?? 0;
const stranger = us + 1;

describe.skipIf(process.platform === "win32")("what is found at a path", () => {
  test.each([
    [
      "a link to a file",
      "link",
      { kind: "a regular file" },
      "it is a symbolic link, expected a regular file",
    ],
    [
      "a link to a directory",
      "directory-link",
      { kind: "a directory" },
      "it is a symbolic link, expected a directory",
    ],
    ["a directory", "directory", { kind: "a regular file" }, "it is a directory, expected a regular file"],
    ["a file", "file", { kind: "a socket" }, "it is a regular file, expected a socket"],
    ["a socket", "socket", { kind: "a directory" }, "it is a socket, expected a directory"],
    ["a device", "/dev/null", { kind: "a socket" }, "it is a device or a pipe, expected a socket"],
    [
      "a stranger's file",
      "file",
      { owners: [stranger, undefined, stranger] },
      `it belongs to user ${us}, expected ${stranger}`,
    ],
    [
      "what nobody whom we know may own",
      "file",
      { owners: [undefined] },
      `it belongs to user ${us}, expected nobody`,
    ],
    [
      "a directory into which the group may write",
      "open",
      { kind: "a directory", onlyOwnerWrites: true },
      "others may write to it (mode 1775, expected 700)",
    ],
    [
      "a socket to which all others may write",
      "socket",
      { kind: "a socket", onlyOwnerWrites: true },
      "others may write to it (mode 702, expected 700)",
    ],
  ] as const)("%s is not trusted, and it is told why", async (_, name, trusted, reason) => {
    await using scene = await Scene.open();
    expect(scene.judge(name, trusted)).toBe(reason);
  });

  test("is trusted when its kind, its owner and its mode are as they should be", async () => {
    await using scene = await Scene.open();
    expect(scene.judge("file", {})).toBeUndefined();
    expect(scene.judge("file", { owners: [undefined, stranger, us] })).toBeUndefined();
    expect(scene.judge("directory", { kind: "a directory", onlyOwnerWrites: true })).toBeUndefined();
    expect(scene.judge("open", { kind: "a directory" })).toBeUndefined();
    expect(scene.judge("socket", { kind: "a socket" })).toBeUndefined();
  });

  test("is judged alike when its numbers are bigints", async () => {
    await using scene = await Scene.open();
    const { path } = scene;
    const open = lstatSync(join(path, "open"), { bigint: true });
    const directory: TrustedFile = { kind: "a directory", owners: [us], onlyOwnerWrites: false };
    expect(kindOf(open)).toBe("a directory");
    expect(whyNotTrusted(open, directory)).toBeUndefined();
    expect(whyNotTrusted(open, { ...directory, owners: [stranger] })).toBe(
      `it belongs to user ${us}, expected ${stranger}`,
    );
    expect(whyNotTrusted(open, { ...directory, onlyOwnerWrites: true })).toContain("others may write to it");
  });
});

test.skipIf(process.platform === "win32")(
  "an attach file may be root's or one of the users', whoever may write to it",
  async () => {
    await using scene = await Scene.open();
    const ours = join(scene.path, "file");
    chmodSync(ours, 0o666);
    expect(whyNotTrusted(lstatSync(ours), attachFileOf(stranger, us))).toBeUndefined();
    expect(whyNotTrusted(lstatSync("/etc/passwd"), attachFileOf(stranger))).toBeUndefined();
    expect(whyNotTrusted(lstatSync(ours), { ...attachFileOf(), owners: [stranger] })).toBe(
      `it belongs to user ${us}, expected ${stranger}`,
    );
  },
);

test("the error names the path, what is wrong, and what to do", () => {
  expect(untrusted("/there", "it is a symbolic link", "remove it", { pid: 7 })).toMatchObject({
    code: "UNTRUSTED_PATH",
    rawMessage: "/there cannot be trusted: it is a symbolic link; remove it",
    path: "/there",
    pid: 7,
  });
});

/** One of each kind, in a directory of its own. */
class Scene implements AsyncDisposable {
  readonly #directory = scratchDirectory();
  readonly #server = createServer();

  static async open(): Promise<Scene> {
    const scene = new Scene();
    const at = (name: string): string => join(scene.path, name);
    writeFileSync(at("file"), "");
    mkdirSync(at("directory"), { mode: 0o700 });
    mkdirSync(at("open"));
    chmodSync(at("open"), 0o1775);
    symlinkSync("file", at("link"));
    symlinkSync("directory", at("directory-link"));
    await new Promise<void>((resolve) => scene.#server.listen(at("socket"), resolve));
    chmodSync(at("socket"), 0o702);
    return scene;
  }

  get path(): string {
    return this.#directory.path;
  }

  judge(name: string, trusted: Partial<TrustedFile>) {
    const found = lstatSync(name.startsWith("/") ? name : join(this.path, name));
    return whyNotTrusted(found, { kind: "a regular file", owners: [us], onlyOwnerWrites: false, ...trusted });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#directory[Symbol.dispose]();
  }
}
