// passing-on.test.ts: what was received can be sent again, whatever it is, and means the same.
import { describe, expect, test } from "bun:test";
import * as $ from "../schema.ts";
import * as corners from "../testing/corners.capnp.ts";
import { roundTrip } from "../testing/round-trip.ts";
import * as sample from "../testing/sample.capnp.ts";

const { Nulls, Passing, Person } = corners;

/** Every struct that the sample schema declares, and some. */
const structs = Object.entries({ ...sample, Nulls, Person })
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
      expect($.isNull(value.growing)).toBe(true);
      expect($.isNull(value.capability)).toBe(true);
      expect(value.growings.map((each) => $.isNull(each))).toEqual([true, true]);
      expect(value.anyStruct.content).toBe("null");
      expect(value.anyList.content).toBe("null");
      expect(value.any.content).toBe("null");
      expect(value.person).toBeUndefined();
    }
  });

  test("so do they in a call, as params and as results", async () => {
    using passing = Passing.server({ pass: (params) => params, passOlder: (params) => params });
    using results = await passing.pass({ nulls: roundTrip(Nulls, {}), member: { which: "growing" } });
    const { nulls, member } = results;
    expect([nulls?.anyStruct.content, nulls?.anyList.content]).toEqual(["null", "null"]);
    expect(nulls !== undefined && $.isNull(nulls.growing)).toBe(true);
    expect(member?.which === "growing" && $.isNull(member.growing)).toBe(true);
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
