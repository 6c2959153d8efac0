// eval-command.test.ts: the program capnp-eval, as a process.
import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode, decodePacked, structType, Text } from "@teleop/capnp";

const schema = `@0xb8ffe2cf5a27d6e3;
const limit :UInt32 = 5;
const greeting :Text = "a \\"text\\"";
const ratio :Float32 = 0.1;
const tones :List(Color) = [red, green];
const shelf :Shelf = (
  books = [(title = "Notes"), (title = "Letters", place = (row = 2), lent = "Ada")],
  box = (value = (title = "Boxed")));
enum Color { red @0; green @1; }
struct Shelf { books @0 :List(Book); box @1 :Box(Book); }
struct Box(T) { value @0 :T; }
struct Book {
  title @0 :Text = "untitled";
  place :group { row @1 :UInt8; }
  union { free @2 :Void; lent @3 :Text; }
  next @4 :Book;
  const none :Book = ();
}
`;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "capnp-eval-"));
  await writeFile(join(folder, "shelf.capnp"), schema);
});

afterAll(() => rm(folder, { recursive: true }));

test("constants, defaults, and what is in them are printed as text", async () => {
  for (const [name, text] of [
    ["limit", "5"],
    ["greeting", '"a \\"text\\""'],
    ["ratio", "0.1"],
    ["tones", "[red, green]"],
    ["tones[1]", "green"],
    ["Book.title", '"untitled"'],
    ["Book.place", "(row = 0)"],
    ["Book.next", "(place = (row = 0), free = void)"],
    ["Book.none.title", '"untitled"'],
    ["shelf.books[1]", '(title = "Letters", place = (row = 2), lent = "Ada")'],
    ["shelf.books[1].place", "(row = 2)"],
    ["shelf.books[1].place.row", "2"],
    ["shelf.books[1].lent", '"Ada"'],
    ["shelf.box.value.title", '"Boxed"'],
    ["shelf.box.value.next.title", '"untitled"'],
  ] as const) {
    const { printed, told, status } = await run("--short", "shelf.capnp", name);
    expect({ name, printed: printed.toString(), told, status }).toEqual({
      name,
      printed: `${text}\n`,
      told: "",
      status: 0,
    });
  }
});

test("a struct can be had in every form", async () => {
  const Book = structType({
    id: 1n,
    name: "Book",
    dataWords: 1,
    pointers: 3,
    fields: () => [["title", Text, 0, { default: "untitled" }]],
  });
  const name = "shelf.books[1]";
  const title = { title: "Letters" };
  expect(decode(Book, (await run("-obinary", "shelf.capnp", name)).printed)).toEqual(title);
  expect(decode(Book, (await run("-b", "shelf.capnp", name)).printed)).toEqual(title);
  expect(decodePacked(Book, (await run("--packed", "shelf.capnp", name)).printed)).toEqual(title);
  const { printed } = await run("--output=json", "--short", "shelf.capnp", name);
  expect(JSON.parse(printed.toString())).toMatchObject({ title: "Letters", place: { row: 2 }, lent: "Ada" });
  const { told, status } = await run("-ojson", "shelf.capnp", "limit");
  expect({ told, status }).toEqual({
    told: "capnp-eval: limit is no struct: it can be printed as text, and not as json\n",
    status: 2,
  });
});

test("a name of no value is told, with what there is", async () => {
  for (const [name, reason] of [
    ["nothing", "there is no nothing in shelf.capnp"],
    ["Book", "Book in shelf.capnp is a struct, which has no value"],
    ["Color", "Color in shelf.capnp is an enum, which has no value"],
    [
      "Book.year",
      "there is no Book.year in shelf.capnp; the fields of Book are title, place, free, lent, next",
    ],
    ["shelf.bokks", "there is no bokks; the fields of Shelf are books, box"],
    ["shelf.books[2]", "there is no [2] in a list of 2"],
    ["shelf[0]", "[0] follows what is no list"],
    ["limit.x", ".x follows what is no struct"],
    ["shelf.books[0].lent", "lent is not the member of the union that is set; free is"],
    ["shelf..books", "shelf..books is no name of a value"],
  ] as const) {
    const { printed, told, status } = await run("shelf.capnp", name);
    expect({ name, told: told.includes(reason) ? reason : told }).toEqual({ name, told: reason });
    expect({ lines: told.split("\n").length, bytes: printed.byteLength, status }).toEqual({
      lines: 2,
      bytes: 0,
      status: 2,
    });
  }
});

test("mistakes in a schema are shown with exit code 1, and a command line that makes no sense has 2", async () => {
  await writeFile(join(folder, "wrong.capnp"), schema.replace("= 5;", "= five;"));
  const { told, status } = await run("wrong.capnp", "limit");
  expect(told).toStartWith("wrong.capnp:2:23: error: ");
  expect(status).toBe(1);
  for (const [args, reason] of [
    [[], "no schema given"],
    [["shelf.capnp"], "no name given"],
    [["shelf.capnp", "limit", "more"], "no place for more"],
    [["-oxml", "shelf.capnp", "limit"], "xml is no format"],
    [["-b", "-p", "shelf.capnp", "limit"], "one format is written, not binary and packed"],
    [["--nothing"], "--nothing"],
  ] as const) {
    const wrong = await run(...args);
    expect({ args, told: wrong.told.includes(reason), status: wrong.status }).toEqual({
      args,
      told: true,
      status: 2,
    });
  }
});

test("--help tells what there is, with examples", async () => {
  const { printed, status } = await run("--help");
  expect(status).toBe(0);
  expect(printed.toString()).toMatch(/^Usage: capnp-eval [\s\S]*Examples:\n/);
});

async function run(...args: readonly string[]) {
  const child = Bun.spawn([process.execPath, join(import.meta.dir, "../capnp-eval.ts"), ...args], {
    cwd: folder,
    stdin: "ignore",
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
