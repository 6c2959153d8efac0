import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { refusal } from "../testing/round-trip.ts";
import { Everything, Person, Shape } from "../testing/sample.capnp.ts";
import { CodedError, defaultMessageLimits, WireError } from "../wire/index.ts";

describe("values that do not fit", () => {
  test("text that is too long for a message is refused before anything else looks at it", () => {
    // Would it be looked at, it would be copied first, and the lone surrogate be what is wrong.
    const number = "\uD800".concat("x".repeat(defaultMessageLimits.messageBytes));
    const error: unknown = (() => {
      try {
        return $.encode(Person, { phones: [{ number }] });
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(WireError);
    expect(error).toMatchObject({ code: "LIMIT" });
  });

  test("the error names the path, what was expected and what was there", () => {
    const error = refusal(() => $.encode(Person, { phones: [{}, { number: 7 as unknown as string }] }));
    expect(error.message).toBe("message.phones[1].number: expected a string, got the number 7");
    expect(error.code).toBe("WRONG_TYPE");
    expect(error.path).toBe("message.phones[1].number");
    expect(error).toBeInstanceOf(CodedError);
  });

  test.each([
    ["int8", 128, "expected an integer from -128 to 127 (Int8), got 128"],
    ["int8", 1.5, "expected an integer from -128 to 127 (Int8), got 1.5"],
    ["uint8", -1, "expected an integer from 0 to 255 (UInt8), got -1"],
    ["int16", 40000, "(Int16), got 40000"],
    ["uint16", Number.NaN, "(UInt16), got NaN"],
    ["int32", 2 ** 31, "(Int32), got 2147483648"],
    ["uint32", 2 ** 32, "(UInt32), got 4294967296"],
    ["uint32", Number.POSITIVE_INFINITY, "(UInt32), got Infinity"],
    ["int64", 2n ** 63n, "(Int64), got 9223372036854775808n"],
    ["uint64", -1n, "(UInt64), got -1n"],
    ["uint64", 1, "expected a bigint (UInt64), got the number 1"],
    ["uint32", "1", 'expected a number (UInt32), got the string "1"'],
    ["uint32", 1n, "expected a number (UInt32), got the bigint 1n"],
    ["int8", Number.NEGATIVE_INFINITY, "(Int8), got -Infinity"],
    ["int64", 2 ** 53, "expected a bigint (Int64), got the number 9007199254740992"],
    ["float32", 1e300, "to 3.4028234663852886e+38 (Float32), got 1e+300"],
    ["float32", -3.4028236e38, "(Float32), got -3.4028236e+38"],
    ["float64", "NaN", 'expected a number (Float64), got the string "NaN"'],
    ["text", "a\uD800b", "expected Unicode text, got a lone surrogate, U+D800, at index 1"],
    ["text", `${"é".repeat(90)}\uDC00`, "got a lone surrogate, U+DC00, at index 90"],
    ["text", "😀\uD83D", "got a lone surrogate, U+D83D, at index 2"],
    ["float32", null, "expected a number (Float32), got null"],
    ["bool", 1, "expected a boolean, got the number 1"],
    ["text", new Date(0), "expected a string, got a Date"],
    ["data", "bytes", 'expected bytes (Uint8Array), got the string "bytes"'],
    ["data", new ArrayBuffer(1), "expected bytes (Uint8Array), got an ArrayBuffer"],
    ["data", [1, 2], "expected bytes (Uint8Array), got an array"],
    ["enum", "md5", 'expected one of "sha1", "sha256", "blake3" (Algorithm), got "md5"'],
    ["enum", 65536, "expected an integer from 0 to 65535 (UInt16), got 65536"],
    ["enum", true, "expected a name (Algorithm), got the boolean true"],
    ["struct", "now", 'expected an object (Date), got the string "now"'],
    ["struct", [], "expected an object (Date), got an array"],
    ["struct", new Map(), "expected an object (Date), got a Map"],
    ["struct", new Date(0), "expected an object (Date), got a Date"],
    ["struct", /x/, "expected an object (Date), got a RegExp"],
    ["struct", new Uint8Array(0), "expected an object (Date), got a Uint8Array"],
    ["structs", {}, "expected an array, got an object"],
    ["void", 1, "expected undefined (Void), got the number 1"],
    ["any", 5, "expected pointer(Type, value), a string, bytes, or what was read"],
    ["anyStruct", "text", "expected AnyStruct: pointer(Type, value) of a struct"],
    ["sink", {}, "a capability can only be passed in a call"],
  ])("%s: %p", (field, value, problem) => {
    const error = refusal(() => $.encode(Everything, { [field]: value }));
    expect(error.message).toContain(`message.${field}: `);
    expect(error.message).toContain(problem);
  });

  test("the path leads to the element of a list, and from a builder too", () => {
    const inList = refusal(() => $.encode(Everything, { texts: ["", "\uDFFF"] }));
    expect(inList.path).toBe("message.texts[1]");
    expect(inList.code).toBe("OUT_OF_RANGE");
    const built = refusal(() =>
      $.encode(Everything, (everything) => {
        everything.float32 = 1e39;
      }),
    );
    expect(built.path).toBe("message.float32");
    const json = refusal(() => $.encode(Everything, $.fromJson(Everything, { float32: 1e39 })));
    expect(json.path).toBe("message.float32");
  });

  test("an unknown field is named together with the known ones", () => {
    const error = refusal(() => $.encode(Person, { birthday: { yaer: 1815 } as object }));
    expect(error.message).toBe(
      'message.birthday.yaer: Date has no field "yaer"; its fields are year, month, day',
    );
    expect(error.code).toBe("UNKNOWN_FIELD");
  });

  test("of a union only one member can be set, and it must be one that exists", () => {
    const two = refusal(() => $.encode(Shape, { circle: 1, square: 2 } as object));
    expect(two.message).toContain('only one member of a union can be set, not both "circle" and "square"');
    const other = refusal(() => $.encode(Shape, { which: "empty", circle: 2 } as object));
    expect(other.code).toBe("AMBIGUOUS_UNION");
    const none = refusal(() => $.encode(Shape, { which: "triangle" } as object));
    expect(none.message).toBe(
      'message.which: expected one of "circle", "square", "empty", "polygon" (members of the union), got the string "triangle"',
    );
    expect(refusal(() => $.encode(Shape, { which: 77 })).code).toBe("UNKNOWN_NAME");
  });

  test("names that every object has are no fields", () => {
    const error = refusal(() => $.encode(Person, { constructor: "x" } as object));
    expect(error.code).toBe("UNKNOWN_FIELD");
  });

  test("an object that contains itself is refused, not followed for ever", () => {
    const person: { name: string; spouse?: object } = { name: "Narcissus" };
    person.spouse = person;
    expect(refusal(() => $.encode(Person, person)).message).toContain("does the object contain itself?");
  });

  test("a promise that nobody awaited is refused", () => {
    const error = refusal(() => $.encode(Everything, { struct: Promise.resolve({}) as object }));
    expect(error.message).toBe("message.struct: expected an object (Date), got a Promise");
  });

  test("a message of its own cannot hold a capability", () => {
    const error = refusal(() =>
      $.encode(Everything, { sink: { write: () => {}, close: () => {} } as never }),
    );
    expect(error.code).toBe("NO_CAPABILITIES");
  });

  test("an incomplete message is refused", () => {
    const bytes = $.encode(Person, { name: "Ada" });
    expect(() => $.decode(Person, bytes.subarray(0, bytes.byteLength - 8))).toThrow(WireError);
    expect(() => $.decode(Person, new Uint8Array(3))).toThrow("has only 3 bytes");
  });
});
