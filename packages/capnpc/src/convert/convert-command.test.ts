// convert-command.test.ts: the program capnp-convert, as a process between others.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = join(import.meta.dir, "../capnp-convert.ts");
const schema = `@0xb8ffe2cf5a27d6e1;
using Json = import "/capnp/compat/json.capnp";
using Lib = import "/lib/owner.capnp";
struct Book {
  title @0 :Text;
  year @1 :UInt16 = 1843;
  kind @2 :Kind;
  shelf :group { row @3 :Int64; }
  union { free @4 :Void; owner @5 :Lib.Owner; }
  boxed @6 :Box(Text) $Json.name("in_a_box");
  struct Note { text @0 :Text; }
}
struct Box(T) { value @0 :T; }
enum Kind { paper @0; audio @1; }
const limit :UInt32 = 5;
`;
const book = '(title = "Notes", year = 1843, kind = audio, shelf = (row = -7), owner = (name = "Ada"))\n';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "capnp-convert-"));
  await mkdir(join(folder, "include/lib"), { recursive: true });
  await writeFile(join(folder, "books.capnp"), schema);
  await writeFile(
    join(folder, "include/lib/owner.capnp"),
    "@0xb8ffe2cf5a27d6e2; struct Owner { name @0 :Text; }",
  );
});

afterAll(() => rm(folder, { recursive: true }));

test("messages go through every form and come back as they were", async () => {
  for (const form of ["binary", "packed", "flat", "flat-packed", "canonical", "json"]) {
    const there = await books(`text:${form}`, book);
    expect({ form, told: there.told }).toEqual({ form, told: "" });
    const back = await books(`${form}:text`, there.printed, "--short");
    expect({ form, ...back, printed: back.printed.toString() }).toEqual({
      form,
      told: "",
      status: 0,
      printed: book,
    });
  }
});

test("several messages follow each other in streams, with blanks and comments between them", async () => {
  const several = `# Two books.\n(title = "A (\\")",\n year = 1) (title = "B") # )\n\n`;
  const binary = await books("text:binary", several);
  const packed = await convert("binary:packed", binary.printed);
  const json = await books("packed:json", packed.printed, "--short");
  const lines = json.printed.toString().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line).title)).toEqual(['A (")', "B"]);
  expect((await books("json:binary", json.printed)).status).toBe(0);
  const again = await books("json:text", `\n${lines.join("")}\n`, "--short");
  expect(again.printed.toString().match(/title = "[AB]/g)).toEqual(['title = "A', 'title = "B']);
});

test("JSON is as the annotations of the schema have it, and is broken into lines unless it is to be short", async () => {
  const boxed = '(boxed = (value = "x"), kind = audio)';
  const { printed } = await books("text:json", boxed.replace('(value = "x")', "()"));
  expect(JSON.parse(printed.toString())).toMatchObject({ in_a_box: {}, kind: "audio", shelf: { row: "0" } });
  expect(printed.toString()).toStartWith("{\n  ");
  expect((await books("json:text", '{"in_a_box": {}}')).printed.toString()).toContain("boxed = ()");
});

test("a message is written when it has come, while others are still to come", async () => {
  const child = started("text:text", ["--short", "-Iinclude"], ["books.capnp", "Book"]);
  const output = child.stdout.getReader();
  for (const title of ["first", "second"]) {
    child.stdin.write(`(title = "${title}")\n`);
    child.stdin.flush();
    expect(new TextDecoder().decode((await output.read()).value)).toStartWith(`(title = "${title}"`);
  }
  child.stdin.end();
  expect(await child.exited).toBe(0);
});

test("an input without messages is an output without any", async () => {
  for (const form of ["binary", "packed", "text", "json"]) {
    expect(await books(`${form}:text`, "")).toEqual({ printed: Buffer.alloc(0), told: "", status: 0 });
  }
});

test("what is wrong in text is told by line and column, and what came before it is written", async () => {
  for (const [from, input, problem] of [
    ["text", '(title = "A")\n(title =\n "B", yeer = 5)', 'line 3:7: Book has no field "yeer"'],
    ["text", '(title = "A") (title = yes)', "line 1:24: expected a string (Text), got yes"],
    ["text", '(title = "A") title', 'line 1:15: expected "(", the start of a struct (Book)'],
    ["text", '(title = "A")\n(title = "B\n")', "line 2:10: a string does not end in its line"],
    ["text", '(title = "A")\n(year = 70000)', "line 2:9: "],
    ["text", '(title = "A")\n(title = "B"', 'line 2:13: expected "," or ")"'],
    ["json", '{"title": "A"}\n{"title": "B",\n "year" 5}', 'line 3:9: expected ":", got 5'],
    ["json", '{"title": "A"} {"title": nil}', 'line 1:26: "nil" is not JSON'],
    ["json", '{"title": "A"} {"title": "B", }', "line 1:31: expected a name, got }"],
    ["json", '{"title": "A"}\n{"title": ["B"\n', 'line 3:1: expected "," or "]", got the end'],
    ["json", '{"title": "A"}\n{"title": "B\n"}', 'line 2:11: "\\"B" is not JSON'],
    ["json", '{"title": "A"}\n{"year": 70000}', "message 2, which begins at line 2: message.year: expected"],
    ["json", '{"title": "A"}\n[1]', "message 2, which begins at line 2: "],
  ] as const) {
    const { printed, told, status } = await books(`${from}:text`, input, "--short");
    expect(told).toStartWith(`capnp-convert: standard input, ${problem}`);
    expect({ input, lines: told.split("\n").length, status }).toEqual({ input, lines: 2, status: 1 });
    expect(printed.toString()).toStartWith('(title = "A", ');
  }
});

test("bytes that are no UTF-8 are told by their line", async () => {
  const { told, status } = await books(
    "text:text",
    Buffer.from([...Buffer.from('()\n(title = "'), 0xff, 0x0a]),
  );
  expect({ told, status }).toEqual({
    told: "capnp-convert: standard input, line 2: it is not UTF-8\n",
    status: 1,
  });
});

test("what is wrong in bytes is told by the message and the byte, and what came before it is written", async () => {
  const { printed: one } = await books("text:binary", book);
  const { printed: packed } = await convert("binary:packed", one);
  const { length } = one;
  const broken = Buffer.from(one);
  broken.writeUInt32LE(0x7fff_fffc, 8);
  for (const [from, input, problem] of [
    [
      "binary",
      [one, one.subarray(0, 20)],
      `message 2, which begins at byte ${length}: the input ends in it, at byte ${length + 20}`,
    ],
    ["binary", [one, broken], `message 2, which begins at byte ${length}: `],
    [
      "binary",
      [one, Buffer.alloc(8, 0xff)],
      `message 2, which begins at byte ${length}: a message announces`,
    ],
    [
      "packed",
      [packed, packed.subarray(0, 5)],
      `message 2, which begins at byte ${length}, as it is unpacked: `,
    ],
    ["packed", [packed, packed.subarray(0, 4)], `byte ${packed.length + 4}: packed bytes end`],
  ] as const) {
    const { printed, told, status } = await books(`${from}:text`, Buffer.concat(input), "--short");
    expect(told).toStartWith(`capnp-convert: standard input, ${problem}`);
    expect({ problem, lines: told.split("\n").length, status }).toEqual({ problem, lines: 2, status: 1 });
    expect({ problem, printed: printed.toString() }).toEqual({ problem, printed: book });
  }
  const flat = (await books("text:flat", book)).printed;
  expect((await books("flat:text", flat.subarray(0, 20))).told).toContain(
    "byte 20: it ends here, but a flat message",
  );
  expect((await books("canonical:text", flat)).told).toContain("not one message in canonical form");
});

test("an input in another form than was said is told to look like it, unless that is not wanted", async () => {
  const { told } = await books("binary:packed", '{"title": "Notes"}');
  expect(told).toContain(". It looks like json: try json:packed\n");
  expect((await books("binary:packed", '{"title": "Notes"}', "-q")).told).not.toContain("looks like");
  const { printed } = await books("text:binary", book);
  expect((await books("json:text", printed)).told).toContain("It looks like binary: try binary:text");
  const packed = await books("text:packed", book);
  expect((await books("binary:text", packed.printed)).told).toContain(
    "It looks like packed: try packed:text",
  );
});

test("a command line that makes no sense has exit code 2, and says why", async () => {
  for (const [args, reason] of [
    [[], "no formats given"],
    [["binary"], "binary is not <from>:<to>"],
    [["binary:xml"], "which are two of binary, packed,"],
    [["text:binary"], "text:binary needs the path of a schema, and the name of a struct in it"],
    [["text:binary", "books.capnp"], "needs the name of a struct"],
    [["text:binary", "books.capnp", "Book", "Box"], "no place for Box"],
    [
      ["-Iinclude", "text:binary", "books.capnp", "Bok"],
      "no Bok in books.capnp; its structs are Book, Book.Note, Box",
    ],
    [
      ["-Iinclude", "text:binary", "books.capnp", "limit"],
      "limit in books.capnp is no struct but a constant",
    ],
    [["--nothing"], "--nothing"],
  ] as const) {
    const { told, status } = await run(args, "");
    expect({ args, told: told.includes(reason), status }).toEqual({ args, told: true, status: 2 });
  }
});

test("mistakes in a schema are shown, with exit code 1", async () => {
  const without = await run(["text:text", "books.capnp", "Book"], book);
  expect(without.told).toStartWith("books.capnp:3:");
  expect(without.status).toBe(1);
  const { told } = await run(["-Iinclude", "--no-standard-import", "text:text", "books.capnp", "Book"], book);
  expect(told).toStartWith("books.capnp:2:");
  expect((await run(["text:text", "nowhere.capnp", "Book"], book)).told).toBe(
    "nowhere.capnp: error: there is no such file\n",
  );
});

test("nested structs are named by their path", async () => {
  const { printed } = await run(["-Iinclude", "json:text", "books.capnp", "Book.Note"], '{"text": "x"}');
  expect(printed.toString()).toBe('(text = "x")\n');
});

test("when nobody reads the output it ends without a word, as a program does that SIGPIPE ends", async () => {
  const command = `yes '(title = "x")' | "$0" "$1" -Iinclude text:text books.capnp Book | head -n 1; echo "\${PIPESTATUS[1]}"`;
  const child = Bun.spawn(["bash", "-c", command, process.execPath, program], {
    cwd: folder,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [printed, told] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  expect(told).toBe("");
  expect(printed.trimEnd().split("\n").at(-1)).toBe("141");
});

test.if(process.platform === "linux")(
  "an input that cannot be read and an output that cannot be written are told",
  async () => {
    const command = `"$0" "$1" binary:binary < . ; echo $? ; "$0" "$1" text:text -Iinclude books.capnp Book <<< '()' > /dev/full; echo $?`;
    const child = Bun.spawn(["bash", "-c", command, process.execPath, program], {
      cwd: folder,
      stdout: "pipe",
      stderr: "pipe",
    });
    const [printed, told] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
    expect(printed).toBe("1\n1\n");
    const lines = told.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toStartWith("capnp-convert: standard input cannot be read: EISDIR");
    expect(lines[1]).toStartWith("capnp-convert: standard output cannot be written: ENOSPC");
  },
);

test("a wrong message ends it, though the input goes on", async () => {
  const child = started("text:text", ["-Iinclude"], ["books.capnp", "Book"]);
  child.stdin.write("wrong\n");
  child.stdin.flush();
  expect(await child.exited).toBe(1);
});

test("--help tells what there is, with examples", async () => {
  const { printed, status } = await run(["--help"], "");
  expect(status).toBe(0);
  expect(printed.toString()).toStartWith("Usage: capnp-convert ");
  expect(printed.toString()).toContain("Examples:\n");
});

function books(conversion: string, input: string | Uint8Array, ...options: readonly string[]) {
  return run([...options, "-Iinclude", conversion, "books.capnp", "Book"], input);
}

function convert(conversion: string, input: Uint8Array) {
  return run([conversion], input);
}

function started(conversion: string, options: readonly string[], schema: readonly string[]) {
  return Bun.spawn([process.execPath, program, ...options, conversion, ...schema], {
    cwd: folder,
    stdin: "pipe",
    stdout: "pipe",
    stderr: "ignore",
  });
}

async function run(args: readonly string[], input: string | Uint8Array) {
  const child = Bun.spawn([process.execPath, program, ...args], {
    cwd: folder,
    stdin: typeof input === "string" ? new TextEncoder().encode(input) : input,
    stdout: "pipe",
    stderr: "pipe",
  });
  const [printed, told, status] = await Promise.all([
    child.stdout.bytes(),
    child.stderr.text(),
    child.exited,
  ]);
  return { printed: Buffer.from(printed), told, status };
}
