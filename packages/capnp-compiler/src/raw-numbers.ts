// raw-numbers.ts: the bits of numbers and flags, and of the difference from a default that a struct stores.
import { dataBits, type Type } from "./types.ts";
import type { Value } from "./value.ts";

/**
 * Writes a value of a type that lies in the data section; `offset` is in units of its size. False, and nothing done, for
 * a type that is behind a pointer.
 */
export function writeNumber(
  view: DataView,
  offset: number,
  type: Type,
  value: Value | undefined,
  preset: Value | undefined = undefined,
): boolean {
  const bits = dataBits(type);
  if (bits === undefined) return false;
  const stored = bitsOf(type, value) ^ bitsOf(type, preset);
  switch (bits) {
    case 1: {
      const mask = 1 << (offset & 7);
      const rest = view.getUint8(offset >>> 3) & ~mask;
      view.setUint8(offset >>> 3, stored === 0n ? rest : rest | mask);
      break;
    }
    case 8:
      view.setUint8(offset, Number(stored));
      break;
    case 16:
      view.setUint16(offset * 2, Number(stored), true);
      break;
    case 32:
      view.setUint32(offset * 4, Number(stored), true);
      break;
    case 64:
      view.setBigUint64(offset * 8, stored, true);
  }
  return true;
}

/** The bits of a value as they are in a message; those of none are zero. */
export function bitsOf(type: Type, value: Value | undefined): bigint {
  switch (value?.kind) {
    case "bool":
      return value.value ? 1n : 0n;
    case "enum":
      return BigInt(value.ordinal);
    case "float":
      return floatBits(type, value.value);
    case "integer":
      if (type.kind === "float32") return floatBits(type, singleOf(value.value));
      if (type.kind === "float64") return floatBits(type, Number(value.value));
      return BigInt.asUintN(dataBits(type) ?? 0, value.value);
    default:
      return 0n;
  }
}

function floatBits(type: Type, value: number): bigint {
  const view = new DataView(new ArrayBuffer(8));
  if (type.kind === "float32") {
    view.setFloat32(0, value);
    return BigInt(view.getUint32(0));
  }
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

/** The nearest number of single precision. By way of double precision it would be rounded twice. */
function singleOf(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  const excess = magnitude.toString(2).length - 53;
  if (excess <= 0) return Math.fround(Number(value));
  const shift = BigInt(excess);
  // What is cut off only matters for which side of the middle the number is on.
  const kept = (magnitude >> shift) | (magnitude % (1n << shift) === 0n ? 0n : 1n);
  const single = Math.fround(Number(kept)) * 2 ** excess;
  return value < 0n ? -single : single;
}
