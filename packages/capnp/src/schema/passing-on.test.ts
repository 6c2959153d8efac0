// passing-on.test.ts: what was received can be sent again, whatever it is, and means the same.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import * as corners from "../testing/corners.capnp.ts";
import { roundTrip } from "../testing/round-trip.ts";
import * as sample from "../testing/sample.capnp.ts";

const { Newer, Nulls, Older, Person } = corners;

/** Every struct that the test schemas declare. */
const structs = Object.entries({ ...sample, ...corners })
  .filter(([, type]) => type.kind === "struct")
  .map(([name, type]) => [name, type as $.Struct<object, object>] as const);

describe("what was received can be passed on", () => {
  test.each(structs)("%s, of which nothing was set", (_name, type) => {
    const bytes = $.encode(type, {});
    const again = $.encode(type, $.decode(type, bytes));
    expect($.toJson(type, $.decode(type, again))).toEqual($.toJson(type, $.decode(type, bytes)));
  });

  test("null pointers of every kind stay null", () => {
    const received = roundTrip(Nulls, { growings: [null, null] as never, number: 5 });
    const again = roundTrip(Nulls, received);
    for (const value of [received, again]) {
      expect(value.number).toBe(5);
      expect(value.growing).toBeUndefined();
      expect(value.capability).toBeUndefined();
      expect(value.growings).toEqual([undefined, undefined]);
      expect(value.anyStruct.content).toBe("null");
      expect(value.anyList.content).toBe("null");
      expect(value.any.content).toBe("null");
      expect(value.person).toBeUndefined();
    }
  });

  test("what was read of a null AnyPointer stays null, whatever it was read as", () => {
    const { any } = roundTrip(Nulls, {});
    const person = any.as(Person);
    expect(person).toBeUndefined();
    expect(roundTrip(Nulls, { any: $.pointer(Person, person) }).any.content).toBe("null");
    expect(roundTrip(Nulls, { anyStruct: $.pointer(Person, person) }).anyStruct.content).toBe("null");
    expect(roundTrip(Nulls, { any, anyStruct: any, anyList: any }).anyList.content).toBe("null");
  });

  test("an AnyStruct is still no AnyList", () => {
    const { anyStruct } = roundTrip(Nulls, { anyStruct: $.pointer(Person, { age: 1 }) });
    expect(() => $.encode(Nulls, { anyList: anyStruct })).toThrow("message.anyList: expected AnyList");
    expect(roundTrip(Nulls, { anyStruct }).anyStruct.as(Person)).toEqual({ age: 1, friend: undefined });
  });
});

describe("a member of a union that is newer than the schema", () => {
  /** As somebody receives it who has the older schema. */
  const older = (value: corners.Newer.Init) => $.decode(Older, $.encode(Newer, value));
  /** As somebody reads it again who has the newer one. */
  const newer = (value: corners.Older.Init) => $.decode(Newer, $.encode(Older, value));
  const sent = {
    name: "name",
    which: "person",
    person: { age: 7, friend: { age: 8 } },
    group: { which: "people", people: [{ age: 1 }, { age: 2 }] },
    another: "another",
    evenMore: 5n,
  } as const;

  test("is read as its number, and what it holds is passed on", () => {
    const received = older(sent);
    expect(received).toEqual({ name: "name", which: 3, group: { which: 2 } });
    expect(newer(received)).toMatchObject(sent);
    expect(newer(older(newer(received)))).toMatchObject(sent);
    expect(newer(older({ which: "large", large: 2n ** 60n }))).toMatchObject({ large: 2n ** 60n });
    expect(newer(older({ which: "void" })).which).toBe("void");
  });

  test("of a group is passed on with the struct that it is in", () => {
    const received = older({ which: "number", number: 4, group: { which: "number", number: 1.5 } });
    expect(received).toMatchObject({ which: "number", number: 4, group: { which: 3 } });
    expect(newer(received)).toMatchObject({ number: 4, group: { which: "number", number: 1.5 } });
  });

  test("is passed on in lists, beside structs of our own", () => {
    const Lists: $.Struct<
      { readonly list: readonly corners.Older[] },
      { list: readonly corners.Older.Init[] }
    > = listOf(Older);
    const NewLists: $.Struct<{ readonly list: readonly corners.Newer[] }> = listOf(Newer);
    const own = { name: "own", which: "none", group: { which: "text", text: "text" } } as const;
    const bytes = $.encode(Lists, {
      list: [own, older(sent), {}, older({ which: "large", large: 1n })] as const,
    });
    expect($.decode(NewLists, bytes).list).toMatchObject([own, sent, { which: "none" }, { large: 1n }]);
    expect($.decode(Lists, bytes).list[0]).toEqual(own);
    const built = () =>
      $.encode(Lists, (lists) => (lists as ListsBuilder).initList(1).set(0, older(sent)) as never);
    expect(built).toThrow('message[0].group.which: expected one of "none", "text"');
  });

  test("cannot be passed on in another object, or in one that was changed", () => {
    const received = older(sent);
    const refused = expect.objectContaining({ name: "ValueError", code: "UNKNOWN_NAME" });
    expect(() => $.encode(Older, { ...received })).toThrow(refused);
    expect(() => $.encode(Older, { ...received, group: { which: "none" } })).toThrow(
      "message.which: expected one of",
    );
    expect(() => $.encode(Older, { which: "none", group: received.group })).toThrow("message.group.which");
    for (const change of [{ name: "changed" }, { more: 1 }, { group: { which: 9 } }]) {
      expect(() => $.encode(Older, Object.assign(older(sent), change))).toThrow(refused);
    }
    const inGroup = older(sent);
    Object.assign(inGroup.group, { which: "none" });
    expect(() => $.encode(Older, inGroup)).toThrow(
      "message: a member of a union that this schema does not have can only be passed on in the object that was received",
    );
  });

  test("cannot be passed on after something in it was changed in place", () => {
    interface Parts {
      data: Uint8Array;
      lists: { push(value: number): void; 0: number }[];
      parts: { data: Uint8Array }[];
    }
    /** A union of one member and fields beside it; the newer schema has another member. */
    const partsOf = (isNewer: boolean): $.Struct<Parts, object> => {
      const Type: $.Struct<Parts, object> = $.structType({
        id: 7n,
        name: "test:Parts",
        dataWords: 1,
        pointers: 3,
        union: 0,
        fields: () => [
          ["none", $.Void, 0, { tag: 0 }],
          ["data", $.Data, 0],
          ["lists", $.List($.List($.UInt8)), 1],
          ["parts", $.List(Type), 2],
          ...(isNewer ? ([["newer", $.Void, 0, { tag: 1 }]] as const) : []),
        ],
      });
      return Type;
    };
    const Known = partsOf(false);
    const Sent = partsOf(true);
    const newest = { which: "newer", data: new Uint8Array([1, 2]), lists: [[1], [2]] };
    const bytes = $.encode(Sent, { ...newest, parts: [newest, { data: new Uint8Array([3]) }] });
    const received = () => $.decode(Known, bytes);
    expect($.decode(Sent, $.encode(Known, received()))).toEqual($.decode(Sent, bytes));

    const changes: readonly ((parts: Parts) => unknown)[] = [
      (parts) => parts.data.fill(9),
      (parts) => parts.lists.pop(),
      (parts) => parts.lists[1]?.push(9),
      (parts) => parts.parts[0]?.data.fill(9),
      (parts) => parts.parts[1]?.data.fill(9),
      (parts) => parts.parts.reverse(),
      (parts) => Object.assign(parts.parts, [{ ...parts.parts[0] }]),
    ];
    for (const change of changes) {
      const parts = received();
      change(parts);
      expect(() => $.encode(Known, parts)).toThrow("in the object that was received, unchanged");
    }

    const large = $.decode(Known, $.encode(Sent, { which: "newer", data: new Uint8Array(5000) }));
    large.data[0] = 7;
    expect($.decode(Sent, $.encode(Known, large)).data[0]).toBe(7);
  });

  test("that the schema has can be named by its number", () => {
    expect(roundTrip(Older, { which: 1 })).toMatchObject({ which: "number", number: 0 });
    expect(() => $.encode(Older, { which: 3 })).toThrow('expected one of "none", "number"');
    for (const which of [-1, 0.5, Number.NaN, 65536]) {
      expect(() => $.encode(Older, { which })).toThrow("message.which");
    }
  });
});

/** A struct with a list of them. */
function listOf<Value, Init>(element: $.Type): $.Struct<Value, Init> {
  return $.structType({
    id: 1n,
    name: "test:Lists",
    dataWords: 0,
    pointers: 1,
    fields: () => [["list", $.List(element), 0]],
  });
}

interface ListsBuilder {
  initList(length: number): { set(index: number, value: corners.Older.Init): void };
}
