// round-trip.ts: encodes and decodes, for tests of what comes back.

import * as $ from "../index.ts";
import { ValueError } from "../index.ts";

/** What is read of a value that was written. */
export function roundTrip<Value, Init, Builder>(
  type: $.Struct<Value, Init, Builder>,
  value: $.Params<Init, Builder>,
): Value {
  return $.decode(type, $.encode(type, value));
}

/** The ValueError that encoding ends in. */
export function refusal(encode: () => unknown): ValueError {
  try {
    encode();
  } catch (error) {
    if (error instanceof ValueError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}
