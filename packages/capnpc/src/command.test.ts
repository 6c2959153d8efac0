// command.test.ts: the command, with programs of ours in the place of a native capnp, so that it need not be installed.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, mkdir, mkdtemp, readdir, rm, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { runCommand } from "./command.ts";
import { capturedRequest, generatedText, testdata } from "./testing/testdata.ts";

interface Outcome {
  readonly exitCode: number;
  readonly out: string;
  readonly error: string;
}

async function run(args: readonly string[], input?: Uint8Array): Promise<Outcome> {
  const out: string[] = [];
  const error: string[] = [];
  const exitCode = await runCommand(args, {
    input: input === undefined ? undefined : async () => input,
    out: (line) => out.push(line),
    error: (line) => error.push(line),
  });
  return { exitCode, out: out.join("\n"), error: error.join("\n") };
}

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "capnpc-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A folder of its own for what a test writes. */
async function emptyFolder(name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path);
  return path;
}

/** A program that stands in for capnp: a shell script. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await Bun.write(path, `#!/bin/sh\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

describe("as a plugin", () => {
  test("it writes a file for each schema, and says which", async () => {
    const out = await emptyFolder("plugin");
    const outcome = await run(["--out", out], await capturedRequest("constructs.bin"));
    expect(outcome).toEqual({
      exitCode: 0,
      out: ["constructs.capnp.ts", "shapes/notes.capnp.ts", "shapes/shapes.capnp.ts"]
        .map((path) => join(out, path))
        .join("\n"),
      error: "",
    });
    expect(await Bun.file(join(out, "shapes/notes.capnp.ts")).text()).toBe(
      await generatedText("shapes/notes.capnp.ts"),
    );
  });

  test("it leaves files alone that are as they should be", async () => {
    const out = await emptyFolder("again");
    const request = await capturedRequest("constructs.bin");
    await run(["--out", out], request);
    const path = join(out, "constructs.capnp.ts");
    await utimes(path, 1, 1);
    expect(await run(["--out", out], request)).toEqual({ exitCode: 0, out: "", error: "" });
    expect(Bun.file(path).lastModified).toBe(1000);
  });

  test("with --check it writes nothing, and fails when a file differs", async () => {
    const out = await emptyFolder("check");
    const request = await capturedRequest("constructs.bin");
    const missing = await run(["--check", "--out", out], request);
    expect(missing.exitCode).toBe(1);
    expect(missing.error).toContain("shapes/shapes.capnp.ts");
    expect(await readdir(out)).toEqual([]);

    await run(["--out", out], request);
    expect((await run(["--check", "--out", out], request)).exitCode).toBe(0);
    await Bun.write(join(out, "constructs.capnp.ts"), "// edited\n");
    const edited = await run(["--check", "--out", out], request);
    expect(edited.exitCode).toBe(1);
    expect(edited.error).toContain(join(out, "constructs.capnp.ts"));
    expect(edited.error).not.toContain("shapes");
  });

  test("it tells which generated files are imported and do not exist", async () => {
    const out = await emptyFolder("imports");
    const { exitCode, error } = await run(["--out", out], await capturedRequest("imports.bin"));
    expect(exitCode).toBe(0);
    const path = join(out, "imports.capnp.ts");
    expect(error.split("\n")).toEqual(
      ["./shapes/notes.capnp.ts", "./shapes/shapes.capnp.ts"].map(
        (missing) =>
          `capnpc-teleop: ${path} imports ${missing}, which does not exist: compile its schema, too`,
      ),
    );
  });

  test("it refuses input that is not a request, and writes nothing", async () => {
    const out = await emptyFolder("junk");
    const { exitCode, error } = await run(["--out", out], new TextEncoder().encode("not a request"));
    expect(exitCode).toBe(1);
    expect(error).toStartWith("capnpc-teleop: 13 bytes of input are not a CodeGeneratorRequest");
    expect(await readdir(out)).toEqual([]);
  });
});

describe("the command line", () => {
  test("no schema and nothing on standard input is refused with how to use it", async () => {
    const { exitCode, error } = await run([], new Uint8Array());
    expect(exitCode).toBe(2);
    expect(error).toStartWith("capnpc-teleop: no schema given\nUsage:");
  });

  test("--help shows every option", async () => {
    const { exitCode, out } = await run(["--help"]);
    expect(exitCode).toBe(0);
    for (const option of [
      "--out",
      "--import-path",
      "--src-prefix",
      "--import-extension",
      "--import-map",
      "--check",
    ]) {
      expect(out).toContain(option);
    }
  });

  const wrong: readonly [string, readonly string[], string][] = [
    ["no schema at a terminal", [], "no schema given"],
    ["an unknown option", ["--bogus"], "--bogus"],
    [
      "an unknown extension",
      ["--import-extension", "mjs", "x.capnp"],
      "--import-extension is ts, js or none, not mjs",
    ],
    [
      "a mapping of nothing",
      ["--import-map", "capnp", "x.capnp"],
      "--import-map is /path/=module/, not capnp",
    ],
  ];
  for (const [what, args, message] of wrong) {
    test(`with ${what} fails with exit code 2 and says so`, async () => {
      const { exitCode, error } = await run(args);
      expect(exitCode).toBe(2);
      expect(error).toContain(message);
    });
  }
});

describe.skipIf(process.platform === "win32")(
  "what the system refuses is said in a sentence, not in a stack",
  () => {
    test("a folder that cannot be made", async () => {
      const out = join(await emptyFolder("no-folder"), "file");
      await Bun.write(out, "");
      const { exitCode, error } = await run(["--out", out], await capturedRequest("imports.bin"));
      expect(exitCode).toBe(1);
      expect(error).toStartWith(`capnpc-teleop: ${join(out, "imports.capnp.ts")} cannot be written: E`);
    });

    test("a folder in the place of the file", async () => {
      const path = join(await emptyFolder("folder-in-place"), "imports.capnp.ts");
      await mkdir(path);
      const { exitCode, error } = await run(["--out", dirname(path)], await capturedRequest("imports.bin"));
      expect(exitCode).toBe(1);
      expect(error).toStartWith(`capnpc-teleop: ${path} cannot be read: EISDIR`);
    });

    test("a capnp that is no program", async () => {
      const { exitCode, error } = await run(["--capnp", folder, "x.capnp"]);
      expect(exitCode).toBe(126);
      expect(error).toStartWith(`capnpc-teleop: ${folder} cannot be run: `);
    });
  },
);

describe("without the program that --capnp names", () => {
  test("it says how to install it", async () => {
    const { exitCode, error } = await run(["--capnp", join(folder, "no-such-program"), "x.capnp"]);
    expect(exitCode).toBe(127);
    expect(error).toContain("apt install capnproto");
    expect(error).toContain("brew install capnp");
  });
});

describe.skipIf(process.platform === "win32")("as a program that runs a native compiler", () => {
  test("it passes on what capnp says of a wrong schema, with its exit code, and writes nothing", async () => {
    const out = await emptyFolder("wrong-schema");
    const capnp = await program("failing", "echo 'x.capnp:1:3: error: Parse error.' >&2; exit 3");
    const outcome = await run(["--capnp", capnp, "--out", out, "x.capnp"]);
    expect(outcome).toEqual({ exitCode: 3, out: "", error: "x.capnp:1:3: error: Parse error." });
    expect(await readdir(out)).toEqual([]);
  });

  test("it tells capnp where imports are, and what to leave off of paths", async () => {
    const capnp = await program("arguments", 'echo "$@" >&2; exit 1');
    const args = [
      "-I",
      "a",
      "-I",
      "b",
      "--no-standard-import",
      "--src-prefix",
      "c",
      "c/x.capnp",
      "c/y.capnp",
    ];
    const { error } = await run(["--capnp", capnp, ...args]);
    expect(error).toBe(
      "compile -o- --import-path=a --import-path=b --no-standard-import --src-prefix=c -- c/x.capnp c/y.capnp",
    );
  });

  test("it writes where --out says", async () => {
    const out = await emptyFolder("out");
    const capnp = await program("captured", `cat '${join(testdata, "constructs.bin")}'`);
    expect((await run(["--capnp", capnp, "--out", out, "constructs.capnp"])).exitCode).toBe(0);
    expect((await readdir(out)).sort()).toEqual(["constructs.capnp.ts", "shapes"]);
  });

  test("it refuses to write outside of the folder that --out names", async () => {
    const out = await emptyFolder("escape");
    const request = await capturedRequest("imports.bin");
    // The schema's path stands in the request as text: here one of the same length that leads out of the folder.
    const bytes = Buffer.from(request);
    const at = bytes.lastIndexOf("imports.capnp\0");
    bytes.write("../ports.capnp".slice(0, 13), at);
    const { exitCode, error } = await run(["--out", out], bytes);
    expect(exitCode).toBe(2);
    expect(error).toContain("would be written outside of");
    expect(error).toContain("--src-prefix");
    expect(await readdir(out)).toEqual([]);
  });

  test("it writes a file whose name begins with two dots", async () => {
    const out = await emptyFolder("dots");
    const bytes = Buffer.from(await capturedRequest("imports.bin"));
    bytes.write("..ports.capnp", bytes.lastIndexOf("imports.capnp\0"));
    expect((await run(["--out", out], bytes)).exitCode).toBe(0);
    expect(await readdir(out)).toEqual(["..ports.capnp.ts"]);
  });

  test("a capnp that is killed is an error that names the signal", async () => {
    const capnp = await program("killed", "kill -9 $$");
    const { exitCode, error } = await run(["--capnp", capnp, "x.capnp"]);
    expect(exitCode).toBe(1);
    expect(error).toContain("SIGKILL");
  });
});

describe("without a native compiler", () => {
  test("all that is wrong with a schema is shown, nothing is written, and the exit code is 1", async () => {
    const path = join(await emptyFolder("mistakes"), "wrong.capnp");
    await Bun.write(path, "@0xc5b4d6ab3ab1e705;\nstruct Wrong {\n  name @0 :Txt;\n  size @1 UInt32;\n}\n");
    const { exitCode, out, error } = await run([path]);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: "" });
    expect(error).toBe(
      [
        `${path}:3:12: error: there is no Txt here`,
        "  3 |   name @0 :Txt;",
        "    |            ^^^",
        "  help: did you mean Text?",
        `${path}:4:11: error: expected ":" before the type, got "UInt32"`,
        "  4 |   size @1 UInt32;",
        "    |           ^^^^^^",
      ].join("\n"),
    );
    expect(await readdir(dirname(path))).toEqual(["wrong.capnp"]);
  });

  test("a schema that does not exist is said to be missing", async () => {
    const path = join(folder, "missing.capnp");
    expect(await run([path])).toEqual({
      exitCode: 1,
      out: "",
      error: `${path}: error: there is no such file`,
    });
  });
});

describe("each file is written beside its schema", () => {
  const schema = (id: string, rest: string) => `@0x${id};\n${rest}\n`;

  /** Two schemas, one of which imports the other, in a folder that the working directory is no part of. */
  async function schemas(name: string): Promise<{ readonly a: string; readonly b: string }> {
    const at = await emptyFolder(name);
    const [a, b] = [join(at, "a.capnp"), join(at, "sub", "b.capnp")];
    await Bun.write(
      a,
      schema("c5b4d6ab3ab1e701", 'using B = import "sub/b.capnp";\nstruct A { b @0 :B.B; }'),
    );
    await Bun.write(b, schema("c5b4d6ab3ab1e702", "struct B {}"));
    return { a, b };
  }

  test("by an absolute path, which is not made again below the working directory", async () => {
    const { a, b } = await schemas("absolute");
    expect(await run([a, b])).toEqual({ exitCode: 0, out: `${a}.ts\n${b}.ts`, error: "" });
    expect((await run(["--check", a, b])).exitCode).toBe(0);
    expect(await readdir(dirname(a))).toEqual(["a.capnp", "a.capnp.ts", "sub"]);
  });

  test("by a path that leads out of the working directory, and is told as it was given", async () => {
    const { a, b } = await schemas("relative");
    const [toA, toB] = [a, b].map((path) => relative(process.cwd(), path));
    expect(await run([`./${toA}`, `${toB}`])).toEqual({
      exitCode: 0,
      out: `${toA}.ts\n${toB}.ts`,
      error: "",
    });
    expect(await Bun.file(`${a}.ts`).exists()).toBe(true);
  });

  test("with --out below that folder, less --src-prefix, as before", async () => {
    const { a, b } = await schemas("with-out");
    const out = join(dirname(a), "gen");
    const outcome = await run(["--out", out, "--src-prefix", dirname(a), a, b]);
    expect(outcome.out).toBe(`${join(out, "a.capnp.ts")}\n${join(out, "sub/b.capnp.ts")}`);
  });

  test("and what cannot be expressed in it is told with its file and line", async () => {
    const path = join(await emptyFolder("line"), "endless.capnp");
    await Bun.write(path, await Bun.file(join(testdata, "endless.capnp")).text());
    for (const args of [[path], ["--src-prefix", dirname(path), path]]) {
      const { exitCode, error } = await run(args);
      expect(exitCode).toBe(1);
      expect(error).toStartWith(`capnpc-teleop: ${path}:9: chain: `);
    }
  });

  test("unless two have one name to capnp, below the working directory and below the root", async () => {
    const outside = join(await emptyFolder("root"), "a.capnp");
    await Bun.write(outside, schema("c5b4d6ab3ab1e703", "struct A {}"));
    const cwd = await emptyFolder("cwd");
    await Bun.write(join(cwd, outside), schema("c5b4d6ab3ab1e704", "struct A {}"));
    const command = Bun.spawn(
      [process.execPath, join(import.meta.dir, "bin.ts"), outside, outside.slice(1)],
      {
        cwd,
        stdin: "ignore",
        stdout: "ignore",
        stderr: "pipe",
      },
    );
    expect(await command.stderr.text()).toContain(
      `two schemas have the path ${outside.slice(1)} to capnp; compile one after the other`,
    );
    expect(await command.exited).toBe(1);
  });
});
