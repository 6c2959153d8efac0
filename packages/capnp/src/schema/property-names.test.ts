// property-names.test.ts: fields and enumerants whose names every JavaScript object has a use for.
import { describe, expect, test } from "bun:test";
import * as $ from "../index.ts";
import { Enumerants, Named, Namesake, Renamed } from "../testing/corners.capnp.ts";
import { refusal, roundTrip } from "../testing/round-trip.ts";

/** What comes out of JSON → message → JSON, by way of its text. */
function through(type: $.Struct<object, object>, json: unknown): $.Json {
  const back = roundTrip(type, $.fromJson(type, json) as object);
  return JSON.parse(JSON.stringify($.toJson(type, back as object)));
}

describe("names that every object has", () => {
  const rest = { isPrototypeOf: "", propertyIsEnumerable: "constructor" } as const;

  test.each(["valueOf", "toString", "constructor"] as const)("a Void member %s is null in JSON", (which) => {
    const value = roundTrip<Named, object, object>(Named, { which });
    expect(value.which).toBe(which);
    expect($.toJson(Named, value)).toEqual({ ...rest, [which]: null });
    expect(through(Named, { [which]: null })).toEqual({ ...rest, [which]: null });
  });

  test("a field and an enumerant of such a name have their values", () => {
    const value = roundTrip(Named, {
      which: "hasOwnProperty",
      hasOwnProperty: { age: 5 },
      isPrototypeOf: "text",
      propertyIsEnumerable: "toString",
    });
    expect(value).toEqual({
      which: "hasOwnProperty",
      hasOwnProperty: { age: 5, friend: undefined },
      isPrototypeOf: "text",
      propertyIsEnumerable: "toString",
    });
    expect($.toJson(Named, value)).toMatchObject({
      hasOwnProperty: { age: 5 },
      propertyIsEnumerable: "toString",
    });
    const built = roundTrip(Named, (named) => {
      named.constructor = undefined;
      named.isPrototypeOf = "built";
    });
    expect(built).toMatchObject({ which: "constructor", isPrototypeOf: "built" });
  });

  test("what a plain object inherits is not taken for a value", () => {
    expect(roundTrip<Named, object, object>(Named, { which: "text" })).toMatchObject({
      which: "text",
      text: "",
      ...rest,
    });
    expect($.toJson(Named, { which: "hasOwnProperty" } as never)).toEqual({ hasOwnProperty: null });
    expect(refusal(() => $.encode(Named, { which: "isPrototypeOf" } as never)).code).toBe("UNKNOWN_NAME");
    expect(refusal(() => $.encode(Named, JSON.parse('{"__proto__": {}}'))).code).toBe("UNKNOWN_FIELD");
    expect(refusal(() => $.fromJson(Named, JSON.parse('{"__proto__": {"text": "x"}}')) as never).code).toBe(
      "UNKNOWN_FIELD",
    );
    const { types } = $.describe(Namesake);
    expect(Object.keys(types)).toEqual([]);
    expect($.describeStruct(Named).fields.map(({ name }) => name)).toContain("constructor");
  });

  test("__proto__ as a name in JSON is a property, and sets no prototype", () => {
    const text =
      '{"__proto__":"p","number":1,"union":{"__proto__":"u"},"tagged":{"__proto__":"text","constructor":"c"}}';
    const value = $.fromJson(Renamed, JSON.parse(text));
    const json = $.toJson(Renamed, roundTrip(Renamed, value));
    expect(JSON.parse(JSON.stringify(json))).toEqual(JSON.parse(text));
    expect(JSON.stringify(json)).toContain('"__proto__":"u"');
    expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test("a schema that was made by hand may even call a field __proto__", () => {
    const Strange: $.Struct<object, object> = $.structType({
      id: 1n,
      name: "test:Strange",
      dataWords: 0,
      pointers: 2,
      fields: () => [
        ["__proto__", $.List($.Text), 0],
        ["then", $.Text, 1],
      ],
    });
    const value = $.decode(Strange, $.encode(Strange, JSON.parse('{"__proto__":["x"],"then":"y"}')));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":["x"],"then":"y"}');
    expect(JSON.stringify($.toJson(Strange, value))).toBe('{"__proto__":["x"],"then":"y"}');
    const built = $.encode(Strange, (strange): void => strange as never);
    expect($.decode(Strange, built)).toHaveProperty("then", "");
  });

  test("all of it works where the prototypes of the platform are frozen", async () => {
    const script = `
      for (const name of ["Object", "Array", "Function"]) Object.freeze(globalThis[name].prototype);
      const $ = await import(${JSON.stringify(require.resolve("../index.ts"))});
      const { Named } = await import(${JSON.stringify(require.resolve("../testing/corners.capnp.ts"))});
      const value = { which: "hasOwnProperty", hasOwnProperty: { age: 5 }, isPrototypeOf: "x" };
      const json = $.toJson(Named, $.decode(Named, $.encode(Named, value)));
      console.log(JSON.stringify($.toJson(Named, $.decode(Named, $.encode(Named, $.fromJson(Named, json))))));`;
    const child = Bun.spawn([process.execPath, "-e", script], { stdout: "pipe", stderr: "pipe" });
    const [out, errors] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
    expect(errors).toBe("");
    expect(JSON.parse(out)).toMatchObject({ isPrototypeOf: "x", hasOwnProperty: { age: 5 } });
  });

  test("enumerants of such names are described and converted", () => {
    expect(Enumerants.values).toEqual(["constructor", "toString"]);
    for (const name of Enumerants.values) {
      expect(through(Named, { propertyIsEnumerable: name })).toMatchObject({ propertyIsEnumerable: name });
    }
    const inherited = { isPrototypeOf: "", propertyIsEnumerable: "valueOf" as never };
    expect(refusal(() => $.encode(Named, inherited)).code).toBe("UNKNOWN_NAME");
  });
});
