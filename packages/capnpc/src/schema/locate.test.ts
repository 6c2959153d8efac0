// locate.test.ts: where declarations are found in the text of a schema.
import { describe, expect, test } from "bun:test";
import { lineOf } from "./locate.ts";

const text = `@0xa0136beeb92098df;
# struct Outer in a comment
using Other = import "struct Outer {";
struct First { outer @0 :Text; }
struct Outer {
  first @0 :Text = "second @1 :Text;";
  union {
    second @1 :Text;
    third :group { value @2 :UInt8; }
  }
  struct Inner {
    second @0 :UInt8;
    value @1 :UInt8;
  }
}
interface Service extends(Base) {
  call @0 (first :Text) -> (second :Text);
  hang @1 ();
}
const limit :UInt32 = 3;
`;

describe("the line of a declaration", () => {
  const cases: readonly [readonly string[], number | undefined][] = [
    [["Outer"], 5],
    [["Outer", "first"], 6],
    [["Outer", "second"], 8],
    [["Outer", "third", "value"], 9],
    [["Outer", "Inner"], 11],
    [["Outer", "Inner", "second"], 12],
    [["Service", "hang"], 18],
    [["limit"], 20],
    [["Outer", "missing"], undefined],
    [["Missing"], undefined],
  ];
  for (const [path, line] of cases) {
    test(`${path.join(".")} is ${line ?? "not found"}`, () => expect(lineOf(text, path)).toBe(line));
  }
});
