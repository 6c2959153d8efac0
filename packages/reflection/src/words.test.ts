// words.test.ts: params as words, and the words of params: the one is the way back from the other.
import { describe, expect, test } from "bun:test";
import { type Method, StructType } from "@teleop/capnp/capability";
import { decode, encode, methodNamed, type Struct, toJson } from "@teleop/rpc-capnp/schema";
import { defaultValue, forShell, NamedParam, paramsOfWords, wordsOfParams } from "./client.ts";
import { Board } from "./testing/board.capnp.ts";

const sources = { file: (path: string) => new TextEncoder().encode(path), input: () => new Uint8Array([45]) };
const named = (name: unknown) =>
  /^(callback|\$\d+)$/.test(String(name)) ? new NamedParam(String(name)) : undefined;
const add = methodNamed(Board, "add");

function setBy(words: readonly string[], method: Method = add): object {
  return paramsOfWords(method, words, sources, named);
}

/** As the other side reads them. */
function sent(params: object, { params: type }: Method = add): unknown {
  return toJson(type.typed<Struct>(), decode(type.typed<Struct>(), encode(type.typed<Struct>(), params)));
}

describe("the words of params", () => {
  test.each<[object, string[]]>([
    [{}, []],
    [{ note: {} }, ["note={}"]],
    [{ note: { text: "" } }, ["note.text="]],
    [{ note: { text: 'it\'s = "@"\n' } }, ['note.text=it\'s = "@"\n']],
    [{ note: { text: "@home" } }, ["note.text=@@home"]],
    [{ note: { text: "-" } }, ["note.text=\\-"]],
    [{ note: { text: "\\-" } }, ["note.text=\\\\-"]],
    [
      { note: { id: 18446744073709551615n, color: "red" } },
      ["note.id=18446744073709551615", "note.color=red"],
    ],
    [{ note: { color: 9, weight: -0.25 } }, ["note.color=9", "note.weight=-0.25"]],
    [{ note: { weight: Number.NaN } }, ["note.weight=NaN"]],
    [{ note: { weight: Number.NEGATIVE_INFINITY } }, ["note.weight=-Infinity"]],
    [{ note: { picture: new Uint8Array([0, 255]) } }, ["note.picture=base64:AP8="]],
    [{ note: { picture: new TextEncoder().encode("ls -l") } }, ["note.picture=ls -l"]],
    [{ note: { picture: new TextEncoder().encode("0xff") } }, ["note.picture=base64:MHhmZg=="]],
    [{ note: { picture: new TextEncoder().encode("base64:!") } }, ["note.picture=base64:YmFzZTY0OiE="]],
    [{ note: { picture: new TextEncoder().encode("-") } }, ["note.picture=base64:LQ=="]],
    [{ note: { picture: new Uint8Array() } }, ["note.picture="]],
    [{ note: { tags: [] } }, ["note.tags="]],
    [{ note: { tags: ["", "[x"] } }, ["note.tags.0=", "note.tags.1=[x"]],
    [{ note: { shape: { which: "none" } } }, ["note.shape.none="]],
    [{ note: { shape: { which: "circle", circle: { radius: 2 } } } }, ["note.shape.circle.radius=2"]],
    [{ note: { shape: { which: "circle", circle: {} } } }, ["note.shape.circle={}"]],
    [{ note: { shape: { which: "circle" } } }, ["note.shape.circle.radius=1.5"]],
    [
      { note: { shape: { which: "polygon", polygon: [{ x: 1 }, {}] } } },
      ["note.shape.polygon.0.x=1", "note.shape.polygon.1={}"],
    ],
    [{ note: { parent: { parent: {} } } }, ["note.parent.parent={}"]],
  ])("%#: what is written sets the same again", (params, words) => {
    const written = wordsOfParams(add.params, params);
    expect(written).toEqual(words);
    expect(sent(setBy(written))).toEqual(sent(params));
  });

  test("a member of a union that is chosen, and not set, is the default that it has in the schema", () => {
    const chosen = { note: { shape: { which: "polygon" } } };
    expect(sent(setBy(wordsOfParams(add.params, chosen)))).toEqual(sent(chosen));
    expect(sent(chosen)).toMatchObject({
      note: {
        shape: {
          polygon: [
            { x: 1, y: 2 },
            { x: -3, y: -1 },
          ],
        },
      },
    });
  });

  test("capabilities go by their names", () => {
    const watch = methodNamed(Board, "watch");
    const params = { watcher: new NamedParam("$2"), since: 3n };
    const words = wordsOfParams(watch.params, params);
    expect(words).toEqual(["watcher=$2", "since=3"]);
    expect(setBy(words, watch)).toEqual(params);
    expect(wordsOfParams(watch.params, { watcher: null })).toEqual(["watcher=null"]);
  });

  test("bytes of a file go by its name", () => {
    const picture = new Uint8Array([1]);
    const fileOf = (bytes: Uint8Array) => (bytes === picture ? "picture.png" : undefined);
    expect(wordsOfParams(add.params, { note: { picture } }, { fileOf })).toEqual([
      "note.picture=@picture.png",
    ]);
  });

  test("what no word can say is named", () => {
    expect(() => wordsOfParams(add.params, { note: { tags: ["a", "\0"] } })).toThrow(
      "note.tags[1]: a word cannot hold NUL",
    );
  });
});

test.skipIf(process.platform === "win32")("words for a shell are split by it as they were", async () => {
  const words = ["echo.echo", "message=it's $HOME", "a=", "note={}", "then", "job.cancel", "x=\\-", "y=a\nb"];
  const shell = Bun.spawn(["/bin/sh", "-c", `printf '%s\\0' ${forShell(words)}`], { stdout: "pipe" });
  expect((await shell.stdout.text()).split("\0").slice(0, -1)).toEqual(words);
});

test("a field that nobody sets is what the schema says", () => {
  const defaults = (type: StructType): unknown =>
    Object.fromEntries(type.fields.map((field) => [field.name, defaultValue(type, field)]));
  const note = add.params.fields[0]?.type;
  if (!(note instanceof StructType)) throw new Error("the param is no struct");
  expect(defaults(note)).toMatchObject({
    text: "…",
    color: "green",
    weight: -0.5,
    parent: undefined,
    where: { x: 7, y: -1 },
  });
  const shape = note.fields.find(({ name }) => name === "shape")?.type;
  if (!(shape instanceof StructType)) throw new Error("the shape is no group");
  expect(defaults(shape)).toEqual({
    none: undefined,
    circle: { radius: 1.5 },
    polygon: [
      { x: 1, y: 2 },
      { x: -3, y: -1 },
    ],
  });
  expect(defaults(methodNamed(Board, "watch").params)).toEqual({
    watcher: undefined,
    since: 18446744073709551615n,
  });
});
