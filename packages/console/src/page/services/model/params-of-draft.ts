// params-of-draft.ts: what was entered in a form as the params of a call, or what is wrong with it, field by field.
import {
  fromBase64,
  fromHex,
  ListRuntimeType,
  type RuntimeType,
  StructType,
  setProperty,
} from "@teleop/capnp/capability";
import { NamedParam, valueOfText } from "@teleop/reflection/client";
import { encode, type Struct, structType, ValueError } from "@teleop/rpc-capnp/schema";
import type { BytesDraft, Draft, StructDraft } from "./draft.ts";

/** What is wrong, by the path of the field: `note.tags[1]`. */
export type Problems = ReadonlyMap<string, string>;

export interface EnteredParams {
  /** As a stub's method takes them, with a NamedParam for each capability; without what is wrong. */
  readonly params: object;
  readonly problems: Problems;
  /** The files that bytes among the params are from. */
  readonly files: ReadonlyMap<Uint8Array, string>;
}

/** Reads what was entered for the params of a method, or for any other struct. */
export function paramsOfDraft(type: StructType, draft: StructDraft): EnteredParams {
  const reader = new DraftReader();
  const params = reader.struct(type, draft, "");
  return { params, problems: reader.problems, files: reader.files };
}

class DraftReader {
  readonly problems = new Map<string, string>();
  readonly files = new Map<Uint8Array, string>();

  struct(type: StructType, { fields, which }: StructDraft, path: string): object {
    const value = {};
    for (const { name, type: fieldType, tag } of type.fields) {
      const isChosen = tag !== undefined && which === name;
      if (tag !== undefined && !isChosen) continue;
      if (isChosen) setProperty(value, type.which, name);
      const draft = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (draft === undefined) continue;
      const part = this.#value(fieldType, draft, joined(path, name));
      if (part !== undefined) setProperty(value, name, part);
    }
    return value;
  }

  /** Undefined: of Void, and of what is wrong. */
  #value(type: RuntimeType, draft: Draft, path: string): unknown {
    try {
      return this.#read(type, draft, path);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      this.problems.set(path, error.message);
      return undefined;
    }
  }

  #read(type: RuntimeType, draft: Draft, path: string): unknown {
    switch (draft.kind) {
      case "list":
        return type instanceof ListRuntimeType
          ? draft.items.map(({ draft: item }, index) => this.#value(type.element, item, `${path}[${index}]`))
          : undefined;
      case "struct":
        return type instanceof StructType ? this.struct(type, draft, path) : undefined;
      case "named":
        return draft.name === "null" ? null : new NamedParam(draft.name);
      case "file":
        if (draft.name === "") throw new ValueError("WRONG_TYPE", "no file is chosen");
        this.files.set(draft.bytes, draft.name);
        return draft.bytes;
      case "bytes":
        return bytesOf(draft);
      case "text":
        if (type.kind === "text" || type.kind === "anyPointer") return draft.text;
        return inRange(type, valueOfText(type, draft.text.trim()));
    }
  }
}

function bytesOf({ as, text }: BytesDraft): Uint8Array {
  if (as === "text") return new TextEncoder().encode(text);
  const digits = text.replace(/\s/g, "");
  try {
    return as === "hex" ? fromHex(digits.replace(/^0x/i, "")) : fromBase64(digits);
  } catch (error) {
    throw new ValueError("WRONG_TYPE", `expected ${as}: ${error instanceof Error ? error.message : error}`);
  }
}

/** @throws ValueError that says which values there are. */
function inRange(type: RuntimeType, value: unknown): unknown {
  const one = structType({
    id: 0n,
    name: "value",
    dataWords: 1,
    pointers: 0,
    fields: () => [["value", type.typed(), 0]],
  });
  try {
    encode(one as Struct, { value });
  } catch (error) {
    // It is told where the field is.
    if (!(error instanceof ValueError)) throw error;
    throw new ValueError(error.code, error.message.slice(error.path.length + ": ".length));
  }
  return value;
}

function joined(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
