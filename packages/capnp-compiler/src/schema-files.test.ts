// schema-files.test.ts: schemas on a disk: which of two paths is one file, and what cannot be read.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile } from "./compile.ts";
import { diskFiles, memoryFiles } from "./schema-files.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "capnp-compiler-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe.skipIf(process.platform === "win32")("on a disk", () => {
  test("a file that is reached by two paths is one file", async () => {
    await Bun.write(join(folder, "a.capnp"), "@0x9f8a7b6c5d4e3f2a; struct A {}");
    await symlink(join(folder, "a.capnp"), join(folder, "link.capnp"));
    const main = join(folder, "main.capnp");
    await Bun.write(
      main,
      `@0xd3b6bb739ff1b77a;
        struct S { a @0 :import "a.capnp".A; b @1 :import "link.capnp".A; c @2 :import "/a.capnp".A; }`,
    );
    const { diagnostics, files } = compile([main], { importPaths: [folder] });

    expect(diagnostics).toEqual([]);
    expect(files).toContain(main);
  });

  test("a folder in the place of a schema is an error that says so", async () => {
    const path = join(folder, "folder.capnp");
    await mkdir(path);
    const { diagnostics } = compile([path]);

    expect(diagnostics.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      expect.stringMatching(/folder\.capnp: it is a folder, not a file/),
    ]);
  });

  test("a file that cannot be read is told where it is imported", async () => {
    const main = join(folder, "imports-folder.capnp");
    await mkdir(join(folder, "imported.capnp"));
    await Bun.write(
      main,
      '@0xd3b6bb739ff1b77b; using I = import "imported.capnp"; const c :Data = embed "imported.capnp";',
    );
    const { diagnostics } = compile([main]);

    expect(diagnostics.map(({ range, message }) => `${range?.column} ${message.split(":")[0]}`)).toEqual([
      "39 imported.capnp cannot be imported",
      "79 imported.capnp cannot be embedded",
    ]);
  });

  test("there is no file of a path that leads through one", () => {
    expect(diskFiles().read(join(import.meta.path, "a.capnp"))).toBeUndefined();
  });
});

test("in memory a file is found with the leading slash or without, and inherited names are none", () => {
  const files = memoryFiles({ "a.capnp": "a", "/b.capnp": "b" });
  const text = (path: string) => new TextDecoder().decode(files.read(path));

  expect([text("/a.capnp"), text("/b.capnp")]).toEqual(["a", "b"]);
  expect(files.read("/toString")).toBeUndefined();
});
