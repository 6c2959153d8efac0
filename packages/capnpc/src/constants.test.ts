// constants.test.ts: what generated constants and defaults are, once they are imported.
import { describe, expect, test } from "bun:test";
import { decode, encode, List, pointer, Text } from "@teleop/rpc-capnp/schema";
import * as constants from "../testdata/constructs.capnp.ts";
import { Point } from "../testdata/shapes/notes.capnp.ts";
import * as values from "../testdata/values.capnp.ts";

describe("a constant", () => {
  const values: readonly [string, unknown][] = [
    ["nothing", undefined],
    ["yes", true],
    ["tiny", -128],
    ["medium", -2147483648],
    ["large", -(2n ** 63n)],
    ["count", 4294967295],
    ["huge", 2n ** 64n - 1n],
    ["tenth", Math.fround(0.1)],
    ["precise", -1.25e300],
    ["endless", Number.POSITIVE_INFINITY],
    ["notANumber", Number.NaN],
    ["minusZero", -0],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a text that must not become a template
    ["greeting", 'Ahoj, "světe" ✓\n\\ */ ${x} `'],
    ["bytes", new Uint8Array([0x00, 0xff, 0x80, 0x7f])],
    ["color", "green"],
    ["origin", { x: 1.5, y: -2.5, label: "origin" }],
    ["words", ["one", "", "two"]],
    ["palette", ["blue", "red"]],
    ["rows", [[1, 2], [], [-3]]],
    ["chained", constants.greeting],
    ["await_", 1],
    ["undefined_", 3],
    ["Everything_Nested_limit", 99],
  ];
  const generated: Readonly<Record<string, unknown>> = { ...constants };
  for (const [name, value] of values) {
    test(`${name} has the value in the schema`, () => expect(generated[name]).toEqual(value));
  }

  test("of a struct has all fields, those that it does not mention with their defaults", () => {
    const { sample } = constants;
    expect(sample.boolField).toBe(true);
    expect(sample.int64Field).toBe(-9007199254740993n);
    expect(sample.structField).toEqual({ x: 3, y: 0, label: "" });
    expect(sample.place.inner.zip).toBe(12345);
    expect(sample.which === "word" && sample.word).toBe("chosen");
    expect(sample.choice).toEqual({ which: "first" });
    expect(sample.anyField.content).toBe("null");
    expect(sample.self).toBeUndefined();
  });

  test("of a struct can be written as it is", () => {
    const { origin, table } = constants;
    const anyField = pointer(constants.Map.of(Text, Point), table);
    const read = decode(
      constants.Everything,
      encode(constants.Everything, { structField: origin, anyField }),
    );
    expect(read.structField).toEqual(origin);
    expect(read.anyField.as(constants.Map.of(Text, Point))).toEqual(table);
  });

  test("with a capability in it has a null one, whose calls fail", async () => {
    const { interfaceField } = constants.sample;
    await expect(interfaceField.increment({ by: 1 }).then()).rejects.toThrow("null capability");
  });

  test("of an open type reads as what it was set to", () => {
    expect(constants.anything.content).toBe("struct");
    expect(constants.anything.as(constants.Everything)?.textField).toBe("inside");
  });

  test("of a generic has its parameters' types", () => {
    expect(constants.table.entries).toEqual([{ key: "a", value: { x: 1, y: 0, label: "" } }]);
    expect(constants.bound.texts?.which === "single" && constants.bound.texts.single?.y).toBe(1);
  });
});

describe("a field that nobody wrote", () => {
  const read = decode(constants.Defaults, encode(constants.Defaults, {}));

  test("reads as the schema's default", () => {
    const { fromConstant, ...rest } = read;
    expect(rest).toEqual({
      flag: true,
      int8: -1,
      int16: -2,
      int32: -3,
      int64: -4n,
      uint8: 250,
      uint16: 60000,
      uint32: 4000000000,
      uint64: 18000000000000000000n,
      float32: Math.fround(0.1),
      float64: -1e-300,
      infinite: Number.POSITIVE_INFINITY,
      none: Number.NaN,
      text: "default",
      data: new Uint8Array([0xde, 0xad]),
      color: "blue",
      point: { x: 1, y: 0, label: "here" },
      numbers: [1, 2, 3],
      flags: [true, false],
      texts: ["a", "b"],
      points: [
        { x: 1, y: 0, label: "" },
        { x: 0, y: 2, label: "" },
      ],
      nested: [[1], []],
      emptyText: "",
      emptyList: [],
      emptyStruct: { x: 0, y: 0, label: "" },
    });
    expect(fromConstant.textField).toBe("inside");
    expect(fromConstant.which === "word" && fromConstant.word).toBe("chosen");
  });

  test("keeps what was written to it, the default of its type too", () => {
    const written = { flag: false, int64: 0n, float64: 0, text: "", numbers: [] };
    expect(decode(constants.Defaults, encode(constants.Defaults, written))).toMatchObject(written);
  });
});

describe("pointers that lead to more pointers, or to nothing", () => {
  const sheets = [
    {
      flag: true,
      word: {
        text: "x",
        more: [
          { text: "y", more: [] },
          { text: "", more: [] },
        ],
      },
    },
    { flag: false, word: undefined },
  ];
  const rows = [[{ flag: false, word: { text: "z", more: [] } }], []];
  const choices = [
    { which: "words", words: ["preset"] },
    { which: "words", words: [] },
    { which: "word", word: { text: "", more: [] } },
    { which: "text", text: "" },
  ];

  test("are in a constant what the schema says", () => {
    expect<unknown>(values.sheets).toEqual(sheets);
    expect<unknown>(values.rows).toEqual(rows);
    expect<unknown>(values.choices).toEqual(choices);
  });

  test("are in a default what the schema says", () => {
    expect<unknown>(decode(values.Defaults, encode(values.Defaults, {}))).toEqual({
      sheets,
      rows,
      empty: {},
      empties: [{}, {}],
      choice: { which: "words", words: ["preset"] },
      choices,
    });
  });

  test("to a struct without fields are not null", () => {
    expect(values.empty).toEqual({});
    expect(values.empties).toEqual([{}, {}]);
    expect(values.anyEmpty.content).toBe("struct");
    expect(values.anyEmpty.as(values.Empty)).toEqual({});
  });

  test("of a member of a union that nobody wrote are its default", () => {
    expect<unknown>(values.unset).toEqual(choices[0]);
  });

  test("of an open type read as what they were set to", () => {
    expect<unknown>(values.anySheets.as(List(values.Sheet))).toEqual(sheets);
  });
});
