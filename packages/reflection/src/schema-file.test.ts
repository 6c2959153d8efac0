// schema-file.test.ts: interfaces from a file, for processes that do not tell theirs; and that what processes tell is what
// the compiler makes of their schemas, for all schemas of the packages.
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe as described } from "@teleop/rpc-capnp/schema";
import { Echo } from "@teleop/rpc-capnp/teleop";
import { compiledSchema } from "./client.ts";
import { Board } from "./testing/board.capnp.ts";

const folder = mkdtempSync(join(tmpdir(), "teleop-schema-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const boardFile = join(import.meta.dir, "testing/board.capnp");

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, `@0xb7d1f7a14c7be2c5;\n${text}`);
  return path;
}

describe("an interface of a file", () => {
  test("is the only one, or the one that is called as the service is, or the one that is named", async () => {
    const schema = await compiledSchema(boardFile);
    expect([...schema.interfaces.keys()].sort()).toEqual([
      "Board",
      "Board.Watch",
      "Named",
      "Store",
      "Watcher",
    ]);
    expect(described(schema.interfaceFor("board")).id).toBe(described(Board).id);
    expect(described(schema.interfaceFor("board", "Board.Watch")).name).toBe("Board.Watch");
    const only = await compiledSchema(file("only.capnp", "interface Whatever { it @0 (); }"));
    expect(described(only.interfaceFor("echo")).name).toBe("Whatever");
  });

  test("that is not there is told with those that are", async () => {
    const schema = await compiledSchema(boardFile);
    expect(() => schema.interfaceFor("echo")).toThrow(
      /which interface of .*board\.capnp is the service echo\? it declares /,
    );
    expect(() => schema.interfaceFor("board", "Bored")).toThrow("there is no interface Bored in");
    const none = await compiledSchema(file("none.capnp", "struct Empty {}"));
    expect(() => none.interfaceFor("echo")).toThrow("it declares none");
  });

  test("in a file that is wrong, or that there is not, is what the compiler says of it", async () => {
    await expect(compiledSchema(file("wrong.capnp", "interface { }"))).rejects.toMatchObject({
      code: "BAD_SCHEMA",
      message: expect.stringMatching(/wrong\.capnp:2/),
    });
    await expect(compiledSchema(join(folder, "missing.capnp"))).rejects.toMatchObject({ code: "BAD_SCHEMA" });
  });

  test("is described as the generated code is", async () => {
    const schema = await compiledSchema(boardFile);
    const { types: _types, ...board } = described(Board);
    const { types: _others, ...made } = described(schema.interfaceFor("board"));
    const inFile = (text: string) => text.replace(/"[^"]*board\.capnp:/g, '"board.capnp:');
    expect(JSON.parse(inFile(JSON.stringify(made)))).toEqual(board);
    const echo = join(import.meta.dir, "../../rpc-capnp/schema/echo.capnp");
    expect(described((await compiledSchema(echo)).interfaceFor("echo")).methods).toEqual(
      described(Echo).methods,
    );
  });
});
