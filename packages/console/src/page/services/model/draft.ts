// draft.ts: params as somebody enters them in a form: text that may not be right yet, what is left out, what is chosen.
//
// A draft is plain data that is never changed, only replaced, so that a form shows what differs. What it means is up to the
// type that it is of: see params-of-draft.ts.
import {
  type Field,
  ListRuntimeType,
  propertyOf,
  type RuntimeType,
  StructType,
  toBase64,
  toHex,
} from "@teleop/capnp/capability";
import { defaultValue, NamedParam } from "@teleop/reflection/client";

/** What is entered for one value. */
export type Draft = TextDraft | BytesDraft | FileDraft | ListDraft | StructDraft | NamedDraft;

/** Of Text, a number, Bool or an enum; of Void, empty. */
export interface TextDraft {
  readonly kind: "text";
  readonly text: string;
}

/** Of Data. */
export interface BytesDraft {
  readonly kind: "bytes";
  readonly as: "text" | "hex" | "base64";
  readonly text: string;
}

/** Of Data: the content of a file. */
export interface FileDraft {
  readonly kind: "file";
  /** Empty: none is chosen yet. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ListDraft {
  readonly kind: "list";
  readonly items: readonly ListItem[];
}

export interface ListItem {
  /** Tells it from its neighbours, wherever it is. */
  readonly key: number;
  readonly draft: Draft;
}

export interface StructDraft {
  readonly kind: "struct";
  /** What is left out is not there. Of a union, members that are not chosen keep what was entered for them. */
  readonly fields: { readonly [name: string]: Draft };
  /** The member of the union that is chosen; undefined: none, so that it is the first. */
  readonly which: string | undefined;
}

/** A capability, or null: `null`, `callback`, `$1`. */
export interface NamedDraft {
  readonly kind: "named";
  readonly name: string;
}

export const emptyStruct: StructDraft = { kind: "struct", fields: {}, which: undefined };
const noCapability: NamedDraft = { kind: "named", name: "null" };

/** What a form begins with, where somebody begins to set a value. */
export function firstDraft(type: RuntimeType): Draft {
  if (type instanceof ListRuntimeType) return { kind: "list", items: [] };
  if (type instanceof StructType) return emptyStruct;
  switch (type.kind) {
    case "data":
      return { kind: "bytes", as: "text", text: "" };
    case "bool":
      return textDraft("false");
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return noCapability;
    default:
      return textDraft("");
  }
}

/** What a field begins with, where somebody begins to set it: its default, to be changed. */
export function firstFieldDraft(struct: StructType, field: Field): Draft {
  const value = defaultValue(struct, field);
  return value === undefined ? firstDraft(field.type) : draftOfValue(field.type, value);
}

/** The draft of a value that is there: read, or made of JSON, with a NamedParam for each capability. */
export function draftOfValue(type: RuntimeType, value: unknown): Draft {
  if (value instanceof NamedParam) return { kind: "named", name: value.name };
  if (value === null) return type instanceof StructType ? emptyStruct : noCapability;
  if (value instanceof Uint8Array) return bytesDraft(value);
  if (type instanceof ListRuntimeType) {
    const elements: readonly unknown[] = Array.isArray(value) ? value : [];
    return {
      kind: "list",
      items: elements.map((element, key) => ({ key, draft: draftOfValue(type.element, element) })),
    };
  }
  if (type instanceof StructType) {
    return typeof value === "object" && value !== undefined ? structDraft(type, value) : emptyStruct;
  }
  switch (type.kind) {
    case "void":
      return textDraft("");
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      // What was received belongs to whoever received it.
      return typeof value === "string" ? textDraft(value) : noCapability;
    default:
      return textDraft(Object.is(value, -0) ? "-0" : String(value));
  }
}

function structDraft(type: StructType, value: object): StructDraft {
  const which = propertyOf(value, type.which);
  const fields: [string, Draft][] = [];
  for (const field of type.fields) {
    if (field.tag !== undefined && field.name !== which) continue;
    const part = propertyOf(value, field.name);
    if (part !== undefined) fields.push([field.name, draftOfValue(field.type, part)]);
  }
  return {
    kind: "struct",
    fields: Object.fromEntries(fields),
    which: typeof which === "string" ? which : undefined,
  };
}

function bytesDraft(bytes: Uint8Array): BytesDraft {
  const text = new TextDecoder().decode(bytes);
  if (/^[\x20-\x7e\n]*$/.test(text)) return { kind: "bytes", as: "text", text };
  return bytes.length <= 32
    ? { kind: "bytes", as: "hex", text: toHex(bytes) }
    : { kind: "bytes", as: "base64", text: toBase64(bytes) };
}

function textDraft(text: string): TextDraft {
  return { kind: "text", text };
}

/** A struct with a field set, or left out. */
export function withField(struct: StructDraft, name: string, draft: Draft | undefined): StructDraft {
  const { [name]: _before, ...others } = struct.fields;
  return { ...struct, fields: draft === undefined ? others : { ...others, [name]: draft } };
}

/** A struct with a member of its union chosen, which keeps what was entered for it, or begins with its default. */
export function withMember(type: StructType, struct: StructDraft, name: string | undefined): StructDraft {
  const field = type.fields.find((each) => each.name === name && each.tag !== undefined);
  if (field === undefined) return { ...struct, which: undefined };
  const chosen = { ...struct, which: field.name };
  if (Object.hasOwn(struct.fields, field.name)) return chosen;
  return withField(chosen, field.name, firstFieldDraft(type, field));
}

/** A list with one more at its end. */
export function withItem({ items }: ListDraft, draft: Draft): ListDraft {
  const key = items.reduce((most, item) => Math.max(most, item.key), -1) + 1;
  return { kind: "list", items: [...items, { key, draft }] };
}

export function withoutItem({ items }: ListDraft, key: number): ListDraft {
  return { kind: "list", items: items.filter((item) => item.key !== key) };
}

export function withChangedItem({ items }: ListDraft, key: number, draft: Draft): ListDraft {
  return { kind: "list", items: items.map((item) => (item.key === key ? { key, draft } : item)) };
}

/** A list with an item one place nearer to its start. */
export function withItemBefore({ items }: ListDraft, key: number): ListDraft {
  const at = items.findIndex((item) => item.key === key);
  const [item, before] = [items[at], items[at - 1]];
  if (item === undefined || before === undefined) return { kind: "list", items };
  return { kind: "list", items: items.toSpliced(at - 1, 2, item, before) };
}
