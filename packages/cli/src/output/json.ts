// json.ts: results for programs: one JSON value a line, so that a stream of them can be read as it comes.
import type { Output } from "./output.ts";

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
  // JSON escapes C0 by itself. Beyond ASCII nothing stands outside of a string, where such an escape means the same.
  return text.replace(/[\u007f-\u009f]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}
