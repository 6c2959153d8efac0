import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { refusal, roundTrip } from "../testing/round-trip.ts";
import { Everything, Person, Shape } from "../testing/sample.capnp.ts";

describe("builders", () => {
  test("every kind of field can be set in the message itself", () => {
    const received = roundTrip(Everything, (builder) => {
      builder.bool = false;
      builder.int8 = 1;
      builder.uint64 = 5n;
      builder.text = "built";
      builder.initData(3).set([1, 2, 3]);
      builder.enum = "sha1";
      const date = builder.initStruct();
      date.year = 2000;
      const flags = builder.initBools(3);
      flags.set(1, true);
      const numbers = builder.initInt32s(2);
      numbers.set(0, -5);
      const dates = builder.initStructs(3);
      dates.at(2).day = 9;
      for (const each of dates) each.month = 4;
      const texts = builder.initTexts(2);
      texts.set(1, "second");
      builder.datas = [new Uint8Array([1])];
      builder.initBox().value = { name: "Ada" };
      builder.any = "any";
    });
    expect(received).toMatchObject({
      bool: false,
      int8: 1,
      uint64: 5n,
      text: "built",
      data: new Uint8Array([1, 2, 3]),
      enum: "sha1",
      struct: { year: 2000, month: 0, day: 0 },
      bools: [false, true, false],
      int32s: [-5, 0],
      structs: [
        { year: 0, month: 4, day: 0 },
        { year: 0, month: 4, day: 0 },
        { year: 0, month: 4, day: 9 },
      ],
      texts: ["", "second"],
      datas: [new Uint8Array([1])],
      box: { value: { name: "Ada" } },
    });
    expect(received.any.as($.Text)).toBe("any");
  });

  test("setting a member of a union, or building a group of it, chooses the member", () => {
    const shape = roundTrip(Shape, (builder) => {
      builder.initPolygon(1).at(0).x = 3;
    });
    expect(shape).toEqual({ area: 0, which: "polygon", polygon: [{ x: 3, y: 0 }] });
    expect(
      roundTrip(Shape, (builder) => {
        builder.empty = undefined;
      }).which,
    ).toBe("empty");
    const person = roundTrip(Person, (builder) => {
      builder.initEmployment().initSelfEmployed().trade = "potter";
      builder.initHome().longitude = 7;
    });
    expect(person.employment).toEqual({
      which: "selfEmployed",
      selfEmployed: { trade: "potter", since: 1999 },
    });
    expect(person.home).toEqual({ latitude: 0, longitude: 7 });
  });

  test("errors name the path from the builder's place on", () => {
    const wrong = refusal(() =>
      $.encode(Person, (builder) => {
        builder.id = -1;
      }),
    );
    expect(wrong.path).toBe("message.id");
  });

  test("an index outside of a list is a ValueError, and writes nothing elsewhere", () => {
    expect(() =>
      $.encode(Everything, (builder) => {
        builder.initInt32s(2).set(2, 1);
      }),
    ).toThrow("a list of 2 elements has no element 2");
    expect(() =>
      $.encode(Everything, (builder) => {
        builder.initStructs(1).at(-1).year = 1;
      }),
    ).toThrow(expect.objectContaining({ code: "OUT_OF_RANGE" }));
  });

  test("a function that builds must do so at once", () => {
    const build = (async () => {}) as () => void;
    expect(refusal(() => $.encode(Person, build)).message).toContain("got one that returned a promise");
  });

  test("what a building function throws passes through", () => {
    const mine = new Error("mine");
    expect(() =>
      $.encode(Person, () => {
        throw mine;
      }),
    ).toThrow(mine);
  });
});
