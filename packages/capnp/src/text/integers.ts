// integers.ts: integers of text as the values that fields of each kind have.
import { numberFormat } from "../schema/number-format.ts";
import type { DataKind, Kind } from "../schema/types.ts";

export type IntegerKind = Exclude<DataKind, "bool" | "float32" | "float64">;

const kinds: ReadonlySet<string> = new Set<IntegerKind>([
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
]);

export function isIntegerKind(kind: Kind): kind is IntegerKind {
  return kinds.has(kind);
}

/** @throws ValueError `OUT_OF_RANGE` for one that does not fit. */
export function integerOf(kind: IntegerKind, value: bigint): number | bigint {
  const is64 = kind === "int64" || kind === "uint64";
  return numberFormat(kind).check(is64 ? value : Number(value)) as number | bigint;
}
