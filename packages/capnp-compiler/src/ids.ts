// ids.ts: the ids of declarations that were given none: they follow from where a declaration is, the same everywhere.
//
// Each is the beginning of an MD5 of the parent's id and of what tells the declaration from its siblings, as the native
// compiler computes it. Nothing here is secret, and nobody has to be kept from finding two that are equal.
import { md5 } from "./md5.ts";

/** Of what is declared in another declaration: by its name. */
export function childId(parent: bigint, name: string): bigint {
  return derived(parent, new TextEncoder().encode(name));
}

/** Of a group: by its place among the fields of what it is in, ordered by number. */
export function groupId(parent: bigint, index: number): bigint {
  return derived(parent, Uint8Array.of(index & 0xff, index >> 8));
}

/** Of the struct of what a method takes or gives, where that is declared in place. */
export function methodStructId(parent: bigint, ordinal: number, which: "params" | "results"): bigint {
  return derived(parent, Uint8Array.of(ordinal & 0xff, ordinal >> 8, which === "results" ? 1 : 0));
}

/** A random id, as a file needs one. */
export function freshId(): bigint {
  const [random = 0n] = crypto.getRandomValues(new BigUint64Array(1));
  return random | highestBit;
}

/** An id as it is written in a schema. */
export function idText(id: bigint): string {
  return `@0x${id.toString(16).padStart(16, "0")}`;
}

const highestBit = 1n << 63n;

function derived(parent: bigint, rest: Uint8Array): bigint {
  const bytes = new Uint8Array(8 + rest.byteLength);
  new DataView(bytes.buffer).setBigUint64(0, parent, true);
  bytes.set(rest, 8);
  const digest = md5(bytes);
  return new DataView(digest.buffer).getBigUint64(0) | highestBit;
}
