// check-node.ts: what a compiled schema must keep to before types are made of it. Whoever sent it may have sent anything:
// names become properties and are shown to people, places say where in a message is written.
import { ValueError } from "../schema/value-error.ts";
import type { Field, Node, Type } from "./schema.capnp.ts";

export type StructNode = Extract<Node, { readonly which: "struct" }>;
export type EnumNode = Extract<Node, { readonly which: "enum" }>;
export type InterfaceNode = Extract<Node, { readonly which: "interface" }>;

/** A compiled schema that is none. */
export function badSchema(problem: string): ValueError {
  return new ValueError("BAD_SCHEMA", `the schema is broken: ${problem}`);
}

export function hexId(id: bigint): string {
  return `@0x${id.toString(16).padStart(16, "0")}`;
}

/** @throws ValueError `BAD_SCHEMA` unless all are names as the language has them, each once. */
export function requireNames(names: readonly string[], owner: string): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name)) {
      throw badSchema(`${JSON.stringify(name)} in ${owner} is not a name`);
    }
    if (seen.has(name)) throw badSchema(`${owner} has ${name} twice`);
    seen.add(name);
  }
}

/** What a declaration is called, as far as it can be shown. */
export function shownName({ id, displayName }: Node): string {
  return displayName === "" ? hexId(id) : printable(displayName).replaceAll("\n", " ");
}

/** Text for people, without what would move the cursor of a terminal or hide what is there. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

/** @throws ValueError `BAD_SCHEMA` where a field would be outside of its struct. */
export function requirePlaces(node: StructNode, owner: string): void {
  const { dataWordCount, pointerCount, discriminantCount, discriminantOffset, fields } = node.struct;
  const bits = dataWordCount * 64;
  if (discriminantCount > 0 && (discriminantOffset + 1) * 16 > bits) {
    throw badSchema(`the union of ${owner} tells which member is set outside of its data`);
  }
  const tags = new Set<number>();
  for (const field of fields) {
    const place = `${owner}.${field.name}`;
    if (isMember(field)) {
      const tag = field.discriminantValue;
      if (tag >= discriminantCount || tags.has(tag)) {
        throw badSchema(`${place} is member ${tag} of a union of ${discriminantCount}, or another is, too`);
      }
      tags.add(tag);
    }
    if (field.which !== "slot" || !("slot" in field)) continue;
    const { type, offset } = field.slot;
    const size = dataBits(type);
    const fits = size === undefined ? offset < pointerCount : (offset + 1) * size <= bits || size === 0;
    if (!fits) throw badSchema(`${place} is outside of its struct`);
  }
}

/** Whether it is a member of the union of its struct. */
export function isMember({ discriminantValue }: Field): boolean {
  return discriminantValue !== noDiscriminant;
}

const noDiscriminant = 0xffff;

/** What a field takes in the data section; undefined: it is a pointer. */
function dataBits(type: Type | undefined): number | undefined {
  switch (type?.which) {
    case undefined:
    case "void":
      return 0;
    case "bool":
      return 1;
    case "int8":
    case "uint8":
      return 8;
    case "int16":
    case "uint16":
    case "enum":
      return 16;
    case "int32":
    case "uint32":
    case "float32":
      return 32;
    case "int64":
    case "uint64":
    case "float64":
      return 64;
    default:
      return undefined;
  }
}
