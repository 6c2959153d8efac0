// json-options.ts: the annotations of capnp/compat/json.capnp, with which a schema says how it looks as JSON.
import type { Annotation } from "./types.ts";

/** Declared in a schema, or on a field. */
export interface JsonOptions {
  readonly name: string | undefined;
  readonly encoding: "bytes" | "base64" | "hex";
  /** The fields of the group or struct are those of the object around it, with this in front of their names. */
  readonly flattenPrefix: string | undefined;
  /** A union tells which member is set by a field of its own. */
  readonly discriminator: Discriminator | undefined;
}

export interface Discriminator {
  /** Absent: the name of the union. */
  readonly name: string | undefined;
  /** The field that the value is in, whichever member it is. Absent: the name of the member. */
  readonly valueName: string | undefined;
}

const nameId = 0xfa5b1fd61c2e7c3dn;
export const flattenId = 0x82d3e852af0336bfn;
export const discriminatorId = 0xcfa794e8d19a0162n;
const base64Id = 0xd7d879450a253e4bn;
const hexId = 0xf061e22f0ae5c7b5n;

export function jsonOptions(annotations: readonly Annotation[] = []): JsonOptions {
  const find = (id: bigint) => annotations.find((annotation) => annotation.id === id);
  const flatten = find(flattenId);
  const discriminator = find(discriminatorId);
  return {
    name: textOf(find(nameId)?.value),
    encoding: find(base64Id) !== undefined ? "base64" : find(hexId) !== undefined ? "hex" : "bytes",
    flattenPrefix: flatten === undefined ? undefined : (textIn(flatten.value, "prefix") ?? ""),
    discriminator:
      discriminator === undefined
        ? undefined
        : {
            name: textIn(discriminator.value, "name"),
            valueName: textIn(discriminator.value, "valueName"),
          },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function textIn(value: unknown, key: "prefix" | "name" | "valueName"): string | undefined {
  return typeof value === "object" && value !== null && key in value
    ? textOf((value as { readonly [key: string]: unknown })[key])
    : undefined;
}
