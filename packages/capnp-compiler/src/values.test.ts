// values.test.ts: what constants and defaults come to.

import { describe, expect, test } from "bun:test";
import type { PointerReader, StructReader } from "@teleop/capnp/wire";
import { compiled, compiledIn, mistakes, mistakesIn, structs } from "./testing/compiled.ts";

/** The value of the constant `c`: a number for what is in the data section, else what its pointer leads to. */
function constant(declarations: string): unknown {
  const node = compiledIn(declarations).nodes.get("main.capnp:c");
  const value = node?.struct(4);
  if (value === undefined) throw new Error("there is no constant c");
  return valueIn(value);
}

function valueIn(value: StructReader): unknown {
  switch (value.uint16(0)) {
    case 0:
      return "void";
    case 1:
      return value.bit(16);
    case 2:
      return value.int8(2);
    case 3:
      return value.int16(2);
    case 4:
      return value.int32(4);
    case 5:
      return value.int64(8);
    case 6:
      return value.uint8(2);
    case 7:
    case 15:
      return value.uint16(2);
    case 8:
      return value.uint32(4);
    case 9:
      return value.uint64(8);
    case 10:
      return value.float32(4);
    case 11:
      return value.float64(8);
    case 12:
      return value.text(0);
    case 13:
      return [...(value.data(0) ?? [])];
    default:
      return pointed(value.isNull(0) ? undefined : value.pointer(0));
  }
}

/** Structs as their data section in hexadecimal digits and their pointers, lists as arrays, bytes as text. */
function pointed(pointer: PointerReader | undefined): unknown {
  switch (pointer?.kind()) {
    case "struct": {
      const struct = pointer.struct();
      return struct && section(struct);
    }
    case "list": {
      const list = pointer.list();
      if (list === undefined) return undefined;
      const indexes = Array.from({ length: list.length }, (_, i) => i);
      if (list.elementSize === 7) return indexes.map((i) => section(list.struct(i)));
      if (list.elementSize === 6) return indexes.map((i) => pointed(list.pointer(i)));
      const bytes = Math.ceil((list.length * list.stepBits) / 8);
      return Buffer.from(list.segment.bytes.subarray(list.start, list.start + bytes)).toString("latin1");
    }
    default:
      return null;
  }
}

function section(struct: StructReader): unknown[] {
  const { segment, start, dataBytes, pointerCount } = struct;
  const data = Buffer.from(segment.bytes.subarray(start, start + dataBytes)).toString("hex");
  return [data, ...Array.from({ length: pointerCount }, (_, i) => pointed(struct.pointer(i)))];
}

describe("a constant", () => {
  const cases: readonly [declarations: string, value: unknown][] = [
    ["const c :Void = void;", "void"],
    ["const c :Bool = true;", true],
    ["const c :Int8 = -128;", -128],
    ["const c :UInt8 = 0xff;", 255],
    ["const c :Int64 = -9223372036854775808;", -(2n ** 63n)],
    ["const c :UInt64 = 18446744073709551615;", 2n ** 64n - 1n],
    ["const c :Float32 = 1.5;", 1.5],
    ["const c :Float32 = 16777217;", 16777216],
    ["const c :Float32 = 9007199791611905;", 9007200328482816],
    ["const c :Float64 = -3;", -3],
    ["const c :Float64 = -inf;", Number.NEGATIVE_INFINITY],
    ["const c :Float64 = nan;", Number.NaN],
    ["const c :Float64 = -0.0;", -0],
    ['const c :Text = "a" "b";', "ab"],
    ["const c :Text = `line\n;", "line\n"],
    ['const c :Data = 0x"da 7a";', [0xda, 0x7a]],
    ['const c :Data = "ab";', [0x61, 0x62]],
    ["enum E { a @0; b @1; } const c :E = b;", 1],
    ["const c :List(UInt16) = [1, 2];", "\x01\0\x02\0"],
    ["const c :List(Bool) = [true, false, true];", "\x05"],
    ["const c :List(Void) = [void, void];", ""],
    ['const c :List(Text) = ["a", "b"];', ["a\0", "b\0"]],
    ["const c :List(List(Int8)) = [[1], [], [2, 3]];", ["\x01", "", "\x02\x03"]],
    ['struct S { a @0 :Int8; b @1 :Text; } const c :S = (b = "x", a = 2);', ["0200000000000000", "x\0"]],
    ["struct S { a @0 :Int8; b @1 :Text; } const c :S = ();", ["0000000000000000", null]],
    ["struct S { a @0 :Int8; } const c :S = 5;", ["0500000000000000"]],
    [
      "struct S { a @0 :Int8 = 3; b @1 :Bool = true; } const c :S = (a = 1, b = false);",
      ["0201000000000000"],
    ],
    [
      "struct S { a @0 :Int8; } const c :List(S) = [(a = 1), (), 3];",
      [["0100000000000000"], ["0000000000000000"], ["0300000000000000"]],
    ],
    ["struct S { union { a @0 :Int8; b @1 :Int16; } } const c :S = (b = 2);", ["0200010000000000"]],
    ["struct S { g :group { a @0 :Int8; b @1 :Int8; } } const c :S = (g = (b = 2));", ["0002000000000000"]],
    ["struct S { g :group { a @0 :Int8; b @1 :Int8; } } const c :S = (g = 7);", ["0700000000000000"]],
    ["struct S { a @0 :Int8; const d :Int8 = 4; } const c :Int16 = S.d;", 4],
    ["const d :Int8 = 4; const c :List(Int8) = [.d, .d];", "\x04\x04"],
    ["struct S { a @0 :Int8; } const d :S = (a = 4); const c :AnyPointer = .d;", ["0400000000000000"]],
    [
      "struct S { a @0 :AnyStruct; b @1 :Int8; } const d :S = (b = 4); const c :S = (a = .d);",
      ["0000000000000000", ["0400000000000000", null]],
    ],
    ['struct B(T) { a @0 :T; } const c :B(Text) = (a = "x");', ["", "x\0"]],
    ["enum E { a @0; b @1; } const d :E = b; const c :Int8 = .d;", 1],
  ];
  for (const [declarations, value] of cases) {
    test(JSON.stringify(declarations), () => {
      expect(constant(declarations)).toEqual(value);
    });
  }

  test("holds a file that it embeds: as text, as bytes, or as the message that it is", () => {
    const message = Uint8Array.of(0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0);
    const { nodes } = compiled({
      "main.capnp": `@0xd3b6bb739ff1b77a; struct S { a @0 :Int8; }
        const text :Text = embed "part"; const data :Data = embed "part"; const c :S = embed "message";`,
      part: "ab",
      message,
    });
    const value = (name: string) => {
      const struct = nodes.get(`main.capnp:${name}`)?.struct(4);
      return struct && valueIn(struct);
    };

    expect([value("text"), value("data"), value("c")]).toEqual(["ab", [0x61, 0x62], ["0700000000000000"]]);
  });
});

describe("a default", () => {
  test("is in the field that has it, and of a parameter it can be null", () => {
    const { nodes } = compiledIn(
      'interface I { m @0 (a :Text = "x", b :Text = null, c :Int8 = 3, d :Text); }',
    );
    const node = nodes.get("main.capnp:I.m$Params");
    const fields = node === undefined ? [] : structs(node, 3);
    const found = fields.map((field) => {
      const value = field.struct(3);
      return [field.text(0), value?.isNull(0), value && valueIn(value), field.bit(128)];
    });

    expect(found).toEqual([
      ["a", false, "x", true],
      ["b", true, undefined, true],
      ["c", true, 3, true],
      ["d", true, undefined, false],
    ]);
  });
});

describe("a value is refused", () => {
  const cases: readonly [declarations: string, found: readonly string[]][] = [
    ["const c :Int8 = 128;", ["1:37 Int8 has numbers from -128 to 127, not 128"]],
    ["const c :UInt8 = -1;", ["1:39 UInt8 has numbers from 0 to 255, not -1"]],
    ["const c :Int64 = -9223372036854775809;", ["1:39 -9223372036854775809 does not fit 64 bits"]],
    ["const c :Text = 5;", ["1:37 expected Text, got the number 5"]],
    ['const c :Int8 = "x";', ["1:37 expected Int8, got a value of Text"]],
    ["const c :Int8 = 1.5;", ["1:37 expected Int8, got 1.5"]],
    ['const c :Text = 0x"da";', ['1:37 expected Text, got 0x"…"']],
    ["const c :Text = [1];", ["1:37 expected Text, got […]"]],
    ["const c :Text = (a = 1);", ["1:37 expected Text, got (…)"]],
    ['const c :AnyPointer = "x";', ["1:43 expected AnyPointer, got a value of Text"]],
    ["interface I {} const c :I = void;", ["1:49 expected I, got void"]],
    ["struct S { a @0 :Int8; } const c :S = (b = 1);", ["1:60 S has no field b"]],
    [
      "struct S { a @0 :Int8; } const c :S = (1, 2);",
      [
        "1:60 expected the name of a field and = before the value",
        "1:63 expected the name of a field and = before the value",
      ],
    ],
    [
      "struct S { g :group { a @0 :Text; } } const c :S = (g = 5);",
      ["1:77 expected the fields of the group g, as in (name = value)"],
    ],
    ["enum E { a @0; } const c :E = b;", ["1:51 E has no b"]],
    ["enum E { a @0; } const d :E = a; const c :E = .d;", ["1:67 expected E, got the number 0"]],
    ["const d :Int8 = 1; const c :Int8 = d;", ["1:56 d could be another thing as well as a constant"]],
    ["struct S {} const c :S = .S;", ["1:46 .S is not a constant"]],
    ["const c :Int8 = .d; const d :S = (); struct S {}", ["1:37 expected Int8, got a value of S"]],
    ["const d :S = (); struct S {} const c :Int8 = .d;", ["1:66 expected Int8, got a value of S"]],
    ["const c :Int8 = .d; const d :Int8 = .c;", ["1:27 c needs itself to be known"]],
    [
      "struct S { a @0 :S; } const c :S = (a = .d); const d :S = (a = .c);",
      ["1:49 c needs itself to be known"],
    ],
    [
      'struct S(T) { a @0 :T; b @1 :S(T) = (a = "x"); }',
      ["1:62 what a type parameter stands for is not known here: it has no value"],
    ],
    ['const c :Text = embed "nothing";', ["1:43 nothing cannot be embedded: there is no nothing"]],
    [
      "interface I { m @0 (a :Int8 = null); }",
      ["1:51 only a parameter that is a pointer can be null by default"],
    ],
    [
      "const d :AnyPointer = .e; const e :List(Int8) = [1]; const c :AnyPointer = .d;",
      ["1:96 the type of what .d holds is not known here"],
    ],
  ];
  for (const [declarations, found] of cases) {
    test(JSON.stringify(declarations), () => {
      expect(mistakesIn(declarations)).toEqual([...found]);
    });
  }

  test("that embeds what is no message", () => {
    const files = {
      "main.capnp": '@0xd3b6bb739ff1b77a; struct S {} const c :S = embed "a"; const d :S = embed "b";',
      a: "short",
      b: "12345678",
    };

    expect(mistakes(files).map((mistake) => mistake.replace(/:[^:]*$/, ""))).toEqual([
      "main.capnp:1:47 the file is not a message of Cap'n Proto",
      "main.capnp:1:71 the file is not a message of Cap'n Proto",
    ]);
  });
});
