// words.ts: the params of a call as people type them: `note.text=hi note.tags=a note.tags=b`, by the types of the method.
import {
  type Field,
  ListRuntimeType,
  type Method,
  type RuntimeType,
  StructType,
  setProperty,
} from "@teleop/capnp/capability";
import { fromJson, type Type, ValueError } from "@teleop/rpc-capnp/schema";
import type { NamedCapability } from "./dynamic-call.ts";
import { bytesOfText, expected, valueOfText } from "./text-values.ts";

type Properties = { [name: string]: unknown };

/** What words lead to beside themselves. They are given what was read of it already: making params waits for nothing. */
export interface WordSources {
  /** The bytes of a file, of `@path`. */
  file(path: string): Uint8Array;
  /** All of standard input, of `-`. */
  input(): Uint8Array;
}

/** Whether a word is all params at once: JSON, a file of JSON, or standard input. */
export function isWhole(word: string): boolean {
  return word === "-" || word.startsWith("{") || (word.startsWith("@") && !word.includes("="));
}

/** Whether a word asks for standard input. */
export function wantsInput(word: string): boolean {
  return word === "-" || /^[^=]+=-$/.test(word);
}

/**
 * The params that words set, each `path=value`. A path is of fields, and of indexes in lists; setting a list adds to it.
 *
 * @throws ValueError that names the field, and what it takes; what `sources` throw.
 */
export function paramsOfWords(
  method: Method,
  words: readonly string[],
  sources: WordSources,
  named: NamedCapability,
): Properties {
  const params: Properties = {};
  const setter = new Setter(sources, named);
  for (const word of words) {
    const end = word.indexOf("=");
    if (end <= 0) {
      throw new ValueError(
        "SYNTAX",
        `${JSON.stringify(word)} sets nothing: params are written field=value, or all of them as JSON, {"field": value}; ${method.name} takes ${fieldsOf(method.params)}`,
      );
    }
    const path = word.slice(0, end).split(".");
    setter.set(method.params, params, path, word.slice(end + 1));
  }
  return params;
}

class Setter {
  readonly #sources: WordSources;
  readonly #named: NamedCapability;

  constructor(sources: WordSources, named: NamedCapability) {
    this.#sources = sources;
    this.#named = named;
  }

  /** Sets a field of a struct, or of what is in it. */
  set(type: StructType, target: Properties, [name = "", ...rest]: readonly string[], text: string): void {
    const field = type.fields.find((each) => each.name === name);
    if (field === undefined) {
      throw new ValueError(
        "UNKNOWN_FIELD",
        `${type.title} has no field ${JSON.stringify(name)}; it has ${fieldsOf(type)}`,
      );
    }
    try {
      choose(type, field, target);
      setProperty(target, name, this.#part(field.type, own(target, name), rest, text));
    } catch (error) {
      throw ValueError.within(error, name);
    }
  }

  /** What a field, or an element, is once this is set in it, of which `before` was set already. */
  #part(type: RuntimeType, before: unknown, path: readonly string[], text: string): unknown {
    if (type instanceof ListRuntimeType) return this.#list(type, before, path, text);
    if (path.length === 0) return this.#value(type, text);
    if (!(type instanceof StructType)) {
      throw new ValueError("UNKNOWN_FIELD", `${type.title} has no fields, and so no ${path.join(".")}`);
    }
    const struct = (before ?? {}) as Properties;
    this.set(type, struct, path, text);
    return struct;
  }

  #list(
    { title, element }: ListRuntimeType,
    before: unknown,
    path: readonly string[],
    text: string,
  ): unknown[] {
    const list = (before ?? []) as unknown[];
    const [index, ...rest] = path;
    if (index !== undefined) {
      const at = Number(index);
      if (!/^\d{1,9}$/.test(index) || at > list.length) {
        throw new ValueError(
          "OUT_OF_RANGE",
          `${JSON.stringify(index)} is no index of a ${title} that has ${list.length} elements by now: the next is ${list.length}`,
        );
      }
      list[at] = this.#element(element, at, list[at], rest, text);
    } else if (text.startsWith("[")) {
      list.push(
        ...(fromJson(listOf(element), parsedJson(text, title), { capability: this.#named }) as unknown[]),
      );
    } else if (text !== "") {
      list.push(this.#element(element, list.length, undefined, [], text));
    }
    return list;
  }

  #element(
    type: RuntimeType,
    index: number,
    before: unknown,
    path: readonly string[],
    text: string,
  ): unknown {
    try {
      return this.#part(type, before, path, text);
    } catch (error) {
      throw ValueError.within(error, index);
    }
  }

  #value(type: RuntimeType, text: string): unknown {
    switch (type.kind) {
      case "text":
        return this.#content(
          text,
          (bytes) => new TextDecoder().decode(bytes),
          (literal) => literal,
        );
      case "data":
        return this.#content(text, (bytes) => bytes, bytesOfText);
      case "struct":
      case "group":
        if (text.startsWith("{"))
          return fromJson(type.typed<Type>(), parsedJson(text, type.title), { capability: this.#named });
        throw expected(
          `JSON, {"field": value}, or its fields one by one, as in name.field=value`,
          type,
          text,
        );
      case "interface":
      case "capability":
        return this.#capability(type, text);
      case "anyPointer":
        // What is open takes a text as it is.
        return text === "null" ? null : (this.#named(text, type.typed()) ?? text);
      case "anyStruct":
      case "anyList":
        if (text === "null") return null;
        throw expected("null: of what is open no more can be said here", type, text);
      default:
        return valueOfText(type, text);
    }
  }

  #capability(type: RuntimeType, text: string): unknown {
    if (text === "null") return null;
    const given = this.#named(text, type.typed());
    if (given !== undefined) return given;
    throw expected("callback, for an object that tells of each call, or null", type, text);
  }

  /** What a text stands for: a file, standard input, or itself. */
  #content<T>(text: string, ofBytes: (bytes: Uint8Array) => T, ofText: (text: string) => T): T {
    if (text === "-") return ofBytes(this.#sources.input());
    if (/^\\+-$/.test(text)) return ofText(text.slice(1));
    if (text.startsWith("@@")) return ofText(text.slice(1));
    return text.startsWith("@") ? ofBytes(this.#sources.file(text.slice(1))) : ofText(text);
  }
}

/** Of a union, the member becomes the one that is set. */
function choose({ title, which }: StructType, { name, tag }: Field, target: Properties): void {
  if (tag === undefined) return;
  const chosen = own(target, which);
  if (chosen !== undefined && chosen !== name) {
    throw new ValueError(
      "AMBIGUOUS_UNION",
      `of the union in ${title} one member is set, and ${chosen} is already`,
    );
  }
  setProperty(target, which, name);
}

function own(target: Properties, name: string): unknown {
  return Object.hasOwn(target, name) ? target[name] : undefined;
}

function listOf(element: RuntimeType): Type {
  return new ListRuntimeType(element).typed();
}

/** @throws ValueError `SYNTAX`. */
export function parsedJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ValueError(
      "SYNTAX",
      `expected JSON (${what}): ${error instanceof Error ? error.message : error}; a shell needs quotes around it`,
    );
  }
}

/** The fields of params, for people. */
export function fieldsOf({ fields }: StructType): string {
  if (fields.length === 0) return "no fields";
  return fields
    .map(({ name, type }) => `${name} (${type.kind === "group" ? "group" : type.title})`)
    .join(", ");
}
