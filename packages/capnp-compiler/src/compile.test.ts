// compile.test.ts: what compiling comes to as a whole: a request, or all that is wrong.
import { describe, expect, test } from "bun:test";
import { compile } from "./compile.ts";
import { formatDiagnostics } from "./diagnostics.ts";
import { memoryFiles } from "./schema-files.ts";
import { compiled, mistakes } from "./testing/compiled.ts";

describe("a request", () => {
  test("has the nodes of the file, and those that it needs, with what is around them", () => {
    const { nodes } = compiled({
      "main.capnp": `@0xd3b6bb739ff1b77a;
        using Other = import "other.capnp";
        struct Main { part @0 :Other.Outer.Part; }`,
      "other.capnp": `@0x9f8a7b6c5d4e3f2a;
        struct Outer { struct Part { text @0 :Text; } struct Unused {} }`,
    });

    expect([...nodes.keys()].sort()).toEqual([
      "main.capnp",
      "main.capnp:Main",
      "other.capnp",
      "other.capnp:Outer",
      "other.capnp:Outer.Part",
    ]);
  });

  test("lists the imports of a file by their paths as they are written", () => {
    const { files } = compiled({
      "main.capnp": `@0xd3b6bb739ff1b77a;
        using Cxx = import "/capnp/c++.capnp";
        $Cxx.namespace("main");
        interface Sink { write @0 (part :import "folder/part.capnp".Part) -> stream; }`,
      "folder/part.capnp": "@0x9f8a7b6c5d4e3f2a; struct Part {}",
    });

    expect(files).toEqual([
      {
        filename: "main.capnp",
        imports: ["/capnp/c++.capnp", "/capnp/stream.capnp", "folder/part.capnp"],
      },
    ]);
  });

  test("is the same whichever folder the schemas are in", () => {
    const text = "@0xd3b6bb739ff1b77a; struct Main { text @0 :Text; }";
    const inFolder = compile(["/some/folder/main.capnp"], {
      fileSystem: memoryFiles({ "/some/folder/main.capnp": text }),
      sourcePrefix: "/some/folder",
    });
    const atRoot = compile(["main.capnp"], { fileSystem: memoryFiles({ "main.capnp": text }) });

    expect(inFolder.request).toEqual(atRoot.request);
  });

  test("says of which release of capnp it is", () => {
    const { version } = compiled({ "main.capnp": "@0xd3b6bb739ff1b77a;" }, { capnpVersion: "0.9.2" });

    expect(version).toEqual([0, 9, 2]);
  });
});

test("the files that were read are told, also of schemas that are wrong", () => {
  const fileSystem = memoryFiles({
    "main.capnp": `@0xd3b6bb739ff1b77a; using Cxx = import "/capnp/c++.capnp";
      const c :Data = embed "sub/data"; const d :import "sub/other.capnp".Nothing = 5;`,
    "sub/other.capnp": "@0x9f8a7b6c5d4e3f2a;",
    "sub/data": "",
    "sub/unused.capnp": "",
  });
  const { files, request } = compile(["main.capnp"], { fileSystem });

  expect(request).toBeUndefined();
  expect([...files].sort()).toEqual(["/main.capnp", "/sub/data", "/sub/other.capnp"]);
});

describe("what is wrong", () => {
  test("is told of all files, and all at once", () => {
    expect(
      mistakes({
        "main.capnp": `@0xd3b6bb739ff1b77a;
using Other = import "other.capnp";
struct Main {
  first @0 :Nothing;
  second @1 :Other.Broken;
}`,
        "other.capnp": `@0x9f8a7b6c5d4e3f2a;
struct Broken { text @0 :Text text2 @1 :Tex; }`,
      }),
    ).toEqual([
      "main.capnp:4:13 there is no Nothing here",
      'other.capnp:2:31 expected ";", "=" and a default, or "$" and an annotation, got "text2"',
    ]);
  });

  test("is a file that does not exist", () => {
    expect(mistakes({}, {}, ["main.capnp"])).toEqual(["main.capnp there is no such file"]);
  });

  test("is a file without an id, and a fresh one is offered", () => {
    const { diagnostics } = compile(["main.capnp"], {
      fileSystem: memoryFiles({ "main.capnp": "struct Main {}" }),
    });

    expect(diagnostics[0]?.help).toMatch(/put it into the first line: @0x[89a-f][0-9a-f]{15};$/);
  });

  test("is shown with its line and a mark below it, also behind tabs and letters of other alphabets", () => {
    const { diagnostics } = compile(["main.capnp"], {
      fileSystem: memoryFiles({
        "main.capnp": '@0xd3b6bb739ff1b77a;\n\tconst größe :Text = "ö";\n\tconst a :Text = 5; # ö\n',
      }),
    });

    expect(formatDiagnostics(diagnostics)).toEndWith(
      "main.capnp:3:18: error: expected Text, got the number 5\n  3 | \tconst a :Text = 5; # ö\n    | \t                ^",
    );
  });

  test("is told in a hundred sentences at most", () => {
    const fields = Array.from({ length: 300 }, (_, i) => `f${i} @${i} :Nothing${i};`).join("\n");
    const found = mistakes({ "main.capnp": `@0xd3b6bb739ff1b77a;\nstruct Main {\n${fields}\n}` });

    expect(found.length).toBe(101);
    expect(found.at(-1)).toBe("main.capnp and 200 mistakes more");
  });
});

test("a call without a file, and a version that is none, are refused", () => {
  expect(() => compile([])).toThrow("there is no schema to compile");
  expect(() => compile(["main.capnp"], { capnpVersion: "new" })).toThrow("capnpVersion is major.minor.micro");
});
