// json.ts: results for programs: one JSON value a line, so that a stream of them can be read as it comes.
import type { Output } from "./output.ts";
import { printableJson } from "./printable.ts";

/** Writes a value as one line: see `toJson()`. */
export function writeJson(out: Output, value: unknown): void {
  out.line(toJson(value));
}

/**
 * A value as JSON on one line. A bigint becomes a string of digits, since readers of JSON make doubles of numbers; bytes
 * become base64; undefined members are left out. What a terminal would obey is escaped.
 */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === "bigint") return member.toString();
    if (member instanceof Uint8Array) return Buffer.from(member).toString("base64");
    return member;
  });
  return printableJson(text);
}
