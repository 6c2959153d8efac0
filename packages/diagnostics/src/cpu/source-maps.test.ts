import { expect, test } from "bun:test";
import { pathToFileURL } from "node:url";
import { mapProfile } from "../client.ts";
import { withFolder } from "../testing/with-folder.ts";
import type { CpuProfile } from "./profile.ts";
import { sourceMapOf } from "./script-map.ts";

const script = "function a(){for(;;);}\n";
const original = "\n\n/** Busy. */\nexport function search(): void {\n  for (;;);\n}\n";

/** From `a`, at column 9 of line 1, to `search`, at column 16 of line 4. */
const map = JSON.stringify({
  version: 3,
  sources: ["../src/search.ts"],
  sourcesContent: [original],
  names: [],
  mappings: "SAGgB",
});

const text = async (url: string): Promise<string | undefined> => {
  const bytes = await sourceMapOf(url);
  return bytes && new TextDecoder().decode(bytes);
};

test("the source map that a script names is found: beside it, or in it", () =>
  withFolder(async (folder) => {
    const url = pathToFileURL(`${folder}/app.js`).href;
    await Bun.write(`${folder}/app.js`, `${script}//# sourceMappingURL=app.js.map\n`);
    expect(await text(url)).toBeUndefined();
    await Bun.write(`${folder}/app.js.map`, map);
    expect(await text(url)).toBe(map);

    const inline = `data:application/json;charset=utf-8;base64,${Buffer.from(map).toString("base64")}`;
    await Bun.write(`${folder}/app.js`, `${script}//# sourceMappingURL=${inline}`);
    expect(await text(url)).toBe(map);

    const large = JSON.stringify({ ...JSON.parse(map), file: "x".repeat(100_000) });
    const long = `data:application/json;base64,${Buffer.from(large).toString("base64")}`;
    await Bun.write(`${folder}/app.js`, `${script}//# sourceMappingURL=${long}`);
    expect(await text(url)).toBe(large);
  }));

test("a script that names none, is no file, or has gone, has none", () =>
  withFolder(async (folder) => {
    await Bun.write(`${folder}/app.js`, script);
    for (const url of [
      pathToFileURL(`${folder}/app.js`).href,
      pathToFileURL(`${folder}/gone.js`).href,
      "",
      "node:fs",
    ]) {
      expect(await text(url)).toBeUndefined();
    }
  }));

test("what a script names that is no source map is not told, and nothing is fetched", () =>
  withFolder(async (folder) => {
    const url = pathToFileURL(`${folder}/app.js`).href;
    await Bun.write(`${folder}/secret`, "the password is 1234");
    await Bun.write(`${folder}/app.js`, `${script}//# sourceMappingURL=secret`);
    await expect(text(url)).rejects.toThrow(/^secret, which a script names as its source map, is none/);
    await Bun.write(`${folder}/app.js`, `${script}//# sourceMappingURL=https://example.org/app.js.map`);
    expect(await text(url)).toBeUndefined();
  }));

test.skipIf(process.platform === "win32")(
  "a script that names a device or a pipe as its source map has none: nobody waits, and nothing is read",
  () =>
    withFolder(async (folder) => {
      const url = pathToFileURL(`${folder}/app.js`).href;
      const { exitCode } = Bun.spawnSync(["mkfifo", `${folder}/pipe`]);
      expect(exitCode).toBe(0);
      for (const name of ["/dev/zero", "pipe", "."]) {
        await Bun.write(`${folder}/app.js`, `${script}//# sourceMappingURL=${name}`);
        expect(await text(url)).toBeUndefined();
      }
      expect(await text(pathToFileURL(`${folder}/pipe`).href)).toBeUndefined();
    }),
);

test("functions are named by their places in the sources; what no map tells of stays", async () => {
  const frame = (url: string, lineNumber: number, columnNumber: number) => ({
    functionName: "a",
    scriptId: "1",
    url,
    lineNumber,
    columnNumber,
  });
  const profile: CpuProfile = {
    nodes: [
      { id: 1, callFrame: frame("", -1, -1), hitCount: 0, children: [2, 3, 4] },
      { id: 2, callFrame: frame("file:///dist/app.js", 0, 9), hitCount: 1, positionTicks: [] },
      { id: 3, callFrame: frame("file:///dist/other.js", 0, 9), hitCount: 1 },
      { id: 4, callFrame: frame("file:///dist/broken.js", 0, 9), hitCount: 1 },
    ],
    samples: [2, 3, 4],
    timeDeltas: [1, 1, 1],
    startTime: 0,
    endTime: 3,
  };
  const unmapped: string[] = [];
  const maps: Record<string, string> = { "file:///dist/app.js": map, "file:///dist/broken.js": "{" };
  const mapped = await mapProfile(
    profile,
    async (url) => maps[url],
    (url) => unmapped.push(url),
  );
  expect(mapped.nodes[1]).toEqual({
    id: 2,
    callFrame: {
      functionName: "a",
      scriptId: "1",
      url: "file:///src/search.ts",
      lineNumber: 3,
      columnNumber: 16,
    },
    hitCount: 1,
  });
  expect(mapped.nodes[2]).toBe(profile.nodes[2] as never);
  expect(unmapped).toEqual(["file:///dist/broken.js"]);
});
