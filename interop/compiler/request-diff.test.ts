// request-diff.test.ts: two requests that mean the same are equal, and two that do not are told apart, where they differ.
import { expect, test } from "bun:test";
import { type CompileOptions, compile, memoryFiles } from "@teleop/capnp-compiler";
import { requestLayout } from "./ours.ts";
import { differences } from "./request-diff.ts";

const SCHEMA = `@0xb8ffe2cf5a27d6e1;
# The file.
struct Job {
  # A job.
  label @0 :Text = "none";
  # What it is called.
  size :union { small @1 :UInt8; large @2 :List(Int16) = [1, 2]; }
}
interface Jobs { add @0 (job :Job) -> (id :UInt32); }
enum Kind { once @0; daily @1; }
const most :Job = (label = "most", size = (large = [200]));
`;

test("a request is equal to itself, and to one that tells no positions, or is of another release", () => {
  const request = requestOf(SCHEMA);
  expect(differs(request, requestOf(SCHEMA))).toEqual([]);
  expect(differs(request, requestOf(SCHEMA, { positions: false }))).toEqual([]);
  expect(differs(request, requestOf(SCHEMA, { capnpVersion: "1.2.3" }))).toEqual([]);
});

test("positions that the other one tells have to be the same", () => {
  const moved = requestOf(SCHEMA.replace("enum Kind", "enum  Kind"));
  expect(differs(requestOf(SCHEMA), moved)).not.toEqual([]);
  expect(differs(requestOf(SCHEMA), moved).every((line) => /(start|end)Byte: we have/.test(line))).toBe(true);
});

const changes: readonly [what: string, from: string, to: string, where: RegExp][] = [
  ["a name", "small @1", "tiny @1", /^nodes.*\.name: we have "small", capnp has "tiny"$/],
  ["a default", '"none"', '"some"', /slot\.defaultValue\.text: we have "none", capnp has "some"$/],
  ["an element", "[1, 2]", "[1, 3]", /fields\[1 large\]\.slot\.defaultValue\.list: we have/],
  ["a type", ":UInt8", ":Int8", /fields\[0 small\]\.slot\.type\.union: we have uint8, capnp has int8$/],
  [
    "a doc comment",
    "# A job.",
    "# A jab.",
    /^sourceInfo.*\]\.docComment: we have "A job\.\\n", capnp has "A jab/,
  ],
  [
    "a member's doc comment",
    "What it is",
    "What is it",
    /^sourceInfo.*\]\.members\[0.*\]\.docComment: we have/,
  ],
  ["an enumerant", " daily @1;", "", /enumerants, how many: we have 2: once daily, capnp has 1: once$/],
  ["a constant", "[200]", "[201]", /jobs\.capnp:most\]\.const\.value\.struct\.pointer 1: we have/],
  ["an id", "5a27d6e1", "5a27d6e2", /: we have 0xb8ffe2cf5a27d6e1, capnp has 0xb8ffe2cf5a27d6e2/],
];
for (const [what, from, to, where] of changes) {
  test(`${what} that differs is found, and where`, () => {
    const [ours, theirs] = [requestOf(SCHEMA), requestOf(SCHEMA.replace(from, to))];
    expect(differs(ours, theirs).filter((line) => where.test(line))).not.toEqual([]);
    expect(differs(theirs, ours)).not.toEqual([]);
  });
}

test("what is no request is refused", () => {
  expect(() => differs(requestOf(SCHEMA), new Uint8Array(16).fill(1))).toThrow(RangeError);
});

function differs(ours: Uint8Array, theirs: Uint8Array): readonly string[] {
  return differences(ours, theirs, { layout: requestLayout(), most: 100 });
}

function requestOf(text: string, options: CompileOptions = {}): Uint8Array {
  const fileSystem = memoryFiles({ "jobs.capnp": text });
  const { request } = compile(["jobs.capnp"], { ...options, fileSystem });
  if (request === undefined) throw new Error(`it does not compile: ${text}`);
  return request;
}
