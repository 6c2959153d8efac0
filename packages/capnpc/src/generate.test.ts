// generate.test.ts: what is generated from captured requests. No compiler is needed.
import { describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, memoryFiles } from "@teleop/capnp-compiler";
import { decode, describe as describeInterface, describeStruct, encode } from "@teleop/rpc-capnp/schema";
import { CapnpcError } from "./errors.ts";
import { generate } from "./generate.ts";
import { capturedRequest, generatedText, testdata } from "./testing/testdata.ts";

const request = await capturedRequest("constructs.bin");

/** The request, had one of its files another name: of as many bytes, so that everything else stays where it is. */
function renamed(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const [old, replacement] = [Buffer.from(`${from}.capnp`), Buffer.from(`${to}.capnp`)];
  expect(replacement.byteLength).toBe(old.byteLength);
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(old); at >= 0; at = copy.indexOf(old, at)) replacement.copy(copy, at);
  return copy;
}

function errorOf(action: () => unknown): CapnpcError {
  try {
    action();
  } catch (error) {
    if (error instanceof CapnpcError) return error;
    throw error;
  }
  throw new Error("it did not throw");
}

describe("generated files", () => {
  test("of every construct of the language are those that were committed, byte by byte", async () => {
    const files = generate(request);
    expect(files.map(({ path }) => path)).toEqual([
      "constructs.capnp.ts",
      "shapes/notes.capnp.ts",
      "shapes/shapes.capnp.ts",
    ]);
    for (const { path, text } of files) expect(text).toBe(await generatedText(path));
  });

  test("say in their first line what they were generated from", () => {
    for (const { path, text } of generate(request)) {
      const schema = path.split("/").at(-1)?.slice(0, -".ts".length);
      expect(text.split("\n")[0]).toBe(`// Generated from ${schema} by @teleop/capnpc. Do not edit.`);
    }
  });

  test("are the same each time", () => {
    expect(generate(request)).toEqual(generate(request));
  });

  test("import each other by paths relative to themselves", () => {
    const [constructs, , shapes] = generate(request);
    expect(constructs?.dependencies).toEqual(["./shapes/notes.capnp.ts", "./shapes/shapes.capnp.ts"]);
    expect(shapes?.dependencies).toEqual(["./notes.capnp.ts"]);
  });

  test("import each other and their run time as they are told to", () => {
    const [constructs] = generate(request, { importExtension: ".js", runtime: "../run-time.js" });
    expect(constructs?.text).toContain('import * as $ from "../run-time.js";');
    expect(constructs?.text).toContain('import { Point } from "./shapes/notes.capnp.js";');
    expect(constructs?.dependencies).toEqual(["./shapes/notes.capnp.ts", "./shapes/shapes.capnp.ts"]);
    expect(generate(request, { importExtension: "" })[0]?.text).toContain('from "./shapes/notes.capnp";');
  });
});

describe("without calls", () => {
  test("files import @teleop/capnp, and have no stubs, servers or pipelines", () => {
    for (const { text } of generate(request, { calls: false })) {
      expect(text).toContain('import * as $ from "@teleop/capnp";');
      expect(text).not.toMatch(/\$\.(Client|Call|Context|Params|CapabilityInit|AnyPointerPipeline)\b/);
      expect(text).not.toMatch(/interface (Server|Pipeline)\b/);
    }
    expect(generate(request, { calls: false, runtime: "x" })[0]?.text).toContain('import * as $ from "x";');
  });

  test("structs are what they are with calls, and interfaces are described", async () => {
    const folder = await mkdtemp(join(tmpdir(), "capnpc-no-calls-"));
    try {
      const runtime = join(testdata, "../../capnp/src/index.ts");
      for (const { path, text } of generate(request, { calls: false, runtime })) {
        await Bun.write(join(folder, path), text);
      }
      const described = await import(join(folder, "constructs.capnp.ts"));
      const called = await import(join(testdata, "constructs.capnp.ts"));
      expect(Object.keys(described)).toEqual(Object.keys(called));
      const { Everything, Diamond } = described;
      expect(describeStruct(Everything)).toEqual(describeStruct(called.Everything));
      expect(describeInterface(Diamond)).toEqual(describeInterface(called.Diamond));
      const value = { textField: "x", interfaceField: null, anyCapabilityField: null };
      expect(decode(called.Everything, encode(Everything, value))).toMatchObject({ textField: "x" });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a schema in a file of an unusual name", () => {
  const unusual = [
    "n?tes",
    "n#tes",
    "n%tes",
    "n%20s",
    "n\\tes",
    "n\ntes",
    "n\u0085es",
    "n tes",
    "n'tes",
    'n"tes',
    "n$tes",
    "n:tes",
    ".otes",
    "..tes",
    "...es",
    "n`tes",
    "n\u00e9es",
  ];
  for (const name of unusual) {
    test(`is imported from where it is generated: ${JSON.stringify(name)}`, async () => {
      const files = generate(renamed(request, "notes", name), {
        runtime: join(testdata, "../../rpc-capnp/src/schema.ts"),
      });
      const folder = await mkdtemp(join(tmpdir(), "capnpc-names-"));
      try {
        for (const { path, text } of files) await Bun.write(join(folder, path), text);
        for (const { dependencies } of files.slice(0, 1)) {
          for (const path of dependencies) expect(await Bun.file(join(folder, path)).exists()).toBe(true);
        }
        const { Everything } = await import(join(folder, "constructs.capnp.ts"));
        expect(describeStruct(Everything).fields.find((field) => field.name === "structField")?.type).toBe(
          "Point",
        );
        for (const { path } of files) expect(path).not.toMatch(/[?#%\\\n\u0085]/);
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  }

  test("has the declarations that it has under any other name", () => {
    const exported = (bytes: Uint8Array) =>
      generate(bytes)[0]?.text.match(/(?<=^export (?:const|type) )\w+/gm);
    const names = exported(request);
    expect(names).toContain("Everything_place");
    // As many bytes, one character less.
    expect(exported(renamed(request, "constructs", "constr\u00fcts"))).toEqual(names);
  });

  test("is refused where another would be generated into the same file", () => {
    const colliding = renamed(renamed(request, "notes", "\u0085_23"), "shapes", "_85_23");
    const error = errorOf(() => generate(colliding));
    expect(error.code).toBe("UNSUPPORTED");
    expect(error.message).toBe(
      "shapes/_85_23.capnp and shapes/\u0085_23.capnp would both be generated into shapes/_85_23.capnp.ts; rename one",
    );
  });
});

describe("imports of schemas that are not compiled in the same run", async () => {
  const imports = await capturedRequest("imports.bin");

  test("lead to where they would be generated, and get another name where theirs is taken", async () => {
    const [file] = generate(imports);
    expect(file?.text).toBe(await generatedText("imports.capnp.ts"));
    expect(file?.text).toContain('import { Point as Point_ } from "./shapes/notes.capnp.ts";');
    expect(file?.text).toContain('import { Shape } from "./shapes/shapes.capnp.ts";');
    expect(file?.text).toContain("readonly other: Point_ | undefined;");
  });

  test("lead where --import-map says, if they are by absolute path", () => {
    const [file] = generate(imports, { importMap: { "/shapes/": "my-shapes/", "/other/": "other/" } });
    expect(file?.text).toContain('import { Shape } from "my-shapes/shapes.capnp.ts";');
    expect(file?.dependencies).toEqual(["./shapes/notes.capnp.ts"]);
  });
});

describe("a bundler", () => {
  test("keeps of a large file only what is used", async () => {
    const folder = await mkdtemp(join(tmpdir(), "capnpc-bundle-"));
    try {
      const bundle = async (name: string) => {
        const entry = join(folder, `${name}.ts`);
        const from = JSON.stringify(join(testdata, "constructs.capnp.ts"));
        await Bun.write(entry, `import { ${name} } from ${from};\nconsole.log(${name});\n`);
        const { outputs } = await Bun.build({ entrypoints: [entry], external: ["@teleop/*"], target: "bun" });
        return (await outputs[0]?.text()) ?? "";
      };

      const solitary = await bundle("Solitary");
      expect(solitary).toContain("constructs.capnp:Solitary");
      expect(solitary.match(/"[a-z/]+\.capnp:[^"]*"/g)).toEqual(['"constructs.capnp:Solitary"']);

      // What a struct refers to stays with it, also where it leads in circles.
      const ping = await bundle("Ping");
      expect(ping.match(/"[a-z/]+\.capnp:[^"]*"/g)).toEqual([
        '"constructs.capnp:Ping"',
        '"constructs.capnp:Pong"',
      ]);

      const primes = await bundle("primes");
      expect(primes).not.toContain("constructs.capnp:");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe("a schema that is hard on the generator", () => {
  test("is generated: a union of tens of thousands of members", () => {
    const count = 30_000;
    const members = Array.from({ length: count }, (_, i) => `m${i} @${i} :UInt8;`);
    const text = `@0xb8ffe2cf5a27d6e1; struct Large { union { ${members.join(" ")} } }`;
    const { request } = compile(["large.capnp"], { fileSystem: memoryFiles({ "large.capnp": text }) });
    if (request === undefined) throw new Error("it has mistakes");
    const [file] = generate(request);
    expect(file?.text.match(/readonly which: "m\d+"/g)).toHaveLength(2 * count);
  });

  test("is generated: a value deeper than messages, and an interface that is inherited in millions of ways", async () => {
    const [file] = generate(await capturedRequest("steep.bin"));
    const text = file?.text ?? "";
    expect(text.match(/number: \d+/g)).toHaveLength(81 + 80); // The last 0 of the default need not be said.
    expect(text).toContain("interface Level24<T extends $.Type = $.AnyPointer>");
    expect(text).toContain('get: Level0["get"];');
  });
});

describe("input that is not a request is refused", () => {
  const wrong: readonly [string, Uint8Array][] = [
    ["nothing", new Uint8Array(0)],
    ["text", new TextEncoder().encode("struct Foo {}\nstruct Bar {}\n")],
    ["four thousand million segments", new Uint8Array(64).fill(0xff)],
    ["a request that was cut short", request.subarray(0, request.byteLength - 8)],
    ["a request with something behind it", new Uint8Array([...request, ...new Uint8Array(8)])],
  ];
  for (const [what, bytes] of wrong) {
    test(`when it is ${what}`, () => {
      const error = errorOf(() => generate(bytes));
      expect(error.code).toBe("BAD_REQUEST");
      expect(error.message).toStartWith(`${bytes.byteLength} bytes of input are not a CodeGeneratorRequest`);
    });
  }
});

describe("a name that no schema can have is refused, since it would become code", () => {
  for (const name of [
    "Solit\nry",
    "Solit-ry",
    "Solit_ry",
    "Solit$ry",
    "Solit ry",
    "Solitar;",
    "9olitary",
    "\u00e9olitar",
  ]) {
    test(JSON.stringify(name), () => {
      const bytes = Buffer.from(request);
      // The name stands behind the path of its file, and in the list of what is in the file.
      for (const known of ["constructs.capnp:Solitary\0", "Solitary\0"]) {
        bytes.write(known.replace("Solitary", name), bytes.indexOf(known));
      }
      const error = errorOf(() => generate(bytes));
      expect(error.code).toBe("BAD_REQUEST");
      expect(error.message).toContain(`${JSON.stringify(name)}, of `);
    });
  }
});

describe("a schema that cannot be expressed is refused with its file, line and construct", () => {
  const refused: readonly [string, string, string][] = [
    [
      "a constant whose default values contain themselves",
      "endless",
      "endless.capnp:9: chain: a constant whose default values contain themselves",
    ],
    [
      "a constant with more default values than anybody reads",
      "doubling",
      "doubling.capnp:30: level: a constant with more than 100000 default values",
    ],
    ["an interface that extends itself", "circle", "circle.capnp:4: Cell: an interface that extends itself"],
  ];
  for (const [what, name, message] of refused) {
    test(what, async () => {
      const captured = await capturedRequest(`${name}.bin`);
      const error = errorOf(() => generate(captured, { sourcePath: (schema) => join(testdata, schema) }));
      expect(error.code).toBe("UNSUPPORTED");
      expect(error.message).toBe(join(testdata, message));
    });

    test(`${what}, without the line where the schema cannot be read`, async () => {
      const captured = await capturedRequest(`${name}.bin`);
      const error = errorOf(() =>
        generate(captured, { sourcePath: (schema) => join("no-such-folder", schema) }),
      );
      expect(error.message).toBe(join("no-such-folder", message.replace(/:\d+/, "")));
    });
  }
});

test("an error of the compiler is known by the mark that all errors of teleop have", () => {
  const error = new CapnpcError("USAGE", "no schema given");
  expect(Symbol.for("teleop.TeleopError") in error).toBe(true);
  expect(error).toMatchObject({ code: "USAGE", rawMessage: "no schema given", exitCode: 1 });
});
