// words-of-params.ts: the way back from params to the words that set them, for whoever copies a call to a command line.
import {
  ListRuntimeType,
  propertyOf,
  type RuntimeType,
  StructType,
  toBase64,
} from "@teleop/capnp/capability";
import { ValueError } from "@teleop/rpc-capnp/schema";
import { defaultValue } from "./default-value.ts";
import { bytesOfText } from "./text-values.ts";

/**
 * Stands in params for a capability that has a name until the call is made: `callback`, or one that is held, `$1`. Who
 * makes the call puts the capability in its place.
 */
export class NamedParam {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

export interface WordsOptions {
  /** The file that bytes are from, which the word then names; undefined: they are written out. */
  readonly fileOf?: ((bytes: Uint8Array) => string | undefined) | undefined;
  /** What a capability is called where the words are read, if not by the name that it has here. */
  readonly nameOf?: ((name: string) => string) | undefined;
}

/**
 * The words that `paramsOfWords()` makes the same params of, each `path=value`.
 *
 * @param params as a stub's method takes them, with a NamedParam in the place of each capability.
 * @throws ValueError `SYNTAX` that names a field whose value no word can say.
 */
export function wordsOfParams(
  type: StructType,
  params: object,
  options: WordsOptions = {},
): readonly string[] {
  const words: string[] = [];
  new Writer(words, options).fields(type, params, "");
  return words;
}

class Writer {
  readonly #words: string[];
  readonly #fileOf: (bytes: Uint8Array) => string | undefined;
  readonly #nameOf: (name: string) => string;

  constructor(words: string[], { fileOf = () => undefined, nameOf = (name: string) => name }: WordsOptions) {
    this.#words = words;
    this.#fileOf = fileOf;
    this.#nameOf = nameOf;
  }

  fields(type: StructType, value: object, prefix: string): void {
    const which = propertyOf(value, type.which);
    for (const field of type.fields) {
      const { name, tag } = field;
      const isChosen = tag !== undefined && which === name;
      const set = propertyOf(value, name);
      if (tag !== undefined ? !isChosen : set === undefined) continue;
      try {
        this.#part(field.type, set ?? defaultValue(type, field), `${prefix}${name}`, isChosen);
      } catch (error) {
        throw ValueError.within(error, name);
      }
    }
  }

  /** @param isChosen whether it has to be said that it is there, also where nothing in it is set. */
  #part(type: RuntimeType, value: unknown, path: string, isChosen: boolean): void {
    if (type instanceof ListRuntimeType) this.#list(type, value, path);
    else if (type instanceof StructType) this.#struct(type, value, path, isChosen);
    else this.#words.push(`${path}=${this.#text(type, value)}`);
  }

  #list({ element }: ListRuntimeType, value: unknown, path: string): void {
    const elements = Array.isArray(value) ? value : [];
    if (elements.length === 0) this.#words.push(`${path}=`);
    for (const [index, part] of elements.entries()) {
      try {
        this.#part(element, part, `${path}.${index}`, true);
      } catch (error) {
        throw ValueError.within(error, index);
      }
    }
  }

  #struct(type: StructType, value: unknown, path: string, isChosen: boolean): void {
    const before = this.#words.length;
    if (typeof value === "object" && value !== null) this.fields(type, value, `${path}.`);
    const isSaid = this.#words.length > before;
    // A group is always there.
    if (!isSaid && (isChosen || type.kind === "struct")) this.#words.push(`${path}={}`);
  }

  #text(type: RuntimeType, value: unknown): string {
    switch (type.kind) {
      case "void":
        return "";
      case "text":
        return textWord(String(value));
      case "data":
        return value instanceof Uint8Array ? this.#bytes(value) : "";
      case "interface":
      case "capability":
      case "anyPointer":
      case "anyStruct":
      case "anyList":
        return value instanceof NamedParam ? this.#nameOf(value.name) : openWord(type, value);
      default:
        return String(value);
    }
  }

  #bytes(bytes: Uint8Array): string {
    const file = this.#fileOf(bytes);
    if (file !== undefined) return `@${file}`;
    const text = new TextDecoder().decode(bytes);
    const isPlain = /^[\x20-\x7e]+$/.test(text) && textWord(text) === text && !text.startsWith("base64:");
    if (isPlain && isSame(bytesOfText(text), bytes)) return text;
    return bytes.length === 0 ? "" : `base64:${toBase64(bytes)}`;
  }
}

function textWord(text: string): string {
  if (text.includes("\0")) throw new ValueError("SYNTAX", "a word cannot hold NUL: give it as JSON");
  if (/^\\*-$/.test(text)) return `\\${text}`;
  return text.startsWith("@") ? `@${text}` : text;
}

function openWord({ kind }: RuntimeType, value: unknown): string {
  if (value === null || value === undefined) return "null";
  const isText = typeof value === "string" && kind === "anyPointer";
  if (isText && value !== "" && !/^(null|callback|-|\$.*)$|\0/.test(value)) return value;
  throw new ValueError("SYNTAX", "no word can say what this AnyPointer holds");
}

function isSame(some: Uint8Array, other: Uint8Array): boolean {
  return some.length === other.length && some.every((byte, i) => byte === other[i]);
}
