// text-values.ts: numbers, enumerants and bytes as people write them, on a command line and in the fields of a form.
import { EnumRuntimeType, fromBase64, fromHex, type RuntimeType } from "@teleop/capnp/capability";
import { ValueError } from "@teleop/rpc-capnp/schema";

/**
 * The value that a text stands for: of Void, Bool, a number or an enum. Whether a number is in its range is seen when it
 * is encoded.
 *
 * @throws ValueError `WRONG_TYPE` with what the type takes.
 */
export function valueOfText(type: RuntimeType, text: string): unknown {
  switch (type.kind) {
    case "void":
      if (text === "" || text === "null") return undefined;
      throw expected("nothing behind =", type, text);
    case "bool":
      if (text === "true" || text === "false") return text === "true";
      throw expected("true or false", type, text);
    case "int64":
    case "uint64":
      return BigInt(requireInteger(type, text));
    case "float32":
    case "float64":
      return floatOf(type, text);
    case "enum":
      if (type instanceof EnumRuntimeType && type.values.includes(text)) return text;
      if (/^\d+$/.test(text)) return Number(text);
      throw expected(`one of ${type instanceof EnumRuntimeType ? type.values.join(", ") : ""}`, type, text);
    default:
      return Number(requireInteger(type, text));
  }
}

/**
 * `0x0a0b`, `base64:Cgs=`, or a text as UTF-8.
 *
 * @throws ValueError `WRONG_TYPE` for what says that it is base64, and is not.
 */
export function bytesOfText(text: string): Uint8Array {
  if (/^0x([0-9a-f]{2})*$/i.test(text)) return fromHex(text.slice(2));
  if (!text.startsWith("base64:")) return new TextEncoder().encode(text);
  const base64 = text.slice("base64:".length);
  // What is none would be left out, without a word.
  if (base64.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return fromBase64(base64);
  throw new ValueError("WRONG_TYPE", `expected base64 (Data), got ${JSON.stringify(text.slice(0, 40))}`);
}

/** What is said of a text that is no value of its type. */
export function expected(what: string, { title }: RuntimeType, text: string): ValueError {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return new ValueError("WRONG_TYPE", `expected ${what} (${title}), got ${JSON.stringify(shown)}`);
}

function requireInteger(type: RuntimeType, text: string): string {
  if (/^[+-]?\d{1,20}$|^0x[0-9a-f]{1,16}$/i.test(text)) return text;
  throw expected("an integer", type, text);
}

function floatOf(type: RuntimeType, text: string): number {
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  if (isNumber || /^(NaN|[+-]?Infinity)$/.test(text)) return Number(text);
  throw expected("a number, NaN, Infinity or -Infinity", type, text);
}
