// draft.test.ts: what is entered in a form becomes the params of a call, or is told to be wrong where it is.
import { describe, expect, test } from "bun:test";
import { type RuntimeType, StructType } from "@teleop/capnp/capability";
import { NamedParam } from "@teleop/reflection/client";
import { decode, encode, methodNamed, type Struct, toJson } from "@teleop/rpc-capnp/schema";
import { Form } from "../../../testing/form.capnp.ts";
import {
  type Draft,
  draftOfValue,
  emptyStruct,
  firstDraft,
  firstFieldDraft,
  type ListDraft,
  type StructDraft,
  withChangedItem,
  withField,
  withItem,
  withItemBefore,
  withMember,
  withoutItem,
} from "./draft.ts";
import { draftOfJson, jsonOfParams } from "./json-params.ts";
import { paramsOfDraft } from "./params-of-draft.ts";

const fill = methodNamed(Form, "fill");
const every = structAt(fill.params, "every");

function structAt(type: StructType, name: string): StructType {
  const found = typeAt(type, name);
  if (found instanceof StructType) return found;
  throw new Error(`${name} is no struct`);
}

function typeAt(type: StructType, name: string): RuntimeType {
  const field = type.fields.find((each) => each.name === name);
  if (field === undefined) throw new Error(`${type.title} has no ${name}`);
  return field.type;
}

const text = (entered: string): Draft => ({ kind: "text", text: entered });

function entered(fields: { [name: string]: Draft }, which?: string): StructDraft {
  return { kind: "struct", fields, which };
}

/** The params that are made of one field of the struct of everything. */
function made(name: string, draft: Draft) {
  const { params, problems } = paramsOfDraft(every, entered({ [name]: draft }));
  return problems.size > 0 ? Object.fromEntries(problems) : params;
}

describe("what is entered", () => {
  test.each<[string, Draft, object]>([
    ["int8", text("-128"), { int8: -128 }],
    ["int8", text(" 7 "), { int8: 7 }],
    ["int8", text("128"), { int8: "expected an integer from -128 to 127 (Int8), got 128" }],
    ["int8", text(""), { int8: 'expected an integer (Int8), got ""' }],
    ["uint64", text("18446744073709551615"), { uint64: 18446744073709551615n }],
    ["uint64", text("0xff"), { uint64: 255n }],
    ["uint64", text("1.5"), { uint64: 'expected an integer (UInt64), got "1.5"' }],
    ["int64", text("-9223372036854775808"), { int64: -9223372036854775808n }],
    [
      "float32",
      text("1e39"),
      {
        float32:
          "expected a number from -3.4028234663852886e+38 to 3.4028234663852886e+38 (Float32), got 1e+39",
      },
    ],
    ["float64", text("NaN"), { float64: Number.NaN }],
    ["bool", text("true"), { bool: true }],
    ["text", text(" as it is "), { text: " as it is " }],
    ["color", text("blue"), { color: "blue" }],
    ["color", text("7"), { color: 7 }],
    ["color", text("pink"), { color: 'expected one of red, green, blue (Color), got "pink"' }],
    ["data", { kind: "bytes", as: "text", text: "é" }, { data: new Uint8Array([0xc3, 0xa9]) }],
    ["data", { kind: "bytes", as: "hex", text: "0x00 ff" }, { data: new Uint8Array([0, 255]) }],
    [
      "data",
      { kind: "bytes", as: "hex", text: "0" },
      { data: "expected hex: it is not an even number of hexadecimal digits" },
    ],
    ["data", { kind: "bytes", as: "base64", text: "AP8=\n" }, { data: new Uint8Array([0, 255]) }],
    ["data", { kind: "bytes", as: "base64", text: "%" }, { data: "expected base64: it is not base64" }],
    ["any", text("a text"), { any: "a text" }],
    ["any", { kind: "named", name: "$3" }, { any: new NamedParam("$3") }],
    ["listener", { kind: "named", name: "null" }, { listener: null }],
    ["listener", { kind: "named", name: "callback" }, { listener: new NamedParam("callback") }],
    ["nothing", text(""), {}],
    ["next", emptyStruct, { next: {} }],
  ])("for %s: %j", (name, draft, expected) => {
    expect(made(name, draft)).toEqual(expected);
  });

  test("a file is its bytes, and its name is known for whoever copies the call", () => {
    const bytes = new Uint8Array([1, 2]);
    const { params, files } = paramsOfDraft(every, entered({ data: { kind: "file", name: "a.bin", bytes } }));
    expect(params).toEqual({ data: bytes });
    expect(files.get(bytes)).toBe("a.bin");
  });

  test("that no file is chosen is told, instead of sending none of its bytes", () => {
    const none: Draft = { kind: "file", name: "", bytes: new Uint8Array() };
    const { params, problems } = paramsOfDraft(every, entered({ data: none }));
    expect([...problems]).toEqual([["data", "no file is chosen"]]);
    expect(params).toEqual({});
  });

  test("what is wrong is told where it is, all of it", () => {
    const numbers: Draft = withItem(withItem({ kind: "list", items: [] }, text("1")), text("x"));
    const { problems } = paramsOfDraft(
      fill.params,
      entered({ every: entered({ numbers, next: entered({ int8: text("y") }) }) }),
    );
    expect([...problems]).toEqual([
      ["every.numbers[1]", 'expected an integer (Int32), got "x"'],
      ["every.next.int8", 'expected an integer (Int8), got "y"'],
    ]);
  });
});

describe("a union", () => {
  const choice = structAt(every, "choice");

  test("the member that is chosen begins with its default, and what was entered for others waits", () => {
    const level = withMember(choice, emptyStruct, "level");
    expect(level).toEqual(entered({ level: text("5") }, "level"));
    const changed = withField(level, "level", text("6"));
    const other = withMember(choice, changed, "point");
    expect(paramsOfDraft(choice, other).params).toEqual({ which: "point", point: { x: 3, y: 4 } });
    const back = withMember(choice, other, "level");
    expect(paramsOfDraft(choice, back).params).toEqual({ which: "level", level: 6 });
  });

  test("a Void, and a group with a union of its own, can be chosen", () => {
    expect(paramsOfDraft(choice, withMember(choice, emptyStruct, "off")).params).toEqual({ which: "off" });
    const inner = withMember(choice, emptyStruct, "inner");
    expect(paramsOfDraft(choice, inner).params).toMatchObject({ which: "inner", inner: { which: "left" } });
  });

  test("without a choice, it is left to the schema", () => {
    const chosen = withMember(choice, emptyStruct, "level");
    expect(paramsOfDraft(choice, withMember(choice, chosen, undefined)).params).toEqual({});
  });
});

describe("a list", () => {
  const items = (list: ListDraft) => list.items.map(({ draft }) => draft);

  test("its items are added, changed, moved and removed, and keep their keys", () => {
    const one = withItem(withItem({ kind: "list", items: [] }, text("a")), text("b"));
    const changed = withChangedItem(one, 1, text("c"));
    expect(items(changed)).toEqual([text("a"), text("c")]);
    const moved = withItemBefore(changed, 1);
    expect(moved.items.map(({ key }) => key)).toEqual([1, 0]);
    expect(withItemBefore(moved, 1)).toEqual(moved);
    const removed = withoutItem(moved, 0);
    expect(items(removed)).toEqual([text("c")]);
    expect(withItem(removed, text("d")).items.map(({ key }) => key)).toEqual([1, 2]);
  });
});

test("a field begins with its default, also one that is a list or a struct; other values with nothing", () => {
  const first = (name: string) => {
    const field = every.fields.find((each) => each.name === name);
    if (field === undefined) throw new Error(`there is no ${name}`);
    return firstFieldDraft(every, field);
  };
  expect(first("text")).toEqual(text("hello"));
  expect(first("int8")).toEqual(text("0"));
  expect(first("color")).toEqual(text("green"));
  expect(first("points")).toMatchObject({
    kind: "list",
    items: [{ draft: { fields: { x: text("1"), y: text("2") } } }],
  });
  expect(first("next")).toEqual(emptyStruct);
  expect(first("listener")).toEqual({ kind: "named", name: "null" });
  expect(firstDraft(typeAt(every, "bool"))).toEqual(text("false"));
  expect(firstDraft(typeAt(every, "numbers"))).toEqual({ kind: "list", items: [] });
});

test("a value that was read becomes a draft that means the same", () => {
  const values = {
    int8: -1,
    uint64: 2n ** 64n - 1n,
    float64: -0,
    bool: true,
    text: "a",
    data: new Uint8Array([0, 1]),
    color: "red",
    numbers: [1, 2],
    points: [],
    next: { int8: 1, next: {} },
    choice: { which: "inner", inner: { which: "right", right: "r" } },
  };
  const type = every.typed<Struct>();
  const read = decode(type, encode(type, values)) as object;
  const { params, problems } = paramsOfDraft(every, draftOfValue(every, read) as StructDraft);
  expect(problems.size).toBe(0);
  expect(toJson(type, decode(type, encode(type, params)))).toEqual(toJson(type, read));
});

describe("as JSON", () => {
  test("what is left out stays so, and capabilities are their names", () => {
    const params = {
      every: {
        uint64: 5n,
        data: new Uint8Array([1]),
        choice: { which: "level", level: 1 },
        any: new NamedParam("$1"),
      },
      listener: null,
    };
    const json = jsonOfParams(fill, params);
    expect(JSON.parse(json)).toEqual({
      every: { uint64: "5", data: [1], choice: { level: 1 }, any: "$1", nothing: null },
      listener: null,
    });
    expect(paramsOfDraft(fill.params, draftOfJson(fill, json)).params).toEqual(params);
  });

  test("what does not fit is named", () => {
    expect(() => draftOfJson(fill, '{"every": {"int8": "x"}}')).not.toThrow();
    expect(() => draftOfJson(fill, '{"evry": {}}')).toThrow('has no field "evry"');
    expect(() => draftOfJson(fill, "{")).toThrow("it is not JSON");
  });
});
