// passing-on.test.ts: what a call brought can be sent in another, with the capabilities in it, and means the same.
import { describe, expect, test } from "bun:test";
import * as $ from "../schema.ts";
import * as corners from "../testing/corners.capnp.ts";
import * as sample from "../testing/sample.capnp.ts";

const { Member, Newer, Nulls, Older, Passing } = corners;

/** Every struct that the test schemas declare. */
const structs = Object.entries({ ...sample, ...corners })
  .filter(([, type]) => type.kind === "struct")
  .map(([name, type]) => [name, type as $.Struct<object, object>] as const);

function roundTrip<Value, Init>(type: $.Struct<Value, Init>, value: Init): Value {
  return $.decode(type, $.encode(type, value));
}

describe("null capabilities", () => {
  test.each(structs)("of %s stay null when it is passed on", (_name, type) => {
    const bytes = $.encode(type, {});
    const again = $.encode(type, $.decode(type, bytes));
    expect($.toJson(type, $.decode(type, again))).toEqual($.toJson(type, $.decode(type, bytes)));
  });

  test("read as stubs, and stay null", () => {
    const received = roundTrip(Nulls, { growings: [null, null] as never });
    for (const value of [received, roundTrip(Nulls, received)]) {
      expect($.isNull(value.growing)).toBe(true);
      expect($.isNull(value.capability)).toBe(true);
      expect(value.growings.map((each) => $.isNull(each))).toEqual([true, true]);
    }
  });

  test("are left out of JSON; as the member of a union that is set they are null there", () => {
    expect($.toJson(Nulls, roundTrip(Nulls, {}))).toEqual({ number: 0, growings: [] });
    const value = roundTrip(Member, { which: "growing", union: { which: "first" } });
    const json = $.toJson(Member, value);
    expect(json).toEqual({ growing: null, union: { first: null } });
    expect(roundTrip(Member, $.fromJson(Member, json))).toMatchObject({ which: "growing" });
  });

  test("stay null in a call, as params and as results", async () => {
    using passing = Passing.server({ pass: (params) => params, passOlder: (params) => params });
    using results = await passing.pass({ nulls: roundTrip(Nulls, {}), member: { which: "growing" } });
    const { nulls, member } = results;
    expect([nulls?.anyStruct.content, nulls?.anyList.content]).toEqual(["null", "null"]);
    expect(nulls !== undefined && $.isNull(nulls.growing)).toBe(true);
    expect(member?.which === "growing" && $.isNull(member.growing)).toBe(true);
  });
});

test("a member of a union that is newer than the schema is passed on in calls, with the capabilities in it, also from a view", async () => {
  using served = Passing.server({ pass: (params) => params, passOlder: (params) => params });
  // The same calls, by those who know only the older schema.
  using passing = served.as(Passing);
  const vat = OlderVat.server({ relay: async ({ older, list }) => passing.passOlder({ older, list }) });
  using relay = vat.as(NewerVat);
  const member = { which: "passing", passing: served, name: "with a capability" } as const;
  using call = relay.relay({ older: member, list: [member, { which: "large", large: 3n }] });
  using results = await call;
  expect(results.older?.which).toBe("passing");
  if (results.older?.which !== "passing") throw new Error("it is not");
  using again = await results.older.passing.pass({ nulls: { number: 9 } });
  expect(again.nulls?.number).toBe(9);
  expect(results.list).toMatchObject([{ which: "passing" }, { which: "large", large: 3n }]);
  vat[Symbol.dispose]();

  using reading = OlderVat.server({
    relay: async (params) => {
      using view = await passing.passOlder(params).reader();
      return roundTripInCall(passing, view);
    },
  });
  using viewed = await reading.as(NewerVat).relay({ older: member, list: [member] });
  expect(viewed.older).toMatchObject({ which: "passing", name: "with a capability" });
  expect(viewed.list).toMatchObject([{ which: "passing" }]);
});

function roundTripInCall(passing: corners.Passing, view: corners.Passing_passOlder_Results) {
  return passing.passOlder({ older: view.older, list: view.list });
}

interface Relayed<S> {
  readonly older?: S | undefined;
  readonly list?: readonly S[] | undefined;
}
interface Relay<Value, Init> extends $.Client {
  relay(params: Relayed<Init>): $.Call<Relayed<Value>>;
}
interface RelayServer<Value, Init> {
  relay(params: Relayed<Value>): Promise<Relayed<Init>>;
}

/** The same interface, by the older and by the newer schema. */
function vatOf<Value, Init>(struct: $.Type): $.Interface<Relay<Value, Init>, RelayServer<Value, Init>> {
  const Params: $.Struct = $.structType({
    id: 2n,
    name: "test:Vat.relay$Params",
    dataWords: 0,
    pointers: 2,
    fields: () => [
      ["older", struct, 0],
      ["list", $.List(struct), 1],
    ],
  });
  return $.interfaceType({ id: 3n, name: "test:Vat", methods: () => [["relay", Params, Params]] });
}
const OlderVat = vatOf<corners.Older, corners.Older.Init>(Older);
const NewerVat = vatOf<corners.Newer, corners.Newer.Init>(Newer);
