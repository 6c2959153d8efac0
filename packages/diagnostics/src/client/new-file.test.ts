import { describe, expect, test } from "bun:test";
import { readdir, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { withFolder } from "../testing/with-folder.ts";
import { NewFile } from "./new-file.ts";

const bytes = new TextEncoder().encode("whole");

/** Who besides us may look into a file of Windows, as a sentence goes on. */
async function whyReadable(path: string): Promise<string | undefined> {
  const { ownSid, readPathSecurity, whyNotPrivate } = await import("@teleop/core/windows");
  return whyNotPrivate(readPathSecurity(path), [ownSid()], FILE_READ_DATA);
}

const FILE_READ_DATA = 0x0001;

// Where a file can be made without a name it is; elsewhere it has one that tells that it is not complete.
describe.each([
  ["as this system can", undefined],
  ["with an unfinished name", async () => undefined],
] as const)("a new file, made %s,", (_, openNameless) => {
  test("appears when it is published, whole, for its owner only", () =>
    withFolder(async (folder) => {
      const path = `${folder}/a`;
      {
        await using file = await NewFile.create(path, {}, openNameless);
        await file.write(bytes);
        expect(await readdir(folder)).not.toContain("a");
        await file.publish();
      }
      expect(await readdir(folder)).toEqual(["a"]);
      expect(await Bun.file(path).text()).toBe("whole");
      if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
      else expect(await whyReadable(path)).toBeUndefined();
    }));

  test("that is not published leaves nothing", () =>
    withFolder(async (folder) => {
      {
        await using file = await NewFile.create(`${folder}/a`, {}, openNameless);
        await file.write(bytes);
      }
      expect(await readdir(folder)).toEqual([]);
    }));

  test("does not take the place of one that was there, or has come meanwhile", () =>
    withFolder(async (folder) => {
      const path = join(folder, "a");
      {
        await using file = await NewFile.create(path, {}, openNameless);
        await Bun.write(path, "mine");
        await expect(file.publish()).rejects.toMatchObject({ code: "FILE_EXISTS", path });
      }
      await expect(NewFile.create(path, {}, openNameless)).rejects.toMatchObject({ code: "FILE_EXISTS" });
      expect(await readdir(folder)).toEqual(["a"]);
      expect(await Bun.file(path).text()).toBe("mine");
    }));

  test.skipIf(process.platform === "win32")(
    "is refused before it is made where a link is that leads nowhere",
    () =>
      withFolder(async (folder) => {
        const path = `${folder}/a`;
        await symlink(`${folder}/nothing`, path);
        await expect(NewFile.create(path, {}, openNameless)).rejects.toMatchObject({ code: "FILE_EXISTS" });
        expect(await readdir(folder)).toEqual(["a"]);
      }),
  );

  test("takes the place of another where it may", () =>
    withFolder(async (folder) => {
      const path = `${folder}/a`;
      await Bun.write(path, "old");
      {
        await using file = await NewFile.create(path, { overwrite: true }, openNameless);
        await file.write(bytes);
        expect(await Bun.file(path).text()).toBe("old");
        await file.publish();
      }
      expect(await readdir(folder)).toEqual(["a"]);
      expect(await Bun.file(path).text()).toBe("whole");
    }));
});

test.if(process.platform === "linux")("on Linux a file in the making has no name", () =>
  withFolder(async (folder) => {
    await using file = await NewFile.create(`${folder}/a`);
    await file.write(bytes);
    expect(await readdir(folder)).toEqual([]);
  }),
);

test("a folder that is not there is an error that names it", () =>
  withFolder(async (folder) => {
    await expect(NewFile.create(`${folder}/none/a`)).rejects.toMatchObject({ code: "ENOENT" });
  }));
