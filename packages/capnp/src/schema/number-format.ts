// number-format.ts: how each kind of number is laid out and checked, alone and in lists.
import { ElementSize } from "../wire/index.ts";
import type { DataKind } from "./types.ts";
import { ValueError, wrongType } from "./value-error.ts";

/** How one kind of number is laid out and checked. Bits have their own ways. */
export interface NumberFormat<V = unknown> {
  readonly bytes: number;
  readonly elementSize: number;
  readonly zero: V;
  get(view: DataView, at: number): V;
  /** `value` has been checked. */
  set(view: DataView, at: number, value: V): void;
  /** @throws ValueError unless it is a value of this kind. */
  check(value: unknown): V;
}

function integer(
  name: string,
  bytes: 1 | 2 | 4,
  min: number,
  max: number,
  get: (view: DataView, at: number) => number,
  set: (view: DataView, at: number, value: number) => void,
): NumberFormat<number> {
  return {
    bytes,
    elementSize: bytes === 1 ? ElementSize.byte : bytes === 2 ? ElementSize.twoBytes : ElementSize.fourBytes,
    zero: 0,
    get,
    set,
    check(value) {
      if (typeof value !== "number") throw wrongType(`a number (${name})`, value);
      if (!(value >= min && value <= max) || Math.floor(value) !== value) {
        throw new ValueError(
          "OUT_OF_RANGE",
          `expected an integer from ${min} to ${max} (${name}), got ${value}`,
        );
      }
      return value;
    },
  };
}

function bigInteger(
  name: string,
  min: bigint,
  max: bigint,
  get: (view: DataView, at: number) => bigint,
  set: (view: DataView, at: number, value: bigint) => void,
): NumberFormat<bigint> {
  return {
    bytes: 8,
    elementSize: ElementSize.eightBytes,
    zero: 0n,
    get,
    set,
    check(value) {
      if (typeof value !== "bigint") throw wrongType(`a bigint (${name})`, value);
      if (value < min || value > max) {
        throw new ValueError(
          "OUT_OF_RANGE",
          `expected an integer from ${min} to ${max} (${name}), got ${value}n`,
        );
      }
      return value;
    },
  };
}

const largestSingle = 3.4028234663852886e38;
/** Half way from there to what would be the next; from here on there is nothing nearer than an infinity. */
const roundedToInfinity = 3.4028235677973366e38;

function float(name: string, bytes: 4 | 8): NumberFormat<number> {
  const isSingle = bytes === 4;
  const get = isSingle
    ? (view: DataView, at: number) => view.getFloat32(at, true)
    : (view: DataView, at: number) => view.getFloat64(at, true);
  const set = isSingle
    ? (view: DataView, at: number, value: number) => view.setFloat32(at, value, true)
    : (view: DataView, at: number, value: number) => view.setFloat64(at, value, true);
  return {
    bytes,
    elementSize: isSingle ? ElementSize.fourBytes : ElementSize.eightBytes,
    zero: 0,
    get,
    set,
    check(value) {
      if (typeof value !== "number") throw wrongType(`a number (${name})`, value);
      // Rounding to the nearest is what a Float32 is for; to an infinity it would be another value.
      if (isSingle && Math.abs(value) >= roundedToInfinity && Number.isFinite(value)) {
        throw new ValueError(
          "OUT_OF_RANGE",
          `expected a number from -${largestSingle} to ${largestSingle} (${name}), got ${value}`,
        );
      }
      return value;
    },
  };
}

const formats = {
  int8: integer(
    "Int8",
    1,
    -(2 ** 7),
    2 ** 7 - 1,
    (view, at) => view.getInt8(at),
    (view, at, value) => view.setInt8(at, value),
  ),
  int16: integer(
    "Int16",
    2,
    -(2 ** 15),
    2 ** 15 - 1,
    (view, at) => view.getInt16(at, true),
    (view, at, value) => view.setInt16(at, value, true),
  ),
  int32: integer(
    "Int32",
    4,
    -(2 ** 31),
    2 ** 31 - 1,
    (view, at) => view.getInt32(at, true),
    (view, at, value) => view.setInt32(at, value, true),
  ),
  int64: bigInteger(
    "Int64",
    -(2n ** 63n),
    2n ** 63n - 1n,
    (view, at) => view.getBigInt64(at, true),
    (view, at, value) => view.setBigInt64(at, value, true),
  ),
  uint8: integer(
    "UInt8",
    1,
    0,
    2 ** 8 - 1,
    (view, at) => view.getUint8(at),
    (view, at, value) => view.setUint8(at, value),
  ),
  uint16: integer(
    "UInt16",
    2,
    0,
    2 ** 16 - 1,
    (view, at) => view.getUint16(at, true),
    (view, at, value) => view.setUint16(at, value, true),
  ),
  uint32: integer(
    "UInt32",
    4,
    0,
    2 ** 32 - 1,
    (view, at) => view.getUint32(at, true),
    (view, at, value) => view.setUint32(at, value, true),
  ),
  uint64: bigInteger(
    "UInt64",
    0n,
    2n ** 64n - 1n,
    (view, at) => view.getBigUint64(at, true),
    (view, at, value) => view.setBigUint64(at, value, true),
  ),
  float32: float("Float32", 4),
  float64: float("Float64", 8),
} as const satisfies Record<Exclude<DataKind, "bool">, NumberFormat<number> | NumberFormat<bigint>>;

/** How an enum is laid out: a number that stands for a name; a number that has none here stays a number. */
export function enumFormat(names: readonly string[], title: string): NumberFormat<string | number> {
  const ordinals = new Map(names.map((name, ordinal) => [name, ordinal]));
  return {
    bytes: 2,
    elementSize: ElementSize.twoBytes,
    zero: names[0] ?? 0,
    get(view, at) {
      const ordinal = view.getUint16(at, true);
      return names[ordinal] ?? ordinal;
    },
    set(view, at, value) {
      view.setUint16(at, typeof value === "string" ? (ordinals.get(value) ?? 0) : value, true);
    },
    check(value) {
      if (typeof value === "string") {
        if (ordinals.has(value)) return value;
        throw new ValueError(
          "UNKNOWN_NAME",
          `expected one of ${names.map((name) => JSON.stringify(name)).join(", ")} (${title}), got ${JSON.stringify(value)}`,
        );
      }
      if (typeof value !== "number") throw wrongType(`a name (${title})`, value);
      return formats.uint16.check(value);
    },
  };
}

/** The format of a kind of number. */
export function numberFormat(kind: Exclude<DataKind, "bool">): NumberFormat {
  return formats[kind];
}
