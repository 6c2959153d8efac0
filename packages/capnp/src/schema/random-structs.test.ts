// random-structs.test.ts: random structs and values: what comes back is what went out, however it travelled.
import { expect, test } from "bun:test";
import { Random } from "@teleop/random-runs";
import * as $ from "../index.ts";
import { type RandomStruct, randomStruct } from "../testing/random-struct.ts";
import { roundTrip } from "../testing/round-trip.ts";

const seeds = Number(process.env.RANDOM_STRUCTS ?? 40);

test(`${seeds} random schemas: values, JSON, and the schema before it grew`, () => {
  for (let seed = 0; seed < seeds; seed++) {
    const random = new Random(seed);
    const structs: RandomStruct[] = [];
    for (let i = 0; i < 4; i++) structs.push(randomStruct(random, structs));
    for (const { type, older, value } of structs) {
      for (let i = 0; i < 4; i++) check(`seed ${seed}`, type, older, value(3));
    }
  }
});

function check(
  seed: string,
  type: $.Struct<object, object>,
  older: $.Struct<object, object>,
  value: object,
): void {
  try {
    const bytes = $.encode(type, value);
    const read = $.decode(type, bytes);
    expect(read).toEqual(value);
    expect($.encode(type, read)).toEqual(bytes);
    const json = JSON.parse(JSON.stringify($.toJson(type, read)));
    expect(roundTrip(type, $.fromJson(type, json) as object)).toEqual(value);
    expect($.decode(type, $.encode(older, $.decode(older, bytes)))).toEqual(value);
  } catch (error) {
    throw new Error(`${seed}: ${Bun.inspect(value)}`, { cause: error });
  }
}
